// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/DeepImage.h"
#include "core/image/Image.h"

#include <limits>
#include <variant>

namespace labelwright {

/// A picture as its file stores it, not yet turned upright: of 8 bits a channel, or of 16.
using StoredPicture = std::variant<Image, DeepImage>;

/// For decoders that can give a smaller picture at less cost: the pixels that its longer side is to keep at least.
inline constexpr int kWholeExtent = std::numeric_limits<int>::max();

} // namespace labelwright
