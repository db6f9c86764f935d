// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/labels/Color.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace labelwright {

enum class SrgbChunk : std::uint8_t { None, RelativeColorimetric };

/// All that decides the bytes of a palette PNG besides its pixels.
struct PalettePngFormat {
    Size size;
    int bitDepth = 8; ///< 1, 2, 4 or 8
    SrgbChunk srgb = SrgbChunk::None;
    std::vector<Color> palette;
    std::vector<std::uint8_t> alpha; ///< tRNS; empty for none.
    int memoryLevel = 8;             ///< zlib's memLevel, which shows in the bytes of large images.
    std::size_t maxDataChunk = 0;    ///< IDAT is split at this many bytes; below 2^31.
};

/// Fills one row of the PNG: the packed pixels, first pixel in the highest bits, without the filter byte.
using PackRow = std::function<void(int y, std::span<std::uint8_t> packed)>;

/// Chunks in the order IHDR, sRGB, PLTE, tRNS, IDAT, IEND; filter 0 for each row; one zlib stream of level 6.
///
/// By hand and not with libpng, whose choice of window and chunk sizes would give other bytes.
std::vector<std::uint8_t> writePalettePng(const PalettePngFormat& format, const PackRow& packRow);

} // namespace labelwright
