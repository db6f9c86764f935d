// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/Difference.h"

#include "app/cli/ObjectOption.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "app/cli/Tables.h"
#include "core/base/Json.h"
#include "core/job/LabelChoice.h"
#include "core/review/Agreement.h"
#include "core/review/AnswerHistory.h"
#include "core/review/Rating.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <memory>

namespace labelwright {
namespace {

struct DifferenceOptions {
    std::filesystem::path job;
    ObjectId object = 0;
    std::string from;
    std::string to;
    bool json = false;
};

std::vector<std::string> namesOf(const std::vector<Label>& labels, const std::vector<std::string>& names)
{
    std::vector<std::string> chosen;
    for (const Label label : labels)
        chosen.push_back(names[label]);
    return chosen;
}

std::string listed(const std::vector<std::string>& names)
{
    return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

Json answerJson(const Job& job, const PastAnswer& past)
{
    const AnswerEvent& answer = *past.answer;
    Json json{{"answer", answer.name},
              {"worker", answer.worker.name},
              {"worker-id", answer.worker.id},
              {"submitted", formatMillisUtc(answer.submitted)},
              {"active-seconds", answer.activeSeconds},
              {"standing", standingName(past.standing)}};
    if (answer.chosenLabelIds)
        json["labels"] = labelNamesOf(job.spec().labels, chosenLabels(job.spec().labels, answer));
    return json;
}

void sayHistory(const Job& job, const DifferenceOptions& options, const std::vector<PastAnswer>& history)
{
    if (options.json) {
        Json json{{"object", options.object}, {"answers", Json::array()}};
        for (const PastAnswer& past : history)
            json["answers"].push_back(answerJson(job, past));
        say(writeJson(json));
        return;
    }
    Table table{fmt::format("Answers of object {}", options.object),
                {{"", "Submitted", "Worker", "Active s", "Standing", "Name"}}};
    for (const PastAnswer& past : history)
        table.rows.push_back({std::to_string(table.rows.size()), formatMillisUtc(past.answer->submitted),
                              past.answer->worker.name, fmt::format("{:.1f}", past.answer->activeSeconds),
                              std::string(standingName(past.standing)), past.answer->name});
    std::string text = textOf(table).substr(1);
    text.pop_back(); // say() ends the line.
    say(text);
}

/// How many parts of each number a map has.
std::map<Label, std::int64_t> partCounts(const LabelMask& map)
{
    std::map<Label, std::int64_t> counts;
    for (const Component& part : changedParts(map))
        ++counts[part.label];
    return counts;
}

struct MaskComparison {
    Difference difference;
    std::map<Label, std::int64_t> parts; ///< By the change's number in a changeMap().
    const std::vector<std::string>& names;

    std::int64_t partsOf(std::size_t place) const
    {
        const auto found = parts.find(static_cast<Label>(std::min(place, kMostMappedChanges) + 1));
        return place < kMostMappedChanges && found != parts.end() ? found->second : 0;
    }
};

Json comparisonJson(const MaskComparison& compared)
{
    const Difference& difference = compared.difference;
    const auto figure = [](std::optional<double> number) { return number ? Json(*number) : Json(); };
    Json json{{"pixels", difference.pixels.total()},
              {"changed", difference.changed()},
              {"mean-iou", figure(meanIou(difference.pixels))},
              {"changes", Json::array()},
              {"labels", Json::array()}};
    for (std::size_t place = 0; place < difference.changes.size(); ++place) {
        const Change& change = difference.changes[place];
        json["changes"].push_back({{"from", compared.names[change.from]},
                                   {"to", compared.names[change.to]},
                                   {"pixels", change.pixels},
                                   {"parts", compared.partsOf(place)}});
    }
    for (const LabelDifference& label : difference.labels)
        json["labels"].push_back({{"label", compared.names[label.label]},
                                  {"before", label.before},
                                  {"after", label.after},
                                  {"changed", label.changed},
                                  {"iou", figure(label.iou)},
                                  {"boundary-f-2px", figure(label.fine.f())},
                                  {"boundary-f-diagonal", figure(label.coarse.f())}});
    return json;
}

std::string comparisonText(const MaskComparison& compared)
{
    const Difference& difference = compared.difference;
    std::string text = fmt::format("{} of {} pixels changed; mean IoU {} %\n", difference.changed(),
                                   difference.pixels.total(), percent(meanIou(difference.pixels)));
    Table changes{"Changes", {{"From", "To", "Pixels", "Parts"}}};
    for (std::size_t place = 0; place < difference.changes.size(); ++place) {
        const Change& change = difference.changes[place];
        changes.rows.push_back({compared.names[change.from], compared.names[change.to], std::to_string(change.pixels),
                                std::to_string(compared.partsOf(place))});
    }
    Table labels{
        "Labels",
        {{"Label", "Before", "After", "Changed", "IoU %", "Boundary F % at 2 px", "at 0.75 % of the diagonal"}}};
    for (const LabelDifference& label : difference.labels)
        labels.rows.push_back({compared.names[label.label], std::to_string(label.before), std::to_string(label.after),
                               std::to_string(label.changed), percent(label.iou), percent(label.fine.f()),
                               percent(label.coarse.f())});
    if (!difference.changes.empty())
        text += textOf(changes);
    return text + textOf(labels);
}

Status sayMasks(const Rating& before, const Rating& after, const std::vector<std::string>& names, Json head,
                bool isJson)
{
    const auto& first = std::get<LabelMask>(before);
    const auto& second = std::get<LabelMask>(after);
    Result<Difference> difference = differenceOf(first, second, names.size());
    if (!difference)
        return difference.error();
    std::map<Label, std::int64_t> parts = partCounts(changeMap(first, second, difference->changes));
    const MaskComparison compared{*std::move(difference), std::move(parts), names};
    if (isJson) {
        head.update(comparisonJson(compared));
        say(writeJson(head));
    } else {
        std::string text = comparisonText(compared);
        text.pop_back();
        say(text);
    }
    return ok();
}

void sayChoices(const Rating& before, const Rating& after, const std::vector<std::string>& names, Json head,
                bool isJson)
{
    const std::vector<std::string> first = namesOf(std::get<std::vector<Label>>(before), names);
    const std::vector<std::string> second = namesOf(std::get<std::vector<Label>>(after), names);
    if (isJson) {
        head["before"] = first;
        head["after"] = second;
        say(writeJson(head));
    } else {
        say(fmt::format("Before: {}\nAfter: {}", listed(first), listed(second)));
    }
}

Status compare(const Job& job, const DifferenceOptions& options, const std::vector<PastAnswer>& history)
{
    const Result<PastAnswer> from = findAnswer(history, options.from);
    const Result<PastAnswer> to = findAnswer(history, options.to);
    if (!from || !to)
        return from ? to.error() : from.error();
    LabelNumbers numbers;
    if (Status added = numbers.add(job.spec().labels); !added)
        return added;
    const Result<Rating> before = ratingOf(job, *from->answer, numbers);
    const Result<Rating> after = ratingOf(job, *to->answer, numbers);
    if (!before || !after)
        return before ? after.error() : before.error();
    const Json head{{"object", options.object}, {"from", answerJson(job, *from)}, {"to", answerJson(job, *to)}};
    if (!isClassification(job.spec().taskType))
        return sayMasks(*before, *after, numbers.names(), head, options.json);
    sayChoices(*before, *after, numbers.names(), head, options.json);
    return ok();
}

int run(const DifferenceOptions& options)
{
    const Result<Job> job = Job::open(options.job);
    if (!job)
        return fail(job.error());
    if (const Result<std::string> line = job->objectLine(options.object); !line)
        return fail(line.error());
    if (const std::optional<Error> mismatch = job->sourceMismatch(options.object))
        return fail(*mismatch);
    const std::vector<PastAnswer> history = answerHistory(*job, options.object);
    if (!options.from.empty()) {
        const Status compared = compare(*job, options, history);
        return compared ? 0 : fail(compared.error().at(options.job));
    }
    if (history.empty() && !options.json)
        return fail(
            {ErrorCode::InvalidArgument, fmt::format("object {} has no answers yet", options.object), options.job});
    sayHistory(*job, options, history);
    return 0;
}

} // namespace

SubcommandAction declareDifference(CLI::App& command)
{
    auto options = std::make_shared<DifferenceOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_option("--object", options->object, "Line of the manifest, from 0; alone it lists the answers")
        ->required()
        ->check(faultOfObjectNumber);
    auto* from = command.add_option("--from", options->from, "The answer before: its number in the list, or its name");
    auto* to = command.add_option("--to", options->to, "The answer after");
    from->needs(to);
    to->needs(from);
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
