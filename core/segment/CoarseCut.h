// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/Evidence.h"
#include "core/segment/Grid.h"
#include "core/segment/WorkingCrop.h"

namespace labelwright {

/// The object in a small crop: a cut along the photo's edges of what a model says, or else of what place and colour
/// say, in two rounds, the second with colours learned from the first. Pixels of strokes stay on their side.
struct CoarseCut {
    ObjectMask mask;       ///< Empty only where the hints leave nothing.
    double confidence = 0; ///< Share of the border that lies on a visible edge, 0 to 1.
};

/// `evidence`: nullptr where there is none. Cost: that of two max-flows over the crop's box.
CoarseCut cutCoarsely(const WorkingCrop& crop, const Evidence* evidence);

/// Share of the mask's border that lies on a visible edge, 0 to 1; 0 for a mask without border.
double visibleShare(const ObjectMask& mask, const ColorGrid& colors);

} // namespace labelwright
