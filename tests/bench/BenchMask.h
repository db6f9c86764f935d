// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"

namespace labelwright {

/// Blobs of five labels with ragged edges, as a street scene's mask has them when a network made it: the label changes
/// 31 times a row.
LabelMask streetMask(Size size);

/// Larger blobs with smooth edges: the label changes five times a row. In masks that people drew in Ground Truth, those
/// of GROUND-TRUTH.md's samples, it does twice. Different for each `number`.
LabelMask drawnMask(Size size, int number = 0);

} // namespace labelwright
