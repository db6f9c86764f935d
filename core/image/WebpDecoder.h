// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageReader.h"

namespace labelwright {

/// The only file that speaks to libwebp: still pictures, lossy or not. Neither turns the picture nor checks our limits:
/// see ImageReader. Errors: Truncated, Malformed, Unsupported (animations), TooLarge (out of memory).
Result<ImageInfo> readWebpInfo(std::span<const std::uint8_t> file);
Result<Image> decodeWebp(std::span<const std::uint8_t> file);

} // namespace labelwright
