// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/image/TestPictures.h"

namespace labelwright::test {

struct BmpLayout {
    Size size;
    int bits = 24;        ///< A pixel.
    int compression = 0;  ///< 0 none, 1 RLE8, 3 bit masks, 6 bit masks with alpha.
    int headerBytes = 40; ///< 12 as OS/2 has it; 40, 52, 56, 108 or 124.
    bool topDown = false;
    std::vector<std::array<int, 3>> palette{}; ///< RGB.
    std::vector<std::uint32_t> masks{};        ///< Red, green, blue, alpha.
};

/// A BMP file of the pixel values that `valueAt` gives: an index, or the bits as they are stored.
Bytes encodeBmp(const BmpLayout& layout, const std::function<std::uint32_t(int x, int y)>& valueAt);

/// A BMP file whose pixel data is `data`, run-length encoded or not.
Bytes bmpOf(const BmpLayout& layout, const Bytes& data);

} // namespace labelwright::test
