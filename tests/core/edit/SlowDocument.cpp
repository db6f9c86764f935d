// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/edit/SlowDocument.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <utility>

namespace labelwright::test {

SlowDocument::SlowDocument(const LabelMask& mask)
    : m_size(mask.size()), m_pixels(mask.pixels().begin(), mask.pixels().end()), m_before(m_pixels)
{}

bool SlowDocument::mayChange(Label label) const
{
    if (rule.locked[label])
        return false;
    switch (rule.over) {
    case PaintOver::Everything:
        return true;
    case PaintOver::Unlabelled:
        return label == 0;
    case PaintOver::VisibleLabels:
        return !rule.hidden[label];
    case PaintOver::OneLabel:
        return label == rule.chosen;
    }
    return false;
}

void SlowDocument::paint(const std::function<Label(Point)>& labelOf)
{
    for (int y = 0; y < m_size.height; ++y)
        for (int x = 0; x < m_size.width; ++x)
            if (mayChange(at({x, y})))
                m_pixels[index({x, y})] = labelOf({x, y});
}

void SlowDocument::commit()
{
    if (m_pixels == m_before)
        return;
    m_undo.push_back(m_before);
    m_redo.clear();
    m_before = m_pixels;
}

void SlowDocument::rollBack()
{
    m_pixels = m_before;
}

void SlowDocument::undo()
{
    if (m_undo.empty())
        return;
    m_redo.push_back(m_pixels);
    m_pixels = m_before = m_undo.back();
    m_undo.pop_back();
}

void SlowDocument::redo()
{
    if (m_redo.empty())
        return;
    m_undo.push_back(m_pixels);
    m_pixels = m_before = m_redo.back();
    m_redo.pop_back();
}

void SlowDocument::forget(std::size_t undoCount, std::size_t redoCount)
{
    const auto dropFirst = [](auto& steps, std::size_t count) {
        while (steps.size() > count)
            steps.erase(steps.begin());
    };
    dropFirst(m_undo, undoCount);
    dropFirst(m_redo, redoCount);
}

std::vector<Point> SlowDocument::component(Point p, bool cornersCount) const
{
    std::vector<Point> found;
    std::vector<bool> isDone(m_pixels.size());
    std::vector<Point> open{p};
    while (!open.empty()) {
        const Point next = open.back();
        open.pop_back();
        if (next.x < 0 || next.y < 0 || next.x >= m_size.width || next.y >= m_size.height || isDone[index(next)] ||
            at(next) != at(p))
            continue;
        isDone[index(next)] = true;
        found.push_back(next);
        for (int dy = -1; dy <= 1; ++dy)
            for (int dx = -1; dx <= 1; ++dx)
                if (cornersCount || dx == 0 || dy == 0)
                    open.push_back({next.x + dx, next.y + dy});
    }
    return found;
}

Label SlowDocument::surroundings(const std::vector<Point>& component) const
{
    std::array<int, 256> sides{};
    for (const Point p : component)
        for (const auto [dx, dy] : {Point{1, 0}, Point{-1, 0}, Point{0, 1}, Point{0, -1}}) {
            const Point q{p.x + dx, p.y + dy};
            if (q.x >= 0 && q.y >= 0 && q.x < m_size.width && q.y < m_size.height && at(q) != at(p))
                ++sides[at(q)];
        }
    Label best = at(component.front());
    int most = 0;
    for (int label = 1; label <= 256; ++label) // unlabelled last
        if (sides[static_cast<std::size_t>(label % 256)] > most) {
            best = static_cast<Label>(label % 256);
            most = sides[best];
        }
    return best;
}

std::vector<std::vector<Point>> SlowDocument::components(Label label) const
{
    std::vector<std::vector<Point>> all;
    std::vector<bool> isDone(m_pixels.size());
    for (int y = 0; y < m_size.height; ++y)
        for (int x = 0; x < m_size.width; ++x)
            if (at({x, y}) == label && !isDone[index({x, y})]) {
                all.push_back(component({x, y}, true));
                for (const Point p : all.back())
                    isDone[index(p)] = true;
            }
    return all;
}

std::set<Label> SlowDocument::nearestOutside(const Region& region, Point p) const
{
    std::set<Label> labels;
    int least = std::numeric_limits<int>::max();
    for (int y = 0; y < m_size.height; ++y)
        for (int x = 0; x < m_size.width; ++x) {
            const int distance = std::abs(x - p.x) + std::abs(y - p.y);
            if (distance > least || region.contains({x, y}))
                continue;
            if (distance < least)
                labels.clear();
            least = distance;
            labels.insert(at({x, y}));
        }
    return labels.empty() ? std::set<Label>{kUnlabelled} : labels;
}

bool SlowDocument::discMeets(const Region& region, bool isIn, Point p, double radius) const
{
    const int reach = static_cast<int>(radius);
    for (int dy = -reach; dy <= reach; ++dy)
        for (int dx = -reach; dx <= reach; ++dx) {
            const Point q{std::clamp(p.x + dx, 0, m_size.width - 1), std::clamp(p.y + dy, 0, m_size.height - 1)};
            if (dx * dx + dy * dy <= radius * radius && region.contains(q) == isIn)
                return true;
        }
    return false;
}

} // namespace labelwright::test
