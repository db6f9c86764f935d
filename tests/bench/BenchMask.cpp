// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/BenchMask.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace labelwright {

LabelMask streetMask(Size size)
{
    std::vector<Label> labels;
    labels.reserve(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const double ragged = std::sin(x * 0.31) * std::cos(y * 0.27) * 6;
            const double height = std::sin((x + ragged) / 190.0) + std::cos((y + ragged) / 140.0);
            labels.push_back(static_cast<Label>(std::min(5.0, (height + 2) * 1.5)));
        }
    }
    return *LabelMask::create(size, std::move(labels));
}

} // namespace labelwright
