// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/GraphCut.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc/detail/gcgraph.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace labelwright {
namespace {

using Graph = cv::detail::GCGraph<float>;

constexpr int kClosed = -1;
constexpr float kEvenShare = 0.08F; // of a border's cost that no edge takes away

float borderCost(const CutProblem& problem, Point a, Point b, float closeness)
{
    const auto distance = static_cast<float>(squaredDistance(problem.colors.at(a), problem.colors.at(b)));
    return problem.smoothness * closeness * (kEvenShare + (1 - kEvenShare) * std::exp(-problem.beta * distance));
}

/// A border between an open and a closed pixel is what the open one pays for differing.
void addBorderToClosed(Graph& graph, int vertex, bool closedIsObject, float cost)
{
    graph.addTermWeights(vertex, closedIsObject ? cost : 0, closedIsObject ? 0 : cost);
}

void addBorders(Graph& graph, const CutProblem& problem, const std::vector<Point>& open, const Grid<int>& vertices)
{
    for (const Point a : open) {
        const auto addBorder = [&](Point b, float closeness, bool isForward) {
            if (!vertices.bounds().contains(b))
                return;
            if (vertices.at(b) == kClosed)
                addBorderToClosed(graph, vertices.at(a), problem.fixed.at(b) != 0,
                                  borderCost(problem, a, b, closeness));
            else if (isForward) { // once a pair
                const float cost = borderCost(problem, a, b, closeness);
                graph.addEdges(vertices.at(a), vertices.at(b), cost, cost);
            }
        };
        for (const Neighbour& neighbour : kNeighbours) {
            addBorder({a.x + neighbour.dx, a.y + neighbour.dy}, neighbour.closeness, true);
            addBorder({a.x - neighbour.dx, a.y - neighbour.dy}, neighbour.closeness, false);
        }
    }
}

std::vector<Point> openPixels(const Grid<std::uint8_t>& isOpen)
{
    std::vector<Point> open;
    for (int y = 0; y < isOpen.height(); ++y) {
        for (int x = 0; x < isOpen.width(); ++x) {
            if (isOpen.at(x, y))
                open.push_back({x, y});
        }
    }
    return open;
}

/// Squared distances of the first `pixels` colours to those `offset` further on, added up. Over single bytes, so that
/// the compiler makes SIMD of it.
std::int64_t sumOfDistances(const PixelColor* colors, std::ptrdiff_t offset, std::ptrdiff_t pixels)
{
    const std::uint8_t* const values = colors->data();
    const std::uint8_t* const others = (colors + offset)->data();
    std::int64_t sum = 0;
    for (std::ptrdiff_t i = 0; i < 3 * pixels; ++i) {
        const int difference = values[i] - others[i];
        sum += difference * difference;
    }
    return sum;
}

} // namespace

float contrastScale(const ColorGrid& colors)
{
    // A mean over some hundred rows is as good as one over all.
    constexpr int kEnoughRows = 200;
    const int step = std::max(1, colors.height() / kEnoughRows);
    std::int64_t sum = 0;
    std::int64_t count = 0;
    for (int y = 0; y < colors.height(); y += step) {
        for (const Neighbour& neighbour : kNeighbours) {
            const std::ptrdiff_t pairs = colors.width() - std::abs(neighbour.dx);
            if (pairs <= 0 || y + neighbour.dy >= colors.height())
                continue;
            const PixelColor* const first = &colors.at(std::max(0, -neighbour.dx), y);
            sum += sumOfDistances(first, std::ptrdiff_t{neighbour.dy} * colors.width() + neighbour.dx, pairs);
            count += pairs;
        }
    }
    return sum > 0 ? static_cast<float>(0.5 * static_cast<double>(count) / static_cast<double>(sum)) : 0;
}

ObjectMask cutGraph(const CutProblem& problem)
{
    ObjectMask mask = problem.fixed;
    const std::vector<Point> open = openPixels(problem.isOpen);
    if (open.empty())
        return mask;
    Grid<int> vertices(mask.size(), kClosed);
    const auto count = static_cast<unsigned>(open.size());
    Graph graph(count + 2, (count + 1) * 2 * static_cast<unsigned>(kNeighbours.size()));
    for (const Point pixel : open) {
        const int vertex = graph.addVtx();
        vertices.at(pixel) = vertex;
        const float odds = problem.odds.at(pixel);
        graph.addTermWeights(vertex, std::max(odds, 0.F), std::max(-odds, 0.F));
    }
    const int spare = graph.addVtx();
    graph.addEdges(spare, graph.addVtx(), 0, 0); // GCGraph refuses to run without an edge
    addBorders(graph, problem, open, vertices);
    graph.maxFlow();
    for (const Point pixel : open)
        mask.at(pixel) = graph.inSourceSegment(vertices.at(pixel)) ? kObject : 0;
    return mask;
}

} // namespace labelwright
