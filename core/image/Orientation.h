// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/DeepImage.h"
#include "core/image/Image.h"

#include <cstdint>
#include <span>

namespace labelwright {

/// The orientation in an EXIF block, which may begin with "Exif\0\0" (JPEG's APP1) or without (PNG's eXIf, WebP's
/// EXIF); 1 where there is none or it is outside 1 to 8.
int exifOrientation(std::span<const std::uint8_t> exif);

/// The extent of a picture once it is upright: 5 to 8 swap width and height.
Size turnedSize(Size stored, int orientation);

/// The picture as its orientation says it is to be seen; itself, without a copy, for 1.
/// Source: EXIF 2.3 (CIPA DC-008), tag 0112h.
Image turnedUpright(const Image& stored, int orientation);
DeepImage turnedUpright(const DeepImage& stored, int orientation);

} // namespace labelwright
