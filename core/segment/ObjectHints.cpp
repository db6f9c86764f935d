// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/ObjectHints.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace labelwright {

ObjectHints ObjectHints::ofBox(const Rect& box)
{
    const Point middle{box.x + box.width / 2, box.y + box.height / 2};
    ObjectHints hints;
    hints.points = {{middle.x, box.y}, {middle.x, box.bottom() - 1}, {box.x, middle.y}, {box.right() - 1, middle.y}};
    hints.start = Start::Box;
    return hints;
}

ObjectHints ObjectHints::ofLasso(Region inside)
{
    ObjectHints hints = ofBox(inside.bounds());
    hints.within = std::move(inside);
    return hints;
}

Rect ObjectHints::box() const
{
    Rect box = points.box();
    for (const HintStroke& stroke : strokes) {
        if (!stroke.belongs)
            continue;
        for (const Point point : stroke.points)
            box = box.united({point.x, point.y, 1, 1});
    }
    return box;
}

std::vector<Point> pixelsOf(const HintStroke& stroke)
{
    std::vector<Point> pixels{stroke.points.front()};
    for (std::size_t i = 1; i < stroke.points.size(); ++i) {
        const Point from = stroke.points[i - 1];
        const Point to = stroke.points[i];
        const int steps = std::max(std::abs(to.x - from.x), std::abs(to.y - from.y));
        for (int step = 1; step <= steps; ++step) {
            const double way = static_cast<double>(step) / steps;
            pixels.push_back({from.x + static_cast<int>(std::lround(way * (to.x - from.x))),
                              from.y + static_cast<int>(std::lround(way * (to.y - from.y)))});
        }
    }
    return pixels;
}

} // namespace labelwright
