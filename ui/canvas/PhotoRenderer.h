// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/PhotoPyramid.h"

#include <QImage>

namespace labelwright {

class Viewport;

/// Draws the part of the photo that lies in `deviceRect` onto `scene`, a Format_RGB32 in device pixels that holds the
/// rect; the rest of the rect is left alone. Enlarged, or where the level is not yet the fitting one: the pixel under
/// the middle of each device pixel. Shrunk: bilinear in the level. Each device pixel depends on nothing but itself, so
/// a part drawn alone is the same as in the whole.
void drawPhoto(QImage& scene, const PhotoPyramid::Level& level, const Viewport& viewport, const Rect& deviceRect);

} // namespace labelwright
