// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ConflictFormats.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/job/MergeJob.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct MergeOptions {
    std::filesystem::path job;
    std::vector<std::filesystem::path> copies;
    bool isDryRun = false;
    bool json = false;
};

std::string countText(std::int64_t count, std::string_view thing)
{
    return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

std::string countsText(const ArrivalCounts& counts)
{
    std::vector<std::string> parts;
    for (const auto& [count, thing] : {std::pair(counts.answers, "answer"), std::pair(counts.decisions, "decision"),
                                       std::pair(counts.others, "other event")}) {
        if (count > 0)
            parts.push_back(countText(count, thing));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

void sayPlan(const MergePlan& plan, bool isDryRun)
{
    for (const CopyArrivals& copy : plan.copies) {
        if (copy.byWorker.empty())
            say(fmt::format("{}: nothing new", copy.folder.string()));
        for (const auto& [worker, counts] : copy.byWorker)
            say(fmt::format("{}: {}: {}", copy.folder.string(), worker, countsText(counts)));
    }
    if (plan.growth)
        say(fmt::format("{}: {} of the manifest", plan.growth->manifest.string(),
                        countText(plan.growth->lines, "further line")));
    say(fmt::format("{} {}", countText(static_cast<std::int64_t>(plan.events.size()), "event"),
                    isDryRun ? "would come in" : "came in"));
    if (plan.conflicts.empty())
        return;
    const std::string text = conflictsText(plan.conflicts);
    say(fmt::format("In conflict; a star stands at what counts until it is settled by labelwright settle:\n{}",
                    text.substr(0, text.size() - 1)));
}

Json sentences(const std::vector<Error>& errors)
{
    Json array = Json::array();
    for (const Error& error : errors)
        array.push_back(sentence(error));
    return array;
}

void sayJson(const MergePlan& plan)
{
    Json copies = Json::array();
    for (const CopyArrivals& copy : plan.copies) {
        Json workers = Json::array();
        for (const auto& [worker, counts] : copy.byWorker)
            workers.push_back({{"worker", worker},
                               {"answers", counts.answers},
                               {"decisions", counts.decisions},
                               {"others", counts.others}});
        copies.push_back({{"folder", copy.folder.string()}, {"objects", copy.objects}, {"workers", workers}});
    }
    say(writeJson({{"copies", copies},
                   {"events", plan.events.size()},
                   {"manifest-lines", plan.growth ? plan.growth->lines : 0},
                   {"conflicts", *parseJson(conflictsJson(plan.conflicts))},
                   {"not-yet-synced", sentences(plan.notYetSynced)},
                   {"damaged", sentences(plan.damaged)},
                   {"foreign", sentences(plan.foreign)}}));
}

int run(const MergeOptions& options)
{
    const Result<MergePlan> plan = planMerge(options.job, options.copies);
    if (!plan)
        return fail(plan.error());
    if (Status merged = options.isDryRun ? ok() : mergeCopies(*plan); !merged)
        return fail(merged.error());
    options.json ? sayJson(*plan) : sayPlan(*plan, options.isDryRun);
    for (const std::vector<Error>* errors : {&plan->notYetSynced, &plan->damaged, &plan->foreign})
        for (const Error& error : *errors)
            warn(error);
    return plan->damaged.empty() ? 0 : kFailed;
}

} // namespace

SubcommandAction declareMerge(CLI::App& command)
{
    auto options = std::make_shared<MergeOptions>();
    command.add_option("JOB", options->job, "Job folder that takes in what the copies have")->required();
    command
        .add_option("COPY", options->copies,
                    "Folders of copies of the job, or one with several; made by split or by copying the folder")
        ->required();
    command.add_flag("--dry-run", options->isDryRun, "Tell what would come in, and write nothing");
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
