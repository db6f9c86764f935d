// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/PhotoRenderer.h"

#include "ui/canvas/Viewport.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace labelwright {
namespace {

/// As Format_RGB32 has it.
std::uint32_t pixelAt(const std::uint8_t* row, int x)
{
    const std::uint8_t* pixel = row + std::ptrdiff_t{x} * Image::kBytesPerPixel;
    return 0xff000000U | std::uint32_t{pixel[2]} << 16U | std::uint32_t{pixel[1]} << 8U | pixel[0];
}

std::uint32_t* pixelRow(QImage& scene, const Rect& rect, int y)
{
    return reinterpret_cast<std::uint32_t*>(scene.scanLine(rect.y + y)) + rect.x;
}

std::vector<int> nearestPixels(int start, int count, int origin, double scale, int extent)
{
    std::vector<int> pixels(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const double place = std::floor((start + i + 0.5 - origin) / scale);
        pixels[static_cast<std::size_t>(i)] = static_cast<int>(std::clamp(place, 0.0, extent - 1.0));
    }
    return pixels;
}

void drawNearest(QImage& scene, const Image& image, Point origin, double scale, const Rect& rect)
{
    const std::vector<int> columns = nearestPixels(rect.x, rect.width, origin.x, scale, image.width());
    const std::vector<int> rows = nearestPixels(rect.y, rect.height, origin.y, scale, image.height());
    for (int y = 0; y < rect.height; ++y) {
        const int row = rows[static_cast<std::size_t>(y)];
        std::uint32_t* to = pixelRow(scene, rect, y);
        if (y > 0 && row == rows[static_cast<std::size_t>(y - 1)]) {
            std::memcpy(to, pixelRow(scene, rect, y - 1), static_cast<std::size_t>(rect.width) * sizeof *to);
            continue;
        }
        const std::uint8_t* from = image.row(row).data();
        for (const int column : columns)
            *to++ = pixelAt(from, column);
    }
}

/// The two pixels between which a device pixel's middle lies, and how far it is towards the second, in 1/256.
struct Between {
    int first = 0;
    int second = 0;
    std::uint32_t share = 0;
};

std::vector<Between> betweenPixels(int start, int count, int origin, double scale, int extent)
{
    std::vector<Between> result(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const double place = (start + i + 0.5 - origin) / scale - 0.5;
        const double floor = std::floor(place);
        const auto clamped = [extent](double value) { return static_cast<int>(std::clamp(value, 0.0, extent - 1.0)); };
        result[static_cast<std::size_t>(i)] = {clamped(floor), clamped(floor + 1),
                                               static_cast<std::uint32_t>((place - floor) * 256)};
    }
    return result;
}

std::uint32_t interpolated(std::uint32_t a, std::uint32_t b, std::uint32_t share)
{
    constexpr std::uint32_t kTwoChannels = 0x00ff00ff;
    const std::uint32_t even = (a & kTwoChannels) * (256 - share) + (b & kTwoChannels) * share;
    const std::uint32_t odd = (a >> 8U & kTwoChannels) * (256 - share) + (b >> 8U & kTwoChannels) * share;
    return (even >> 8U & kTwoChannels) | (odd & ~kTwoChannels);
}

void drawSmooth(QImage& scene, const Image& image, Point origin, double scale, const Rect& rect)
{
    const std::vector<Between> columns = betweenPixels(rect.x, rect.width, origin.x, scale, image.width());
    const std::vector<Between> rows = betweenPixels(rect.y, rect.height, origin.y, scale, image.height());
    const int firstColumn = columns.front().first;
    const int count = columns.back().second - firstColumn + 1;
    std::vector<std::uint32_t> blend(static_cast<std::size_t>(count));
    for (int y = 0; y < rect.height; ++y) {
        const Between row = rows[static_cast<std::size_t>(y)];
        const std::uint8_t* upper = image.row(row.first).data();
        const std::uint8_t* lower = image.row(row.second).data();
        for (int x = 0; x < count; ++x)
            blend[static_cast<std::size_t>(x)] =
                interpolated(pixelAt(upper, firstColumn + x), pixelAt(lower, firstColumn + x), row.share);
        const std::uint32_t* from = blend.data() - firstColumn;
        std::uint32_t* to = pixelRow(scene, rect, y);
        for (const Between column : columns)
            *to++ = interpolated(from[column.first], from[column.second], column.share);
    }
}

} // namespace

void drawPhoto(QImage& scene, const PhotoPyramid::Level& level, const Viewport& viewport, const Rect& deviceRect)
{
    const Size size = viewport.imageSize();
    const Rect rect = deviceRect.intersected(viewport.deviceFromImage({0, 0, size.width, size.height}));
    if (rect.isEmpty())
        return;
    const double scale = viewport.zoom() * level.shrink;
    if (scale < 1 && scale > 0.5)
        drawSmooth(scene, level.image, viewport.origin(), scale, rect);
    else
        drawNearest(scene, level.image, viewport.origin(), scale, rect);
}

} // namespace labelwright
