// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"
#include "app/cli/LabelEdits.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "app/cli/Tables.h"
#include "core/base/Json.h"
#include "core/base/Text.h"
#include "core/dataset/LabelEffects.h"
#include "core/job/LabelChange.h"
#include "core/job/LabelsJson.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

namespace labelwright {
namespace {

struct LabelsOptions {
    std::filesystem::path job;
    LabelEdits edits;
    bool undo = false;
    bool dryRun = false;
    std::string author;
    bool json = false;
};

void list(const Job& job, bool asJson)
{
    const LabelSet& labels = job.spec().labels;
    if (asJson) {
        Json json = Json::object();
        writeLabels(json, labels);
        return say(writeJson(json));
    }
    for (std::size_t place = 1; place <= labels.size(); ++place) {
        const LabelClass& label = labels.at(static_cast<Label>(place));
        say(fmt::format("{:3}  {}  {}", place, hexColor(label.color), label.name));
    }
}

std::string becomesText(const LabelEffect& effect, const LabelSet& after)
{
    return effect.becomes == kUnlabelled ? "nothing, deleted" : after.at(effect.becomes).name;
}

Table tableOf(const LabelEffects& effects, const LabelSet& now, const LabelSet& after, bool isPainted)
{
    Table table{"Labels", {{"label", "becomes", "objects"}}};
    if (isPainted)
        table.rows.front().emplace_back("pixels");
    for (const LabelEffect& effect : effects.labels) {
        table.rows.push_back({now.at(effect.label).name, becomesText(effect, after), std::to_string(effect.objects)});
        if (isPainted)
            table.rows.back().push_back(std::to_string(effect.pixels));
    }
    return table;
}

std::string objectsText(std::int64_t count)
{
    return countText(count, "object");
}

std::string backText(const LabelEffects& effects, const LabelSet& after)
{
    std::vector<std::string> names;
    for (const Label label : effects.back)
        names.push_back(after.at(label).name);
    return fmt::format("{}", fmt::join(names, ", "));
}

void tell(const LabelEffects& effects, const LabelSet& now, const LabelSet& after, bool isPainted)
{
    std::string text = textOf(tableOf(effects, now, after, isPainted));
    say(text.substr(0, text.size() - 1));
    say("");
    if (!effects.back.empty())
        say(fmt::format("{}: answers that were given with what is back would have it again.",
                        backText(effects, after)));
    else if (effects.objects.empty())
        say("No object would get another label or lose one.");
    if (!effects.objects.empty())
        say(fmt::format("{} would get another label or lose one; {} would lose one.",
                        objectsText(static_cast<std::int64_t>(effects.objects.size())), objectsText(effects.losing())));
    if (effects.givenOutAgain() > 0)
        say(fmt::format("{} would be given out again, as nothing is left of what was chosen.",
                        objectsText(effects.givenOutAgain())));
    say("Nothing was changed.");
}

Json countsJson(const LabelCounts& counts, const LabelSet& now)
{
    Json json = Json::object();
    for (const LabelCount& count : counts)
        json[now.at(count.label).name] = count.pixels;
    return json;
}

Json effectsJson(const LabelEffects& effects, const LabelSet& now, const LabelSet& after, bool isPainted)
{
    Json labels = Json::array();
    for (const LabelEffect& effect : effects.labels) {
        labels.push_back({{"label", now.at(effect.label).name}, {"becomes", nullptr}, {"objects", effect.objects}});
        if (effect.becomes != kUnlabelled)
            labels.back()["becomes"] = after.at(effect.becomes).name;
        if (isPainted)
            labels.back()["pixels"] = effect.pixels;
    }
    Json objects = Json::array();
    for (const ObjectEffect& effect : effects.objects)
        objects.push_back({{"object", effect.object},
                           {"merged", countsJson(effect.merged, now)},
                           {"lost", countsJson(effect.lost, now)},
                           {"given-out-again", effect.losesAnswer}});
    Json back = Json::array();
    for (const Label label : effects.back)
        back.push_back(after.at(label).name);
    return {{"labels", std::move(labels)}, {"objects", std::move(objects)}, {"back", std::move(back)}};
}

int preview(const Job& job, const LabelSet& after, const LabelsOptions& options)
{
    const Result<JobCounts> counts = countJob(job);
    if (!counts)
        return fail(counts.error());
    const LabelSet& now = job.spec().labels;
    const bool isPainted = !isClassification(job.spec().taskType);
    const LabelEffects effects = effectsOf(now, after, counts->objects, job.spec().taskType);
    if (options.json) {
        Json json{{"change", labelChangeText(now, after)}, {"changed", false}};
        json.update(effectsJson(effects, now, after, isPainted));
        say(writeJson(json));
    } else {
        say(fmt::format("{}: {}", job.spec().name, labelChangeText(now, after)));
        tell(effects, now, after, isPainted);
    }
    return warnOfLeftOut(counts->problems);
}

int change(Job& job, const LabelSet& after, const Worker& author, const LabelsOptions& options)
{
    const std::string text = labelChangeText(job.spec().labels, after);
    const Result<JobEvent> changed = changeLabels(job, after, author);
    if (!changed)
        return fail(changed.error());
    if (options.json) {
        Json json{{"change", text}, {"changed", true}, {"event", changed->name}};
        writeLabels(json, after);
        say(writeJson(json));
    } else {
        say(fmt::format("{}: {}. Answers stay as they are{}.", job.spec().name, text,
                        options.undo ? "" : "; --undo takes it back"));
    }
    return 0;
}

int run(const LabelsOptions& options)
{
    Result<AuthoredJob> opened = openAuthoredJob(options.job, options.author);
    if (!opened)
        return fail(opened.error());
    auto& [job, author] = *opened;
    if (options.edits.isEmpty() && !options.undo) {
        list(job, options.json);
        return 0;
    }
    std::optional<LabelSet> after;
    if (options.undo) {
        after = labelsBeforeChange(job.firstLabels(), job.events().jobEvents());
        if (!after)
            return fail({ErrorCode::InvalidArgument, "the labels were never changed, or all of it was taken back",
                         job.folder()});
    } else {
        Result<LabelSet> edited = editedBy(options.edits, job.spec().labels);
        if (!edited)
            return wrongUsage(edited.error().at(job.folder()));
        after = *std::move(edited);
    }
    if (const Status allowed = checkLabelChange(job, *after, author); !allowed)
        return fail(allowed.error());
    return options.dryRun ? preview(job, *after, options) : change(job, *after, author, options);
}

} // namespace

SubcommandAction declareLabels(CLI::App& command)
{
    auto options = std::make_shared<LabelsOptions>();
    LabelEdits& edits = options->edits;
    command.add_option("JOB", options->job, "Job folder; alone its labels are listed")->required();
    std::vector<CLI::Option*> parts;
    const auto add = [&](const char* name, std::vector<std::string>& words, const char* about) {
        parts.push_back(command.add_option(name, words, about)->expected(1)->take_all());
    };
    add("--rename", edits.renames, "OLD=NEW; this and all below but --order may be given several times, for one step");
    add("--merge", edits.merges, "VEHICLE=CAR+BUS: these become one; where there is no VEHICLE, CAR goes on as that");
    add("--delete", edits.deletes, "NAME: what has it becomes unlabeled");
    add("--add", edits.adds, "NAME or NAME=#rrggbb");
    add("--color", edits.colors, "NAME=#rrggbb");
    parts.push_back(
        command.add_option("--order", edits.order, "Names in order, separated by commas; the others come behind them"));
    auto* undo = command.add_flag("--undo", options->undo, "Take the last change back; once more, the one before");
    for (CLI::Option* part : parts)
        undo->excludes(part);
    command.add_flag("--dry-run", options->dryRun,
                     "Tell what it would do to every label and object, and change nothing");
    addAuthorOption(command, options->author);
    command.add_flag("--json", options->json, "One JSON object on one line");
    command.footer("All that is given is one step, applied in this order: rename, merge, delete, add, color, order. "
                   "Renames go by today's names, what comes after by the names that labels have by then: --merge "
                   "vehicle=car+bus --color vehicle=#2ca02c. --undo takes back all of it.");
    return [options] { return run(*options); };
}

} // namespace labelwright
