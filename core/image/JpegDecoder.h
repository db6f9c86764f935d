// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageReader.h"

namespace labelwright {

/// The only file that speaks to libjpeg. Neither turns the picture nor checks our limits: see ImageReader.
/// Errors: Truncated, Malformed, Unsupported, TooLarge (out of memory).
Result<ImageInfo> readJpegInfo(std::span<const std::uint8_t> file);
/// Half, a quarter or an eighth of the size, by leaving out frequencies, as long as the longer side keeps leastExtent
/// pixels.
Result<Image> decodeJpeg(std::span<const std::uint8_t> file, int leastExtent);

} // namespace labelwright
