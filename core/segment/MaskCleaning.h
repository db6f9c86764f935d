// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/ExtremePoints.h"
#include "core/segment/Grid.h"
#include "core/segment/WorkingCrop.h"

namespace labelwright {

/// Drops what is neither a tenth of the largest part nor near a click or on a stroke, and fills holes too small to be
/// meant, unless a stroke made them. A mask with something in it never becomes empty.
/// Precondition: `said` has the mask's size.
void cleanMask(ObjectMask& mask, const ExtremePoints& points, const Grid<Said>& said);

} // namespace labelwright
