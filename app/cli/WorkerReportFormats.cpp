// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/WorkerReportFormats.h"

#include "app/cli/Tables.h"
#include "core/base/Json.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace labelwright {
namespace {

/// Of labels those that can be given: a mask's pixels may also be unlabeled.
std::size_t firstLabel(const WorkerReport& report)
{
    return isClassification(report.task) ? 1 : 0;
}

std::string unitOf(const WorkerReport& report)
{
    return isClassification(report.task) ? "images" : "pixels";
}

std::string dateOf(Time day)
{
    return formatMicros(day).substr(0, 10);
}

std::string rate(std::optional<double> perHour)
{
    return perHour ? fmt::format("{:.1f}", *perHour) : "-";
}

std::string hours(double seconds)
{
    return fmt::format("{:.2f}", seconds / 3600);
}

Json figure(std::optional<double> number)
{
    return number ? Json(*number) : Json();
}

Table workersTable(const WorkerReport& report)
{
    Table table{"Workers",
                {{"Worker", "Objects", "Answers", "Active hours", "Objects an hour",
                  fmt::format("Corrected {} %", unitOf(report)), "Differs from consolidated %", "Adjusted %",
                  "Accepted at once %", "Wrong on gold %"}}};
    for (const WorkerWork& work : report.workers)
        table.rows.push_back({work.worker.name, std::to_string(work.objects), std::to_string(work.answers),
                              hours(work.activeSeconds), rate(work.objectsPerHour()), percent(work.corrected.share()),
                              percent(work.differing.share()), percent(work.adjusted.share()),
                              percent(work.acceptedShare()), percent(work.goldDiffering.share())});
    return table;
}

Table labelsTable(const WorkerReport& report, const WorkerWork& work)
{
    Table table{fmt::format("Labels of {}", work.worker.name),
                {{"Label", "Objects", fmt::format("Corrected {} %", unitOf(report)), "Differs from consolidated %"}}};
    for (std::size_t label = firstLabel(report); label < report.labels.size(); ++label) {
        const LabelWork& ofLabel = work.labels[label];
        table.rows.push_back({report.labels[label], std::to_string(ofLabel.objects), percent(ofLabel.corrected.share()),
                              percent(ofLabel.differing.share())});
    }
    return table;
}

/// A column for each worker who did something.
Table speedTable(const WorkerReport& report)
{
    Table table{"Objects an hour, by day (UTC)", {{"Day"}}};
    std::map<Time, Row> days;
    std::size_t columns = 1;
    for (const WorkerWork& work : report.workers) {
        if (work.days.empty())
            continue;
        table.rows.front().push_back(work.worker.name);
        ++columns;
        for (const DayWork& day : work.days) {
            Row& row = days.try_emplace(day.day, Row{dateOf(day.day)}).first->second;
            row.resize(columns - 1, "-");
            row.push_back(rate(day.objectsPerHour()));
        }
    }
    for (auto& [day, row] : days) {
        row.resize(columns, "-");
        table.rows.push_back(std::move(row));
    }
    return table;
}

Json changeJson(const Change& change)
{
    return {{"changed", change.changed}, {"of", change.of}};
}

Json workJson(const WorkerReport& report, const WorkerWork& work)
{
    Json json{{"worker", work.worker.name},
              {"worker-id", work.worker.id},
              {"objects", work.objects},
              {"answers", work.answers},
              {"active-seconds", work.activeSeconds},
              {"objects-per-hour", figure(work.objectsPerHour())},
              {"corrected", changeJson(work.corrected)},
              {"differing", changeJson(work.differing)},
              {"adjusted", changeJson(work.adjusted)},
              {"gold", changeJson(work.goldDiffering)},
              {"reviewed", work.reviewed},
              {"accepted-at-once", work.acceptedAtOnce}};
    json["labels"] = Json::array();
    for (std::size_t label = firstLabel(report); label < report.labels.size(); ++label)
        json["labels"].push_back({{"label", report.labels[label]},
                                  {"objects", work.labels[label].objects},
                                  {"corrected", changeJson(work.labels[label].corrected)},
                                  {"differing", changeJson(work.labels[label].differing)}});
    json["days"] = Json::array();
    for (const DayWork& day : work.days)
        json["days"].push_back({{"day", dateOf(day.day)},
                                {"objects", day.objects},
                                {"active-seconds", day.activeSeconds},
                                {"objects-per-hour", figure(day.objectsPerHour())}});
    return json;
}

Row csvRow(const WorkerWork& work, const std::string& label, std::int64_t objects, const Change& corrected,
           const Change& differing)
{
    return {work.worker.name,
            work.worker.id,
            label,
            std::to_string(objects),
            std::to_string(corrected.changed),
            std::to_string(corrected.of),
            std::to_string(differing.changed),
            std::to_string(differing.of)};
}

} // namespace

std::string workerReportText(const WorkerReport& report)
{
    std::string text = textOf(workersTable(report)).substr(1); // Without the empty line before the first.
    for (const WorkerWork& work : report.workers) {
        if (work.objects > 0)
            text += textOf(labelsTable(report, work));
    }
    const Table speed = speedTable(report);
    return speed.rows.size() > 1 ? text + textOf(speed) : text;
}

std::string workerReportJson(const WorkerReport& report)
{
    Json json{{"task", infoOf(report.task).id}, {"unit", unitOf(report)}};
    json["workers"] = Json::array();
    for (const WorkerWork& work : report.workers)
        json["workers"].push_back(workJson(report, work));
    json["left-out"] = Json::array();
    for (const Error& error : report.leftOut)
        json["left-out"].push_back(sentence(error));
    return writeJson(json) + '\n';
}

std::string workerReportCsv(const WorkerReport& report)
{
    std::string text = csvLine({"worker", "worker-id", "label", "objects", "corrected", "corrected-of", "differing",
                                "differing-of", "answers", "active-seconds", "adjusted", "adjusted-of", "gold-wrong",
                                "gold-of", "reviewed", "accepted-at-once"});
    for (const WorkerWork& work : report.workers) {
        Row all = csvRow(work, "", work.objects, work.corrected, work.differing);
        all.push_back(std::to_string(work.answers));
        all.push_back(fmt::format("{:.2f}", work.activeSeconds));
        for (const std::int64_t number : {work.adjusted.changed, work.adjusted.of, work.goldDiffering.changed,
                                          work.goldDiffering.of, work.reviewed, work.acceptedAtOnce})
            all.push_back(std::to_string(number));
        text += csvLine(all);
        for (std::size_t label = firstLabel(report); label < report.labels.size(); ++label) {
            const LabelWork& ofLabel = work.labels[label];
            Row row = csvRow(work, report.labels[label], ofLabel.objects, ofLabel.corrected, ofLabel.differing);
            row.resize(all.size()); // The rest is of all labels.
            text += csvLine(row);
        }
    }
    return text;
}

} // namespace labelwright
