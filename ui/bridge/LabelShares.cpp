// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/LabelShares.h"

#include <algorithm>
#include <cstdint>

namespace labelwright {

std::array<double, 256> labelShares(const LabelMask& mask)
{
    constexpr std::int64_t kEnoughPixels = 400'000;
    const std::int64_t pixels = std::int64_t{mask.width()} * mask.height();
    const int step = static_cast<int>(std::max<std::int64_t>(1, pixels / kEnoughPixels));

    std::array<std::int64_t, 256> counts{};
    std::int64_t counted = 0;
    for (int y = 0; y < mask.height(); y += step) {
        for (const Label label : mask.row(y))
            ++counts[label];
        counted += mask.width();
    }
    std::array<double, 256> shares{};
    std::transform(counts.begin(), counts.end(), shares.begin(),
                   [counted](std::int64_t count) { return static_cast<double>(count) / static_cast<double>(counted); });
    return shares;
}

} // namespace labelwright
