// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Contours.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace labelwright {
namespace {

/// The vertical sides of a region's spans, linked into rings. Side 2 i is the left one of span i and is walked up, side
/// 2 i + 1 the right one and is walked down, so that the region is on the right.
class Outline {
public:
    /// What becomes of pixels that touch at a corner only.
    enum class Corners { Apart, Joined };

    Outline(const std::vector<RowSpan>& spans, Corners corners)
        : m_spans(spans), m_corners(corners), m_next(2 * spans.size())
    {
        std::size_t above = 0; // [above, row) is the row above when it is the neighbouring one
        for (std::size_t row = 0; row < spans.size();) {
            const std::size_t end = rowEnd(row);
            if (above == row || spans[above].y != spans[row].y - 1) {
                linkLine(above, row, row, row);
                linkLine(row, row, row, end);
            } else {
                linkLine(above, row, row, end);
            }
            above = std::exchange(row, end);
        }
        linkLine(above, spans.size(), spans.size(), spans.size());
    }

    std::vector<std::vector<PointF>> rings() const
    {
        std::vector<std::vector<PointF>> all;
        std::vector<bool> isDone(m_next.size());
        for (std::size_t first = 0; first < m_next.size(); ++first) {
            std::vector<PointF> ring;
            for (std::size_t side = first; !isDone[side]; side = m_next[side]) {
                isDone[side] = true;
                appendTurn(ring, side, m_next[side]);
            }
            if (!ring.empty())
                all.push_back(std::move(ring));
        }
        return all;
    }

    /// Every outer ring with its holes. A ring whose first side is a right one is a hole, and its first pixel follows
    /// on the span of that side: from the span's left side, which is part of another ring, a cut leads along the span's
    /// top to the hole and back.
    std::vector<std::vector<PointF>> bridgedRings() const
    {
        const std::vector<bool> opensHole = spansBeforeHoles();
        std::vector<std::vector<PointF>> all;
        std::vector<bool> isDone(m_next.size());
        for (std::size_t first = 0; first < m_next.size(); first += 2) {
            if (!isDone[first])
                all.push_back(bridgedRing(first, opensHole, isDone));
        }
        return all;
    }

private:
    /// A ring that is being walked.
    struct Walk {
        std::size_t first;
        std::size_t side;
        bool wasInHole = false; ///< The one at the end of this side.
    };

    std::vector<bool> spansBeforeHoles() const
    {
        std::vector<bool> opensHole(m_spans.size());
        std::vector<bool> isDone(m_next.size());
        for (std::size_t first = 0; first < m_next.size(); ++first) {
            if (!isDone[first] && !isLeft(first))
                opensHole[first / 2] = true;
            for (std::size_t side = first; !isDone[side]; side = m_next[side])
                isDone[side] = true;
        }
        return opensHole;
    }

    std::vector<PointF> bridgedRing(std::size_t first, const std::vector<bool>& opensHole,
                                    std::vector<bool>& isDone) const
    {
        std::vector<PointF> ring;
        std::vector<Walk> open{{first, first}};
        while (!open.empty()) {
            Walk& walk = open.back();
            isDone[walk.side] = true;
            const RowSpan& span = m_spans[walk.side / 2];
            if (isLeft(walk.side) && opensHole[walk.side / 2]) {
                append(ring, {static_cast<double>(span.x0), static_cast<double>(span.y)});
                if (!std::exchange(walk.wasInHole, true)) {
                    append(ring, {static_cast<double>(span.x1), static_cast<double>(span.y)});
                    const std::size_t hole = walk.side + 1;
                    open.push_back({hole, hole});
                    continue;
                }
            }
            appendTurn(ring, walk.side, m_next[walk.side]);
            walk = {walk.first, m_next[walk.side]};
            if (walk.side == walk.first)
                open.pop_back();
        }
        return ring;
    }

    static void append(std::vector<PointF>& ring, PointF vertex)
    {
        if (ring.empty() || ring.back() != vertex)
            ring.push_back(vertex);
    }

    static bool isLeft(std::size_t side) { return side % 2 == 0; }
    int column(std::size_t side) const
    {
        const RowSpan& span = m_spans[side / 2];
        return isLeft(side) ? span.x0 : span.x1;
    }

    std::size_t rowEnd(std::size_t row) const
    {
        std::size_t end = row;
        while (end < m_spans.size() && m_spans[end].y == m_spans[row].y)
            ++end;
        return end;
    }

