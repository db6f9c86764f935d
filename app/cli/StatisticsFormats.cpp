// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/StatisticsFormats.h"

#include "app/cli/StatisticsCharts.h"
#include "app/cli/Tables.h"
#include "core/base/Json.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

bool isOfMasks(const Statistics& statistics)
{
    return !isClassification(statistics.task);
}

std::string plain(std::optional<double> number, int decimals)
{
    return number ? fmt::format("{:.{}f}", *number, decimals) : "-";
}

Json figure(std::optional<double> number)
{
    return number ? Json(*number) : Json();
}

std::string dateOf(Time day)
{
    return formatMicros(day).substr(0, 10);
}

std::optional<double> shareOf(std::int64_t part, std::int64_t whole)
{
    return whole > 0 ? std::optional(static_cast<double>(part) / static_cast<double>(whole)) : std::nullopt;
}

std::string areaText(const LabelMeasure& sum, std::int64_t area)
{
    return sum.components > 0 ? std::to_string(area) : "-";
}

Table labelsTable(const Statistics& statistics)
{
    Table table{"Labels", {{"Label", "Objects"}}};
    if (isOfMasks(statistics))
        for (const char* heading : {"Pixels", "Pixels %", "Components", "Mean area", "Smallest", "Largest"})
            table.rows.front().emplace_back(heading);
    table.rows.front().insert(table.rows.front().end(), {"Active hours", "Seconds an object"});
    for (std::size_t label = 0; label < statistics.labels.size(); ++label) {
        const LabelStatistics& of = statistics.byLabel[label];
        Row row{statistics.labels[label], std::to_string(of.objects)};
        if (isOfMasks(statistics)) {
            const std::string components = label == 0 ? "-" : std::to_string(of.sum.components);
            row.insert(row.end(),
                       {std::to_string(of.sum.pixels), percent(shareOf(of.sum.pixels, statistics.pixels)), components,
                        plain(of.meanArea(), 1), areaText(of.sum, of.sum.smallest), areaText(of.sum, of.sum.largest)});
        }
        row.push_back(plain(of.activeSeconds / 3600, 2));
        row.push_back(plain(of.secondsPerObject(), 1));
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// Sizes from the smallest to the largest that occur.
Table sizesTable(const Statistics& statistics)
{
    Table table{"Components by area, in pixels", {{"Area"}}};
    ComponentSizes all{};
    for (std::size_t label = 1; label < statistics.labels.size(); ++label) {
        table.rows.front().push_back(statistics.labels[label]);
        for (std::size_t size = 0; size < all.size(); ++size)
            all[size] += statistics.byLabel[label].sum.sizes[size];
    }
    const auto occurs = [](std::int64_t count) { return count > 0; };
    const auto first = std::ranges::find_if(all, occurs) - all.begin();
    const auto end = std::find_if(all.rbegin(), all.rend(), occurs).base() - all.begin();
    for (auto size = static_cast<std::size_t>(first); size < static_cast<std::size_t>(end); ++size) {
        Row row{areaRangeText(size)};
        for (std::size_t label = 1; label < statistics.labels.size(); ++label)
            row.push_back(std::to_string(statistics.byLabel[label].sum.sizes[size]));
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table togetherTable(const Statistics& statistics)
{
    Table table{"Objects with both labels", {{""}}};
    for (std::size_t row = 1; row < statistics.labels.size(); ++row) {
        table.rows.front().push_back(statistics.labels[row]);
        Row cells{statistics.labels[row]};
        for (std::size_t column = 1; column < statistics.labels.size(); ++column)
            cells.push_back(std::to_string(statistics.together(row, column)));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

Table coverageTable(const Statistics& statistics)
{
    Table table{"Objects by labeled share of their pixels", {{"Labeled", "Objects"}}};
    for (std::size_t tenth = 0; tenth < statistics.coverage.size(); ++tenth)
        table.rows.push_back(
            {fmt::format("{} to {} %", 10 * tenth, 10 * (tenth + 1)), std::to_string(statistics.coverage[tenth])});
    return table;
}

Table daysTable(const Statistics& statistics)
{
    Table table{"Progress by day (UTC)", {{"Day", "Answers", "Completed", "Completed in all", "Active hours"}}};
    std::int64_t completed = 0;
    for (const DayProgress& day : statistics.days) {
        completed += day.completed;
        table.rows.push_back({dateOf(day.day), std::to_string(day.answers), std::to_string(day.completed),
                              std::to_string(completed), plain(day.activeSeconds / 3600, 2)});
    }
    return table;
}

std::vector<Table> tablesOf(const Statistics& statistics)
{
    std::vector<Table> tables{labelsTable(statistics)};
    if (isOfMasks(statistics))
        tables.push_back(sizesTable(statistics));
    tables.push_back(togetherTable(statistics));
    if (isOfMasks(statistics))
        tables.push_back(coverageTable(statistics));
    tables.push_back(daysTable(statistics));
    return tables;
}

std::string summaryOf(const Statistics& statistics)
{
    std::string text = fmt::format("{} of {} objects are answered.", statistics.answered, statistics.objects);
    if (statistics.covered())
        text += fmt::format(" {} % of their pixels are labeled.", percent(statistics.covered()));
    if (statistics.secondsPerObject())
        text += fmt::format(" An object took {} s on average, {} s in the median.",
                            plain(statistics.secondsPerObject(), 1), plain(statistics.medianSeconds, 1));
    return text;
}

Json labelJson(const Statistics& statistics, std::size_t label)
{
    const LabelStatistics& of = statistics.byLabel[label];
    Json json{{"label", statistics.labels[label]}, {"objects", of.objects}};
    if (isOfMasks(statistics))
        json["pixels"] = of.sum.pixels;
    if (isOfMasks(statistics) && label > 0) {
        json["components"] = of.sum.components;
        json["mean-area"] = figure(of.meanArea());
        json["smallest-area"] = of.sum.smallest;
        json["largest-area"] = of.sum.largest;
        json["sizes"] = Json::array();
        for (std::size_t size = 0; size < of.sum.sizes.size(); ++size) {
            if (of.sum.sizes[size] > 0)
                json["sizes"].push_back({{"from", std::int64_t(1) << size}, {"components", of.sum.sizes[size]}});
        }
    }
    json["active-seconds"] = of.activeSeconds;
    json["with"] = Json::object();
    for (std::size_t other = 1; other < statistics.labels.size(); ++other)
        json["with"][statistics.labels[other]] = statistics.together(label, other);
    return json;
}

} // namespace

std::string statisticsText(const Statistics& statistics)
{
    std::string text = summaryOf(statistics) + '\n';
    for (const Table& table : tablesOf(statistics))
        text += textOf(table);
    return text;
}

std::string statisticsJson(const Statistics& statistics)
{
    Json json{{"task", infoOf(statistics.task).id},
              {"objects", statistics.objects},
              {"answered", statistics.answered},
              {"active-seconds", statistics.activeSeconds},
              {"median-seconds", figure(statistics.medianSeconds)}};
    if (isOfMasks(statistics)) {
        json["pixels"] = statistics.pixels;
        json["labeled-pixels"] = statistics.labeledPixels();
        json["coverage-tenths"] = statistics.coverage;
    }
    json["labels"] = Json::array();
    for (std::size_t label = 0; label < statistics.labels.size(); ++label)
        json["labels"].push_back(labelJson(statistics, label));
    json["days"] = Json::array();
    for (const DayProgress& day : statistics.days)
        json["days"].push_back({{"day", dateOf(day.day)},
                                {"answers", day.answers},
                                {"completed", day.completed},
                                {"active-seconds", day.activeSeconds}});
    json["left-out"] = Json::array();
    for (const Error& error : statistics.leftOut)
        json["left-out"].push_back(sentence(error));
    return writeJson(json) + '\n';
}

std::string statisticsCsv(const Statistics& statistics)
{
    std::string text =
        csvLine({"label", "objects", "pixels", "components", "smallest-area", "largest-area", "active-seconds"});
    for (std::size_t label = 0; label < statistics.labels.size(); ++label) {
        const LabelStatistics& of = statistics.byLabel[label];
        Row row{statistics.labels[label], std::to_string(of.objects)};
        for (const std::int64_t number : {of.sum.pixels, of.sum.components, of.sum.smallest, of.sum.largest})
            row.push_back(std::to_string(number));
        row.push_back(plain(of.activeSeconds, 2));
        text += csvLine(row);
    }
    return text;
}

std::string statisticsHtml(const Statistics& statistics, const LabelSet& labels, const std::string& title)
{
    std::vector<std::string> parts;
    for (const BarChart& chart : statisticsCharts(statistics, labels))
        parts.push_back(htmlOf(chart));
    for (const Table& table : tablesOf(statistics))
        parts.push_back(htmlOf(table));
    return htmlPage(title, summaryOf(statistics), parts);
}

} // namespace labelwright
