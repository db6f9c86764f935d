// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/ExtremePoints.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace labelwright {
namespace {

std::int64_t distanceFromSides(const ExtremePoints& points, const Rect& box)
{
    const auto distance = [](int a, int b) { return std::int64_t{a} - b; };
    return distance(points.top.y, box.y) + distance(box.bottom() - 1, points.bottom.y) +
           distance(points.left.x, box.x) + distance(box.right() - 1, points.right.x);
}

} // namespace

Rect ExtremePoints::box() const
{
    return Rect::spanning(top, bottom).united(Rect::spanning(left, right));
}

ExtremePoints sortExtremePoints(const std::array<Point, 4>& clicks)
{
    const auto assigned = [&clicks](const std::array<std::size_t, 4>& order) {
        return ExtremePoints{clicks[order[0]], clicks[order[1]], clicks[order[2]], clicks[order[3]]};
    };
    std::array<std::size_t, 4> order{0, 1, 2, 3};
    const Rect box = assigned(order).box();
    ExtremePoints best;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    do { // lexicographic, so the first of equal ones is the nearest to the order of the clicks
        const ExtremePoints points = assigned(order);
        if (const std::int64_t cost = distanceFromSides(points, box); cost < least) {
            least = cost;
            best = points;
        }
    } while (std::ranges::next_permutation(order).found);
    return best;
}

} // namespace labelwright
