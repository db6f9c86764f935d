// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MendMask.h"

#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/PngLabels.h"
#include "core/groundtruth/RawPng.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace labelwright {
namespace {

constexpr Color kBlack{};
/// A colour that an editor or a lossy copy has shifted: by at most so much in each channel.
constexpr int kShifted = 24;

int distance(Color a, Color b)
{
    const int red = a.red - b.red;
    const int green = a.green - b.green;
    const int blue = a.blue - b.blue;
    return red * red + green * green + blue * blue;
}

bool isShiftOf(Color a, Color b)
{
    return std::abs(a.red - b.red) <= kShifted && std::abs(a.green - b.green) <= kShifted &&
           std::abs(a.blue - b.blue) <= kShifted;
}

Color colorOf(const LabelSet& labels, Label label)
{
    return label == kUnlabelled ? kWhite : labels.at(label).color;
}

Label nearestLabel(const LabelSet& labels, Color color)
{
    Label nearest = kUnlabelled;
    for (std::size_t label = 1; label <= labels.size(); ++label) {
        const auto candidate = static_cast<Label>(label);
        if (distance(color, colorOf(labels, candidate)) < distance(color, colorOf(labels, nearest)))
            nearest = candidate;
    }
    return nearest;
}

/// nullopt for a foreign colour.
std::optional<Label> exactLabel(const LabelSet& labels, Color color, std::uint8_t alpha)
{
    if (alpha == 0 || color == kWhite)
        return kUnlabelled;
    const std::optional<Label> label = labels.findColor(color);
    return label || color != kBlack ? label : std::optional(kUnlabelled);
}

using PixelCounts = std::array<std::int64_t, 256>;

PixelCounts countValues(const RawPng& png)
{
    PixelCounts counts{};
    for (const std::uint8_t value : png.pixels)
        ++counts[value];
    return counts;
}

/// Whether a palette PNG's values are its labels: all that occur have a label, and the palette either says the same or
/// says nothing about labels.
bool isByIndex(const RawPng& png, const PixelCounts& counts, const LabelSet& labels, bool isSuspect)
{
    bool isSame = true;
    bool isOfLabels = false;
    for (std::size_t value = 0; value < png.palette.size(); ++value) {
        if (counts[value] == 0)
            continue;
        if (value > labels.size())
            return false;
        const Color color = png.palette[value];
        isSame = isSame && nearestLabel(labels, color) == value &&
                 isShiftOf(color, colorOf(labels, static_cast<Label>(value)));
        const bool isShifted = isShiftOf(color, colorOf(labels, nearestLabel(labels, color)));
        isOfLabels = isOfLabels || (color != kWhite && png.alpha[value] > 0 && isShifted);
    }
    return isSame || (!isOfLabels && !isSuspect);
}

/// Colours that have no label, as they are met.
class ForeignCount {
public:
    explicit ForeignCount(const LabelSet& labels) : m_labels(labels) {}

    Label labelOf(Color color, std::uint8_t alpha)
    {
        const std::optional<Label> exact = exactLabel(m_labels, color, alpha);
        if (exact)
            return *exact;
        const std::uint32_t key = color.red * 65536U + color.green * 256U + color.blue;
        return m_colors.try_emplace(key, ForeignColor{color, nearestLabel(m_labels, color), 0}).first->second.nearest;
    }

    /// Of a picture of which labelOf() was asked.
    std::vector<ForeignColor> take(const RawPng& png)
    {
        if (m_colors.empty())
            return {};
        for (std::size_t at = 0; at < png.pixels.size(); at += png.isStored ? 1 : 4)
            countPixel(png, at);
        std::vector<ForeignColor> colors;
        for (const auto& [key, color] : m_colors)
            colors.push_back(color);
        std::ranges::stable_sort(colors, std::greater(), &ForeignColor::pixels);
        return colors;
    }

private:
    void countPixel(const RawPng& png, std::size_t at)
    {
        const std::uint8_t* const p = png.pixels.data() + at;
        const Color color = png.isStored ? png.palette[*p] : Color{p[0], p[1], p[2]};
        if ((png.isStored ? png.alpha[*p] : p[3]) == 0)
            return;
        const auto found = m_colors.find(color.red * 65536U + color.green * 256U + color.blue);
        if (found != m_colors.end())
            ++found->second.pixels;
    }

