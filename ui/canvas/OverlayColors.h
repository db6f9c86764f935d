// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/OverlayStyle.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace labelwright {

/// Where a pixel of the screen lies in its area of one label.
enum class Part : std::uint8_t {
    Inside,
    Edge,   ///< The outline.
    Casing, ///< Along the outline's inner side.
};

/// What each part of each label looks like: premultiplied ARGB, 0 for nothing.
struct OverlayColors {
    std::array<std::array<std::uint32_t, 256>, 3> byPart{}; ///< By Part, then label.

    std::array<std::uint32_t, 256>& of(Part part) { return byPart[static_cast<std::size_t>(part)]; }
    const std::array<std::uint32_t, 256>& of(Part part) const { return byPart[static_cast<std::size_t>(part)]; }
    bool isNothing() const { return *this == OverlayColors{}; }
    friend bool operator==(const OverlayColors&, const OverlayColors&) = default;
};

OverlayColors overlayColors(const LabelSet& labels, const OverlayStyle& style);

/// Labels in two colours, in slanting stripes; each list begins with label 1.
struct StripedLabels {
    std::vector<Color> first;
    std::vector<Color> second;
};
/// Fill and an outline in the same colour, stronger: of the stripes in one of the two.
OverlayColors stripeColors(const std::vector<Color>& colors, const OverlayStyle& style);

/// What a tool is about to paint: label 1 in these colours, stronger than the overlay, with a brighter edge.
OverlayColors previewColors(Color color);

} // namespace labelwright
