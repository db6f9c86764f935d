// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"

namespace labelwright {

/// `mask` in another size, each pixel as the one that its centre lies in. Precondition: both extents of `size` lie in
/// [1, LabelMask::kMaxExtent].
LabelMask resized(const LabelMask& mask, Size size);

} // namespace labelwright
