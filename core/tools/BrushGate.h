// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Image.h"
#include "core/mask/Region.h"

namespace labelwright {

// Which pixels of the photo a brush may paint on. What lies outside the photo is left out. Cost: the region's area.

/// The pixels of `region` whose luminance (luminanceOf) lies in [low, high].
Region withLuminance(const Region& region, const Image& photo, int low, int high);

/// The pixels of `region` each of whose channels differs from the one of pixel `like` by at most `tolerance`.
/// Precondition: `like` lies inside the photo.
Region withColorLike(const Region& region, const Image& photo, Point like, int tolerance);

} // namespace labelwright
