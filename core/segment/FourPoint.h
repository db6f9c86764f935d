// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/Engine.h"

namespace labelwright {

/// What a network has learned of objects, and the graph cut that GrabCut uses, on the box and some context, scaled down
/// so that time does not grow with the photo. Cheapest paths from the object's core to the clicks are sure foreground,
/// everything outside the box sure background, and so are strokes for their side. The boundary is then cut anew in a
/// band at each finer scale.
///
/// Without a network, what the clicks' quadrilateral and colour say takes its place. Where colour says nothing (one
/// colour, noise, a box one pixel wide) the result is the shape that the hints suggest.
///
/// Sources: C. Rother, V. Kolmogorov, A. Blake, "GrabCut", SIGGRAPH 2004; D. Papadopoulos et al., "Extreme clicking for
/// efficient object annotation", ICCV 2017 (the seeds); K.-K. Maninis et al., "Deep extreme cut", CVPR 2018 (clicks as
/// a network's input).
Result<Segmentation> segmentFourPoint(const Image& image, const ObjectHints& hints, const SegmentOptions& options = {});

} // namespace labelwright
