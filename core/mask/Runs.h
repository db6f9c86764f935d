// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/LabelSet.h"

#include <algorithm>
#include <array>
#include <bit>
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

/// Calls take(offset, count) for pieces that have one label each and make up all pixels, in their order. Where the
/// label changes the pieces are single pixels, so that noise costs little more than a loop over them.
template <typename Take>
void forEachPiece(std::span<const Label> pixels, const Take& take)
{
    constexpr std::size_t kWord = sizeof(std::uint64_t);
    using Words = std::array<std::uint64_t, 8>;
    std::size_t at = 0;
    for (; at + sizeof(Words) <= pixels.size(); at += sizeof(Words)) {
        Words words;
        std::memcpy(words.data(), pixels.data() + at, sizeof(words));
        const auto isUniform = [&](std::uint64_t word) { return word == std::rotl(word, 8); };
        std::uint64_t different = 0;
        for (const std::uint64_t word : words)
            different |= word ^ words[0];
        if (different == 0 && isUniform(words[0])) {
            take(at, sizeof(Words));
            continue;
        }
        for (std::size_t word = 0; word < words.size(); ++word) {
            const std::size_t first = at + word * kWord;
            if (isUniform(words[word])) {
                take(first, kWord);
                continue;
            }
            for (std::size_t i = first; i < first + kWord; ++i)
                take(i, std::size_t{1});
        }
    }
    for (; at < pixels.size(); ++at)
        take(at, std::size_t{1});
}

inline std::array<bool, 256> occurringLabels(std::span<const Label> pixels)
{
    std::array<bool, 256> occurs{};
    forEachPiece(pixels, [&](std::size_t at, std::size_t) { occurs[pixels[at]] = true; });
    return occurs;
}

/// Puts table[label] in every label's place.
inline void mapLabels(std::span<Label> pixels, const std::array<Label, 256>& table)
{
    forEachPiece(pixels, [&](std::size_t at, std::size_t count) {
        std::fill_n(pixels.begin() + static_cast<std::ptrdiff_t>(at), count, table[pixels[at]]);
    });
}

} // namespace labelwright
