// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"

#include <cstdint>
#include <span>
#include <vector>

namespace labelwright {

/// An 8-bit RGB PNG, for contact sheets and test pictures: the same bytes for the same pixels.
/// Errors: InvalidArgument for a null image, TooLarge (out of memory).
Result<std::vector<std::uint8_t>> encodePng(const Image& image);

/// An 8-bit gray PNG of row-major pixels, for binary masks. Precondition: pixels.size() == width * height.
/// Errors: as encodePng.
Result<std::vector<std::uint8_t>> encodeGrayPng(Size size, std::span<const std::uint8_t> pixels);

/// A JPEG without subsampled colour, so that thin outlines keep theirs; `quality` is libjpeg's, 1 to 100. For pictures
/// that can be made again: lossy, some ten times smaller than as PNG. Errors: as encodePng, and TooLarge for more than
/// 65500 pixels a side.
Result<std::vector<std::uint8_t>> encodeJpeg(const Image& image, int quality);

} // namespace labelwright
