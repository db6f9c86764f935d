// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/base/Result.h"
#include "core/labels/Color.h"

#include <cstdint>
#include <span>
#include <vector>

namespace labelwright {

enum class PngKind : std::uint8_t { Gray, GrayAlpha, Palette, Rgb, RgbAlpha };

/// Which pictures are left as they are stored, one byte a pixel; all others become RGBA.
enum class KeepStored : std::uint8_t { Palette, PaletteAndGray };

/// A decoded PNG.
struct RawPng {
    Size size;
    PngKind kind{};
    int bitDepth = 0;                ///< As in the file: 1 to 16.
    std::vector<Color> palette;      ///< Of kind Palette only.
    std::vector<std::uint8_t> alpha; ///< One for each palette entry.
    bool isStored = false;           ///< One byte a pixel (palette index or gray value), else four.
    std::vector<std::uint8_t> pixels;
};

/// Every chunk that matters has its CRC checked; other chunks are skipped. Gray of 16 bits always becomes RGBA, cut
/// to 8. Errors: Truncated, Malformed, TooLarge; see MaskPng.h.
Result<RawPng> decodeRawPng(std::span<const std::uint8_t> bytes, KeepStored keepStored);

} // namespace labelwright
