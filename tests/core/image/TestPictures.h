// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/DeepImage.h"
#include "core/image/Image.h"

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace labelwright::test {

using Bytes = std::vector<std::uint8_t>;
using Bgr = std::array<int, 3>;

/// A picture whose pixels are what `colorAt` says.
Image paint(Size size, const std::function<Bgr(int x, int y)>& colorAt);

/// Smooth colours with some structure, so that no two corners look alike.
Image scene(Size size);

Bgr pixel(const Image& image, int x, int y);
/// One value or three: blue, green, red.
std::vector<int> samples(const DeepImage& deep, int x, int y);
/// The largest difference of any channel between two pictures of one size; 256 when the sizes differ.
int largestDifference(const Image& a, const Image& b);

enum class JpegKind : std::uint8_t { Color, Gray, AdobeInk, AdobeInkYcck, PlainInk, Progressive };
/// A JPEG of quality 95 without chroma subsampling. The ink kinds hold the inks that give the image's colours with no
/// black.
Bytes encodeJpeg(const Image& image, JpegKind kind = JpegKind::Color);

/// An EXIF block in TIFF form with the one tag Orientation.
Bytes exifBlock(int orientation);
/// The JPEG with an APP1 marker behind its start.
Bytes withExif(const Bytes& jpeg, int orientation);

/// The PNG with one more chunk behind IHDR.
Bytes withChunk(const Bytes& png, const char (&type)[5], const Bytes& content);

struct PngLayout {
    Size size;
    int bitDepth = 8;
    int colorType = 2; ///< As in IHDR: 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGB and alpha.
    bool interlaced = false;
    std::vector<std::array<int, 3>> palette{}; ///< RGB.
    std::vector<int> transparency{};           ///< tRNS of a palette.
};
/// A PNG of the samples that `samplesAt` lists for each pixel, in 0 to 2^bitDepth - 1.
Bytes encodeSamples(const PngLayout& layout, const std::function<std::vector<int>(int x, int y)>& samplesAt);

} // namespace labelwright::test
