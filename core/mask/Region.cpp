// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Region.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <tuple>
#include <utility>

namespace labelwright {
namespace {

bool isBefore(const RowSpan& a, const RowSpan& b)
{
    return std::tie(a.y, a.x0) < std::tie(b.y, b.x0);
}

Rect boundsOf(const std::vector<RowSpan>& spans)
{
    if (spans.empty())
        return {};
    int left = spans.front().x0;
    int right = spans.front().x1;
    for (const RowSpan& span : spans) {
        left = std::min(left, span.x0);
        right = std::max(right, span.x1);
    }
    return {left, spans.front().y, right - left, spans.back().y - spans.front().y + 1};
}

void appendRuns(std::vector<RowSpan>& spans, int y, int left, std::span<const std::uint8_t> row)
{
    const auto isSet = [](std::uint8_t value) { return value != 0; };
    auto start = std::find_if(row.begin(), row.end(), isSet);
    while (start != row.end()) {
        const auto end = std::find_if_not(start, row.end(), isSet);
        spans.push_back({y, left + static_cast<int>(start - row.begin()), left + static_cast<int>(end - row.begin())});
        start = std::find_if(end, row.end(), isSet);
    }
}

/// Walks through the spans of a region along a row, from edge to edge.
class RowWalk {
public:
    static constexpr int kPastEnd = std::numeric_limits<int>::max();

    explicit RowWalk(const Region& region) : m_next(region.spans().begin()), m_end(region.spans().end()) {}

    bool atEnd() const { return m_next == m_end; }
    int row() const { return atEnd() ? kPastEnd : m_next->y; }
    bool isInside() const { return m_isInside; }
    /// Where the walk along row y enters or leaves the region next.
    int edge(int y) const
    {
        if (row() != y)
            return kPastEnd;
        return m_isInside ? m_next->x1 : m_next->x0;
    }
    void pass()
    {
        if (m_isInside)
            ++m_next;
        m_isInside = !m_isInside;
    }

private:
    std::vector<RowSpan>::const_iterator m_next;
    std::vector<RowSpan>::const_iterator m_end;
    bool m_isInside = false;
};

/// The pixels for which belongs(in a, in b) holds. Precondition: not belongs(false, false).
template <typename Belongs>
Region combined(const Region& a, const Region& b, Belongs belongs)
{
    std::vector<RowSpan> spans;
    RowWalk inA(a);
    RowWalk inB(b);
    while (!inA.atEnd() || !inB.atEnd()) {
        const int y = std::min(inA.row(), inB.row());
        bool wasInside = false;
        int start = 0;
        for (int x; (x = std::min(inA.edge(y), inB.edge(y))) != RowWalk::kPastEnd;) {
            const bool passesB = inB.edge(y) == x;
            if (inA.edge(y) == x)
                inA.pass();
            if (passesB)
                inB.pass();
            const bool isInside = belongs(inA.isInside(), inB.isInside());
            if (isInside && !wasInside)
                start = x;
            if (!isInside && wasInside)
                spans.push_back({y, start, x});
            wasInside = isInside;
        }
    }
    return Region::fromSpans(std::move(spans));
}

} // namespace

Region::Region(std::vector<RowSpan> spans) : m_spans(std::move(spans)), m_bounds(boundsOf(m_spans))
{}

Region Region::fromSpans(std::vector<RowSpan> spans)
{
    std::erase_if(spans, [](const RowSpan& span) { return span.x0 >= span.x1; });
    if (!std::is_sorted(spans.begin(), spans.end(), isBefore))
        std::sort(spans.begin(), spans.end(), isBefore);
    std::vector<RowSpan> joined;
    for (const RowSpan& span : spans) {
        if (!joined.empty() && joined.back().y == span.y && span.x0 <= joined.back().x1)
            joined.back().x1 = std::max(joined.back().x1, span.x1);
        else
            joined.push_back(span);
    }
    return Region(std::move(joined));
}

Region Region::fromRaster(const Rect& bounds, std::span<const std::uint8_t> raster)
{
    if (bounds.isEmpty())
        return {};
    const auto width = static_cast<std::size_t>(bounds.width);
    assert(raster.size() == width * static_cast<std::size_t>(bounds.height));
    std::vector<RowSpan> spans;
    for (int y = 0; y < bounds.height; ++y)
        appendRuns(spans, bounds.y + y, bounds.x, raster.subspan(static_cast<std::size_t>(y) * width, width));
    return Region(std::move(spans));
}

Region Region::fromRect(const Rect& rect)
{
    std::vector<RowSpan> spans;
    for (int y = rect.y; y < rect.bottom() && !rect.isEmpty(); ++y)
        spans.push_back({y, rect.x, rect.right()});
    return Region(std::move(spans));
}

std::int64_t Region::area() const
{
    std::int64_t pixels = 0;
    for (const RowSpan& span : m_spans)
        pixels += span.x1 - span.x0;
    return pixels;
}

bool Region::contains(Point p) const
{
    const auto next = std::upper_bound(m_spans.begin(), m_spans.end(), RowSpan{p.y, p.x, p.x}, isBefore);
    if (next == m_spans.begin())
        return false;
    const RowSpan& span = *std::prev(next);
    return span.y == p.y && p.x < span.x1;
}

std::vector<std::uint8_t> Region::raster(const Rect& bounds) const
{
    std::vector<std::uint8_t> raster(static_cast<std::size_t>(bounds.width) * static_cast<std::size_t>(bounds.height));
    const Region inside = clipped(bounds);
    for (const RowSpan& span : inside.spans()) {
        const auto row = raster.begin() + std::ptrdiff_t{span.y - bounds.y} * bounds.width - bounds.x;
        std::fill(row + span.x0, row + span.x1, std::uint8_t{255});
    }
    return raster;
}

Region Region::clipped(const Rect& rect) const
{
    if (m_bounds.intersected(rect) == m_bounds)
        return *this;
    std::vector<RowSpan> spans;
    auto span = std::partition_point(m_spans.begin(), m_spans.end(), [&](const RowSpan& s) { return s.y < rect.y; });
    for (; span != m_spans.end() && span->y < rect.bottom(); ++span) {
        const RowSpan inside{span->y, std::max(span->x0, rect.x), std::min(span->x1, rect.right())};
        if (inside.x0 < inside.x1)
            spans.push_back(inside);
    }
    return Region(std::move(spans));
}

Region Region::translated(int dx, int dy) const
{
    std::vector<RowSpan> spans = m_spans;
    for (RowSpan& span : spans)
        span = {span.y + dy, span.x0 + dx, span.x1 + dx};
    return Region(std::move(spans));
}

Region united(const Region& a, const Region& b)
{
    return combined(a, b, [](bool inA, bool inB) { return inA || inB; });
}

Region subtracted(const Region& a, const Region& b)
{
    return combined(a, b, [](bool inA, bool inB) { return inA && !inB; });
}

Region intersected(const Region& a, const Region& b)
{
    return combined(a, b, [](bool inA, bool inB) { return inA && inB; });
}

} // namespace labelwright
