// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/mask/Region.h"
#include "core/segment/ExtremePoints.h"

#include <span>
#include <string_view>

namespace labelwright {

/// What an engine makes of an object's four points.
struct Segmentation {
    Region region;         ///< In image pixels; never empty.
    double confidence = 0; ///< 0 to 1: share of the object's boundary that lies on a visible edge.
};

/// One way to turn four clicks into a mask. Pure: the same input gives the same bytes, whatever the number of threads.
struct Engine {
    std::string_view id; ///< As on the command line: "four-point".
    /// Points outside the image are moved to its edge. Errors: InvalidArgument for an empty image.
    Result<Segmentation> (*segment)(const Image& image, const ExtremePoints& points);
};

/// Every engine, the default first.
std::span<const Engine> engines();
/// nullptr for an unknown id.
const Engine* findEngine(std::string_view id);

} // namespace labelwright
