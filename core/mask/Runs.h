// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/LabelSet.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace labelwright {

/// How many pixels in a row have the first one's label; 0 of none. Many are compared at a time.
inline std::size_t runLength(std::span<const Label> pixels)
{
    if (pixels.empty())
        return 0;
    using Words = std::array<std::uint64_t, 8>;
    const std::uint64_t eight = 0x0101010101010101U * std::uint64_t{pixels[0]};
    std::size_t length = 1;
    for (Words next; length + sizeof(next) <= pixels.size(); length += sizeof(next)) {
        std::memcpy(next.data(), pixels.data() + length, sizeof(next));
        std::uint64_t different = 0;
        for (const std::uint64_t word : next)
            different |= word ^ eight;
        if (different != 0)
            break;
    }
    for (std::uint64_t next = 0; length + sizeof(next) <= pixels.size(); length += sizeof(next)) {
        std::memcpy(&next, pixels.data() + length, sizeof(next));
        if (next != eight)
            break;
    }
    while (length < pixels.size() && pixels[length] == pixels[0])
        ++length;
    return length;
}

} // namespace labelwright
