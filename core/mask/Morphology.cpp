// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Morphology.h"

#include "core/mask/Components.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

/// Half widths of a disc's rows by their distance from its centre: row d holds the columns -result[d] to result[d].
std::vector<int> discRows(double radius)
{
    std::vector<int> halfWidths;
    for (double d = 0; d <= radius; ++d) {
        int half = static_cast<int>(std::sqrt(radius * radius - d * d)) + 1;
        while (half * static_cast<double>(half) + d * d > radius * radius)
            --half;
        halfWidths.push_back(half);
    }
    return halfWidths;
}

/// Spreads pixels by half a disc: the half that lies ahead on a walk from row to row, in either direction.
class HalfDiscWalk {
public:
    HalfDiscWalk(const Rect& bounds, double radius)
        : m_disc(discRows(radius)), m_reach(static_cast<int>(m_disc.size()) - 1), m_left(bounds.x - m_reach),
          m_sinceSeen(static_cast<std::size_t>(bounds.width), m_reach + 1),
          m_steps(static_cast<std::size_t>(bounds.width + 2 * m_reach + 1))
    {}

    int reach() const { return m_reach; }

    /// Goes on to row y, which has the pixels [first, end), and appends the spans that are reached there.
    void walk(int y, std::vector<RowSpan>::const_iterator first, std::vector<RowSpan>::const_iterator end,
              std::vector<RowSpan>& spans)
    {
        for (int& since : m_sinceSeen)
            since = std::min(since + 1, m_reach + 1);
        for (; first != end; ++first)
            std::fill(seen(first->x0), seen(first->x1), 0);
        for (std::size_t i = 0; i < m_sinceSeen.size(); ++i)
            if (m_sinceSeen[i] <= m_reach)
                addSteps(static_cast<int>(i) + m_reach, m_disc[static_cast<std::size_t>(m_sinceSeen[i])]);
        takeSpans(y, spans);
    }

private:
    std::vector<int>::iterator seen(int x) { return m_sinceSeen.begin() + (x - m_left - m_reach); }

    void addSteps(int column, int halfWidth)
    {
        ++m_steps[static_cast<std::size_t>(column - halfWidth)];
        --m_steps[static_cast<std::size_t>(column + halfWidth + 1)];
    }

    /// The columns where the sum of the steps so far is above 0; leaves all steps 0.
    void takeSpans(int y, std::vector<RowSpan>& spans)
    {
        int depth = 0;
        for (std::size_t i = 0; i < m_steps.size(); ++i) {
            const int before = depth;
            depth += std::exchange(m_steps[i], 0);
            const int x = m_left + static_cast<int>(i);
            if (before == 0 && depth > 0)
                spans.push_back({y, x, x});
            if (before > 0 && depth == 0)
                spans.back().x1 = x;
        }
    }

    std::vector<int> m_disc;
    int m_reach;
    int m_left;                   ///< Column of m_steps[0]; that of m_sinceSeen[0] is m_reach to the right.
    std::vector<int> m_sinceSeen; ///< By column: rows since the last pixel, at most m_reach + 1.
    std::vector<int> m_steps;     ///< By column: how many more spans begin than end there.
};

Region grownDownwards(const Region& region, double radius, const std::stop_token& stop)
{
    HalfDiscWalk walk(region.bounds(), radius);
    std::vector<RowSpan> spans;
    auto next = region.spans().begin();
    for (int y = region.bounds().y; y < region.bounds().bottom() + walk.reach() && !stop.stop_requested(); ++y) {
        const auto first = next;
        next = std::find_if(first, region.spans().end(), [y](const RowSpan& span) { return span.y != y; });
        walk.walk(y, first, next, spans);
    }
    return Region::fromSpans(std::move(spans));
}

Region flipped(const Region& region)
{
    std::vector<RowSpan> spans = region.spans();
    for (RowSpan& span : spans)
        span.y = -span.y;
    return Region::fromSpans(std::move(spans));
}

/// Counts a region's pixels in discs. Rows are added from the top, as many as a disc has are kept.
class DiscCount {
public:
    DiscCount(const Rect& bounds, double radius)
        : m_disc(discRows(radius)), m_reach(static_cast<int>(m_disc.size()) - 1), m_left(bounds.x - 2 * m_reach),
          m_rows(static_cast<std::size_t>(2 * m_reach + 1),
                 std::vector<int>(static_cast<std::size_t>(bounds.width + 4 * m_reach + 1)))
    {
        for (int dy = -m_reach; dy <= m_reach; ++dy)
            m_discArea += 2 * halfWidth(dy) + 1;
    }

    int reach() const { return m_reach; }

