// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageReader.h"

namespace labelwright {

/// Windows bitmaps of 1, 4, 8, 16, 24 and 32 bits a pixel, plain, with bit masks (BI_BITFIELDS) or run-length encoded
/// with 8 bits (BI_RLE8), bottom-up and top-down. Does not check our limits: see ImageReader.
/// Errors: Truncated, Malformed, Unsupported.
/// Source: BITMAPFILEHEADER, BITMAPCOREHEADER, BITMAPINFOHEADER to BITMAPV5HEADER in the Windows API reference.
Result<ImageInfo> readBmpInfo(std::span<const std::uint8_t> file);
Result<Image> decodeBmp(std::span<const std::uint8_t> file);

} // namespace labelwright
