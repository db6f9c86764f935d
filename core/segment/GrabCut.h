// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/Engine.h"

namespace labelwright {

/// cv::grabCut on the box and some context, scaled down so that time does not grow with the photo. Its trimap comes
/// from the clicks: cheapest paths from the object's core to them are sure foreground, everything outside the box sure
/// background, strokes what they say, the rest probable by the clicks' quadrilateral. The boundary is then cut anew at
/// each finer scale.
///
/// Where cv::grabCut has no sample of one side, as when the object fills the photo, the result is the shape that the
/// clicks suggest. The same input gives the same region: its random numbers begin anew in each call.
///
/// Sources: C. Rother, V. Kolmogorov, A. Blake, "GrabCut", SIGGRAPH 2004; D. Papadopoulos et al., "Extreme clicking for
/// efficient object annotation", ICCV 2017 (the seeds).
Result<Segmentation> segmentGrabCut(const Image& image, const ObjectHints& hints, const SegmentOptions& options = {});

} // namespace labelwright
