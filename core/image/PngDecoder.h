// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageReader.h"
#include "core/image/StoredPicture.h"

namespace labelwright {

/// The only file that reads photos through libpng. Neither turns the picture nor checks our limits: see ImageReader.
/// Errors: Truncated, Malformed, TooLarge (out of memory).
Result<ImageInfo> readPngInfo(std::span<const std::uint8_t> file);
Result<StoredPicture> decodePng(std::span<const std::uint8_t> file);

} // namespace labelwright
