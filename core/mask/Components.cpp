// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Components.h"

#include "core/mask/Runs.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <utility>

namespace labelwright {
namespace {

/// Sets of the numbers 0 to n - 1, each known by its lowest one.
class DisjointSets {
public:
    int add()
    {
        m_parents.push_back(static_cast<int>(m_parents.size()));
        return m_parents.back();
    }
    int lowest(int number)
    {
        while (parent(number) != number) {
            parent(number) = parent(parent(number));
            number = parent(number);
        }
        return number;
    }
    /// The lowest of both sets. Precondition: a and b are the lowest of theirs.
    int join(int a, int b)
    {
        const int low = std::min(a, b);
        parent(a) = low;
        parent(b) = low;
        return low;
    }

private:
    int& parent(int number) { return m_parents[static_cast<std::size_t>(number)]; }

    std::vector<int> m_parents;
};

/// How far apart runs in neighbouring rows may begin or end and still be neighbours.
int reachOf(Connectivity connectivity)
{
    return connectivity == Connectivity::Eight ? 1 : 0;
}

/// Finds components in one pass over the rows from the top: a run joins the components of the runs above that it
/// touches, or begins one.
class ComponentScan {
public:
    explicit ComponentScan(Connectivity connectivity) : m_reach(reachOf(connectivity)) {}

    void addRow(int y, std::span<const Label> row)
    {
        std::swap(m_above, m_current);
        m_current.clear();
        std::size_t above = 0;
        for (int x = 0; x < static_cast<int>(row.size());) {
            const auto rest = row.subspan(static_cast<std::size_t>(x));
            Run run{x, x + static_cast<int>(runLength(rest)), -1, rest[0]};
            while (above < m_above.size() && m_above[above].x1 + m_reach <= run.x0)
                ++above;
            for (std::size_t i = above; i < m_above.size() && m_above[i].x0 < run.x1 + m_reach; ++i)
                if (m_above[i].label == run.label)
                    run.component = joined(run.component, m_above[i].component);
            count(run, y);
            m_current.push_back(run);
            x = run.x1;
        }
    }

    std::vector<Component> take() &&
    {
        std::vector<Component> all;
        for (int number = 0; number < static_cast<int>(m_components.size()); ++number)
            if (m_sets.lowest(number) == number)
                all.push_back(at(number));
        return all;
    }

private:
    struct Run {
        int x0;
        int x1;
        int component;
        Label label;
    };

    Component& at(int number) { return m_components[static_cast<std::size_t>(number)]; }

    /// The component that holds both; -1 stands for none yet.
    int joined(int component, int other)
    {
        other = m_sets.lowest(other);
        if (component < 0 || component == other)
            return other;
        const int low = m_sets.join(component, other);
        const int high = std::max(component, other);
        at(low).area += at(high).area;
        at(low).bounds = at(low).bounds.united(at(high).bounds);
        return low;
    }

    void count(Run& run, int y)
    {
        if (run.component < 0) {
            run.component = m_sets.add();
            m_components.push_back({run.label, 0, {}, {run.x0, y}});
        }
        Component& component = at(run.component);
        component.area += run.x1 - run.x0;
        component.bounds = component.bounds.united({run.x0, y, run.x1 - run.x0, 1});
    }

    int m_reach;
    DisjointSets m_sets;                 ///< Of m_components.
    std::vector<Component> m_components; ///< Those that were joined into another one too.
    std::vector<Run> m_above;
    std::vector<Run> m_current;
};

/// Calls take(x0, x1) for each run of `label` in columns [left, right) of the row.
template <typename Take>
void forEachRun(std::span<const Label> row, Label label, int left, int right, Take take)
{
    for (int x = left; x < right;) {
        const Label* const rest = row.data() + x;
        const void* const found = std::memchr(rest, label, static_cast<std::size_t>(right - x));
        if (!found)
            return;
        const int x0 = x + static_cast<int>(static_cast<const Label*>(found) - rest);
        x = x0 + static_cast<int>(
                     runLength(row.subspan(static_cast<std::size_t>(x0), static_cast<std::size_t>(right - x0))));
        take(x0, x);
    }
}

/// Spreads from run to run of one label; a row is searched for its runs when it is reached first.
class Flood {
public:
    Flood(const LabelMask& mask, Label label, Connectivity connectivity)
        : m_mask(mask), m_label(label), m_reach(reachOf(connectivity)), m_rows(static_cast<std::size_t>(mask.height()))
    {}

    Region from(Point seed)
    {
        reach(seed.y, seed.x, seed.x + 1);
        while (!m_open.empty()) {
            const RowSpan span = m_open.back();
            m_open.pop_back();
            for (const int y : {span.y - 1, span.y + 1})
                if (y >= 0 && y < m_mask.height())
                    reach(y, span.x0 - m_reach, span.x1 + m_reach);
        }
        std::vector<RowSpan> spans;
        for (int y = 0; y < m_mask.height(); ++y)
            for (const Run& run : m_rows[static_cast<std::size_t>(y)].runs)
                if (run.isReached)
                    spans.push_back({y, run.x0, run.x1});
        return Region::fromSpans(std::move(spans));
    }

private:
    struct Run {
        int x0;
        int x1;
        bool isReached;
    };
    struct Row {
        std::vector<Run> runs;
        bool isSearched = false;
    };