    void addRow(int y, const Region& region)
    {
        std::vector<int>& before = row(y);
        std::fill(before.begin(), before.end(), 0);
        const std::vector<RowSpan>& spans = region.spans();
        auto span = std::partition_point(spans.begin(), spans.end(), [y](const RowSpan& s) { return s.y < y; });
        for (; span != spans.end() && span->y == y; ++span)
            std::fill(before.begin() + (span->x0 - m_left) + 1, before.begin() + (span->x1 - m_left) + 1, 1);
        for (std::size_t i = 1; i < before.size(); ++i)
            before[i] += before[i - 1];
    }

    /// Precondition: rows y - reach() to y + reach() were added last.
    bool holdsMoreThanHalf(int x, int y) const
    {
        int count = 0;
        for (int dy = -m_reach; dy <= m_reach; ++dy) {
            const int* const before = row(y + dy).data() + (x - m_left);
            count += before[halfWidth(dy) + 1] - before[-halfWidth(dy)];
        }
        return 2 * count > m_discArea;
    }

private:
    int halfWidth(int dy) const { return m_disc[static_cast<std::size_t>(std::abs(dy))]; }
    std::size_t slot(int y) const
    {
        const int count = 2 * m_reach + 1;
        return static_cast<std::size_t>((y % count + count) % count);
    }
    std::vector<int>& row(int y) { return m_rows[slot(y)]; }
    const std::vector<int>& row(int y) const { return m_rows[slot(y)]; }

    std::vector<int> m_disc;
    int m_reach;
    int m_left;
    int m_discArea = 0;
    std::vector<std::vector<int>> m_rows; ///< Of each row kept: entry i is the number of pixels left of m_left + i.
};

/// The pixels of `band` around which more than half of the disc lies in `region`.
Region majority(const Region& region, const Region& band, double radius, const std::stop_token& stop)
{
    DiscCount count(region.bounds(), radius);
    std::vector<RowSpan> spans;
    int added = band.bounds().y - count.reach();
    for (const RowSpan& span : band.spans()) {
        for (; added <= span.y + count.reach(); ++added)
            count.addRow(added, region);
        for (int x = span.x0; x < span.x1 && !stop.stop_requested(); ++x)
            if (count.holdsMoreThanHalf(x, span.y))
                spans.push_back({span.y, x, x + 1});
    }
    return Region::fromSpans(std::move(spans));
}

/// The parts of `changed` that are longer than four radii and reach farther than two from what shapeIn(window) gives of
/// a shape next to them.
template <typename ShapeIn>
Region strands(const Region& changed, double radius, ShapeIn shapeIn, const std::stop_token& stop)
{
    std::vector<RowSpan> spans;
    for (const Region& part : parts(changed, Connectivity::Eight)) {
        if (std::max(part.bounds().width, part.bounds().height) <= 4 * radius)
            continue;
        const Region shape = shapeIn(part.bounds().grown(static_cast<int>(2 * radius) + 1));
        if (!subtracted(part, grown(shape, 2 * radius, stop)).isEmpty())
            spans.insert(spans.end(), part.spans().begin(), part.spans().end());
    }
    return Region::fromSpans(std::move(spans));
}

} // namespace

Region grown(const Region& region, double radiusPx, const std::stop_token& stop)
{
    assert(radiusPx >= 0);
    if (region.isEmpty())
        return region;
    return united(grownDownwards(region, radiusPx, stop), flipped(grownDownwards(flipped(region), radiusPx, stop)));
}

Region shrunk(const Region& region, double radiusPx, const std::stop_token& stop)
{
    const Region outside = subtracted(Region::fromRect(region.bounds().grown(1)), region);
    return subtracted(region, grown(outside, radiusPx, stop));
}

Region smoothed(const Region& region, double radiusPx, const std::stop_token& stop)
{
    const Region core = shrunk(region, radiusPx, stop);
    const Region band = subtracted(grown(region, radiusPx, stop), core);
    const Region median = united(core, majority(region, band, radiusPx, stop));
    const auto inside = [&](const Rect& window) { return median.clipped(window); };
    const auto outside = [&](const Rect& window) { return subtracted(Region::fromRect(window), median); };
    const Region wires = strands(subtracted(region, median), radiusPx, inside, stop);
    const Region slits = strands(subtracted(median, region), radiusPx, outside, stop);
    return subtracted(united(median, wires), slits);
}

Region continuedBeyond(const Rect& frame, const Region& region, int marginPx)
{
    std::vector<RowSpan> spans;
    const Region inside = region.clipped(frame);
    for (const RowSpan& span : inside.spans()) {
        const int x0 = span.x0 == frame.x ? span.x0 - marginPx : span.x0;
        const int x1 = span.x1 == frame.right() ? span.x1 + marginPx : span.x1;
        const int top = span.y == frame.y ? span.y - marginPx : span.y;
        const int bottom = span.y == frame.bottom() - 1 ? span.y + marginPx : span.y;
        for (int y = top; y <= bottom; ++y)
            spans.push_back({y, x0, x1});
    }
    return Region::fromSpans(std::move(spans));
}

} // namespace labelwright
