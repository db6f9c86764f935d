// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/ExtremePoints.h"
#include "core/segment/Grid.h"

namespace labelwright {

/// Drops what is neither a tenth of the largest part nor near a click, and fills holes too small to be meant.
/// A mask with something in it never becomes empty.
void cleanMask(ObjectMask& mask, const ExtremePoints& points);

} // namespace labelwright
