// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageReader.h"
#include "core/image/StoredPicture.h"

namespace labelwright {

/// The only reader that speaks to libtiff: a file's first page, in strips or tiles. Gray and RGB of 16 bits a sample
/// stay so; of 8 bits, and whatever else libtiff turns to colours (palettes, 1 to 4 bits, CMYK, YCbCr, CIE L*a*b*),
/// become an Image. Neither turns the picture nor checks our limits: see ImageReader. Errors: Truncated, Malformed,
/// Unsupported, TooLarge.
Result<ImageInfo> readTiffInfo(std::span<const std::uint8_t> file);
Result<StoredPicture> decodeTiff(std::span<const std::uint8_t> file);

} // namespace labelwright
