// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/ShapePrior.h"

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

// Log odds counted over 1,300 hand-drawn objects: by the depth inside the quadrilateral, over the square root of the
// box's area, and by the way from the quadrilateral's side (0) to the box's corner (1).
constexpr double kAtSide = 1.1;
constexpr double kGainInside = 1.6;
constexpr double kDepthOfGain = 0.06;
constexpr double kLossToCorner = 5.3;

/// The triangle between two neighbouring clicks and the box's corner.
struct Corner {
    PointF corner;
    PointF widthEnd;  ///< The click on the horizontal side.
    PointF heightEnd; ///< The click on the vertical side.

    /// 0 on the side between the clicks, 1 in the corner, negative inside the quadrilateral.
    double wayToCorner(double x, double y) const
    {
        const double width = widthEnd.x - corner.x;
        const double height = heightEnd.y - corner.y;
        if (width == 0 || height == 0)
            return -1;
        return 1 - (x - corner.x) / width - (y - corner.y) / height;
    }

    /// Distance from the line through both clicks for one unit of wayToCorner().
    double unit() const
    {
        const double width = widthEnd.x - corner.x;
        const double height = heightEnd.y - corner.y;
        const double length = std::hypot(width, height);
        return length == 0 ? 0 : std::abs(width * height) / length;
    }
};

PointF centre(Point p)
{
    return {p.x + 0.5, p.y + 0.5};
}

std::array<Corner, 4> cornersOf(const ExtremePoints& points)
{
    const PointF top = centre(points.top);
    const PointF bottom = centre(points.bottom);
    const PointF left = centre(points.left);
    const PointF right = centre(points.right);
    return {Corner{{left.x, top.y}, top, left}, Corner{{right.x, top.y}, top, right},
            Corner{{left.x, bottom.y}, bottom, left}, Corner{{right.x, bottom.y}, bottom, right}};
}

} // namespace

Grid<float> shapePrior(Size size, const ExtremePoints& points)
{
    const std::array<Corner, 4> corners = cornersOf(points);
    std::array<double, 4> units{};
    std::ranges::transform(corners, units.begin(), &Corner::unit);
    const Rect box = points.box();
    const double extent = std::sqrt(static_cast<double>(box.width) * box.height);

    Grid<float> prior(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            double way = 0;
            double depth = extent;
            for (std::size_t i = 0; i < corners.size(); ++i) {
                const double along = corners[i].wayToCorner(x + 0.5, y + 0.5);
                way = std::max(way, along);
                if (units[i] > 0)
                    depth = std::min(depth, -along * units[i]);
            }
            const double odds = way > 0 ? kAtSide - kLossToCorner * std::min(way, 1.0)
                                        : kAtSide + kGainInside * (1 - std::exp(-depth / (kDepthOfGain * extent)));
            prior.at(x, y) = static_cast<float>(odds);
        }
    }
    return prior;
}

} // namespace labelwright
