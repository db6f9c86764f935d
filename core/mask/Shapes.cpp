// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Shapes.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
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

/// The points at most `radius` from a segment.
class Capsule {
public:
    Capsule(PointF a, PointF b, double radius)
        : m_a(a), m_b(b), m_radius(radius), m_dx(b.x - a.x), m_dy(b.y - a.y), m_lengthSquared(m_dx * m_dx + m_dy * m_dy)
    {}

    /// The rows that it may have a pixel in: from first, up to second.
    std::pair<int, int> rows() const
    {
        return {firstCentreFrom(std::min(m_a.y, m_b.y) - m_radius),
                endOfCentresUpTo(std::max(m_a.y, m_b.y) + m_radius)};
    }

    /// Its pixels in row y; they are always one run.
    RowSpan span(int y) const
    {
        const auto [left, right] = extent(y + 0.5);
        RowSpan run{y, firstCentreFrom(left), endOfCentresUpTo(right)};
        // The extent is right to a rounding error; holdsCentre() decides about the pixels at its ends.
        while (run.x0 < run.x1 && !holdsCentre(run.x0, y))
            ++run.x0;
        while (run.x0 < run.x1 && !holdsCentre(run.x1 - 1, y))
            --run.x1;
        while (holdsCentre(run.x0 - 1, y))
            --run.x0;
        while (holdsCentre(run.x1, y))
            ++run.x1;
        return run;
    }

private:
    struct Extent {
        double left;
        double right;
    };

    bool holdsCentre(int column, int row) const
    {
        const double x = column + 0.5 - m_a.x;
        const double y = row + 0.5 - m_a.y;
        const double along = x * m_dx + y * m_dy;
        const double radiusSquared = m_radius * m_radius;
        if (along <= 0)
            return x * x + y * y <= radiusSquared;
        if (along >= m_lengthSquared)
            return (x - m_dx) * (x - m_dx) + (y - m_dy) * (y - m_dy) <= radiusSquared;
        const double across = x * m_dy - y * m_dx;
        return across * across <= radiusSquared * m_lengthSquared;
    }

    /// Where the horizontal line at `y` runs inside it: the hull of the parts in its two discs and in its straight
    /// sides. Empty (left > right) where it misses all of them.
    Extent extent(double y) const
    {
        Extent all{m_a.x, m_a.x - 1};
        const auto add = [&all](double left, double right) {
            const bool first = all.left > all.right;
            all = {first ? left : std::min(all.left, left), first ? right : std::max(all.right, right)};
        };
        for (const PointF& centre : {m_a, m_b}) {
            const double rest = m_radius * m_radius - (y - centre.y) * (y - centre.y);
            if (rest >= 0)
                add(centre.x - std::sqrt(rest), centre.x + std::sqrt(rest));
        }
        const double length = std::sqrt(m_lengthSquared);
        const double offsetX = length > 0 ? m_radius * m_dy / length : 0;
        const double offsetY = length > 0 ? m_radius * m_dx / length : 0;
        for (const double side : {-1.0, 1.0}) {
            const double share = m_dy != 0 ? (y - (m_a.y - side * offsetY)) / m_dy : -1;
            if (share >= 0 && share <= 1)
                add(m_a.x + side * offsetX + share * m_dx, m_a.x + side * offsetX + share * m_dx);
        }
        return all;
    }

    PointF m_a;
    PointF m_b;
    double m_radius;
    double m_dx;
    double m_dy;
    double m_lengthSquared;
};

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

void appendCrossings(std::vector<Crossing>& crossings, PointF a, PointF b)
{
    // Always computed from the upper end, so that two polygons get the same columns for an edge they share.
    const auto [top, bottom] = a.y <= b.y ? std::pair(a, b) : std::pair(b, a);
    for (int y = firstCentreFrom(top.y); y + 0.5 < bottom.y; ++y) {
        const double x = top.x + (y + 0.5 - top.y) * (bottom.x - top.x) / (bottom.y - top.y);
        crossings.push_back({y, firstCentreFrom(x)});
    }
}

} // namespace

Region capsule(PointF a, PointF b, double radiusPx)
{
    assert(radiusPx > 0);
    // A smaller disc can lie between all centres.
    constexpr double kLeastSureRadius = 0.70710678118654757;
    std::vector<RowSpan> spans;
    if (radiusPx > 0.5) {
        const Capsule shape(a, b, radiusPx);
        const auto [first, end] = shape.rows();
        for (int y = first; y < end; ++y)
            spans.push_back(shape.span(y));
    }
    if (radiusPx < kLeastSureRadius)
        appendPixelLine(spans, a, b);
    return Region::fromSpans(std::move(spans));
}

Region polygon(std::span<const PointF> vertices)
{
    if (vertices.size() < 3)
        return {};
    std::vector<Crossing> crossings;
    for (std::size_t i = 0; i < vertices.size(); ++i)
        appendCrossings(crossings, vertices[i], vertices[(i + 1) % vertices.size()]);
    std::sort(crossings.begin(), crossings.end(),
              [](const Crossing& a, const Crossing& b) { return std::tie(a.y, a.column) < std::tie(b.y, b.column); });
    // A closed outline crosses every row an even number of times.
    std::vector<RowSpan> spans;
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
        spans.push_back({crossings[i].y, crossings[i].column, crossings[i + 1].column});
    return Region::fromSpans(std::move(spans));
}

} // namespace labelwright
