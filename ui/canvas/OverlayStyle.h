// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/LabelSet.h"

#include <bitset>
#include <cstdint>

namespace labelwright {

enum class OverlayMode : std::uint8_t {
    Filled,  ///< Fill and a darker outline.
    Outline, ///< Outline alone, in the label's own colour.
};

/// How labels are drawn over the photo; it stays when the image changes.
struct OverlayStyle {
    static constexpr int kDefaultOpacityPercent = 45;

    int opacityPercent = kDefaultOpacityPercent; ///< Of the fill, 0 to 100; the outline has twice that, at most 100.
    OverlayMode mode = OverlayMode::Filled;
    bool hidden = false;
    std::bitset<256> hiddenLabels{}; ///< By label: the palette's eye.

    friend bool operator==(const OverlayStyle&, const OverlayStyle&) = default;
};

} // namespace labelwright
