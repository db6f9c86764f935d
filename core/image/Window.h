// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/DeepImage.h"
#include "core/image/Image.h"

#include <cstdint>

namespace labelwright {

/// Which part of 0 to 65535 is shown, for every channel alike: `low` and below are 0, `high` and above are 255, what is
/// between lies on a straight line, rounded. Where high <= low, `low` itself is still 0 and all above it 255.
struct ValueWindow {
    std::uint16_t low = 0;
    std::uint16_t high = 65535;

    friend bool operator==(const ValueWindow&, const ValueWindow&) = default;
};

/// The least and the greatest value of any channel: what a 16-bit picture is shown with at first, so that one that uses
/// 12 of its bits is as bright as one that uses them all. Cost: one pass. Precondition: the picture is not null.
ValueWindow valueRange(const DeepImage& deep);

/// The picture as it is shown; gray gives three equal channels. Cost: one pass. Precondition: the picture is not null.
/// Errors: TooLarge where a copy of Image's size finds no memory.
Result<Image> windowed(const DeepImage& deep, ValueWindow window);

} // namespace labelwright
