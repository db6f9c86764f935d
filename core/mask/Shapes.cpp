// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Shapes.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

/// The first column (row) whose pixels' centres lie at `edge` or beyond it.
int firstCentreFrom(double edge)
{
    return static_cast<int>(std::ceil(edge - 0.5));
}

/// One past the last column (row) whose pixels' centres lie at `edge` or before it.
int endOfCentresUpTo(double edge)
{
    return static_cast<int>(std::floor(edge - 0.5)) + 1;
}

/// From left to right; empty where left > right.
struct Extent {
    double left = 1;
    double right = 0;

    void add(double from, double to)
    {
        const bool wasEmpty = left > right;
        left = wasEmpty ? from : std::min(left, from);
        right = wasEmpty ? to : std::max(right, to);
    }
};

/// The convex hull of two discs. Precondition: neither holds the other, or they are the same.
class DiscHull {
public:
    DiscHull(const Dab& a, const Dab& b)
        : m_a(a), m_b(b), m_dx(b.centre.x - a.centre.x), m_dy(b.centre.y - a.centre.y),
          m_lengthSquared(m_dx * m_dx + m_dy * m_dy), m_taper(a.radiusPx - b.radiusPx),
          m_slope(m_taper == 0 ? 1 : std::sqrt(m_lengthSquared - m_taper * m_taper))
    {
        const double length = std::sqrt(m_lengthSquared);
        const double sine = length > 0 ? m_taper / length : 0;
        const double cosine = std::sqrt(1 - sine * sine);
        const PointF ahead = length > 0 ? PointF{m_dx / length, m_dy / length} : PointF{1, 0};
        const auto at = [](const Dab& dab, PointF normal) {
            return PointF{dab.centre.x + dab.radiusPx * normal.x, dab.centre.y + dab.radiusPx * normal.y};
        };
        for (std::size_t i = 0; i < m_sides.size(); ++i) {
            const double side = i == 0 ? cosine : -cosine;
            const PointF normal{sine * ahead.x + side * ahead.y, sine * ahead.y - side * ahead.x};
            m_sides[i] = {at(a, normal), at(b, normal)};
        }
    }

    bool holdsCentre(int column, int row) const
    {
        const double x = column + 0.5 - m_a.centre.x;
        const double y = row + 0.5 - m_a.centre.y;
        const double along = x * m_dx + y * m_dy;
        const double across = std::abs(x * m_dy - y * m_dx);
        const double alongTangent = along * m_slope - across * m_taper;
        if (alongTangent <= 0)
            return x * x + y * y <= m_a.radiusPx * m_a.radiusPx;
        if (alongTangent >= m_lengthSquared * m_slope)
            return (x - m_dx) * (x - m_dx) + (y - m_dy) * (y - m_dy) <= m_b.radiusPx * m_b.radiusPx;
        if (m_taper == 0) // without a root, and so without its rounding error
            return across * across <= m_a.radiusPx * m_a.radiusPx * m_lengthSquared;
        return along * m_taper + across * m_slope <= m_a.radiusPx * m_lengthSquared;
    }

    /// Where the horizontal line at `y` runs inside it, right to a rounding error.
    Extent extent(double y) const
    {
        Extent all;
        for (const Dab& disc : {m_a, m_b}) {
            const double rest = disc.radiusPx * disc.radiusPx - (y - disc.centre.y) * (y - disc.centre.y);
            if (rest >= 0)
                all.add(disc.centre.x - std::sqrt(rest), disc.centre.x + std::sqrt(rest));
        }
        for (const auto& [start, end] : m_sides) {
            const double share = start.y != end.y ? (y - start.y) / (end.y - start.y) : -1;
            const double x = start.x + share * (end.x - start.x);
            if (share >= 0 && share <= 1)
                all.add(x, x);
        }
        return all;
    }

private:
    Dab m_a;
    Dab m_b;
    double m_dx;
    double m_dy;
    double m_lengthSquared;
    double m_taper;
    double m_slope; ///< Of the tangents against the axis, times the length; where they are parallel any will do.
    std::array<std::pair<PointF, PointF>, 2> m_sides; ///< From tangent point to tangent point.
};