    Row& searched(int y)
    {
        Row& row = m_rows[static_cast<std::size_t>(y)];
        if (!std::exchange(row.isSearched, true))
            forEachRun(m_mask.row(y), m_label, 0, m_mask.width(), [&](int x0, int x1) {
                row.runs.push_back({x0, x1, false});
            });
        return row;
    }

    /// Takes the runs that meet [x0, x1) of row y.
    void reach(int y, int x0, int x1)
    {
        std::vector<Run>& runs = searched(y).runs;
        auto run = std::partition_point(runs.begin(), runs.end(), [&](const Run& r) { return r.x1 <= x0; });
        for (; run != runs.end() && run->x0 < x1; ++run)
            if (!std::exchange(run->isReached, true))
                m_open.push_back({y, run->x0, run->x1});
    }

    const LabelMask& m_mask;
    Label m_label;
    int m_reach;
    std::vector<Row> m_rows;
    std::vector<RowSpan> m_open; ///< Reached, their neighbours not yet.
};

using LabelCounts = std::array<std::int64_t, 256>;

void countPixels(LabelCounts& counts, const LabelMask& mask, const Region& region)
{
    const Region inside = region.clipped(mask.bounds());
    for (const RowSpan& span : inside.spans())
        for (int x = span.x0; x < span.x1; ++x)
            ++counts[mask.at({x, span.y})];
}

} // namespace

Region pixelsOf(const LabelMask& mask, Label label, const Rect& window)
{
    const Rect inside = window.intersected(mask.bounds());
    std::vector<RowSpan> spans;
    for (int y = inside.y; y < inside.bottom(); ++y)
        forEachRun(mask.row(y), label, inside.x, inside.right(), [&](int x0, int x1) { spans.push_back({y, x0, x1}); });
    return Region::fromSpans(std::move(spans));
}

Region pixelsOf(const LabelMask& mask, Label label)
{
    return pixelsOf(mask, label, mask.bounds());
}

Region componentAt(const LabelMask& mask, Point seed, Connectivity connectivity)
{
    if (!mask.bounds().contains(seed))
        return {};
    return Flood(mask, mask.at(seed), connectivity).from(seed);
}

std::vector<Component> components(const LabelMask& mask, Connectivity connectivity, const std::stop_token& stop)
{
    ComponentScan scan(connectivity);
    for (int y = 0; y < mask.height() && !stop.stop_requested(); ++y)
        scan.addRow(y, mask.row(y));
    return std::move(scan).take();
}

std::vector<Island> findIslands(const LabelMask& mask, std::int64_t maxArea, const std::stop_token& stop)
{
    std::vector<Island> islands = components(mask, Connectivity::Eight, stop);
    if (islands.size() == 1)
        return {};
    std::erase_if(islands, [&](const Island& island) { return island.area > maxArea; });
    std::stable_sort(islands.begin(), islands.end(), [](const Island& a, const Island& b) { return a.area < b.area; });
    return islands;
}

Region pixelsOf(const LabelMask& mask, const Island& island)
{
    if (!mask.bounds().contains(island.seed) || mask.at(island.seed) != island.label)
        return {};
    return componentAt(mask, island.seed, Connectivity::Eight);
}

Label surroundingLabel(const LabelMask& mask, const Region& region)
{
    assert(!region.isEmpty());
    LabelCounts sides{};
    for (const auto [dx, dy] : {Point{-1, 0}, Point{1, 0}, Point{0, -1}, Point{0, 1}})
        countPixels(sides, mask, subtracted(region.translated(dx, dy), region));
    const auto longest = std::max_element(sides.begin() + 1, sides.end());
    if (*longest > 0 && *longest >= sides[kUnlabelled])
        return static_cast<Label>(longest - sides.begin());
    const RowSpan& first = region.spans().front();
    return sides[kUnlabelled] > 0 ? kUnlabelled : mask.at({first.x0, first.y});
}

Label surroundingLabel(const LabelMask& mask, const Island& island)
{
    return surroundingLabel(mask, pixelsOf(mask, island));
}

std::vector<Region> parts(const Region& region, Connectivity connectivity)
{
    const std::vector<RowSpan>& spans = region.spans();
    const int reach = reachOf(connectivity);
    DisjointSets sets;
    std::size_t above = 0;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        int set = sets.add();
        const RowSpan& span = spans[i];
        while (spans[above].y < span.y - 1 || (spans[above].y == span.y - 1 && spans[above].x1 + reach <= span.x0))
            ++above;
        for (std::size_t j = above; spans[j].y == span.y - 1 && spans[j].x0 < span.x1 + reach; ++j)
            set = sets.join(set, sets.lowest(static_cast<int>(j)));
    }
    std::vector<std::vector<RowSpan>> grouped(spans.size());
    for (std::size_t i = 0; i < spans.size(); ++i)
        grouped[static_cast<std::size_t>(sets.lowest(static_cast<int>(i)))].push_back(spans[i]);
    std::vector<Region> found;
    for (std::vector<RowSpan>& group : grouped)
        if (!group.empty())
            found.push_back(Region::fromSpans(std::move(group)));
    return found;
}

} // namespace labelwright
