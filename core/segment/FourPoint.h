// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/Engine.h"

namespace labelwright {

/// Evidence of place and colour for each pixel, and the graph cut that GrabCut uses, in turn, on the box and some
/// context, scaled down so that time does not grow with the photo. Cheapest paths from the object's core to the clicks
/// are sure foreground, everything outside the box sure background; how likely the rest is follows from the clicks'
/// quadrilateral and from colour. A box side on the photo's edge says nothing about the background. The boundary is
/// then cut anew in a band at each finer scale.
///
/// Where colour says nothing (one colour, noise, a box one pixel wide) the result is the shape that the clicks suggest.
/// One thread, no random numbers: the same input gives the same region.
///
/// Sources: C. Rother, V. Kolmogorov, A. Blake, "GrabCut", SIGGRAPH 2004; D. Papadopoulos et al., "Extreme clicking for
/// efficient object annotation", ICCV 2017 (the seeds).
Result<Segmentation> segmentFourPoint(const Image& image, const ExtremePoints& points);

} // namespace labelwright
