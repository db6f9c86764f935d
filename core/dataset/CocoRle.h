// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/base/Result.h"
#include "core/mask/Region.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// Lengths of runs of pixels, outside and inside the region by turns, down the columns from the top left pixel; a
/// column goes on in the next. The first is outside and may be 0; together they are width * height. Precondition:
/// `region` lies inside `size`. Cost: linear in the region's spans and the runs.
std::vector<std::uint32_t> cocoRuns(const Region& region, Size size);

/// The same of the region transposed(), where that is known.
std::vector<std::uint32_t> cocoRunsOfColumns(const Region& columns, Size size);

/// The inverse. Errors: Mismatch when the runs do not fill `size`.
Result<Region> regionOfCocoRuns(std::span<const std::uint32_t> runs, Size size);

/// As pycocotools compresses them: from the fourth on the difference to the run two before, in groups of five bits, the
/// lowest first, a sixth bit for "more", 48 added. Printable ASCII, of which '\\' needs an escape in JSON.
std::string compressedCocoRuns(std::span<const std::uint32_t> runs);

/// The inverse. Errors: Malformed with the position in `text`.
Result<std::vector<std::uint32_t>> parseCocoRuns(std::string_view text);

} // namespace labelwright
