// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/mask/Region.h"
#include "core/segment/Grid.h"

#include <cstdint>
#include <stop_token>

namespace labelwright {

struct SuperpixelOptions {
    static constexpr int kMinSpacing = 8;
    static constexpr int kMaxSpacing = 64;
    int spacingPx = 24;      ///< Between neighbours' centres, in image pixels.
    double compactness = 10; ///< In CIELAB units: the difference in colour that outweighs one spacing of distance.
    friend bool operator==(const SuperpixelOptions&, const SuperpixelOptions&) = default;
};

/// Part of a photo, cut into pieces of about the same size and of one colour each. Every pixel belongs to exactly one
/// piece, and a piece's pixels touch each other at their sides.
struct Superpixels {
    Rect area;                 ///< In image pixels.
    Grid<std::int32_t> pieces; ///< The number of each pixel's piece, from 0.
    int count = 0;

    /// Precondition: area.contains(pixel).
    int pieceAt(Point pixel) const { return pieces.at(pixel.x - area.x, pixel.y - area.y); }
    Region region(int piece) const; ///< In image pixels. Cost: one pass over the rows around it.

    std::vector<Rect> bounds; ///< Of each piece, in image pixels.
};

/// Cuts `area` with simple non-iterative clustering: pieces grow from a regular grid of seeds, always by the pixel that
/// lies nearest to its piece in place and colour. The same input gives the same pieces. Any thread.
///
/// Cost: about 100 ns a pixel, and 30 bytes. Errors: InvalidArgument where the area is empty or not inside the image;
/// Cancelled; TooLarge where memory does not suffice.
/// Source: R. Achanta, S. Süsstrunk, "Superpixels and polygons using simple non-iterative clustering", CVPR 2017.
Result<Superpixels> cutSuperpixels(const Image& image, const Rect& area, const SuperpixelOptions& options,
                                   const std::stop_token& stop = {});

} // namespace labelwright
