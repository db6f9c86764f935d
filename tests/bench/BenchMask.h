// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"

namespace labelwright {

/// Blobs of five labels with ragged edges, as a street scene's mask has them when a network made it: the label changes
/// 31 times a row.
LabelMask streetMask(Size size);

/// Larger blobs with smooth edges, as people draw them: the label changes 2.1 times a row. In the masks of
/// GROUND-TRUTH.md's samples it does 1.5 to 2.6 times. Different for each `number`.
LabelMask drawnMask(Size size, int number = 0);

} // namespace labelwright
