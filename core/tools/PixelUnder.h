// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"

#include <algorithm>
#include <cmath>

namespace labelwright {

/// The pixel that holds a place; of a place far outside any image one that is outside too.
inline Point pixelUnder(PointF place)
{
    const auto pixel = [](double value) { return static_cast<int>(std::floor(std::clamp(value, -1e9, 1e9))); };
    return {pixel(place.x), pixel(place.y)};
}

} // namespace labelwright
