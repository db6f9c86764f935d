// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/GraphCut.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc/detail/gcgraph.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

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

void addBorders(Graph& graph, const CutProblem& problem, const Grid<int>& vertices)
{
    for (int y = 0; y < vertices.height(); ++y) {
        for (int x = 0; x < vertices.width(); ++x) {
            for (const Neighbour& neighbour : kNeighbours) {
                const Point a{x, y};
                const Point b{x + neighbour.dx, y + neighbour.dy};
                if (!vertices.bounds().contains(b) || (vertices.at(a) == kClosed && vertices.at(b) == kClosed))
                    continue;
                const float cost = borderCost(problem, a, b, neighbour.closeness);
                if (vertices.at(b) == kClosed)
                    addBorderToClosed(graph, vertices.at(a), problem.fixed.at(b) != 0, cost);
                else if (vertices.at(a) == kClosed)
                    addBorderToClosed(graph, vertices.at(b), problem.fixed.at(a) != 0, cost);
                else
                    graph.addEdges(vertices.at(a), vertices.at(b), cost, cost);
            }
        }
    }
}

} // namespace

float contrastScale(const ColorGrid& colors)
{
    // A mean over some hundred rows is as good as one over all.
    constexpr int kEnoughRows = 200;
    const int step = std::max(1, colors.height() / kEnoughRows);
    double sum = 0;
    double count = 0;
    for (int y = 0; y < colors.height(); y += step) {
        for (int x = 0; x < colors.width(); ++x) {
            for (const Neighbour& neighbour : kNeighbours) {
                const Point other{x + neighbour.dx, y + neighbour.dy};
                if (!colors.bounds().contains(other))
                    continue;
                sum += squaredDistance(colors.at(x, y), colors.at(other));
                ++count;
            }
        }
    }
    return sum > 0 ? static_cast<float>(0.5 * count / sum) : 0;
}

ObjectMask cutGraph(const CutProblem& problem)
{
    ObjectMask mask = problem.fixed;
    Grid<int> vertices(mask.size(), kClosed);
    const auto open = static_cast<unsigned>(std::ranges::count_if(problem.isOpen.values(), std::identity{}));
    if (open == 0)
        return mask;
    Graph graph(open + 2, (open + 1) * 2 * static_cast<unsigned>(kNeighbours.size()));
    for (std::size_t i = 0; i < mask.values().size(); ++i) {
        if (!problem.isOpen.values()[i])
            continue;
        const int vertex = graph.addVtx();
        vertices.values()[i] = vertex;
        const float odds = problem.odds.values()[i];
        graph.addTermWeights(vertex, std::max(odds, 0.F), std::max(-odds, 0.F));
    }
    const int spare = graph.addVtx();
    graph.addEdges(spare, graph.addVtx(), 0, 0); // GCGraph refuses to run without an edge
    addBorders(graph, problem, vertices);
    graph.maxFlow();
    for (std::size_t i = 0; i < mask.values().size(); ++i) {
        if (const int vertex = vertices.values()[i]; vertex != kClosed)
            mask.values()[i] = graph.inSourceSegment(vertex) ? kObject : 0;
    }
    return mask;
}

} // namespace labelwright
