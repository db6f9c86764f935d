// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace labelwright {

/// A row of pixels with a bit each, looked at in words. A view: whoever has the words keeps them, as many as wordsFor()
/// says, and behind the last pixel all bits are 0.
class BitRow {
public:
    using Word = std::uint64_t;
    static constexpr int kWordBits = 64;

    /// Leaves at least one bit behind the last pixel.
    static std::size_t wordsFor(int width) { return static_cast<std::size_t>(width / kWordBits) + 1; }

    explicit BitRow(std::span<Word> words) : m_words(words) {}

    /// The first set bit from `x` on; where there is none, the end of the words, which lies behind every pixel.
    int nextSet(int x) const { return next(x, 0); }
    /// The end of the run of set bits that holds `x`, or `x` where that is clear.
    int nextClear(int x) const { return next(x, ~Word{0}); }

    /// Where the run of set bits that holds `x` begins. Precondition: bit x is set.
    int runStart(int x) const
    {
        std::size_t i = wordOf(x);
        Word clear = ~m_words[i] << (kWordBits - 1 - bitOf(x));
        while (clear == 0 && i > 0) {
            x = static_cast<int>(i) * kWordBits - 1;
            clear = ~m_words[--i];
        }
        return clear == 0 ? 0 : x - std::countl_zero(clear) + 1;
    }

    /// Turns over the bits from x0 up to x1.
    void flip(int x0, int x1)
    {
        while (x0 < x1) {
            const int count = std::min(x1 - x0, kWordBits - bitOf(x0));
            m_words[wordOf(x0)] ^= (~Word{0} >> (kWordBits - count)) << bitOf(x0);
            x0 += count;
        }
    }

private:
    static std::size_t wordOf(int x) { return static_cast<std::size_t>(x / kWordBits); }
    static int bitOf(int x) { return x % kWordBits; }

    int next(int x, Word inverted) const
    {
        std::size_t i = wordOf(x);
        Word found = (m_words[i] ^ inverted) >> bitOf(x);
        while (found == 0 && ++i < m_words.size()) {
            x = static_cast<int>(i) * kWordBits;
            found = m_words[i] ^ inverted;
        }
        return found == 0 ? static_cast<int>(m_words.size()) * kWordBits : x + std::countr_zero(found);
    }

    std::span<Word> m_words;
};

} // namespace labelwright
