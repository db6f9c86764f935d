// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Image.h"
#include "core/segment/Evidence.h"
#include "core/segment/Grid.h"
#include "core/segment/WorkingCrop.h"

namespace labelwright {

/// The mask of a small crop, brought to the full resolution of `coarse.area`: by steps of at most three in scale, each
/// cutting anew only in a band along the boundary, up to about 1,600 px; larger areas are interpolated from there.
/// The object's inside stays whole where it touches the area's edge, and nothing reaches beyond reachOf() the hints'
/// box. Pixels of the hints' strokes stay on their side. `evidence`: what a model says, or nullptr.
///
/// Cost: grows with the object's outline, not with its area, but for scaling pixels.
ObjectMask refineBoundary(const Image& image, const WorkingCrop& coarse, const ObjectMask& mask,
                          const ObjectHints& hints, const Evidence* evidence = nullptr);

} // namespace labelwright