/// The convex hull of two squares: the one at share t of the way has its centre and its half side at that share.
class SquareHull {
public:
    SquareHull(const Dab& a, const Dab& b)
        : m_a(a), m_dx(b.centre.x - a.centre.x), m_dy(b.centre.y - a.centre.y), m_growth(b.radiusPx - a.radiusPx)
    {}

    bool holdsCentre(int column, int row) const
    {
        // Some share of the way, from 0 to 1, must satisfy all four sides; compared as fractions, without division.
        Shares shares;
        const double x = column + 0.5 - m_a.centre.x;
        const double y = row + 0.5 - m_a.centre.y;
        return shares.atLeast(x - m_a.radiusPx, m_growth + m_dx) &&
               shares.atLeast(-x - m_a.radiusPx, m_growth - m_dx) &&
               shares.atLeast(y - m_a.radiusPx, m_growth + m_dy) && shares.atLeast(-y - m_a.radiusPx, m_growth - m_dy);
    }

    /// Where the horizontal line at `y` runs inside it, right to a rounding error.
    Extent extent(double y) const
    {
        Shares shares;
        const double fromCentre = y - m_a.centre.y;
        Extent all;
        if (!shares.atLeast(fromCentre - m_a.radiusPx, m_growth + m_dy) ||
            !shares.atLeast(-fromCentre - m_a.radiusPx, m_growth - m_dy))
            return all;
        for (const Fraction& end : {shares.least, shares.most}) {
            const double share = end.above / end.below;
            const double halfSide = m_a.radiusPx + share * m_growth;
            const double middle = m_a.centre.x + share * m_dx;
            all.add(middle - halfSide, middle + halfSide);
        }
        return all;
    }

private:
    struct Fraction {
        double above;
        double below; ///< More than 0.
        bool isLess(const Fraction& other) const { return above * other.below < other.above * below; }
    };
    struct Shares {
        Fraction least{0, 1};
        Fraction most{1, 1};

        /// Keeps the shares t with value <= t * factor; false when none is left.
        bool atLeast(double value, double factor)
        {
            if (factor == 0)
                return value <= 0;
            const Fraction limit{factor > 0 ? value : -value, std::abs(factor)};
            if (factor > 0 && least.isLess(limit))
                least = limit;
            if (factor < 0 && limit.isLess(most))
                most = limit;
            return !most.isLess(least);
        }
    };

    Dab m_a;
    double m_dx;
    double m_dy;
    double m_growth;
};

/// The shape's pixels in row y; they are one run, as it is convex.
template <typename Hull>
RowSpan rowOf(const Hull& hull, int y)
{
    const Extent extent = hull.extent(y + 0.5);
    RowSpan run{y, firstCentreFrom(extent.left), endOfCentresUpTo(extent.right)};
    if (extent.left > extent.right)
        return {y, 0, 0};
    while (run.x0 < run.x1 && !hull.holdsCentre(run.x0, y))
        ++run.x0;
    while (run.x0 < run.x1 && !hull.holdsCentre(run.x1 - 1, y))
        --run.x1;
    while (hull.holdsCentre(run.x0 - 1, y))
        --run.x0;
    while (hull.holdsCentre(run.x1, y))
        ++run.x1;
    return run;
}

template <typename Hull>
void appendRows(std::vector<RowSpan>& spans, const Dab& a, const Dab& b)
{
    const Hull hull(a, b);
    const double top = std::min(a.centre.y - a.radiusPx, b.centre.y - b.radiusPx);
    const double bottom = std::max(a.centre.y + a.radiusPx, b.centre.y + b.radiusPx);
    for (int y = firstCentreFrom(top); y < endOfCentresUpTo(bottom); ++y)
        spans.push_back(rowOf(hull, y));
}

void appendDiscHull(std::vector<RowSpan>& spans, const Dab& a, const Dab& b)
{
    const Dab& larger = a.radiusPx > b.radiusPx ? a : b;
    const double distance = std::hypot(b.centre.x - a.centre.x, b.centre.y - a.centre.y);
    if (distance <= std::abs(a.radiusPx - b.radiusPx))
        appendRows<DiscHull>(spans, larger, larger);
    else
        appendRows<DiscHull>(spans, a, b);
}