    /// Links the sides that meet the line between two rows of spans, [above, aboveEnd) and [below, belowEnd): those
    /// that go straight on, and the two at the ends of each piece of the line that has the region on one side only.
    void linkLine(std::size_t above, std::size_t aboveEnd, std::size_t below, std::size_t belowEnd)
    {
        std::size_t upper = 2 * above;
        std::size_t lower = 2 * below;
        const auto hasUpper = [&] { return upper < 2 * aboveEnd; };
        const auto hasLower = [&] { return lower < 2 * belowEnd; };
        const std::size_t kNone = m_next.size();
        std::size_t open = kNone; // the side at the left end of the piece that is being walked along
        while (hasUpper() || hasLower()) {
            if (hasUpper() && hasLower() && column(upper) == column(lower) && isLeft(upper) == isLeft(lower)) {
                linkStraight(upper++, lower++);
                continue;
            }
            // Two sides in one place are a corner that two pixels share. The piece that ends there ends at the right
            // one to stay with its own pixel, and at the left one to go on with the other.
            const bool upperFirst =
                hasUpper() && (!hasLower() || column(upper) < column(lower) ||
                               (column(upper) == column(lower) && isLeft(upper) == (m_corners == Corners::Joined)));
            const std::size_t side = upperFirst ? upper++ : lower++;
            if (open == kNone)
                open = side;
            else
                linkPiece(std::exchange(open, kNone), side, 2 * below);
        }
    }

    void linkStraight(std::size_t upper, std::size_t lower)
    {
        if (isLeft(upper))
            m_next[lower] = upper;
        else
            m_next[upper] = lower;
    }

    /// `firstBelow`: the first side of the row below the line.
    void linkPiece(std::size_t left, std::size_t right, std::size_t firstBelow)
    {
        // A side is walked towards the line when it is a right one above it or a left one below it.
        const bool leftArrives = isLeft(left) == (left >= firstBelow);
        if (leftArrives)
            m_next[left] = right;
        else
            m_next[right] = left;
    }

    void appendTurn(std::vector<PointF>& ring, std::size_t from, std::size_t to) const
    {
        if (column(from) == column(to) && isLeft(from) == isLeft(to))
            return;
        const double y = m_spans[from / 2].y + (isLeft(from) ? 0 : 1);
        append(ring, {static_cast<double>(column(from)), y});
        append(ring, {static_cast<double>(column(to)), y});
    }

    const std::vector<RowSpan>& m_spans;
    Corners m_corners;
    std::vector<std::size_t> m_next; ///< By side.
};

double distanceToSegment(PointF p, PointF a, PointF b)
{
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double lengthSquared = dx * dx + dy * dy;
    const double along = lengthSquared > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / lengthSquared : 0;
    const double nearest = std::clamp(along, 0.0, 1.0);
    return std::hypot(p.x - a.x - nearest * dx, p.y - a.y - nearest * dy);
}

/// A closed ring with marks on the vertices that stay.
class Simplification {
public:
    explicit Simplification(std::span<const PointF> ring) : m_ring(ring), m_stays(ring.size()) {}

    void keep(std::size_t vertex) { m_stays[vertex] = true; }

    /// The vertex between `first` and `last` that is farthest from the line between them; `first` when there is none.
    /// `last` may be one past the end, which stands for vertex 0.
    std::pair<std::size_t, double> farthest(std::size_t first, std::size_t last) const
    {
        std::pair<std::size_t, double> most{first, -1};
        for (std::size_t i = first + 1; i < last; ++i) {
            const double distance = distanceToSegment(m_ring[i], m_ring[first], m_ring[last % m_ring.size()]);
            if (distance > most.second)
                most = {i, distance};
        }
        return most;
    }

    void keepBetween(std::size_t first, std::size_t last, double tolerance)
    {
        std::vector<std::pair<std::size_t, std::size_t>> open{{first, last}};
        while (!open.empty()) {
            const auto [from, to] = open.back();
            open.pop_back();
            const auto [vertex, distance] = farthest(from, to);
            if (distance <= tolerance)
                continue;
            keep(vertex);
            open.push_back({from, vertex});
            open.push_back({vertex, to});
        }
    }

    std::vector<PointF> kept() const
    {
        std::vector<PointF> vertices;
        for (std::size_t i = 0; i < m_ring.size(); ++i)
            if (m_stays[i])
                vertices.push_back(m_ring[i]);
        return vertices;
    }

private:
    std::span<const PointF> m_ring;
    std::vector<bool> m_stays;
};

} // namespace

std::vector<std::vector<PointF>> contours(const Region& region)
{
    return Outline(region.spans(), Outline::Corners::Apart).rings();
}

std::vector<std::vector<PointF>> bridgedContours(const Region& region)
{
    return Outline(region.spans(), Outline::Corners::Joined).bridgedRings();
}

std::vector<PointF> simplified(std::span<const PointF> ring, double tolerancePx)
{
    if (ring.size() <= 3)
        return {ring.begin(), ring.end()};
    Simplification simpler(ring);
    const std::size_t opposite = simpler.farthest(0, ring.size()).first;
    const auto [before, distanceBefore] = simpler.farthest(0, opposite);
    const auto [after, distanceAfter] = simpler.farthest(opposite, ring.size());
    for (const std::size_t vertex : {std::size_t{0}, opposite, distanceBefore > distanceAfter ? before : after})
        simpler.keep(vertex);
    simpler.keepBetween(0, opposite, tolerancePx);
    simpler.keepBetween(opposite, ring.size(), tolerancePx);
    return simpler.kept();
}

} // namespace labelwright
