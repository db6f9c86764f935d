// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Overlay.h"

#include "core/dataset/BitmapFont.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <vector>

namespace labelwright {
namespace {

constexpr Color kPanel{255, 255, 255};
constexpr Color kInk{32, 32, 32};
constexpr int kMargin = 4;
constexpr int kChip = 9;
constexpr int kEntryGap = 10;

Color colorOf(const LabelSet& labels, Label label)
{
    return label <= labels.size() ? labels.at(label).color : Color{};
}

Color darker(Color color)
{
    const auto darkened = [](std::uint8_t value) { return static_cast<std::uint8_t>(value * 3 / 5); };
    return {darkened(color.red), darkened(color.green), darkened(color.blue)};
}

/// The rows of a mask around row y; at the edges the row itself, which never differs from itself.
struct Neighbours {
    std::span<const Label> above;
    std::span<const Label> row;
    std::span<const Label> below;

    /// Another label lies at one of the pixel's four sides.
    bool isOutline(std::size_t x) const
    {
        const Label label = row[x];
        return above[x] != label || below[x] != label || (x > 0 && row[x - 1] != label) ||
               (x + 1 < row.size() && row[x + 1] != label);
    }
};

Neighbours neighboursOf(const LabelMask& mask, int y)
{
    return {mask.row(std::max(0, y - 1)), mask.row(y), mask.row(std::min(mask.height() - 1, y + 1))};
}

void blend(std::uint8_t* pixel, Color color, int percent)
{
    const std::array<std::uint8_t, 3> over{color.blue, color.green, color.red};
    for (std::size_t channel = 0; channel < 3; ++channel)
        pixel[channel] = static_cast<std::uint8_t>((pixel[channel] * (100 - percent) + over[channel] * percent) / 100);
}

struct LegendEntry {
    Color color;
    std::string text;
    std::int64_t pixels = 0;
};

std::vector<LegendEntry> legendEntries(const LabelMask& mask, const LabelSet& labels)
{
    const std::array<std::int64_t, 256> counts = countLabels(mask);
    const double all = static_cast<double>(mask.pixels().size());
    std::vector<LegendEntry> entries;
    for (std::size_t label = 1; label < counts.size(); ++label) {
        if (counts[label] == 0)
            continue;
        const std::string name =
            label <= labels.size() ? labels.at(static_cast<Label>(label)).name : fmt::format("unknown {}", label);
        entries.push_back({colorOf(labels, static_cast<Label>(label)),
                           fmt::format("{} {:.1f} %", name, 100.0 * static_cast<double>(counts[label]) / all),
                           counts[label]});
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const LegendEntry& a, const LegendEntry& b) { return a.pixels > b.pixels; });
    if (entries.empty())
        entries.push_back({kPanel, "nothing labeled", 0});
    return entries;
}

struct PlacedEntry {
    Point origin;
    std::string text;
    Color color;
};

/// Entries from left to right in lines below the title, and the height that they need.
struct LegendLayout {
    std::string title;
    std::vector<PlacedEntry> entries;
    int height = 0;
};

LegendLayout layOut(const std::vector<LegendEntry>& entries, std::string_view title, int width, int scale)
{
    const int margin = kMargin * scale;
    const int line = BitmapFont::kLineHeight * scale;
    const int textOffset = (kChip + kMargin) * scale;
    const auto fitting = [&](int room) { return std::max(4, room / (BitmapFont::kAdvance * scale)); };

    LegendLayout layout{elided(title, fitting(width - 2 * margin)), {}, 0};
    Point place{margin, title.empty() ? margin : margin + line};
    for (const LegendEntry& entry : entries) {
        const std::string text = elided(entry.text, fitting(width - 2 * margin - textOffset));
        const int entryWidth = textOffset + textSize(text, scale).width;
        if (place.x > margin && place.x + entryWidth > width - margin)
            place = {margin, place.y + line};
        layout.entries.push_back({place, text, entry.color});
        place.x += entryWidth + kEntryGap * scale;
    }
    layout.height = place.y + line + margin - scale;
    return layout;
}

} // namespace

Result<Image> renderOverlay(const Image& photo, const LabelMask& mask, const LabelSet& labels, const RenderStyle& style)
{
    if (photo.size() != mask.size())
        return Error{ErrorCode::Mismatch, fmt::format("the image is {} x {}, its mask {} x {}", photo.width(),
                                                      photo.height(), mask.width(), mask.height())};
    const int percent = std::clamp(style.opacityPercent, 0, 100);
    Image picture(photo.size());
    for (int y = 0; y < photo.height(); ++y) {
        const std::span<std::uint8_t> row = picture.writableRow(y);
        std::memcpy(row.data(), photo.row(y).data(), row.size());
        const Neighbours neighbours = neighboursOf(mask, y);
        for (std::size_t x = 0; x < neighbours.row.size(); ++x) {
            const Label label = neighbours.row[x];
            if (label == kUnlabelled)
                continue;
            std::uint8_t* pixel = row.data() + x * Image::kBytesPerPixel;
            if (style.outline == OverlayOutline::Drawn && neighbours.isOutline(x))
                blend(pixel, darker(colorOf(labels, label)), 100);
            else
                blend(pixel, colorOf(labels, label), percent);
        }
    }
    return picture;
}

Image addLegend(const Image& picture, const LabelMask& mask, const LabelSet& labels, std::string_view title, int scale)
{
    const LegendLayout layout = layOut(legendEntries(mask, labels), title, picture.width(), scale);
    Image sheet(Size{picture.width(), picture.height() + layout.height});
    for (int y = 0; y < picture.height(); ++y)
        std::memcpy(sheet.writableRow(y).data(), picture.row(y).data(), picture.bytesPerRow());
    fillRect(sheet, {0, picture.height(), picture.width(), layout.height}, kPanel);

    drawText(sheet, {kMargin * scale, picture.height() + kMargin * scale}, layout.title, kInk, scale);
    for (const PlacedEntry& entry : layout.entries) {
        const Point origin{entry.origin.x, entry.origin.y + picture.height()};
        const Rect chip{origin.x, origin.y - scale, kChip * scale, kChip * scale};
        fillRect(sheet, chip, entry.color == kPanel ? kPanel : darker(entry.color));
        fillRect(sheet, chip.grown(-scale), entry.color);
        drawText(sheet, {origin.x + (kChip + kMargin) * scale, origin.y}, entry.text, kInk, scale);
    }
    return sheet;
}

int legendScale(int pictureWidth)
{
    return std::max(1, 1 + pictureWidth / 640);
}

} // namespace labelwright
