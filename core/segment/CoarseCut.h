// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/Grid.h"
#include "core/segment/WorkingCrop.h"

namespace labelwright {

/// The object in a small crop, from its four points: place and colour say what each pixel speaks for, a cut draws the
/// border, colours are learned again from what it gave and the border is cut anew.
struct CoarseCut {
    ObjectMask mask;       ///< Never empty.
    double confidence = 0; ///< Share of the border that lies on a visible edge, 0 to 1.
};

/// Cost: that of two max-flows over the crop's box.
CoarseCut cutCoarsely(const WorkingCrop& crop);

/// Share of the mask's border that lies on a visible edge, 0 to 1; 0 for a mask without border.
double visibleShare(const ObjectMask& mask, const ColorGrid& colors);

} // namespace labelwright
