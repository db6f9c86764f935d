// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/mask/Region.h"

#include <span>

namespace labelwright {

/// Coordinates of the shapes below must lie within this of 0; a pointer far outside any image does.
inline constexpr double kMaxShapeCoordinate = 1 << 24;

/// Every pixel whose centre lies at most radiusPx from the segment a-b: a brush stroke between two events, without gaps
/// at any speed. Up to a radius of 0.5 it is the line of single pixels from the one under `a` to the one under `b`,
/// each touching the next at a side or corner; up to 0.707, where a disc may miss every centre, that line belongs to it
/// too. So it is never empty. Precondition: radiusPx > 0. Cost: the shape's height.
Region capsule(PointF a, PointF b, double radiusPx);

/// Every pixel whose centre lies inside the polygon, even-odd rule; the last vertex is joined to the first. A pixel
/// whose centre lies on an edge belongs to the side right of or below it, so that neighbours share borders without gap
/// or overlap. Fewer than three vertices give the empty region. Cost: the sum of the edges' heights.
Region polygon(std::span<const PointF> vertices);

} // namespace labelwright
