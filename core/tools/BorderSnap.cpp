// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/BorderSnap.h"

#include "core/mask/Runs.h"

#include <algorithm>
#include <cmath>
#include <span>

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

/// So that most of a picture is passed over row by row.
bool hasOneLabel(const LabelMask& mask, const Rect& rect)
{
    const Rect inside = rect.intersected(mask.bounds());
    const Label first = mask.at({inside.x, inside.y});
    for (int y = inside.y; y < inside.bottom(); ++y) {
        const std::span<const Label> pixels =
            mask.row(y).subspan(static_cast<std::size_t>(inside.x), static_cast<std::size_t>(inside.width));
        if (pixels.front() != first || runLength(pixels) != pixels.size())
            return false;
    }
    return true;
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
        const int left = within(std::ceil(place.x - std::sqrt(rest)), mask.width());
        const int right = within(std::floor(place.x + std::sqrt(rest)), mask.width());
        if (hasOneLabel(mask, {left - 1, y - 1, right - left + 2, 2}))
            continue;
        for (int x = left; x <= right; ++x) {
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
