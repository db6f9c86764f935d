// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/MaskPyramid.h"

#include "ui/canvas/PyramidLevel.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace labelwright {
namespace {

constexpr std::uint64_t kEachByte = 0x0101010101010101U;
constexpr int kSide = 4;
/// Not the number of any label.
constexpr Label kOutside = 255;

/// A block of at most two by two and one pixel around it, a row in half a word; kOutside beyond it and outside the
/// level.
using Neighbourhood = std::array<std::uint64_t, 2>;

/// Where the level holds four by four pixels, without a branch: which of them count changes from call to call.
Neighbourhood innerNeighbourhood(const MaskPyramid::Level& level, const Rect& rect)
{
    std::array<std::uint32_t, kSide> rows;
    for (int i = 0; i < kSide; ++i)
        std::memcpy(&rows[static_cast<std::size_t>(i)], level.row(rect.y + i) + rect.x, kSide);
    const auto beyond = static_cast<std::uint32_t>(~std::uint64_t{0} << 8U * static_cast<unsigned>(rect.width));
    const std::uint32_t beyondLast = rect.height < kSide ? ~std::uint32_t{0} : beyond;
    return {rows[0] | beyond | std::uint64_t{rows[1] | beyond} << 32U,
            rows[2] | beyond | std::uint64_t{rows[3] | beyondLast} << 32U};
}

Neighbourhood neighbourhood(const MaskPyramid::Level& level, const Rect& rect)
{
    if (rect.x >= 0 && rect.y >= 0 && rect.x + kSide <= level.size.width && rect.y + kSide <= level.size.height)
        return innerNeighbourhood(level, rect);
    std::array<Label, std::size_t{kSide} * kSide> labels;
    labels.fill(kOutside);
    const Rect inside = rect.intersected({0, 0, level.size.width, level.size.height});
    for (int i = 0; i < inside.height; ++i)
        std::copy_n(level.row(inside.y + i) + inside.x, inside.width, labels.begin() + std::ptrdiff_t{kSide} * i);
    Neighbourhood words;
    std::memcpy(words.data(), labels.data(), sizeof words);
    return words;
}

/// How many of the eight bytes are this label.
int countOf(Label label, std::uint64_t bytes)
{
    constexpr std::uint64_t kLow = 0x7f * kEachByte;
    const std::uint64_t different = bytes ^ label * kEachByte;
    const std::uint64_t same = ~(((different & kLow) + kLow) | different | kLow); // the top bit of each byte
    return static_cast<int>((same >> 7U) * kEachByte >> 56U);
}

int countOf(Label label, const Neighbourhood& labels)
{
    return countOf(label, labels[0]) + countOf(label, labels[1]);
}

int countOf(Label label, const std::array<Label, 4>& block)
{
    return (block[0] == label) + (block[1] == label) + (block[2] == label) + (block[3] == label);
}

constexpr int kRun = 8;

/// True when kRun labels of both rows are all `label`.
bool isUniform(const Label* upper, const Label* lower, Label label)
{
    const std::uint64_t expected = label * kEachByte;
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    std::memcpy(&a, upper, kRun);
    std::memcpy(&b, lower, kRun);
    return a == expected && b == expected;
}

/// Columns [x0, x1) of one row of the smaller level.
void shrinkRow(const MaskPyramid::Level& from, int y, int x0, int x1, Label* to)
{
    const int width = from.size.width;
    const Label* upper = from.row(2 * y);
    const Label* lower = from.row(std::min(2 * y + 1, from.size.height - 1));
    int x = x0;
    while (x < x1) {
        const int left = 2 * x;
        if (left + kRun <= width && x + kRun / 2 <= x1 && isUniform(upper + left, lower + left, upper[left])) {
            std::memset(to + x, upper[left], kRun / 2);
            x += kRun / 2;
            continue;
        }
        to[x] = MaskPyramid::rarestLabel(from, left, std::min(left + 2, width), 2 * y,
                                         std::min(2 * y + 2, from.size.height));
        ++x;
    }
}

/// `rect` of the smaller level, from the larger one.
void shrink(const MaskPyramid::Level& from, const Rect& rect, Size size, std::vector<Label>& to)
{
    for (int y = rect.y; y < rect.bottom(); ++y)
        shrinkRow(from, y, rect.x, rect.right(),
                  to.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width));
}

