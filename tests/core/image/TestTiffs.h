// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/image/TestPictures.h"

#include <optional>

namespace labelwright::test {

/// Numbers are those of the TIFF 6.0 tags.
struct TiffLayout {
    Size size;
    int bitDepth = 8;
    int samples = 3;
    int photometric = 2;        ///< 0 gray from white, 1 gray, 2 RGB, 3 palette, 5 CMYK, 6 YCbCr (given as RGB).
    int compression = 1;        ///< 1 none, 5 LZW, 7 JPEG, 8 Deflate.
    std::optional<int> extra{}; ///< Of the last sample: 0 unspecified, 1 premultiplied alpha, 2 alpha.
    bool planar = false;
    Size tile{}; ///< Empty: strips.
    int rowsPerStrip = 4;
    int orientation = 1;
    int sampleFormat = 1;                      ///< 1 unsigned, 2 signed, 3 floating point.
    int subfileType = 0;                       ///< 1: reduced.
    const char* mode = "w";                    ///< "wb" big endian, "wl" little endian, "w8" BigTIFF.
    std::vector<std::array<int, 3>> palette{}; ///< RGB, 8 bits.
};

/// A TIFF file of the samples that `samplesAt` lists for each pixel, in 0 to 2^bitDepth - 1. The directory stands
/// behind the pixels.
Bytes encodeTiff(const TiffLayout& layout, const std::function<std::vector<int>(int x, int y)>& samplesAt);

} // namespace labelwright::test
