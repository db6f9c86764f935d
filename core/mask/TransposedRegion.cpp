// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/TransposedRegion.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

/// Where the spans of a row begin and end, from left to right.
class Edges {
public:
    explicit Edges(std::span<const RowSpan> row) : m_row(row) {}

    int next() const
    {
        if (m_passed == 2 * m_row.size())
            return kNone;
        const RowSpan& span = m_row[m_passed / 2];
        return m_passed % 2 == 0 ? span.x0 : span.x1;
    }
    void pass() { ++m_passed; }

    static constexpr int kNone = std::numeric_limits<int>::max();

private:
    std::span<const RowSpan> m_row;
    std::size_t m_passed = 0;
};

/// Collects the lines between rows where the region begins or ends on the way down, and sorts them by columns.
class ColumnEdges {
public:
    explicit ColumnEdges(const Region& region)
    {
        const std::span<const RowSpan> spans(region.spans());
        std::span<const RowSpan> above;
        for (std::size_t first = 0; first < spans.size();) {
            std::size_t end = first;
            while (end < spans.size() && spans[end].y == spans[first].y)
                ++end;
            const std::span<const RowSpan> row = spans.subspan(first, end - first);
            const int y = row.front().y;
            if (!above.empty() && above.front().y != y - 1) {
                addLine(above.front().y + 1, above, {});
                above = {};
            }
            addLine(y, above, row);
            above = row;
            first = end;
        }
        if (!above.empty())
            addLine(above.front().y + 1, above, {});
    }

    /// Runs down the columns from `left` on, of which there are `width`.
    std::vector<RowSpan> runs(int left, int width) const
    {
        std::vector<std::size_t> begins(static_cast<std::size_t>(width) + 2); // by column; shifted by one while counted
        for (const RowSpan& line : m_lines) {
            ++begins[static_cast<std::size_t>(line.x0 - left) + 1];
            --begins[static_cast<std::size_t>(line.x1 - left) + 1]; // wraps, and the sums below wrap back
        }
        std::size_t here = 0;
        std::size_t all = 0;
        for (std::size_t& begin : begins) {
            here += begin;
            begin = all += here;
        }
        std::vector<int> edges(all);
        std::vector<std::size_t> place(begins.begin(), begins.end() - 1);
        for (const RowSpan& line : m_lines) {
            for (int x = line.x0; x < line.x1; ++x)
                edges[place[static_cast<std::size_t>(x - left)]++] = line.y;
        }
        std::vector<RowSpan> spans;
        spans.reserve(all / 2);
        for (int x = 0; x < width; ++x) {
            const std::size_t end = begins[static_cast<std::size_t>(x) + 1];
            for (std::size_t edge = begins[static_cast<std::size_t>(x)]; edge < end; edge += 2)
                spans.push_back({left + x, edges[edge], edges[edge + 1]});
        }
        return spans;
    }

private:
    /// The columns in which exactly one of the rows above and below the line at `y` has a pixel.
    void addLine(int y, std::span<const RowSpan> above, std::span<const RowSpan> below)
    {
        Edges upper(above);
        Edges lower(below);
        int open = Edges::kNone;
        for (int x = 0; (x = std::min(upper.next(), lower.next())) != Edges::kNone;) {
            const bool isBoth = upper.next() == lower.next();
            (upper.next() == x ? upper : lower).pass();
            if (isBoth) {
                lower.pass();
                continue;
            }
            if (open == Edges::kNone)
                open = x;
            else
                m_lines.push_back({y, std::exchange(open, Edges::kNone), x});
        }
    }

    std::vector<RowSpan> m_lines; ///< By y.
};

} // namespace

Region transposed(const Region& region)
{
    return Region::fromSpans(ColumnEdges(region).runs(region.bounds().x, region.bounds().width));
}

} // namespace labelwright
