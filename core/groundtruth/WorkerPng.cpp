// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/WorkerPng.h"

#include "core/groundtruth/PalettePng.h"
#include "core/groundtruth/PngLabels.h"
#include "core/groundtruth/RawPng.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace labelwright {
namespace {

constexpr std::size_t kOneDataChunk = 0x7FFFFFFF;
constexpr Color kTransparent{};

/// Where the run that begins at `from` ends. Looks at eight pixels at a time: masks are mostly runs.
std::size_t endOfRun(std::span<const Label> pixels, std::size_t from)
{
    const Label label = pixels[from];
    std::uint64_t eight = 0;
    std::memset(&eight, label, sizeof eight);
    std::size_t at = from + 1;
    std::uint64_t next = 0;
    for (; at + sizeof next <= pixels.size(); at += sizeof next) {
        std::memcpy(&next, pixels.data() + at, sizeof next);
        if (next != eight)
            break;
    }
    while (at < pixels.size() && pixels[at] == label)
        ++at;
    return at;
}

std::vector<Label> inOrderOfAppearance(std::span<const Label> pixels)
{
    std::vector<Label> order;
    std::array<bool, 256> seen{};
    for (std::size_t at = 0; at < pixels.size(); at = endOfRun(pixels, at)) {
        const Label label = pixels[at];
        if (!seen[label])
            order.push_back(label);
        seen[label] = true;
    }
    return order;
}

int bitsFor(std::size_t colorCount)
{
    if (colorCount <= 2)
        return 1;
    if (colorCount <= 4)
        return 2;
    return colorCount <= 16 ? 4 : 8;
}

template <int kBits>
void pack(std::span<const Label> row, const std::array<std::uint8_t, 256>& indexOf, std::span<std::uint8_t> packed)
{
    constexpr std::size_t kPixels = 8 / kBits;
    const std::size_t whole = row.size() / kPixels;
    for (std::size_t i = 0; i < whole; ++i) {
        unsigned byte = 0;
        for (std::size_t k = 0; k < kPixels; ++k)
            byte = byte << kBits | indexOf[row[i * kPixels + k]];
        packed[i] = static_cast<std::uint8_t>(byte);
    }
    if (whole == packed.size())
        return;
    unsigned byte = 0;
    for (std::size_t k = 0; k < kPixels; ++k) {
        const std::size_t x = whole * kPixels + k;
        byte = byte << kBits | (x < row.size() ? indexOf[row[x]] : 0U);
    }
    packed[whole] = static_cast<std::uint8_t>(byte);
}

PackRow packerOf(const LabelMask& mask, int bits, const std::array<std::uint8_t, 256>& indexOf)
{
    const auto packRow = bits == 1 ? pack<1> : bits == 2 ? pack<2> : bits == 4 ? pack<4> : pack<8>;
    return [&mask, &indexOf, packRow](int y, std::span<std::uint8_t> packed) { packRow(mask.row(y), indexOf, packed); };
}

PalettePngFormat formatFor(const LabelMask& mask, const LabelSet& labels, const std::vector<Label>& order)
{
    PalettePngFormat format{
        .size = mask.size(),
        .bitDepth = bitsFor(order.size()),
        .srgb = SrgbChunk::RelativeColorimetric,
        .palette = {},
        .alpha = {},
        .maxDataChunk = kOneDataChunk,
    };
    for (const Label label : order)
        format.palette.push_back(label == kUnlabelled ? kTransparent : labels.at(label).color);
    if (std::find(order.begin(), order.end(), kUnlabelled) != order.end()) {
        for (const Label label : order)
            format.alpha.push_back(label == kUnlabelled ? 0 : 255);
    }
    return format;
}

} // namespace

Result<WorkerPng> encodeWorkerPng(const LabelMask& mask, const LabelSet& labels)
{
    const std::vector<Label> order = inOrderOfAppearance(mask.pixels());
    if (Status known = checkHighestLabel(*std::max_element(order.begin(), order.end()), labels.size()); !known)
        return known.error();
    std::array<std::uint8_t, 256> indexOf{};
    for (std::size_t i = 0; i < order.size(); ++i)
        indexOf[order[i]] = static_cast<std::uint8_t>(i);
    const PalettePngFormat format = formatFor(mask, labels, order);
    return WorkerPng{writePalettePng(format, packerOf(mask, format.bitDepth, indexOf)), order};
}

Result<LabelMask> decodeWorkerPng(std::span<const std::uint8_t> bytes, std::span<const LabelMapping> mappings,
                                  const LabelSet& labels)
{
    Result<RawPng> png = decodeRawPng(bytes, KeepStored::Palette);
    if (!png)
        return png.error();
    return labelsByColor(*std::move(png), [&](Color color, std::uint8_t alpha) -> std::optional<Label> {
        if (alpha == 0)
            return kUnlabelled;
        const auto mapping =
            std::find_if(mappings.begin(), mappings.end(), [&](const LabelMapping& m) { return m.color == color; });
        if (mapping == mappings.end())
            return std::nullopt;
        return mapping->name == "BACKGROUND" ? kUnlabelled : labels.findName(mapping->name);
    });
}

} // namespace labelwright
