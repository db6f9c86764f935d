// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/LabelShares.h"

#include "core/mask/Runs.h"

#include <algorithm>
#include <span>

namespace labelwright {

bool LabelShares::countMore(const LabelMask& mask)
{
    constexpr int kPixelsAtOnce = 2'000'000;
    const int end = std::min(mask.height(), m_nextRow + std::max(1, kPixelsAtOnce / mask.width()));
    for (; m_nextRow < end; ++m_nextRow) {
        std::span<const Label> row = mask.row(m_nextRow);
        m_counted += mask.width();
        while (!row.empty()) {
            const std::size_t length = runLength(row);
            m_counts[row[0]] += static_cast<std::int64_t>(length);
            row = row.subspan(length);
        }
    }
    return m_nextRow == mask.height();
}

std::array<double, 256> LabelShares::shares() const
{
    std::array<double, 256> shares{};
    std::ranges::transform(m_counts, shares.begin(), [this](std::int64_t count) {
        return static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(1, m_counted));
    });
    return shares;
}

} // namespace labelwright
