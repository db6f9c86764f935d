// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Image.h"
#include "core/segment/ExtremePoints.h"
#include "core/segment/Grid.h"

namespace labelwright {

/// A part of a photo, scaled down: the object's box with some of what surrounds it.
struct WorkingCrop {
    Rect area;        ///< In image pixels, inside the image.
    ColorGrid colors; ///< `area`, scaled.
    Rect box;         ///< In working pixels: where the object can be, the clicks' box and a little for inexact clicks.
    ExtremePoints points; ///< In working pixels.

    /// Working pixels for each image pixel, at most 1.
    double scaleX() const { return static_cast<double>(colors.width()) / area.width; }
    double scaleY() const { return static_cast<double>(colors.height()) / area.height; }
};

/// The image part that holds the points' box and context around it. Precondition: the points lie in the image.
Rect contextArea(const ExtremePoints& points, Size imageSize);

/// `area` scaled to `size` by averaging pixels. Precondition: size is no larger than the area.
ColorGrid scaledColors(const Image& image, const Rect& area, Size size);
WorkingCrop makeWorkingCrop(const Image& image, const Rect& area, Size size, const ExtremePoints& points);
/// The crop on which an engine finds the object before it refines the boundary: small, whatever the photo's size.
/// Points outside the image are moved to its edge. Precondition: the image is not null.
WorkingCrop makeCoarseCrop(const Image& image, const ExtremePoints& points);

} // namespace labelwright
