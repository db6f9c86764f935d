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
    static constexpr int kExtent = 144;
    static constexpr int kMargin = kExtent / 8;
    static constexpr int kChannels = 9;

    std::vector<float> values; ///< kChannels * kExtent * kExtent.
    PhotoRaster raster;

    /// The same as seen in a mirror: left and right exchanged.
    std::vector<float> mirrored() const;
};

/// Precondition: the image is not null and the points lie in it.
NetworkInput makeNetworkInput(const Image& image, const ObjectHints& hints);

} // namespace labelwright
