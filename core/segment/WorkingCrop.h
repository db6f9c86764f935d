// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Image.h"
#include "core/segment/Grid.h"
#include "core/segment/ObjectHints.h"

#include <cstdint>

namespace labelwright {

/// What strokes say of a pixel.
enum class Said : std::uint8_t { Nothing, Belongs, Foreign };

/// A part of a photo, scaled down: the object's box with some of what surrounds it.
struct WorkingCrop {
    Rect area;        ///< In image pixels, inside the image.
    ColorGrid colors; ///< `area`, scaled.
    Rect box;         ///< In working pixels: where the object can be, the hints' box and a little for inexact clicks.
    ExtremePoints points; ///< In working pixels.
    Grid<Said> said;      ///< By strokes, and by a lasso about what lies outside of it.

    /// Working pixels for each image pixel, at most 1.
    double scaleX() const { return static_cast<double>(colors.width()) / area.width; }
    double scaleY() const { return static_cast<double>(colors.height()) / area.height; }
};

/// The hints with points moved to the image's edge and without what lies outside of it.
ObjectHints movedInside(const ObjectHints& hints, Size imageSize);

/// How far an object can reach whose box this is, in image pixels: as far as its points can have been missed by hand.
Rect reachOf(const Rect& box);

/// The image part that holds a box inside the image and context around it.
Rect contextArea(const Rect& box, Size imageSize);

/// `area` scaled to `size` by averaging pixels. Precondition: size is no larger than the area.
ColorGrid scaledColors(const Image& image, const Rect& area, Size size);

/// What the hints say of `area`, scaled to `size`: of strokes on one pixel the last holds.
Grid<Said> scaledHints(const ObjectHints& hints, const Rect& area, Size size);

/// Precondition: the hints lie in the image.
WorkingCrop makeWorkingCrop(const Image& image, const Rect& area, Size size, const ObjectHints& hints);
/// The crop on which an engine finds the object before it refines the boundary: small, whatever the photo's size.
/// Precondition: the image is not null and the hints lie in it.
WorkingCrop makeCoarseCrop(const Image& image, const ObjectHints& hints);

} // namespace labelwright
