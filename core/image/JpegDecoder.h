// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageReader.h"

namespace labelwright {

/// How much smaller than stored a JPEG is decoded, by leaving out frequencies.
enum class JpegReduction : std::uint8_t { Whole = 1, Half = 2, Quarter = 4, Eighth = 8 };

/// The only file that speaks to libjpeg. Neither turns the picture nor checks our limits: see ImageReader.
/// Errors: Truncated, Malformed, Unsupported, TooLarge (out of memory).
Result<ImageInfo> readJpegInfo(std::span<const std::uint8_t> file);
Result<Image> decodeJpeg(std::span<const std::uint8_t> file, JpegReduction reduction);

} // namespace labelwright
