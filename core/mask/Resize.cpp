// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Resize.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace labelwright {

LabelMask resized(const LabelMask& mask, Size size)
{
    const auto nearest = [](int place, int extent, int before) {
        return static_cast<int>((2 * std::int64_t{place} + 1) * before / (2 * std::int64_t{extent}));
    };
    std::vector<int> columns(static_cast<std::size_t>(size.width));
    for (int x = 0; x < size.width; ++x)
        columns[static_cast<std::size_t>(x)] = nearest(x, size.width, mask.width());
    std::vector<Label> labels;
    labels.reserve(columns.size() * static_cast<std::size_t>(size.height));
    for (int y = 0; y < size.height; ++y) {
        const std::span<const Label> row = mask.row(nearest(y, size.height, mask.height()));
        for (const int x : columns)
            labels.push_back(row[static_cast<std::size_t>(x)]);
    }
    return *LabelMask::create(size, std::move(labels));
}

} // namespace labelwright
