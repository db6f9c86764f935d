// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Image.h"
#include "core/segment/ObjectHints.h"
#include "core/segment/PhotoRaster.h"

#include <vector>

namespace labelwright {

/// What the program's own network sees of an object: nine channels on a square raster to which the object's box is
/// always stretched the same way, with an eighth of the raster around it. Channels, one after the other, row by row:
/// blue, green, red; bumps at the four points; depth inside of their quadrilateral; the box (1) and what is outside the
/// photo (-1); what colour says; bumps at strokes that belong to the object, and at those that don't.
/// resources/models/training/encoding.py computes the same.
struct NetworkInput {
    static constexpr int kChannels = 9;

    std::vector<float> values; ///< kChannels rasters.
    PhotoRaster raster;        ///< Square.

    /// The same as seen in a mirror: left and right exchanged.
    std::vector<float> mirrored() const;
};

/// On a raster of `extent` x `extent` pixels. Precondition: the image is not null, the points lie in it, and the extent
/// is a multiple of 16.
NetworkInput makeNetworkInput(const Image& image, const ObjectHints& hints, int extent);

} // namespace labelwright
