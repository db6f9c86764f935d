// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"

#include <array>

namespace labelwright {

/// Share of the image by label, 0 to 1. Of masks over about 400,000 pixels every n-th row is counted, so that it takes
/// less than a millisecond at any size: for display.
std::array<double, 256> labelShares(const LabelMask& mask);

} // namespace labelwright
