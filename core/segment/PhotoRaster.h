// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Image.h"
#include "core/segment/Grid.h"

namespace labelwright {

/// The pixels that a network sees, and their place on the photo, which they may leave.
struct PhotoRaster {
    Size size;
    // In image pixels: the outer corner of the raster's first pixel, and a pixel's extent.
    PointF origin;
    double pixelWidth = 1;
    double pixelHeight = 1;

    /// Of a place on the photo, in the raster's pixels, and the other way round; a pixel's middle being at .5.
    PointF fromPhoto(PointF place) const
    {
        return {(place.x - origin.x) / pixelWidth, (place.y - origin.y) / pixelHeight};
    }
    PointF onPhoto(PointF place) const { return {origin.x + place.x * pixelWidth, origin.y + place.y * pixelHeight}; }
};

/// The photo under the raster; what lies outside the photo repeats its edge. Precondition: the image is not null.
ColorGrid drawPhoto(const Image& image, const PhotoRaster& raster);

} // namespace labelwright
