// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/MaskFiles.h"

#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/PalettePng.h"
#include "core/groundtruth/PngLabels.h"
#include "core/groundtruth/RawPng.h"
#include "core/image/ImageWriter.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace labelwright {
namespace {

constexpr std::size_t kMaxListed = 5;
constexpr std::size_t kDataChunk = 1U << 20U;

int distance(Color a, Color b)
{
    const int red = a.red - b.red;
    const int green = a.green - b.green;
    const int blue = a.blue - b.blue;
    return red * red + green * green + blue * blue;
}

/// The labels of colours as they come up, and how many pixels had a colour of no label.
class ColorLookup {
public:
    ColorLookup(std::span<const ColorEntry> colors, bool nearest) : m_colors(colors), m_nearest(nearest) {}

    bool mayGoOn() const { return m_nearest || m_foreign.size() <= kMaxListed; }

    Label labelOf(const std::uint8_t* rgba)
    {
        if (rgba[3] == 0)
            return kUnlabelled;
        const std::uint32_t key = static_cast<std::uint32_t>(rgba[0]) << 16U |
                                  static_cast<std::uint32_t>(rgba[1]) << 8U | static_cast<std::uint32_t>(rgba[2]);
        if (!m_last || key != m_lastKey) {
            m_lastKey = key;
            m_last = &m_known.try_emplace(key, Known{}).first->second;
            if (m_last->pixels == 0)
                look(*m_last, {rgba[0], rgba[1], rgba[2]});
        }
        ++m_last->pixels;
        return m_last->label;
    }

    /// Colours without a label, when they are no error.
    void note(std::vector<std::string>& notes) const
    {
        std::int64_t pixels = 0;
        std::int64_t colors = 0;
        for (const auto& [key, known] : m_known) {
            pixels += known.isForeign ? known.pixels : 0;
            colors += known.isForeign ? 1 : 0;
        }
        if (colors > 0)
            notes.push_back(fmt::format("{} pixels had {} colors that no label has, and got the label of the nearest "
                                        "color",
                                        pixels, colors));
    }

    Status error() const
    {
        if (m_nearest || m_foreign.empty())
            return ok();
        std::string list;
        for (std::size_t index = 0; index < std::min(m_foreign.size(), kMaxListed); ++index)
            list += (index > 0 ? ", " : "") + hexColor(m_foreign[index]);
        return Error{ErrorCode::Mismatch,
                     fmt::format("the mask holds colors that no label has: {}{}; they can be given the label of the "
                                 "nearest color where that is asked for",
                                 list, m_foreign.size() > kMaxListed ? " and others" : "")};
    }

private:
    struct Known {
        Label label = kUnlabelled;
        bool isForeign = false;
        std::int64_t pixels = 0;
    };

    void look(Known& known, Color color)
    {
        int least = std::numeric_limits<int>::max();
        for (const ColorEntry& entry : m_colors) {
            if (const int far = distance(entry.color, color); far < least) {
                least = far;
                known.label = entry.label;
            }
        }
        known.isForeign = least > 0;
        if (known.isForeign && !m_nearest)
            m_foreign.push_back(color);
    }

    std::span<const ColorEntry> m_colors;
    bool m_nearest;
    std::unordered_map<std::uint32_t, Known> m_known; ///< By RGB; its elements stay where they are.
    Known* m_last = nullptr;
    std::uint32_t m_lastKey = 0;
    std::vector<Color> m_foreign; ///< Only where they are an error.
};

} // namespace

std::vector<std::uint8_t> encodePaletteMask(Size size, std::span<const std::uint8_t> pixels,
                                            const std::vector<Color>& palette)
{
    const auto width = static_cast<std::size_t>(size.width);
    const PalettePngFormat format{.size = size, .palette = palette, .alpha = {}, .maxDataChunk = kDataChunk};
    return writePalettePng(format, [&](int y, std::span<std::uint8_t> packed) {
        std::ranges::copy(pixels.subspan(static_cast<std::size_t>(y) * width, width), packed.begin());
    });
}

Result<std::vector<std::uint8_t>> encodeColorMask(const LabelMask& mask, const LabelSet& labels, Color background)
{
    if (Status known = checkHighestLabel(*std::ranges::max_element(mask.pixels()), labels.size()); !known)
        return known.error();
    std::array<Color, 256> colors{};
    colors[kUnlabelled] = background;
    for (std::size_t label = 1; label <= labels.size(); ++label)
        colors[label] = labels.at(static_cast<Label>(label)).color;
    Image image(mask.size());
    for (int y = 0; y < mask.height(); ++y) {
        std::uint8_t* to = image.writableRow(y).data();
        for (const Label label : mask.row(y)) {
            *to++ = colors[label].blue;
            *to++ = colors[label].green;
            *to++ = colors[label].red;
        }
    }
    return encodePng(image);
}

LabelOfValue labelsByValue(std::size_t labelCount)
{
    LabelOfValue table;
    for (std::size_t value = 0; value <= labelCount; ++value)
        table[value] = static_cast<Label>(value);
    return table;
}

Result<LabelMask> decodeIndexMask(std::span<const std::uint8_t> bytes, const LabelOfValue& table)
{
    Result<RawPng> png = decodeRawPng(bytes, KeepStored::PaletteAndGray);
    if (!png)
        return png.error();
    if (!png->isStored)
        return Error{ErrorCode::Unsupported, "the mask holds colors or 16 bits a pixel, not numbers of 8 bits"};
    std::array<bool, 256> occurs{};
    for (std::uint8_t& value : png->pixels) {
        occurs[value] = true;
        value = table[value].value_or(kUnlabelled);
    }
    std::string unknown;
    for (std::size_t value = 0; value < occurs.size(); ++value) {
        if (occurs[value] && !table[value])
            unknown += fmt::format("{}{}", unknown.empty() ? "" : ", ", value);
    }
    if (!unknown.empty())
        return Error{ErrorCode::Mismatch, "the mask holds pixel values that are no label's: " + unknown};
    return LabelMask::create(png->size, std::move(png->pixels));
}

Result<LabelMask> decodeColorMask(std::span<const std::uint8_t> bytes, std::span<const ColorEntry> colors,
                                  bool nearestColors, std::vector<std::string>& notes)
{
    const Result<ColorPng> png = decodeColorPng(bytes);
    if (!png)
        return png.error();
    ColorLookup lookup(colors, nearestColors);
    std::vector<Label> labels(png->rgba.size() / 4);
    for (std::size_t pixel = 0; pixel < labels.size() && lookup.mayGoOn(); ++pixel)
        labels[pixel] = lookup.labelOf(png->rgba.data() + 4 * pixel);
    if (Status known = lookup.error(); !known)
        return known.error();
    lookup.note(notes);
    return LabelMask::create(png->size, std::move(labels));
}

} // namespace labelwright
