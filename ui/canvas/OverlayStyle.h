// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/LabelSet.h"

#include <bitset>
#include <cstdint>
#include <optional>

namespace labelwright {

enum class OverlayMode : std::uint8_t {
    Filled,  ///< Fill and a darker outline of one device pixel.
    Outline, ///< Outline alone, in the label's own colour: two device pixels with a casing, seen on any photo.
};

/// How labels are drawn over the photo; it stays when the image changes.
struct OverlayStyle {
    static constexpr int kDefaultOpacityPercent = 45;

    int opacityPercent = kDefaultOpacityPercent; ///< Of the fill, 0 to 100; the outline has twice that, at most 100.
    OverlayMode mode = OverlayMode::Filled;
    bool hidden = false;
    std::bitset<256> hiddenLabels{};    ///< By label: the palette's eye.
    std::optional<Label> solo{};        ///< Only this label is drawn, even where its eye is shut.
    bool unlabelledHighlighted = false; ///< Hatched in black and white, which no label is.

    friend bool operator==(const OverlayStyle&, const OverlayStyle&) = default;
};

} // namespace labelwright
