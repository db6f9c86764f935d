// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/ClickPaths.h"

#include <queue>

#include <algorithm>
#include <cmath>
#include <limits>

namespace labelwright {
namespace {

constexpr double kClickErrorShare = 0.03; // of the box's longer side
constexpr float kStepCost = 0.05F;
constexpr float kColorCost = 1.0F / 100; // for each level of colour difference
constexpr float kUnreached = std::numeric_limits<float>::max();

struct Frontier {
    float cost;
    Point pixel;
    friend bool operator>(const Frontier& a, const Frontier& b)
    {
        if (a.cost != b.cost)
            return a.cost > b.cost;
        return a.pixel.y != b.pixel.y ? a.pixel.y > b.pixel.y : a.pixel.x > b.pixel.x;
    }
};

/// Cheapest ways from one pixel to all of a box, as the pixel before on each.
class CheapestWays {
public:
    CheapestWays(const Grid<float>& probability, const ColorGrid& colors, const Rect& box, Point start)
        : m_probability(probability), m_colors(colors), m_box(box), m_cost(probability.size(), kUnreached),
          m_before(probability.size())
    {
        m_cost.at(start) = 0;
        m_before.at(start) = start;
        m_frontier.push({0, start});
        while (!m_frontier.empty()) {
            const Frontier next = m_frontier.top();
            m_frontier.pop();
            if (next.cost == m_cost.at(next.pixel))
                expand(next.pixel);
        }
    }

    Point before(Point pixel) const { return m_before.at(pixel); }

private:
    void expand(Point from)
    {
        for (const Neighbour& neighbour : kNeighbours) {
            reach(from, {from.x + neighbour.dx, from.y + neighbour.dy}, neighbour.closeness);
            reach(from, {from.x - neighbour.dx, from.y - neighbour.dy}, neighbour.closeness);
        }
    }

    void reach(Point from, Point to, float closeness)
    {
        if (!m_box.contains(to))
            return;
        const float color = std::sqrt(static_cast<float>(squaredDistance(m_colors.at(from), m_colors.at(to))));
        const float step = (kStepCost + 1 - m_probability.at(to)) / closeness + kColorCost * color;
        const float cost = m_cost.at(from) + step;
        if (cost >= m_cost.at(to))
            return;
        m_cost.at(to) = cost;
        m_before.at(to) = from;
        m_frontier.push({cost, to});
    }

    const Grid<float>& m_probability;
    const ColorGrid& m_colors;
    Rect m_box;
    Grid<float> m_cost;
    Grid<Point> m_before;
    std::priority_queue<Frontier, std::vector<Frontier>, std::greater<>> m_frontier;
};

/// The likeliest place: the pixel whose square of neighbours has the most probability, the nearest to the clicks'
/// centre of several.
Point coreOf(const Grid<float>& probability, const Rect& box, const ExtremePoints& points)
{
    const int radius = std::max(1, std::min(box.width, box.height) / 12);
    const PointF middle{(points.top.x + points.bottom.x + points.left.x + points.right.x) / 4.0,
                        (points.top.y + points.bottom.y + points.left.y + points.right.y) / 4.0};
    const double extent = std::max(box.width, box.height);
    Point best{box.x, box.y};
    double most = -1e9;
    const int step = std::max(1, radius / 2);
    for (int y = box.y; y < box.bottom(); y += step) {
        for (int x = box.x; x < box.right(); x += step) {
            const Rect around = Rect{x, y, 1, 1}.grown(radius).intersected(box);
            double sum = 0;
            for (int j = around.y; j < around.bottom(); ++j) {
                for (int i = around.x; i < around.right(); ++i)
                    sum += probability.at(i, j);
            }
            const double share = sum / ((2 * radius + 1) * (2 * radius + 1));
            const double worth = share - 0.5 * std::hypot(x - middle.x, y - middle.y) / extent;
            if (worth > most) {
                most = worth;
                best = {x, y};
            }
        }
    }
    return best;
}

} // namespace

std::vector<Point> clickPaths(const Grid<float>& probability, const ColorGrid& colors, const Rect& box,
                              const ExtremePoints& points)
{
    const Point core = coreOf(probability, box, points);
    const CheapestWays ways(probability, colors, box, core);
    const double clickErrorPx = kClickErrorShare * std::max(box.width, box.height);
    std::vector<Point> seeds{core};
    for (Point click : points.all()) {
        for (Point pixel = click; pixel != core; pixel = ways.before(pixel)) {
            if (std::hypot(pixel.x - click.x, pixel.y - click.y) > clickErrorPx)
                seeds.push_back(pixel);
        }
    }
    return seeds;
}

} // namespace labelwright
