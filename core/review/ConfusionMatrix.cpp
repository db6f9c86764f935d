// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/ConfusionMatrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <span>

namespace labelwright {
namespace {

constexpr std::size_t kBlock = 64;

/// Counts of pairs of labels, in cells of 256 columns. Neighbors go to different tables, so that counting one pixel
/// does not wait for the one before it.
class PairCounts {
public:
    PairCounts() : m_even(kCells), m_odd(kCells) {}

    void addAlike(Label first, Label second, std::size_t count) { m_even[cell(first, second)] += count; }

    void add(std::span<const Label> first, std::span<const Label> second)
    {
        std::size_t pixel = 0;
        for (; pixel + 1 < first.size(); pixel += 2) {
            ++m_even[cell(first[pixel], second[pixel])];
            ++m_odd[cell(first[pixel + 1], second[pixel + 1])];
        }
        if (pixel < first.size())
            ++m_even[cell(first[pixel], second[pixel])];
    }

    std::int64_t of(std::size_t first, std::size_t second) const
    {
        return static_cast<std::int64_t>(m_even[first * kColumns + second] + m_odd[first * kColumns + second]);
    }

private:
    static constexpr std::size_t kColumns = 256;
    static constexpr std::size_t kCells = kColumns * kColumns;
    static std::size_t cell(Label first, Label second) { return first * kColumns + second; }

    std::vector<std::uint64_t> m_even;
    std::vector<std::uint64_t> m_odd;
};

bool isUniform(std::span<const Label> labels)
{
    unsigned different = 0;
    for (const Label label : labels)
        different |= static_cast<unsigned>(label ^ labels.front());
    return different == 0;
}

} // namespace

ConfusionMatrix& ConfusionMatrix::operator+=(const ConfusionMatrix& other)
{
    assert(m_labels == other.m_labels);
    std::ranges::transform(m_cells, other.m_cells, m_cells.begin(), std::plus<>());
    return *this;
}

std::int64_t ConfusionMatrix::total() const
{
    std::int64_t sum = 0;
    for (const std::int64_t count : m_cells)
        sum += count;
    return sum;
}

std::int64_t ConfusionMatrix::agreed() const
{
    std::int64_t sum = 0;
    for (std::size_t label = 0; label < m_labels; ++label)
        sum += at(label, label);
    return sum;
}

std::int64_t ConfusionMatrix::firstTotal(std::size_t label) const
{
    std::int64_t sum = 0;
    for (std::size_t second = 0; second < m_labels; ++second)
        sum += at(label, second);
    return sum;
}

std::int64_t ConfusionMatrix::secondTotal(std::size_t label) const
{
    std::int64_t sum = 0;
    for (std::size_t first = 0; first < m_labels; ++first)
        sum += at(first, label);
    return sum;
}

Result<ConfusionMatrix> confusionOf(const LabelMask& first, const LabelMask& second, std::size_t labels)
{
    if (first.size() != second.size())
        return Error{ErrorCode::Mismatch, fmt::format("one mask is {} x {}, the other {} x {}", first.width(),
                                                      first.height(), second.width(), second.height())};
    PairCounts counts;
    const std::size_t pixels = first.pixels().size();
    for (std::size_t begin = 0; begin < pixels; begin += kBlock) {
        const std::size_t count = std::min(kBlock, pixels - begin);
        const std::span<const Label> left = first.pixels().subspan(begin, count);
        const std::span<const Label> right = second.pixels().subspan(begin, count);
        if (isUniform(left) && isUniform(right))
            counts.addAlike(left.front(), right.front(), count);
        else
            counts.add(left, right);
    }
    ConfusionMatrix matrix(labels);
    for (std::size_t a = 0; a < labels; ++a)
        for (std::size_t b = 0; b < labels; ++b)
            matrix.add(a, b, counts.of(a, b));
    return matrix;
}

} // namespace labelwright
