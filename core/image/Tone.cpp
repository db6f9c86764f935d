// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Tone.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace labelwright {

ToneTable toneTable(const Tone& tone)
{
    const double exponent = 1 / std::clamp(tone.gamma, 0.1, 10.0);
    const double slope = std::exp2(std::clamp(tone.contrast, -100, 100) / 50.0);
    const double lift = std::clamp(tone.brightness, -100, 100) / 100.0;
    ToneTable table{};
    for (std::size_t value = 0; value < table.size(); ++value) {
        const double curved = std::pow(static_cast<double>(value) / 255, exponent);
        const double shown = (curved - 0.5) * slope + 0.5 + lift;
        table[value] = static_cast<std::uint8_t>(std::lround(std::clamp(shown, 0.0, 1.0) * 255));
    }
    return table;
}

} // namespace labelwright
