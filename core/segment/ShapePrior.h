// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/ExtremePoints.h"
#include "core/segment/Grid.h"

namespace labelwright {

/// How likely each pixel belongs to the object, from the four points alone, as log odds: high inside the clicks'
/// quadrilateral, falling in each corner of the box from the quadrilateral's side to the corner.
///
/// Outside the points' box it is what the nearest corner has. Cost: some operations a pixel.
Grid<float> shapePrior(Size size, const ExtremePoints& points);

} // namespace labelwright
