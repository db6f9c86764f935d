// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/mask/Region.h"

#include <stop_token>

namespace labelwright {

/// The pixels of nearly the seed's colour that hang together with it: each of their channels differs from the seed's
/// own by at most `tolerance` (0 to 255), and each touches another one at a side. The seed itself always belongs to it.
///
/// Nothing outside `limit` is looked at. Any thread. Cost: the rows that the region reaches, read once; on 24 MP some
/// hundredths of a second. Errors: InvalidArgument where the seed lies outside the image or the limit; Cancelled;
/// TooLarge where memory does not suffice.
Result<Region> wandRegion(const Image& image, Point seed, int tolerance, const Rect& limit,
                          const std::stop_token& stop = {});

} // namespace labelwright