    const LabelSet& m_labels;
    std::map<std::uint32_t, ForeignColor> m_colors;
};

Result<LabelMask> maskByColor(const RawPng& png, const LabelSet& labels, MendedMask& mended)
{
    ForeignCount foreign(labels);
    Result<LabelMask> mask =
        labelsByColor(png, [&](Color color, std::uint8_t alpha) { return foreign.labelOf(color, alpha); });
    mended.foreign = foreign.take(png);
    return mask;
}

bool hasMovedLabels(const RawPng& png, const PixelCounts& counts, const LabelSet& labels)
{
    for (std::size_t value = 0; value < png.palette.size(); ++value) {
        if (counts[value] > 0 && exactLabel(labels, png.palette[value], png.alpha[value]) != value)
            return true;
    }
    return false;
}

void setReason(MendedMask& mended, std::string_view rule, std::string text)
{
    mended.rule = rule;
    mended.text = std::move(text);
}

Result<LabelMask> maskOfPalette(const RawPng& png, const LabelSet& labels, bool isSuspect, MendedMask& mended)
{
    const PixelCounts counts = countValues(png);
    if (isByIndex(png, counts, labels, isSuspect)) {
        setReason(mended, "mask-palette", "the palette becomes the color map; every pixel keeps its value");
        return labelsByIndex(png, labels.size());
    }
    if (hasMovedLabels(png, counts, labels))
        setReason(mended, isSuspect ? "index-defect" : "mask-palette",
                  "every pixel gets the value that its color has in the color map");
    else
        setReason(mended, "mask-palette", "the palette becomes the color map; every pixel keeps its value");
    return maskByColor(png, labels, mended);
}

bool hasColorMapAsPalette(const RawPng& png, const LabelSet& labels)
{
    if (png.kind != PngKind::Palette || png.palette.size() <= labels.size())
        return false;
    for (std::size_t value = 0; value <= labels.size(); ++value) {
        if (png.palette[value] != colorOf(labels, static_cast<Label>(value)))
            return false;
    }
    return true;
}

Result<LabelMask> maskOf(const RawPng& png, const LabelSet& labels, bool isSuspect, MendedMask& mended)
{
    if (png.kind == PngKind::Palette)
        return maskOfPalette(png, labels, isSuspect, mended);
    setReason(mended, "mask-unreadable", "the colors become values of a palette PNG");
    if (png.kind != PngKind::Gray)
        return maskByColor(png, labels, mended);
    if (!png.isStored)
        return Error{ErrorCode::Unsupported, "the mask is gray with 16 bits, save it with 8"};
    setReason(mended, "mask-unreadable", "the gray values become values of a palette PNG");
    return labelsByIndex(png, labels.size());
}

} // namespace

Result<MendedMask> mendMask(std::span<const std::uint8_t> bytes, const LabelSet& labels, bool isSuspect)
{
    const Result<RawPng> png = decodeRawPng(bytes, KeepStored::PaletteAndGray);
    if (!png)
        return png.error();
    MendedMask mended;
    const Result<LabelMask> mask = maskOf(*png, labels, isSuspect, mended);
    if (!mask)
        return mask.error();
    Result<std::vector<std::uint8_t>> written = encodeConsolidatedMask(*mask, labels);
    if (!written)
        return written.error();
    mended.png = *std::move(written);
    if (std::ranges::equal(mended.png, bytes))
        setReason(mended, {}, {});
    else if (mended.rule != "index-defect" && hasColorMapAsPalette(*png, labels) && mended.foreign.empty() &&
             std::ranges::equal(mask->pixels(), png->pixels))
        setReason(mended, "mask-form", "the file is written as Ground Truth does; every pixel keeps its value");
    return mended;
}

} // namespace labelwright
