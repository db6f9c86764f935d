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
constexpr float kMean = 115;
constexpr float kDeviation = 64;
constexpr float kBump = 2;
constexpr float kMostRatio = 4;

constexpr double kPadShare = 0.01; // of the box's longer side
constexpr double kLeastPadPx = 1;

/// The raster's measures, in its pixels.
struct Square {
    explicit Square(int side)
        : extent(side), margin(side / 8), sigma(0.025 * side), depthUnit(0.15 * side), softEdge(0.11 * side)
    {}

    Size size() const { return {extent, extent}; }
    std::size_t pixels() const { return static_cast<std::size_t>(extent) * static_cast<std::size_t>(extent); }
    bool isInBox(int x, int y) const
    {
        return x >= margin && x < extent - margin && y >= margin && y < extent - margin;
    }

    int extent;
    int margin;
    double sigma;     ///< Of a bump.
    double depthUnit; ///< What counts as 1.
    double softEdge;  ///< How far the hints' shape fades for colours.
};

PhotoRaster rasterAround(const Rect& box, const Square& square)
{
    const double pad = std::max(kLeastPadPx, kPadShare * std::max(box.width, box.height));
    const int inner = square.extent - 2 * square.margin;
    const double width = (box.width + 2 * pad) / inner;
    const double height = (box.height + 2 * pad) / inner;
    return {square.size(), {box.x - pad - square.margin * width, box.y - pad - square.margin * height}, width, height};
}

PointF onRaster(const PhotoRaster& raster, Point pixel)
{
    return raster.fromPhoto({pixel.x + 0.5, pixel.y + 0.5});
}

Grid<std::uint8_t> insidePhoto(const PhotoRaster& raster, Size photo)
{
    Grid<std::uint8_t> inside(raster.size);
    for (int y = 0; y < inside.height(); ++y) {
        for (int x = 0; x < inside.width(); ++x) {
            const PointF place = raster.onPhoto({x + 0.5, y + 0.5});
            inside.at(x, y) = place.x >= 0 && place.x < photo.width && place.y >= 0 && place.y < photo.height ? 1 : 0;
        }
    }
    return inside;
}

/// Signed distance to the sides between top, right, bottom and left, positive inside.
Grid<float> depthInQuadrilateral(const Square& square, const std::array<PointF, 4>& corners)
{
    constexpr float kFar = 1e9F;
    Grid<float> depth(square.size(), kFar);
    bool hasSide = false;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const PointF a = corners[i];
        const PointF side{corners[(i + 1) % 4].x - a.x, corners[(i + 1) % 4].y - a.y};
        const double length = std::hypot(side.x, side.y);
        if (length <= 1e-3)
            continue;
        hasSide = true;
        for (int y = 0; y < square.extent; ++y) {
            for (int x = 0; x < square.extent; ++x) {
                const double distance = (side.x * (y + 0.5 - a.y) - side.y * (x + 0.5 - a.x)) / length;
                depth.at(x, y) = std::min(depth.at(x, y), static_cast<float>(distance));
            }
        }
    }
    return hasSide ? depth : Grid<float>(square.size());
}

Grid<float> depthInEllipse(const Square& square)
{
    Grid<float> depth(square.size());
    const double middle = square.extent / 2.0;
    for (int y = 0; y < square.extent; ++y) {
        for (int x = 0; x < square.extent; ++x)
            depth.at(x, y) =
                static_cast<float>(middle - square.margin - std::hypot(x + 0.5 - middle, y + 0.5 - middle));
    }
    return depth;
}

std::array<PointF, 4> cornersOf(const PhotoRaster& raster, const ExtremePoints& points)
{
    return {onRaster(raster, points.top), onRaster(raster, points.right), onRaster(raster, points.bottom),
            onRaster(raster, points.left)};
}

void drawBumps(std::span<float> channel, const Square& square, const std::array<PointF, 4>& corners)
{
    const auto along = [&square](double distance) {
        return static_cast<float>(std::exp(-distance * distance / (2 * square.sigma * square.sigma)));
    };
    const auto extent = static_cast<std::size_t>(square.extent);
    std::vector<float> columns(extent);
    for (const PointF& corner : corners) {
        for (std::size_t x = 0; x < extent; ++x)
            columns[x] = kBump * along(static_cast<double>(x) + 0.5 - corner.x);
        for (std::size_t y = 0; y < extent; ++y) {
            const float row = along(static_cast<double>(y) + 0.5 - corner.y);
            const std::span<float> pixels = channel.subspan(y * extent, extent);
            for (std::size_t x = 0; x < extent; ++x)
                pixels[x] = std::max(pixels[x], columns[x] * row);
        }
    }
}

