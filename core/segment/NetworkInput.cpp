// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/NetworkInput.h"

#include "core/segment/ColorModel.h"
#include "core/segment/Grid.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace labelwright {
namespace {

// As in encoding.py.
constexpr int kExtent = NetworkInput::kExtent;
constexpr int kMargin = NetworkInput::kMargin;
constexpr std::size_t kPixels = static_cast<std::size_t>(kExtent) * kExtent;
constexpr float kMean = 115;
constexpr float kDeviation = 64;
constexpr double kSigma = 0.025 * kExtent;
constexpr double kDepthUnit = 0.15 * kExtent;
constexpr double kSoftEdge = 0.11 * kExtent;
constexpr float kBump = 2;
constexpr float kMostRatio = 4;

constexpr double kPadShare = 0.01; // of the box's longer side
constexpr double kLeastPadPx = 1;

bool isInBox(int x, int y)
{
    return x >= kMargin && x < kExtent - kMargin && y >= kMargin && y < kExtent - kMargin;
}

PhotoRaster rasterAround(const Rect& box)
{
    const double pad = std::max(kLeastPadPx, kPadShare * std::max(box.width, box.height));
    constexpr int kInner = kExtent - 2 * kMargin;
    const double width = (box.width + 2 * pad) / kInner;
    const double height = (box.height + 2 * pad) / kInner;
    return {{kExtent, kExtent}, {box.x - pad - kMargin * width, box.y - pad - kMargin * height}, width, height};
}

PointF onRaster(const PhotoRaster& raster, Point pixel)
{
    return raster.fromPhoto({pixel.x + 0.5, pixel.y + 0.5});
}

Grid<std::uint8_t> insidePhoto(const PhotoRaster& raster, Size photo)
{
    Grid<std::uint8_t> inside({kExtent, kExtent});
    for (int y = 0; y < kExtent; ++y) {
        for (int x = 0; x < kExtent; ++x) {
            const PointF place = raster.onPhoto({x + 0.5, y + 0.5});
            inside.at(x, y) = place.x >= 0 && place.x < photo.width && place.y >= 0 && place.y < photo.height ? 1 : 0;
        }
    }
    return inside;
}

/// Signed distance to the sides between top, right, bottom and left, positive inside.
Grid<float> depthInQuadrilateral(const std::array<PointF, 4>& corners)
{
    constexpr float kFar = 1e9F;
    Grid<float> depth({kExtent, kExtent}, kFar);
    bool hasSide = false;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const PointF a = corners[i];
        const PointF side{corners[(i + 1) % 4].x - a.x, corners[(i + 1) % 4].y - a.y};
        const double length = std::hypot(side.x, side.y);
        if (length <= 1e-3)
            continue;
        hasSide = true;
        for (int y = 0; y < kExtent; ++y) {
            for (int x = 0; x < kExtent; ++x) {
                const double distance = (side.x * (y + 0.5 - a.y) - side.y * (x + 0.5 - a.x)) / length;
                depth.at(x, y) = std::min(depth.at(x, y), static_cast<float>(distance));
            }
        }
    }
    return hasSide ? depth : Grid<float>({kExtent, kExtent});
}

Grid<float> depthInEllipse()
{
    Grid<float> depth({kExtent, kExtent});
    constexpr double kMiddle = kExtent / 2.0;
    for (int y = 0; y < kExtent; ++y) {
        for (int x = 0; x < kExtent; ++x)
            depth.at(x, y) = static_cast<float>(kMiddle - kMargin - std::hypot(x + 0.5 - kMiddle, y + 0.5 - kMiddle));
    }
    return depth;
}

std::array<PointF, 4> cornersOf(const PhotoRaster& raster, const ExtremePoints& points)
{
    return {onRaster(raster, points.top), onRaster(raster, points.right), onRaster(raster, points.bottom),
            onRaster(raster, points.left)};
}

void drawBumps(std::span<float> channel, const std::array<PointF, 4>& corners)
{
    const auto along = [](double distance) {
        return static_cast<float>(std::exp(-distance * distance / (2 * kSigma * kSigma)));
    };
    std::array<float, kExtent> columns{};
    for (const PointF& corner : corners) {
        for (int x = 0; x < kExtent; ++x)
            columns[static_cast<std::size_t>(x)] = kBump * along(x + 0.5 - corner.x);
        for (int y = 0; y < kExtent; ++y) {
            const float row = along(y + 0.5 - corner.y);
            float* const pixels = channel.data() + static_cast<std::ptrdiff_t>(y) * kExtent;
            for (std::size_t x = 0; x < kExtent; ++x)
                pixels[x] = std::max(pixels[x], columns[x] * row);
        }
    }
}

