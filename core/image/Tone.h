// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace labelwright {

/// How a photo is shown, never how it is stored or segmented. Values outside the ranges count as the nearest inside.
struct Tone {
    int brightness = 0; ///< -100 to 100: percent of white that are added.
    int contrast = 0;   ///< -100 to 100: the distance from mid-gray is multiplied by 2^(contrast / 50), 1/4 to 4.
    double gamma = 1;   ///< 0.1 to 10: above 1 the dark parts become lighter. 0 to 1 is raised to 1 / gamma.

    bool isNeutral() const { return *this == Tone{}; }
    friend bool operator==(const Tone&, const Tone&) = default;
};

/// What each value of a channel is shown as.
using ToneTable = std::array<std::uint8_t, 256>;

/// Gamma first, then contrast, then brightness. A neutral tone gives each value itself.
ToneTable toneTable(const Tone& tone);

/// What of a photo is shown; all but Color as gray.
enum class ChannelView : std::uint8_t { Color, Red, Green, Blue, Luminance };

/// The gray of a colour, 0 to 255, rounded. Source: ITU-R BT.601, its luma weights in 1/65536.
constexpr std::uint8_t luminanceOf(std::uint8_t blue, std::uint8_t green, std::uint8_t red)
{
    return static_cast<std::uint8_t>((7471U * blue + 38470U * green + 19595U * red + 32768U) >> 16U);
}

} // namespace labelwright
