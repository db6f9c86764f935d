// SPDX-License-Identifier: GPL-3.0-or-later
// A region as COCO writes it, and those that took it over. For .cpp files only, as core/base/Json.h.
#pragma once

#include "core/base/Json.h"
#include "core/mask/Region.h"

#include <span>
#include <string>
#include <vector>

namespace labelwright {

/// {"counts":"...","size":[height,width]}, as pycocotools reads it, of the region transposed().
std::string rleJson(const Region& columns, Size size);

/// [[x,y,x,y,...],...] of the transposed region's rings, which have whole coordinates.
std::string ringsJson(std::span<const std::vector<PointF>> ringsOfColumns);

/// The inverse of rleJson(); counts may be a list of numbers too. Errors: Malformed; Mismatch for another size.
Result<Region> regionOfRle(const Json& rle, Size size);

/// The pixels whose centres lie in the ring [x,y,x,y,...], in the rows of an image of `size`. Errors: Malformed; those
/// of regionOfOutline().
Result<Region> regionOfRing(const Json& ring, Size size);

} // namespace labelwright