void drawStrokes(std::span<float> channel, const PhotoRaster& raster, const ObjectHints& hints, bool belongs)
{
    cv::Mat away(kExtent, kExtent, CV_8UC1, cv::Scalar(1));
    bool any = false;
    for (const HintStroke& stroke : hints.strokes) {
        if (stroke.belongs != belongs)
            continue;
        cv::Point before;
        for (std::size_t i = 0; i < stroke.points.size(); ++i) {
            const PointF place = onRaster(raster, stroke.points[i]);
            const cv::Point pixel(static_cast<int>(std::floor(place.x)), static_cast<int>(std::floor(place.y)));
            cv::line(away, i > 0 ? before : pixel, pixel, 0);
            before = pixel;
            any = true;
        }
    }
    if (!any || cv::countNonZero(away) == away.rows * away.cols)
        return;
    cv::Mat distance;
    cv::distanceTransform(away, distance, cv::DIST_L2, 5);
    std::transform(distance.begin<float>(), distance.end<float>(), channel.begin(),
                   [](float d) { return kBump * static_cast<float>(std::exp(-d * d / (2 * kSigma * kSigma))); });
}

/// How likely each pixel's colour is inside of the hints' shape, against its surroundings.
void drawColorRatio(std::span<float> channel, const ColorGrid& colors, const Grid<std::uint8_t>& inside,
                    const Grid<float>& depth)
{
    ColorModel model;
    for (int y = 0; y < kExtent; ++y) {
        for (int x = 0; x < kExtent; ++x) {
            if (!inside.at(x, y))
                continue;
            const auto soft = static_cast<float>(depth.at(x, y) / kSoftEdge);
            const float inner = std::clamp(0.5F + soft, 0.F, 1.F);
            const bool inBox = isInBox(x, y);
            if (inBox)
                model.addObject(colors.at(x, y), inner * inner);
            model.addBackground(colors.at(x, y), inBox ? 0.5F * std::clamp(0.3F - soft, 0.F, 1.F) : 1.F);
        }
    }
    model.finish();
    cv::Mat ratio(kExtent, kExtent, CV_32F);
    std::transform(colors.values().begin(), colors.values().end(), ratio.begin<float>(),
                   [&](const PixelColor& color) { return model.logRatio(color); });
    cv::blur(ratio, ratio, {3, 3});
    std::transform(ratio.begin<float>(), ratio.end<float>(), channel.begin(),
                   [](float value) { return 0.5F * std::clamp(value, -kMostRatio, kMostRatio); });
}

} // namespace

NetworkInput makeNetworkInput(const Image& image, const ObjectHints& hints)
{
    NetworkInput input;
    input.values.resize(NetworkInput::kChannels * kPixels);
    const auto channel = [&input](std::size_t number) {
        return std::span(input.values).subspan(number * kPixels, kPixels);
    };
    input.raster = rasterAround(hints.box());
    const Grid<std::uint8_t> inside = insidePhoto(input.raster, image.size());
    const ColorGrid colors = drawPhoto(image, input.raster);

    const bool hasPoints = hints.start == ObjectHints::Start::Points;
    const std::array<PointF, 4> corners = cornersOf(input.raster, hints.points);
    const Grid<float> depth = hasPoints ? depthInQuadrilateral(corners) : depthInEllipse();
    for (std::size_t i = 0; i < kPixels; ++i) {
        for (std::size_t color = 0; color < 3 && inside.values()[i]; ++color)
            channel(color)[i] = (static_cast<float>(colors.values()[i][color]) - kMean) / kDeviation;
        channel(4)[i] = std::clamp(static_cast<float>(depth.values()[i] / kDepthUnit), -2.F, 2.F);
        const bool inBox = isInBox(static_cast<int>(i % kExtent), static_cast<int>(i / kExtent));
        channel(5)[i] = !inside.values()[i] ? -1.F : inBox ? 1.F : 0.F;
    }
    if (hasPoints)
        drawBumps(channel(3), corners);
    drawColorRatio(channel(6), colors, inside, depth);
    drawStrokes(channel(7), input.raster, hints, true);
    drawStrokes(channel(8), input.raster, hints, false);
    return input;
}

std::vector<float> NetworkInput::mirrored() const
{
    std::vector<float> result(values.size());
    for (std::size_t row = 0; row < values.size(); row += kExtent)
        std::reverse_copy(values.begin() + static_cast<std::ptrdiff_t>(row),
                          values.begin() + static_cast<std::ptrdiff_t>(row + kExtent),
                          result.begin() + static_cast<std::ptrdiff_t>(row));
    return result;
}

} // namespace labelwright
