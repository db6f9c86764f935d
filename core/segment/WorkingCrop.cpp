// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/WorkingCrop.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

/// Of the coarse crop's box, its longer side, in working pixels. Larger ones cost time and give no better masks.
constexpr double kCoarseExtent = 120;

constexpr double kContextShare = 0.3; // of the box's extent, on each side
constexpr int kLeastContextPx = 6;
constexpr double kClickErrorShare = 0.02;
constexpr double kClickErrorPx = 2;

Point scaled(Point p, const WorkingCrop& crop)
{
    const auto inside = [](double value, int extent) { return std::clamp(static_cast<int>(value), 0, extent - 1); };
    return {inside((p.x - crop.area.x + 0.5) * crop.scaleX(), crop.colors.width()),
            inside((p.y - crop.area.y + 0.5) * crop.scaleY(), crop.colors.height())};
}

/// A thin box grows little across: a line stays one.
Rect grownByClickError(const Rect& box, double scale)
{
    const double longer = std::max(box.width, box.height);
    const int missed = static_cast<int>(std::ceil(std::min(kClickErrorPx * scale, kClickErrorShare * longer)));
    const int across = std::min(missed, box.width / 4);
    const int down = std::min(missed, box.height / 4);
    return {box.x - across, box.y - down, box.width + 2 * across, box.height + 2 * down};
}

ExtremePoints movedInside(const ExtremePoints& points, Size size)
{
    const auto inside = [size](Point p) {
        return Point{std::clamp(p.x, 0, size.width - 1), std::clamp(p.y, 0, size.height - 1)};
    };
    return {inside(points.top), inside(points.bottom), inside(points.left), inside(points.right)};
}

} // namespace

Rect contextArea(const ExtremePoints& points, Size imageSize)
{
    const Rect box = points.box();
    const auto margin = [](int extent) { return std::max(kLeastContextPx, static_cast<int>(extent * kContextShare)); };
    const Rect grown{box.x - margin(box.width), box.y - margin(box.height), box.width + 2 * margin(box.width),
                     box.height + 2 * margin(box.height)};
    return grown.intersected({0, 0, imageSize.width, imageSize.height});
}

ColorGrid scaledColors(const Image& image, const Rect& area, Size size)
{
    const cv::Mat whole(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.data()));
    ColorGrid colors(size);
    cv::Mat view(size.height, size.width, CV_8UC3, colors.values().data());
    cv::resize(whole(cv::Rect(area.x, area.y, area.width, area.height)), view, view.size(), 0, 0, cv::INTER_AREA);
    return colors;
}

WorkingCrop makeWorkingCrop(const Image& image, const Rect& area, Size size, const ExtremePoints& points)
{
    WorkingCrop crop{.area = area, .colors = scaledColors(image, area, size), .box = {}, .points = {}};
    crop.points = {scaled(points.top, crop), scaled(points.bottom, crop), scaled(points.left, crop),
                   scaled(points.right, crop)};
    crop.box = grownByClickError(crop.points.box(), crop.scaleX()).intersected(crop.colors.bounds());
    return crop;
}

WorkingCrop makeCoarseCrop(const Image& image, const ExtremePoints& points)
{
    const ExtremePoints inside = movedInside(points, image.size());
    const Rect area = contextArea(inside, image.size());
    const Rect box = inside.box();
    const double scale = std::min(1.0, kCoarseExtent / std::max(box.width, box.height));
    const auto extent = [scale](int full) { return std::clamp(static_cast<int>(std::lround(full * scale)), 1, full); };
    return makeWorkingCrop(image, area, {extent(area.width), extent(area.height)}, inside);
}

} // namespace labelwright