/// The pixels from the one under `a` to the one under `b`, one for each step along the longer side (Bresenham).
void appendPixelLine(std::vector<RowSpan>& spans, PointF a, PointF b)
{
    Point p{static_cast<int>(std::floor(a.x)), static_cast<int>(std::floor(a.y))};
    const Point end{static_cast<int>(std::floor(b.x)), static_cast<int>(std::floor(b.y))};
    const int width = std::abs(end.x - p.x);
    const int height = std::abs(end.y - p.y);
    const int stepX = end.x > p.x ? 1 : -1;
    const int stepY = end.y > p.y ? 1 : -1;
    int error = width - height;
    spans.push_back({p.y, p.x, p.x + 1});
    while (p != end) {
        const int twice = 2 * error;
        if (twice > -height) {
            error -= height;
            p.x += stepX;
        }
        if (twice < width) {
            error += width;
            p.y += stepY;
        }
        spans.push_back({p.y, p.x, p.x + 1});
    }
}

/// Where a polygon's edge crosses the line of centres of row y: before the centre of `column`, or on it.
struct Crossing {
    int y = 0;
    int column = 0;
};

/// Rows from `begin` up to, but not with, `end`.
struct Rows {
    int begin = std::numeric_limits<int>::min();
    int end = std::numeric_limits<int>::max();
};

void appendCrossings(std::vector<Crossing>& crossings, PointF a, PointF b, const Rows& rows)
{
    // Always computed from the upper end, so that two polygons get the same columns for an edge they share.
    const auto [top, bottom] = a.y <= b.y ? std::pair(a, b) : std::pair(b, a);
    for (int y = std::max(firstCentreFrom(top.y), rows.begin); y < rows.end && y + 0.5 < bottom.y; ++y) {
        const double x = top.x + (y + 0.5 - top.y) * (bottom.x - top.x) / (bottom.y - top.y);
        crossings.push_back({y, firstCentreFrom(x)});
    }
}

void appendCrossings(std::vector<Crossing>& crossings, std::span<const PointF> ring, const Rows& rows = {})
{
    for (std::size_t i = 0; ring.size() >= 3 && i < ring.size(); ++i)
        appendCrossings(crossings, ring[i], ring[(i + 1) % ring.size()], rows);
}

/// The pixels between each row's first and second crossing, third and fourth, and so on. A closed outline crosses every
/// row an even number of times.
Region evenOdd(std::vector<Crossing> crossings)
{
    std::sort(crossings.begin(), crossings.end(),
              [](const Crossing& a, const Crossing& b) { return std::tie(a.y, a.column) < std::tie(b.y, b.column); });
    std::vector<RowSpan> spans;
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
        spans.push_back({crossings[i].y, crossings[i].column, crossings[i + 1].column});
    return Region::fromSpans(std::move(spans));
}

} // namespace

Region brushStroke(BrushTip tip, const Dab& from, const Dab& to)
{
    constexpr double kPixelRadius = 0.5;
    constexpr double kLeastSureDisc = 0.70710678118654757; // a smaller one can lie between all centres
    const double thinnest = std::min(from.radiusPx, to.radiusPx);
    assert(thinnest > 0);
    const bool isRound = tip == BrushTip::Round;
    std::vector<RowSpan> spans;
    if (std::max(from.radiusPx, to.radiusPx) > kPixelRadius) {
        if (isRound)
            appendDiscHull(spans, from, to);
        else
            appendRows<SquareHull>(spans, from, to);
    }
    if (thinnest <= kPixelRadius || (isRound && thinnest < kLeastSureDisc))
        appendPixelLine(spans, from.centre, to.centre);
    return Region::fromSpans(std::move(spans));
}

Region capsule(PointF a, PointF b, double radiusPx)
{
    return brushStroke(BrushTip::Round, {a, radiusPx}, {b, radiusPx});
}

Region polygon(std::span<const PointF> vertices)
{
    std::vector<Crossing> crossings;
    appendCrossings(crossings, vertices);
    return evenOdd(std::move(crossings));
}

Region polygonInRows(std::span<const PointF> vertices, int begin, int end)
{
    std::vector<Crossing> crossings;
    appendCrossings(crossings, vertices, {begin, end});
    return evenOdd(std::move(crossings));
}

Region polygon(std::span<const std::vector<PointF>> rings)
{
    std::vector<Crossing> crossings;
    for (const std::vector<PointF>& ring : rings)
        appendCrossings(crossings, ring);
    return evenOdd(std::move(crossings));
}

} // namespace labelwright
