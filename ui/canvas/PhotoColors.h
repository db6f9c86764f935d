// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Tone.h"

#include <array>
#include <cstdint>
#include <optional>

namespace labelwright {

/// What a photo's pixel is shown as: the three entries that its channels choose, put together.
struct PhotoColors {
    std::array<std::uint32_t, 256> blue{};
    std::array<std::uint32_t, 256> green{};
    std::array<std::uint32_t, 256> red{};
    bool ofLuminance = false; ///< The pixel is made gray first.
};

/// nullopt where the photo is shown as it is.
std::optional<PhotoColors> photoColors(const Tone& tone, ChannelView view);

} // namespace labelwright
