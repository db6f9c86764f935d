// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/BorderSnap.h"

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

bool isBorderCorner(const LabelMask& mask, Point corner, std::optional<Label> ignored)
{
    const Rect around = Rect{corner.x - 1, corner.y - 1, 2, 2}.intersected(mask.bounds());
    const Label first = mask.at({around.x, around.y});
    bool differs = false;
    for (int y = around.y; y < around.bottom(); ++y) {
        for (int x = around.x; x < around.right(); ++x) {
            const Label label = mask.at({x, y});
            if (label == ignored)
                return false;
            differs = differs || label != first;
        }
    }
    return differs;
}

} // namespace

std::optional<PointF> nearestBorderCorner(const LabelMask& mask, PointF place, double maxDistance,
                                          std::optional<Label> ignored)
{
    const auto within = [](double value, int extent) {
        return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(extent)));
    };
    std::optional<PointF> nearest;
    double reach = maxDistance;
    const int bottom = within(std::floor(place.y + maxDistance), mask.height());
    for (int y = within(std::ceil(place.y - maxDistance), mask.height()); y <= bottom; ++y) {
        const double rest = reach * reach - (y - place.y) * (y - place.y);
        if (rest < 0)
            continue;
        const int right = within(std::floor(place.x + std::sqrt(rest)), mask.width());
        for (int x = within(std::ceil(place.x - std::sqrt(rest)), mask.width()); x <= right; ++x) {
            const double distance = std::hypot(x - place.x, y - place.y);
            const bool isNearer = nearest ? distance < reach : distance <= reach;
            if (!isNearer || !isBorderCorner(mask, {x, y}, ignored))
                continue;
            nearest = PointF{static_cast<double>(x), static_cast<double>(y)};
            reach = distance;
        }
    }
    return nearest;
}

} // namespace labelwright
