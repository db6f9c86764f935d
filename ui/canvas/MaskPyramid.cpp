// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/MaskPyramid.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace labelwright {
namespace {

/// A block of at most two by two and one pixel around it, row by row; kUnlabelled outside the level and beyond.
using Neighbourhood = std::array<Label, 16>;

Neighbourhood neighbourhood(const MaskPyramid::Level& level, const Rect& rect)
{
    constexpr int kSide = 4;
    Neighbourhood labels{};
    const Rect inside = rect.intersected({0, 0, level.size.width, level.size.height});
    Label* to = labels.data();
    for (int y = inside.y; y < inside.bottom(); ++y, to += kSide) {
        if (inside.width == kSide)
            std::memcpy(to, level.row(y) + inside.x, kSide); // a single load
        else
            std::copy_n(level.row(y) + inside.x, inside.width, to);
    }
    return labels;
}

template <std::size_t kCount>
int countOf(Label label, const std::array<Label, kCount>& labels)
{
    std::uint8_t count = 0;
    for (const Label other : labels)
        count = static_cast<std::uint8_t>(count + (other == label ? 1 : 0));
    return count;
}

constexpr int kRun = 8;

/// True when kRun labels of both rows are all `label`.
bool isUniform(const Label* upper, const Label* lower, Label label)
{
    const std::uint64_t expected = label * 0x0101010101010101ULL;
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
    const auto isRarerAround = [&](Label label, Label than) {
        const Neighbourhood around = neighbourhood(level, {x0 - 1, y0 - 1, x1 - x0 + 2, y1 - y0 + 2});
        return countOf(label, around) < countOf(than, around);
    };
    Label best = kUnlabelled;
    int bestCount = 0;
    for (const Label label : block) {
        if (label == kUnlabelled || label == best)
            continue;
        const int count = countOf(label, block);
        const bool isRarer = count < bestCount || (count == bestCount && isRarerAround(label, best));
        if (best == kUnlabelled || isRarer) {
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

MaskPyramid::Level MaskPyramid::level(std::size_t number) const
{
    if (number == 0)
        return {m_mask->size(), m_mask->pixels(), 1};
    const Shrunk& shrunk = m_shrunk[number - 1];
    return {shrunk.size, shrunk.labels, 1 << number};
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
    for (double scale = zoom; scale <= 0.5 && level(number).size != Size{1, 1}; scale *= 2) {
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
