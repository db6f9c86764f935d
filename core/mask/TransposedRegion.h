// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/Region.h"

namespace labelwright {

/// The region mirrored at the diagonal: pixel (x, y) becomes (y, x), so that the spans of the result are runs down the
/// columns. Cost: linear in the spans of both; the area does not matter.
Region transposed(const Region& region);

} // namespace labelwright
