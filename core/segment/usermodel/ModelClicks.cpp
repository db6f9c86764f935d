// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/usermodel/ModelClicks.h"

#include <algorithm>

namespace labelwright {
namespace {

constexpr double kInwardShare = 0.03; // of the box's extent
constexpr std::size_t kMostOfStroke = 8;

PointF middleOf(Point pixel)
{
    return {pixel.x + 0.5, pixel.y + 0.5};
}

} // namespace

std::vector<ModelClick> clicksOfPoints(const ExtremePoints& points)
{
    const Rect box = points.box();
    const double across = kInwardShare * box.width;
    const double down = kInwardShare * box.height;
    const auto moved = [](Point pixel, double x, double y) {
        const PointF middle = middleOf(pixel);
        return ModelClick{{middle.x + x, middle.y + y}};
    };
    return {moved(points.top, 0, down), moved(points.bottom, 0, -down), moved(points.left, across, 0),
            moved(points.right, -across, 0)};
}

std::vector<ModelClick> clicksOfStrokes(const std::vector<HintStroke>& strokes)
{
    std::vector<ModelClick> clicks;
    for (const HintStroke& stroke : strokes) {
        const std::vector<Point> pixels = pixelsOf(stroke);
        const std::size_t count = std::min(pixels.size(), kMostOfStroke);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t pixel = count > 1 ? i * (pixels.size() - 1) / (count - 1) : 0;
            clicks.push_back({middleOf(pixels[pixel]), stroke.belongs});
        }
    }
    return clicks;
}

} // namespace labelwright
