// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/PhotoColors.h"

#include <cstddef>

namespace labelwright {

std::optional<PhotoColors> photoColors(const Tone& tone, ChannelView view)
{
    if (tone.isNeutral() && view == ChannelView::Color)
        return std::nullopt;
    const ToneTable shown = toneTable(tone);
    const bool inColor = view == ChannelView::Color || view == ChannelView::Luminance;
    PhotoColors colors;
    colors.ofLuminance = view == ChannelView::Luminance;
    for (std::size_t value = 0; value < shown.size(); ++value) {
        const std::uint32_t gray = shown[value] * 0x010101U;
        colors.blue[value] = inColor ? gray & 0x0000ffU : view == ChannelView::Blue ? gray : 0;
        colors.green[value] = inColor ? gray & 0x00ff00U : view == ChannelView::Green ? gray : 0;
        colors.red[value] = inColor ? gray & 0xff0000U : view == ChannelView::Red ? gray : 0;
    }
    return colors;
}

} // namespace labelwright
