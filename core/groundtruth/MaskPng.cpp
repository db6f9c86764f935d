// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MaskPng.h"

#include "core/groundtruth/PalettePng.h"
#include "core/groundtruth/PngLabels.h"
#include "core/groundtruth/RawPng.h"

#include <algorithm>

namespace labelwright {
namespace {

constexpr std::size_t kPaletteEntries = 256;
constexpr std::size_t kMinDataChunk = 65536;
constexpr Color kBlack{};

std::vector<Color> consolidatedPalette(const LabelSet& labels)
{
    std::vector<Color> palette(kPaletteEntries, kWhite);
    std::transform(labels.classes().begin(), labels.classes().end(), palette.begin() + 1,
                   [](const LabelClass& label) { return label.color; });
    return palette;
}

std::optional<Label> labelOrBackground(const LabelSet& labels, Color color, std::uint8_t alpha)
{
    if (alpha == 0 || color == kWhite)
        return kUnlabelled;
    return labels.findColor(color);
}

/// Reads by colour, and tells whether that made sense.
class ForeignColors {
public:
    explicit ForeignColors(const LabelSet& labels) : m_labels(labels) {}

    std::optional<Label> labelOf(Color color, std::uint8_t alpha)
    {
        const std::optional<Label> label = labelOrBackground(m_labels, color, alpha);
        m_sawLabel = m_sawLabel || label.value_or(kUnlabelled) != kUnlabelled;
        m_sawWhite = m_sawWhite || (alpha > 0 && color == kWhite);
        if (label || color != kBlack)
            return label;
        m_sawBlack = true;
        return kUnlabelled;
    }

    /// A picture in black and white says nothing about labels.
    bool isAmbiguous() const { return m_sawBlack && m_sawWhite && !m_sawLabel; }

private:
    const LabelSet& m_labels;
    bool m_sawLabel = false;
    bool m_sawWhite = false;
    bool m_sawBlack = false;
};

bool holdsLabelColor(const RawPng& png, const LabelSet& labels)
{
    std::vector<bool> isLabel(png.palette.size());
    for (std::size_t i = 0; i < isLabel.size(); ++i)
        isLabel[i] = png.alpha[i] > 0 && labels.findColor(png.palette[i]).has_value();
    return std::any_of(png.pixels.begin(), png.pixels.end(), [&](std::uint8_t value) { return isLabel[value]; });
}

Result<LabelMask> foreignByColor(RawPng png, const LabelSet& labels)
{
    ForeignColors colors(labels);
    Result<LabelMask> mask =
        labelsByColor(std::move(png), [&](Color color, std::uint8_t alpha) { return colors.labelOf(color, alpha); });
    if (mask && colors.isAmbiguous())
        return Error{ErrorCode::Mismatch, "the mask is black and white, and neither is a label's color"};
    return mask;
}

} // namespace

Result<std::vector<std::uint8_t>> encodeConsolidatedMask(const LabelMask& mask, const LabelSet& labels)
{
    const Label highest = *std::max_element(mask.pixels().begin(), mask.pixels().end());
    if (Status known = checkHighestLabel(highest, labels.size()); !known)
        return known.error();
    const PalettePngFormat format{
        .size = mask.size(),
        .palette = consolidatedPalette(labels),
        .alpha = {},
        .memoryLevel = 9,
        .maxDataChunk = std::max(kMinDataChunk, 4 * static_cast<std::size_t>(mask.width())),
    };
    return writePalettePng(format, [&](int y, std::span<std::uint8_t> packed) {
        std::copy_n(mask.row(y).begin(), packed.size(), packed.begin());
    });
}

Result<IndexedPng> decodeIndexedPng(std::span<const std::uint8_t> bytes)
{
    Result<RawPng> png = decodeRawPng(bytes, KeepStored::Palette);
    if (!png)
        return png.error();
    if (png->kind != PngKind::Palette)
        return Error{ErrorCode::Unsupported, "the PNG has no palette, so its pixels are no indices"};
    return IndexedPng{png->size, std::move(png->palette), std::move(png->alpha), std::move(png->pixels)};
}

Result<ColorPng> decodeColorPng(std::span<const std::uint8_t> bytes)
{
    Result<RawPng> png = decodeRawPng(bytes, KeepStored::Palette);
    if (!png)
        return png.error();
    if (!png->isStored)
        return ColorPng{png->size, std::move(png->pixels)};
    ColorPng result{png->size, {}};
    result.rgba.reserve(4 * png->pixels.size());
    for (const std::uint8_t value : png->pixels) {
        const Color color = png->palette[value];
        result.rgba.insert(result.rgba.end(), {color.red, color.green, color.blue, png->alpha[value]});
    }
    return result;
}

Result<LabelMask> decodeConsolidatedMask(std::span<const std::uint8_t> bytes, const LabelSet& labels, ReadBy readBy)
{
    const bool byColor = readBy == ReadBy::Color;
    Result<RawPng> png = decodeRawPng(bytes, byColor ? KeepStored::Palette : KeepStored::PaletteAndGray);
    if (!png)
        return png.error();
    if (byColor)
        return labelsByColor(*std::move(png),
                             [&](Color color, std::uint8_t alpha) { return labelOrBackground(labels, color, alpha); });
    if (!png->isStored)
        return Error{ErrorCode::Unsupported, "the mask holds colors and not 8-bit indices"};
    return labelsByIndex(*std::move(png), labels.size());
}

Result<LabelMask> decodeForeignMask(std::span<const std::uint8_t> bytes, const LabelSet& labels)
{
    Result<RawPng> png = decodeRawPng(bytes, KeepStored::PaletteAndGray);
    if (!png)
        return png.error();
    if (png->kind == PngKind::Gray && !png->isStored)
        return Error{ErrorCode::Unsupported, "the mask is gray with 16 bits, save it with 8"};
    if (!png->isStored || (png->kind == PngKind::Palette && holdsLabelColor(*png, labels)))
        return foreignByColor(*std::move(png), labels);
    return labelsByIndex(*std::move(png), labels.size());
}

} // namespace labelwright
