// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/MaskPng.h"
#include "tests/core/image/TestPictures.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace labelwright::test {

inline const LabelSet& threeLabels()
{
    static const LabelSet labels = *LabelSet::fromNames({"people", "traffic light", "bus"});
    return labels;
}

inline LabelMask maskOf(Size size, const std::function<int(int x, int y)>& labelAt)
{
    std::vector<Label> labels;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x)
            labels.push_back(static_cast<Label>(labelAt(x, y)));
    }
    return *LabelMask::create(size, std::move(labels));
}

/// The picture of consolidated-13x7.png.
inline LabelMask goldenMask()
{
    return maskOf({13, 7}, [](int x, int y) { return (x / 3 + y / 2) % 4; });
}

inline std::uint32_t numberAt(const Bytes& bytes, std::size_t at)
{
    return static_cast<std::uint32_t>(bytes[at]) << 24U | static_cast<std::uint32_t>(bytes[at + 1]) << 16U |
           static_cast<std::uint32_t>(bytes[at + 2]) << 8U | bytes[at + 3];
}

inline std::vector<int> rgbOf(Label label)
{
    const Color color = label == kUnlabelled ? kWhite : threeLabels().at(label).color;
    return {color.red, color.green, color.blue};
}

} // namespace labelwright::test
