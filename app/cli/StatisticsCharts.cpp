// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/StatisticsCharts.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace labelwright {
namespace {

std::string minutesText(double seconds)
{
    return seconds < 60 ? fmt::format("{:.1f} s", seconds) : fmt::format("{:.1f} min", seconds / 60);
}

std::string wholeText(double number)
{
    return fmt::format("{:.0f}", number);
}

/// The labels' order among equals.
BarChart labelsChart(std::string title, const Statistics& statistics, const LabelSet& labels,
                     const std::function<double(const LabelStatistics&)>& figure, std::string (*textOf)(double))
{
    BarChart chart{std::move(title), {}};
    for (std::size_t label = 1; label < statistics.labels.size(); ++label) {
        const double value = figure(statistics.byLabel[label]);
        chart.bars.push_back(
            {statistics.labels[label], value, textOf(value), labels.at(static_cast<Label>(label)).color});
    }
    std::ranges::stable_sort(chart.bars, std::greater(), &Bar::value);
    return chart;
}

void addCount(BarChart& chart, std::string name, std::int64_t count)
{
    chart.bars.push_back({std::move(name), static_cast<double>(count), std::to_string(count)});
}

/// From the smallest to the largest that occur.
BarChart sizesChart(const Statistics& statistics)
{
    ComponentSizes all{};
    for (std::size_t label = 1; label < statistics.labels.size(); ++label) {
        for (std::size_t size = 0; size < all.size(); ++size)
            all[size] += statistics.byLabel[label].sum.sizes[size];
    }
    BarChart chart{"Components by area, in pixels", {}};
    for (std::size_t size = 0; size < all.size(); ++size)
        addCount(chart, areaRangeText(size), all[size]);
    const auto isEmpty = [](const Bar& bar) { return bar.value == 0; };
    while (!chart.bars.empty() && isEmpty(chart.bars.back()))
        chart.bars.pop_back();
    chart.bars.erase(chart.bars.begin(), std::ranges::find_if_not(chart.bars, isEmpty));
    return chart;
}

BarChart coverageChart(const Statistics& statistics)
{
    BarChart chart{"Objects by labeled share of their pixels", {}};
    for (std::size_t tenth = 0; tenth < statistics.coverage.size(); ++tenth)
        addCount(chart, fmt::format("{} to {} %", 10 * tenth, 10 * (tenth + 1)), statistics.coverage[tenth]);
    return chart;
}

BarChart daysChart(const Statistics& statistics)
{
    BarChart chart{"Objects completed until each day (UTC)", {}};
    std::int64_t completed = 0;
    for (const DayProgress& day : statistics.days)
        addCount(chart, formatMicros(day.day).substr(0, 10), completed += day.completed);
    return chart;
}

} // namespace

std::string areaRangeText(std::size_t size)
{
    const std::int64_t smallest = std::int64_t(1) << size;
    return size == 0 ? "1" : fmt::format("{} to {}", smallest, 2 * smallest - 1);
}

std::vector<BarChart> statisticsCharts(const Statistics& statistics, const LabelSet& labels)
{
    std::vector<BarChart> charts;
    if (statistics.answered == 0)
        return charts;
    const bool isOfMasks = !isClassification(statistics.task);
    if (isOfMasks)
        charts.push_back(labelsChart(
            "Pixels of each label", statistics, labels,
            [](const LabelStatistics& of) { return static_cast<double>(of.sum.pixels); }, wholeText));
    charts.push_back(labelsChart(
        "Objects that have each label", statistics, labels,
        [](const LabelStatistics& of) { return static_cast<double>(of.objects); }, wholeText));
    if (statistics.activeSeconds > 0)
        charts.push_back(labelsChart(
            "Active time of each label", statistics, labels, [](const LabelStatistics& of) { return of.activeSeconds; },
            minutesText));
    if (isOfMasks) {
        charts.push_back(sizesChart(statistics));
        charts.push_back(coverageChart(statistics));
    }
    charts.push_back(daysChart(statistics));
    return charts;
}

} // namespace labelwright
