// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/mask/Region.h"

#include <cstdint>
#include <span>
#include <vector>

namespace labelwright {

/// Coordinates of the shapes below must lie within this of 0; a pointer far outside any image does.
inline constexpr double kMaxShapeCoordinate = 1 << 24;

enum class BrushTip : std::uint8_t { Round, Square };

/// A brush put down at one place.
struct Dab {
    PointF centre;
    double radiusPx = 0; ///< More than 0; of a square tip, half its side.
    friend bool operator==(const Dab&, const Dab&) = default;
};

/// Every pixel whose centre lies in the convex hull of two dabs: a brush stroke between two events, without gaps at any
/// speed, also where the pen's pressure changes its width. Where the brush is so small that a dab may miss every centre
/// (a disc up to a radius of 0.707, a square up to 0.5), the line of single pixels from the one under `from` to the one
/// under `to`, each touching the next at a side or corner, belongs to it too; up to 0.5 it is that line. So it is never
/// empty. Cost: the shape's height.
Region brushStroke(BrushTip tip, const Dab& from, const Dab& to);

/// A stroke of a round brush that keeps its width: every pixel whose centre lies at most radiusPx from the segment a-b.
Region capsule(PointF a, PointF b, double radiusPx);

/// Every pixel whose centre lies inside the polygon, even-odd rule; the last vertex is joined to the first. A pixel
/// whose centre lies on an edge belongs to the side right of or below it, so that neighbours share borders without gap
/// or overlap. Fewer than three vertices give the empty region. Cost: the sum of the edges' heights.
Region polygon(std::span<const PointF> vertices);
/// The part of it in the rows from `begin` up to, but not with, `end`. Cost: the sum of the edges' heights there.
Region polygonInRows(std::span<const PointF> vertices, int begin, int end);
/// The same for several rings at once, such as outlines with their holes: a pixel inside an even number of them is out.
Region polygon(std::span<const std::vector<PointF>> rings);

} // namespace labelwright
