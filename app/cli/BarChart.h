// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/Color.h"

#include <optional>
#include <string>
#include <vector>

namespace labelwright {

struct Bar {
    std::string name;
    double value = 0;             ///< Not negative.
    std::string text;             ///< What stands at its end.
    std::optional<Color> color{}; ///< nullopt: the page's own.
};

/// Bars below each other, for a page of htmlPage(): plain HTML in that page's style, which needs no script and no other
/// file. Empty where there is no bar.
struct BarChart {
    std::string title;
    std::vector<Bar> bars;
};
std::string htmlOf(const BarChart& chart);

} // namespace labelwright
