// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/Color.h"

#include <string>

namespace labelwright {

/// One entry of "labelMappings" in a worker's answer: the colour that stands for a label in that answer's PNG.
struct LabelMapping {
    std::string name;
    Color color;
    friend bool operator==(const LabelMapping&, const LabelMapping&) = default;
};

} // namespace labelwright
