// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/OverlayRenderer.h"

#include "ui/canvas/Viewport.h"

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

constexpr double kEdgeDarkness = 0.55;
constexpr double kPreviewOpacity = 0.6;

std::uint32_t premultiplied(Color color, double opacity)
{
    const auto channel = [opacity](double value) { return static_cast<std::uint32_t>(std::lround(value * opacity)); };
    return channel(255) << 24U | channel(color.red) << 16U | channel(color.green) << 8U | channel(color.blue);
}

Color mixed(Color color, Color with, double share)
{
    const auto channel = [share](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround(a + (b - a) * share));
    };
    return {channel(color.red, with.red), channel(color.green, with.green), channel(color.blue, with.blue)};
}

/// Columns or rows of a level that one device pixel shows: [first, end), clipped; empty outside the image.
struct Footprint {
    int first = 0;
    int end = 0;
};

/// Footprints of device pixels from `start` on, along one axis. `scale`: device pixels per level pixel.
std::vector<Footprint> footprints(int start, int count, int origin, double scale, int extent)
{
    const auto place = [&](double device) { return std::floor((device - origin) / scale); };
    const auto clipped = [extent](double value) { return static_cast<int>(std::clamp(value, 0.0, double(extent))); };
    std::vector<Footprint> result(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const int device = start + i;
        const double first = scale < 1 ? place(device) : place(device + 0.5);
        const double end = scale < 1 ? place(device + 1) : first + 1;
        result[static_cast<std::size_t>(i)] = {clipped(first), clipped(end)};
    }
    return result;
}

/// A footprint holds at most two columns and two rows, as levelFor() leaves a scale above one half.
void sampleRow(const MaskPyramid::Level& level, const std::vector<Footprint>& columns, Footprint rows, Label* to)
{
    const Label* upper = level.row(rows.first);
    const Label* lower = level.row(rows.end - 1);
    for (const Footprint column : columns) {
        if (column.first < column.end) {
            const int last = column.end - 1;
            const Label label = upper[column.first];
            const bool isUniform = label == upper[last] && label == lower[column.first] && label == lower[last];
            *to = isUniform ? label : MaskPyramid::rarestLabel(level, column.first, column.end, rows.first, rows.end);
        }
        ++to;
    }
}

std::uint32_t blended(std::uint32_t under, std::uint32_t over)
{
    constexpr std::uint32_t kTwoChannels = 0x00ff00ff;
    const std::uint32_t rest = 255 - (over >> 24U);
    const auto scaled = [rest](std::uint32_t channels) {
        const std::uint32_t product = channels * rest + 0x00800080;
        return (product + (product >> 8U & kTwoChannels)) >> 8U & kTwoChannels;
    };
    const std::uint32_t redBlue = scaled(under & kTwoChannels);
    const std::uint32_t green = scaled(under >> 8U & 0xffU);
    return 0xff000000U | ((over & 0xffffffU) + (redBlue | green << 8U));
}

} // namespace

OverlayColors overlayColors(const LabelSet& labels, const OverlayStyle& style)
{
    OverlayColors colors;
    if (style.hidden)
        return colors;
    const bool filled = style.mode == OverlayMode::Filled;
    const double fillOpacity = std::clamp(style.opacityPercent, 0, 100) / 100.0;
    const double edgeOpacity = filled ? std::min(1.0, 2 * fillOpacity) : (fillOpacity > 0 ? 1.0 : 0.0);
    for (std::size_t label = 1; label <= labels.size(); ++label) {
        if (style.hiddenLabels[label])
            continue;
        const Color color = labels.at(static_cast<Label>(label)).color;
        colors.fill[label] = filled ? premultiplied(color, fillOpacity) : 0;
        colors.edge[label] = premultiplied(filled ? mixed(color, {}, 1 - kEdgeDarkness) : color, edgeOpacity);
    }
    return colors;
}

OverlayColors previewColors(Color color)
{
    OverlayColors colors;
    colors.fill[1] = premultiplied(color, kPreviewOpacity);
    colors.edge[1] = premultiplied(mixed(color, kWhite, 0.7), 1);
    return colors;
}

LabelPlane::LabelPlane(const Rect& deviceRect)
    : rect(deviceRect),
      labels(static_cast<std::size_t>(rect.width + 2) * static_cast<std::size_t>(rect.height + 2), kUnlabelled)
{}

LabelPlane sampleMask(MaskPyramid& mask, const Viewport& viewport, const Rect& deviceRect)
{
    LabelPlane plane(deviceRect);
    const MaskPyramid::Level level = mask.levelFor(viewport.zoom());
    const double scale = viewport.zoom() * level.shrink;
    const Rect around = deviceRect.grown(1);
    const auto columns = footprints(around.x, around.width, viewport.origin().x, scale, level.size.width);
    const auto rows = footprints(around.y, around.height, viewport.origin().y, scale, level.size.height);
    for (int y = 0; y < around.height; ++y) {
        const Footprint row = rows[static_cast<std::size_t>(y)];
        Label* to = plane.row(y - 1) - 1;
        if (row.first >= row.end)
            continue;
        const Footprint before = y > 0 ? rows[static_cast<std::size_t>(y - 1)] : Footprint{};
        if (row.first == before.first && row.end == before.end)
            std::copy_n(to - plane.stride(), plane.stride(), to);
        else
            sampleRow(level, columns, row, to);
    }
    return plane;
}

LabelPlane sampleRegion(const Region& region, const Viewport& viewport, const Rect& deviceRect)
{
    LabelPlane plane(deviceRect);
    const Rect around = deviceRect.grown(1);
    for (const RowSpan& span : region.spans()) {
        const Rect device = viewport.deviceFromImage({span.x0, span.y, span.x1 - span.x0, 1}).intersected(around);
        for (int y = device.y; y < device.bottom(); ++y)
            std::fill_n(plane.row(y - deviceRect.y) + (device.x - deviceRect.x), device.width, Label{1});
    }
    return plane;
}

void blendOverlay(QImage& scene, const LabelPlane& plane, const OverlayColors& colors)
{
    for (int y = 0; y < plane.rect.height; ++y) {
        const Label* above = plane.row(y - 1);
        const Label* row = plane.row(y);
        const Label* below = plane.row(y + 1);
        auto* to = reinterpret_cast<std::uint32_t*>(scene.scanLine(plane.rect.y + y)) + plane.rect.x;
        for (int x = 0; x < plane.rect.width; ++x) {
            const Label label = row[x];
            if (label == kUnlabelled)
                continue;
            const bool edge = row[x - 1] != label || row[x + 1] != label || above[x] != label || below[x] != label;
            const std::uint32_t over = edge ? colors.edge[label] : colors.fill[label];
            if (over != 0)
                to[x] = blended(to[x], over);
        }
    }
}

} // namespace labelwright
