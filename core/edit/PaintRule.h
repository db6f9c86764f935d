// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/LabelSet.h"

#include <bitset>
#include <cstdint>

namespace labelwright {

/// Which pixels an edit may change.
enum class PaintOver : std::uint8_t {
    Everything,
    Unlabelled,    ///< Only pixels that have no label yet.
    VisibleLabels, ///< Only pixels whose label is not hidden; unlabelled ones count as visible unless hidden as well.
    OneLabel,      ///< Only pixels that have the chosen label.
};

/// The annotator's "paint over", with the locks. MaskEdit enforces it for every tool and operation; undo, redo and the
/// replay of a draft restore what was there and ask no rule.
struct PaintRule {
    PaintOver over = PaintOver::Everything;
    Label chosen = kUnlabelled; ///< For OneLabel.
    std::bitset<256> hidden{};  ///< By label; for VisibleLabels.
    std::bitset<256> locked{};  ///< By label; a pixel that has a locked label never changes, whatever `over` says.

    /// By label: whether a pixel that has it now may change.
    std::bitset<256> paintable() const;

    friend bool operator==(const PaintRule&, const PaintRule&) = default;
};

} // namespace labelwright