Size halved(Size size)
{
    return {(size.width + 1) / 2, (size.height + 1) / 2};
}

Rect halved(const Rect& rect)
{
    const int left = rect.x / 2;
    const int top = rect.y / 2;
    return {left, top, (rect.right() + 1) / 2 - left, (rect.bottom() + 1) / 2 - top};
}

} // namespace

Label MaskPyramid::rarestLabel(const Level& level, int x0, int x1, int y0, int y1)
{
    const Label* upper = level.row(y0);
    const Label* lower = level.row(y1 - 1);
    const std::array<Label, 4> block{upper[x0], upper[x1 - 1], lower[x0], lower[x1 - 1]};
    if (block[0] == block[1] && block[0] == block[2] && block[0] == block[3])
        return block[0];
    const auto any = static_cast<Label>(block[0] | block[1] | block[2] | block[3]);
    const auto isAnyOrNone = [any](Label label) { return label == any || label == kUnlabelled; };
    if (level.unlabelled == Unlabelled::Yields && std::ranges::all_of(block, isAnyOrNone))
        return any;
    const auto isRarerAround = [&](Label label, Label than) {
        const Neighbourhood around = neighbourhood(level, {x0 - 1, y0 - 1, x1 - x0 + 2, y1 - y0 + 2});
        return countOf(label, around) < countOf(than, around);
    };
    Label best = kUnlabelled;
    int bestCount = 0;
    for (const Label label : block) {
        if (label == kUnlabelled && level.unlabelled == Unlabelled::Yields)
            continue;
        const int count = countOf(label, block);
        if (bestCount == 0 || count < bestCount ||
            (count == bestCount && label != best && isRarerAround(label, best))) {
            best = label;
            bestCount = count;
        }
    }
    return best;
}

void MaskPyramid::setMask(const LabelMask* mask)
{
    m_mask = mask;
    m_shrunk.clear();
}

void MaskPyramid::setUnlabelled(Unlabelled unlabelled)
{
    if (unlabelled == m_unlabelled)
        return;
    m_unlabelled = unlabelled;
    m_shrunk.clear();
}

MaskPyramid::Level MaskPyramid::level(std::size_t number) const
{
    if (number == 0)
        return {m_mask->size(), m_mask->pixels(), 1, m_unlabelled};
    const Shrunk& shrunk = m_shrunk[number - 1];
    return {shrunk.size, shrunk.labels, 1 << number, m_unlabelled};
}

void MaskPyramid::changed(const Rect& rect)
{
    if (!m_mask)
        return;
    Rect part = rect.intersected(m_mask->bounds());
    for (std::size_t i = 0; i < m_shrunk.size() && !part.isEmpty(); ++i) {
        const Size from = level(i).size;
        part = halved(part.grown(1).intersected({0, 0, from.width, from.height})); // a block looks one pixel around
        shrink(level(i), part, m_shrunk[i].size, m_shrunk[i].labels);
    }
}

MaskPyramid::Level MaskPyramid::levelFor(double zoom)
{
    std::size_t number = 0;
    for (double scale = zoom; scale < kSmallestShownPixel && level(number).size != Size{1, 1}; scale *= 2) {
        if (number == m_shrunk.size()) {
            const Level from = level(number);
            const Size size = halved(from.size);
            Shrunk smaller{
                size, std::vector<Label>(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height))};
            shrink(from, {0, 0, size.width, size.height}, size, smaller.labels);
            m_shrunk.push_back(std::move(smaller));
        }
        ++number;
    }
    return level(number);
}

} // namespace labelwright
