// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/WorkingCrop.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace labelwright {
namespace {

/// Of the coarse crop's box, its longer side, in working pixels. Larger ones cost time and give no better masks.
constexpr double kCoarseExtent = 120;

constexpr double kContextShare = 0.3; // of the box's extent, on each side
constexpr int kLeastContextPx = 6;
constexpr double kClickErrorShare = 0.02; // of the box's longer side, at most
constexpr double kClickErrorPx = 2;
constexpr double kViewErrorShare = 0.003; // of the same: what a pixel on the screen is, seen whole

Point scaled(Point p, const WorkingCrop& crop)
{
    const auto inside = [](double value, int extent) { return std::clamp(static_cast<int>(value), 0, extent - 1); };
    return {inside((p.x - crop.area.x + 0.5) * crop.scaleX(), crop.colors.width()),
            inside((p.y - crop.area.y + 0.5) * crop.scaleY(), crop.colors.height())};
}

/// A thin box grows little across: a line stays one.
Rect grown(const Rect& box, int missed)
{
    const int across = std::min(missed, box.width / 4);
    const int down = std::min(missed, box.height / 4);
    return {box.x - across, box.y - down, box.width + 2 * across, box.height + 2 * down};
}

int clickError(const Rect& box, double scale)
{
    const double longer = std::max(box.width, box.height);
    return static_cast<int>(std::ceil(std::min(kClickErrorPx * scale, kClickErrorShare * longer)));
}

/// Foreign is every pixel whose middle lies outside of the region.
void markOutside(const Region& region, const Rect& area, Grid<Said>& said)
{
    const std::vector<std::uint8_t> inside = region.raster(area);
    for (int y = 0; y < said.height(); ++y) {
        const auto row = static_cast<std::size_t>((y + 0.5) * area.height / said.height());
        for (int x = 0; x < said.width(); ++x) {
            const auto column = static_cast<std::size_t>((x + 0.5) * area.width / said.width());
            if (!inside[row * static_cast<std::size_t>(area.width) + column])
                said.at(x, y) = Said::Foreign;
        }
    }
}

/// The pieces of a stroke that lie in the image.
void appendInside(const HintStroke& stroke, const Rect& image, std::vector<HintStroke>& pieces)
{
    bool goesOn = false;
    for (const Point pixel : pixelsOf(stroke)) {
        const bool inside = image.contains(pixel);
        if (inside && !goesOn)
            pieces.push_back({{}, stroke.belongs});
        if (inside)
            pieces.back().points.push_back(pixel);
        goesOn = inside;
    }
}

} // namespace

ObjectHints movedInside(const ObjectHints& hints, Size imageSize)
{
    const auto inside = [imageSize](Point p) {
        return Point{std::clamp(p.x, 0, imageSize.width - 1), std::clamp(p.y, 0, imageSize.height - 1)};
    };
    ObjectHints moved = hints;
    moved.points = {inside(hints.points.top), inside(hints.points.bottom), inside(hints.points.left),
                    inside(hints.points.right)};
    moved.strokes.clear();
    for (const HintStroke& stroke : hints.strokes)
        appendInside(stroke, {0, 0, imageSize.width, imageSize.height}, moved.strokes);
    return moved;
}

Rect reachOf(const Rect& box)
{
    const auto ofView = static_cast<int>(std::lround(kViewErrorShare * std::max(box.width, box.height)));
    return grown(box, std::max(clickError(box, 1), ofView));
}

Rect contextArea(const Rect& box, Size imageSize)
{
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

Grid<Said> scaledHints(const ObjectHints& hints, const Rect& area, Size size)
{
    Grid<Said> said(size, Said::Nothing);
    if (hints.within)
        markOutside(*hints.within, area, said);
    for (const HintStroke& stroke : hints.strokes) {
        for (const Point pixel : pixelsOf(stroke)) {
            if (area.contains(pixel))
                said.at(static_cast<int>(std::int64_t{pixel.x - area.x} * size.width / area.width),
                        static_cast<int>(std::int64_t{pixel.y - area.y} * size.height / area.height)) =
                    stroke.belongs ? Said::Belongs : Said::Foreign;
        }
    }
    return said;
}

WorkingCrop makeWorkingCrop(const Image& image, const Rect& area, Size size, const ObjectHints& hints)
{
    WorkingCrop crop{.area = area,
                     .colors = scaledColors(image, area, size),
                     .box = {},
                     .points = {},
                     .said = scaledHints(hints, area, size)};
    crop.points = {scaled(hints.points.top, crop), scaled(hints.points.bottom, crop), scaled(hints.points.left, crop),
                   scaled(hints.points.right, crop)};
    const Rect box = hints.box();
    const Rect scaledBox =
        Rect::spanning(scaled({box.x, box.y}, crop), scaled({box.right() - 1, box.bottom() - 1}, crop));
    crop.box = grown(scaledBox, clickError(scaledBox, crop.scaleX())).intersected(crop.colors.bounds());
    return crop;
}

WorkingCrop makeCoarseCrop(const Image& image, const ObjectHints& hints)
{
    const Rect box = hints.box();
    const Rect area = contextArea(box, image.size());
    const double scale = std::min(1.0, kCoarseExtent / std::max(box.width, box.height));
    const auto extent = [scale](int full) { return std::clamp(static_cast<int>(std::lround(full * scale)), 1, full); };
    return makeWorkingCrop(image, area, {extent(area.width), extent(area.height)}, hints);
}

} // namespace labelwright
