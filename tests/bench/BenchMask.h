// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"

namespace labelwright {

/// Blobs of five labels with ragged edges, as a street scene's mask has them.
LabelMask streetMask(Size size);

} // namespace labelwright
