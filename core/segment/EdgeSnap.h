// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/mask/Region.h"

namespace labelwright {

/// `region` with its boundary inside `brushed` cut anew along the picture's edges, by the colours that both sides have
/// close by. Outside of `brushed` nothing changes, and nothing at all where it holds no boundary, or only one that no
/// edge is better than. Of what the cut takes away no specks are left behind; small regions and holes that were there
/// before stay. `region` may be the part of a larger one that lies within `brushed` and some brush widths around.
///
/// Deterministic, one thread. Cost: the area of the bounds of `brushed`. Errors: TooLarge beyond 64 megapixels of it,
/// and for lack of memory; InvalidArgument without an image.
Result<Region> snapEdge(const Image& image, const Region& region, const Region& brushed);

} // namespace labelwright
