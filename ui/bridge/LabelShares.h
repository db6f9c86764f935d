// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"

#include <array>
#include <cstdint>

namespace labelwright {

/// Counts a mask's labels in parts, so that the thread that shows them is never held for long.
class LabelShares {
public:
    /// Counts the next rows, about two million pixels; true when the mask is through. Precondition: each call gets the
    /// same mask; one that changes in between is to be counted again.
    bool countMore(const LabelMask& mask);

    /// Share of what is counted by label, 0 to 1; 0 only for labels that no pixel has.
    std::array<double, 256> shares() const;

private:
    std::array<std::int64_t, 256> m_counts{};
    std::int64_t m_counted = 0;
    int m_nextRow = 0;
};

} // namespace labelwright
