// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/ExtremePoints.h"
#include "core/segment/Grid.h"

#include <vector>

namespace labelwright {

/// Pixels that are surely the object's: the cheapest paths from its likeliest core to each click, which go round
/// notches that straight lines would cross. A step costs what the pixel's probability lacks to 1 and its colour's
/// change. The last pixels before a click are left out, since clicks miss the object by some pixels.
///
/// `probability` is 0 to 1; paths stay inside `box`. Never empty: holds at least the core. Cost: n log n of the box.
std::vector<Point> clickPaths(const Grid<float>& probability, const ColorGrid& colors, const Rect& box,
                              const ExtremePoints& points);

} // namespace labelwright
