// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/BenchMask.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace labelwright {

namespace {

/// `scale`: how many times as large as in a street.
LabelMask blobs(Size size, double scale, double raggedPx, double shiftPx)
{
    std::vector<Label> labels;
    labels.reserve(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const double ragged = raggedPx > 0 ? std::sin(x * 0.31) * std::cos(y * 0.27) * raggedPx : 0;
            const double height =
                std::sin((x + shiftPx + ragged) / (190.0 * scale)) + std::cos((y + shiftPx + ragged) / (140.0 * scale));
            labels.push_back(static_cast<Label>(std::min(5.0, (height + 2) * 1.5)));
        }
    }
    return *LabelMask::create(size, std::move(labels));
}

} // namespace

LabelMask streetMask(Size size)
{
    return blobs(size, 1, 6, 0);
}

LabelMask drawnMask(Size size, int number)
{
    return blobs(size, 8, 0, 37.0 * number);
}

} // namespace labelwright