void drawStrokes(std::span<float> channel, const Square& square, const PhotoRaster& raster, const ObjectHints& hints,
                 bool belongs)
{
    cv::Mat away(square.extent, square.extent, CV_8UC1, cv::Scalar(1));
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
                   [variance = square.sigma * square.sigma](float d) {
                       return kBump * static_cast<float>(std::exp(-d * d / (2 * variance)));
                   });
}

/// How likely each pixel's colour is inside of the hints' shape, against its surroundings.
void drawColorRatio(std::span<float> channel, const Square& square, const ColorGrid& colors,
                    const Grid<std::uint8_t>& inside, const Grid<float>& depth)
{
    ColorModel model;
    for (int y = 0; y < square.extent; ++y) {
        for (int x = 0; x < square.extent; ++x) {
            if (!inside.at(x, y))
                continue;
            const auto soft = static_cast<float>(depth.at(x, y) / square.softEdge);
            const float inner = std::clamp(0.5F + soft, 0.F, 1.F);
            const bool inBox = square.isInBox(x, y);
            if (inBox)
                model.addObject(colors.at(x, y), inner * inner);
            model.addBackground(colors.at(x, y), inBox ? 0.5F * std::clamp(0.3F - soft, 0.F, 1.F) : 1.F);
        }
    }
    model.finish();
    cv::Mat ratio(square.extent, square.extent, CV_32F);
    std::transform(colors.values().begin(), colors.values().end(), ratio.begin<float>(),
                   [&](const PixelColor& color) { return model.logRatio(color); });
    cv::blur(ratio, ratio, {3, 3});
    std::transform(ratio.begin<float>(), ratio.end<float>(), channel.begin(),
                   [](float value) { return 0.5F * std::clamp(value, -kMostRatio, kMostRatio); });
}

} // namespace

NetworkInput makeNetworkInput(const Image& image, const ObjectHints& hints, int extent)
{
    const Square square(extent);
    NetworkInput input;
    input.values.resize(NetworkInput::kChannels * square.pixels());
    const auto channel = [&](std::size_t number) {
        return std::span(input.values).subspan(number * square.pixels(), square.pixels());
    };
    input.raster = rasterAround(hints.box(), square);
    const Grid<std::uint8_t> inside = insidePhoto(input.raster, image.size());
    const ColorGrid colors = drawPhoto(image, input.raster);

    const bool hasPoints = hints.start == ObjectHints::Start::Points;
    const std::array<PointF, 4> corners = cornersOf(input.raster, hints.points);
    const Grid<float> depth = hasPoints ? depthInQuadrilateral(square, corners) : depthInEllipse(square);
    for (std::size_t i = 0; i < square.pixels(); ++i) {
        for (std::size_t color = 0; color < 3 && inside.values()[i]; ++color)
            channel(color)[i] = (static_cast<float>(colors.values()[i][color]) - kMean) / kDeviation;
        channel(4)[i] = std::clamp(static_cast<float>(depth.values()[i] / square.depthUnit), -2.F, 2.F);
        const auto place = static_cast<int>(i);
        const bool inBox = square.isInBox(place % square.extent, place / square.extent);
        channel(5)[i] = !inside.values()[i] ? -1.F : inBox ? 1.F : 0.F;
    }
    if (hasPoints)
        drawBumps(channel(3), square, corners);
    drawColorRatio(channel(6), square, colors, inside, depth);
    drawStrokes(channel(7), square, input.raster, hints, true);
    drawStrokes(channel(8), square, input.raster, hints, false);
    return input;
}

std::vector<float> NetworkInput::mirrored() const
{
    std::vector<float> result(values.size());
    const std::ptrdiff_t extent = raster.size.width;
    for (std::ptrdiff_t row = 0; row < std::ssize(values); row += extent)
        std::reverse_copy(values.begin() + row, values.begin() + row + extent, result.begin() + row);
    return result;
}

} // namespace labelwright
