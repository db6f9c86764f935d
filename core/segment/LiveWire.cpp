// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/LiveWire.h"

#include "core/segment/WorkingCrop.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/imgproc/segmentation.hpp>

#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

namespace labelwright {
namespace {

constexpr int kLeastReach = 256; // of an area beyond its anchor, in image pixels

Point movedInside(Point p, const Rect& rect)
{
    return {std::clamp(p.x, rect.x, rect.right() - 1), std::clamp(p.y, rect.y, rect.bottom() - 1)};
}

/// Scaled down to LiveWireMap::kMaxExtent where that is shorter.
Size workingSize(const Rect& area)
{
    const double scale =
        std::min(1.0, static_cast<double>(LiveWireMap::kMaxExtent) / std::max(area.width, area.height));
    const auto extent = [scale](int full) { return std::max(1, static_cast<int>(std::lround(full * scale))); };
    return {extent(area.width), extent(area.height)};
}

} // namespace

Rect liveWireArea(Point anchor, Point pointer, Size imageSize)
{
    // In powers of two, so that a moving pointer seldom asks for another area; a quarter is left for detours.
    const int distance = std::max(std::abs(pointer.x - anchor.x), std::abs(pointer.y - anchor.y));
    int reach = kLeastReach;
    while (reach * 3 / 4 < distance && reach < std::max(imageSize.width, imageSize.height))
        reach *= 2;
    return Rect{anchor.x, anchor.y, 1, 1}.grown(reach).intersected({0, 0, imageSize.width, imageSize.height});
}

struct LiveWireMap::Ways {
    Rect area;
    Point anchor;
    Size size; ///< In working pixels.
    cv::segmentation::IntelligentScissorsMB scissors;

    cv::Point toWorking(Point p) const
    {
        const auto scaled = [](int value, int from, int full, int extent) {
            return static_cast<int>((value - from + 0.5) * extent / full);
        };
        return {scaled(p.x, area.x, area.width, size.width), scaled(p.y, area.y, area.height, size.height)};
    }

    Point toImage(const cv::Point& p) const
    {
        const auto scaled = [](int value, int to, int full, int extent) {
            return to + static_cast<int>((value + 0.5) * full / extent);
        };
        return {scaled(p.x, area.x, area.width, size.width), scaled(p.y, area.y, area.height, size.height)};
    }
};

LiveWireMap::LiveWireMap(std::unique_ptr<const Ways> ways) : m_ways(std::move(ways))
{}

LiveWireMap::~LiveWireMap() = default;
LiveWireMap::LiveWireMap(LiveWireMap&&) noexcept = default;
LiveWireMap& LiveWireMap::operator=(LiveWireMap&&) noexcept = default;

Result<LiveWireMap> LiveWireMap::build(const Image& image, const Rect& area, Point anchor, const std::stop_token& stop)
try {
    if (image.isNull() || area.isEmpty() || area.intersected(image.bounds()) != area || !area.contains(anchor))
        return Error{ErrorCode::InvalidArgument, "there is no such part of the image to find edges in"};
    const Error stopped{ErrorCode::Cancelled, "the search for edges was stopped"};
    auto ways = std::make_unique<Ways>(Ways{.area = area, .anchor = anchor, .size = workingSize(area), .scissors = {}});
    const ColorGrid colors = scaledColors(image, area, ways->size);
    const cv::Mat view(colors.height(), colors.width(), CV_8UC3, const_cast<PixelColor*>(colors.values().data()));
    if (stop.stop_requested())
        return stopped;
    constexpr double kWeakEdge = 16;
    constexpr double kStrongEdge = 100;
    ways->scissors.setEdgeFeatureCannyParameters(kWeakEdge, kStrongEdge);
    ways->scissors.setGradientMagnitudeMaxLimit(200);
    ways->scissors.applyImage(view);
    if (stop.stop_requested())
        return stopped;
    ways->scissors.buildMap(ways->toWorking(anchor));
    return LiveWireMap(std::move(ways));
} catch (const std::exception&) { // OpenCV's, and lack of memory
    return Error{ErrorCode::TooLarge, "there is not enough memory to find the edges"};
}

Rect LiveWireMap::area() const
{
    return m_ways->area;
}

Point LiveWireMap::anchor() const
{
    return m_ways->anchor;
}

std::vector<Point> LiveWireMap::wayTo(Point target) const
try {
    std::vector<cv::Point> contour;
    m_ways->scissors.getContour(m_ways->toWorking(movedInside(target, m_ways->area)), contour);
    std::vector<Point> way{m_ways->anchor};
    for (std::size_t i = 1; i + 1 < contour.size(); ++i)
        way.push_back(m_ways->toImage(contour[i]));
    if (target != way.back())
        way.push_back(target);
    return way;
} catch (const std::exception&) {
    return {m_ways->anchor, target};
}

} // namespace labelwright
