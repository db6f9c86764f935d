// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace labelwright {

/// The first row is the heading.
struct TextTable {
    std::string title;
    std::vector<std::vector<std::string>> rows;

    /// The title, and the rows below it in columns; each line ends in a break.
    std::string text() const;
};

/// A share of 1 as a figure in percent, "93.1"; "-" without one.
std::string percent(std::optional<double> share);

} // namespace labelwright
