// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/Engine.h"
#include "core/segment/WorkingCrop.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <string>
#include <vector>

namespace labelwright {
namespace {

// How far around a stroke pieces of change count as its own.
constexpr double kReachShare = 0.015; // of the box's longer side
constexpr int kLeastReachPx = 2;

/// Pixels within `reach` of the stroke.
cv::Mat aroundStroke(const HintStroke& stroke, const Rect& area, int reach)
{
    cv::Mat around(area.height, area.width, CV_8UC1, cv::Scalar(0));
    const std::vector<Point> pixels = pixelsOf(stroke);
    for (const Point pixel : pixels)
        cv::circle(around, {pixel.x - area.x, pixel.y - area.y}, reach, 255, cv::FILLED);
    return around;
}

/// The mask `before`, but as `after` has it in the pieces of what differs that touch the stroke.
Region changedAtStroke(const Region& before, const Region& after, const HintStroke& stroke, const Rect& area, int reach)
{
    std::vector<std::uint8_t> oldPixels = before.raster(area);
    std::vector<std::uint8_t> pixels = after.raster(area);
    const cv::Mat old(area.height, area.width, CV_8UC1, oldPixels.data());
    cv::Mat result(area.height, area.width, CV_8UC1, pixels.data());
    cv::Mat pieces;
    const int count = cv::connectedComponents(old != result, pieces, 4);
    const cv::Mat around = aroundStroke(stroke, area, reach);
    std::vector<bool> changes(static_cast<std::size_t>(count), false);
    for (int y = 0; y < area.height; ++y) {
        for (int x = 0; x < area.width; ++x) {
            if (around.at<std::uint8_t>(y, x))
                changes[static_cast<std::size_t>(pieces.at<int>(y, x))] = true;
        }
    }
    for (int y = 0; y < area.height; ++y) {
        for (int x = 0; x < area.width; ++x) {
            if (!changes[static_cast<std::size_t>(pieces.at<int>(y, x))])
                result.at<std::uint8_t>(y, x) = old.at<std::uint8_t>(y, x);
        }
    }
    return Region::fromRaster(area, pixels);
}

} // namespace

Result<Segmentation> correctObject(const Engine& engine, const Image& image, const ObjectHints& hints,
                                   const Region& before, const SegmentOptions& options)
try {
    Result<Segmentation> after = engine.segment(image, hints, options);
    if (!after)
        return after.error();
    const ObjectHints inside = movedInside(hints, image.size());
    const Rect box = inside.box();
    const int reach = std::max(kLeastReachPx, static_cast<int>(kReachShare * std::max(box.width, box.height)));
    const Rect area = before.bounds().united(after->region.bounds());
    after->region = changedAtStroke(before, after->region, hints.strokes.back(), area, reach);
    if (after->region.isEmpty())
        return nothingLeft();
    return after;
} catch (const std::exception& failure) { // OpenCV's, and lack of memory
    return Error{ErrorCode::TooLarge, std::string("the correction failed (") + failure.what() + ")"};
}

Result<Segmentation> segmentObject(const Engine& engine, const Image& image, const ObjectHints& hints,
                                   const SegmentOptions& options)
{
    ObjectHints soFar = hints;
    soFar.strokes.clear();
    Result<Segmentation> result = engine.segment(image, soFar, options);
    for (const HintStroke& stroke : hints.strokes) {
        if (!result)
            return result;
        soFar.strokes.push_back(stroke);
        result = correctObject(engine, image, soFar, result->region, options);
    }
    return result;
}

} // namespace labelwright
