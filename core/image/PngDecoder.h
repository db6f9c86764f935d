// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageReader.h"

namespace labelwright {

/// The only file that reads photos through libpng. Neither turns the picture nor checks our limits: see ImageReader.
/// Errors: Truncated, Malformed, TooLarge (out of memory).
Result<ImageInfo> readPngInfo(std::span<const std::uint8_t> file);
Result<Image> decodePng(std::span<const std::uint8_t> file);

} // namespace labelwright
