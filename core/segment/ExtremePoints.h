// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"

#include <array>

namespace labelwright {

/// The four clicks of auto-segment, in image pixels: the top-most, bottom-most, left-most and right-most point of the
/// object, as Ground Truth asks for them. Points may coincide.
struct ExtremePoints {
    Point top;
    Point bottom;
    Point left;
    Point right;

    /// The box that the four points span, each of them inside.
    Rect box() const;
    std::array<Point, 4> all() const { return {top, bottom, left, right}; }
    friend bool operator==(const ExtremePoints&, const ExtremePoints&) = default;
};

/// Tells the roles of four clicks made in any order: the assignment to top, bottom, left and right with the least
/// total distance from the respective sides of their common box. Of several such, the one that keeps the clicks
/// nearest to the order top, bottom, left, right in which they came.
ExtremePoints sortExtremePoints(const std::array<Point, 4>& clicks);

} // namespace labelwright
