// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"

#include <array>

namespace labelwright {

/// Share of the image by label, 0 to 1. Of masks over about two million pixels every n-th row is counted, so that it
/// takes a millisecond or two at any size: for display.
std::array<double, 256> labelShares(const LabelMask& mask);

} // namespace labelwright
