// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/MergeFormats.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/base/Text.h"
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

void sayPlan(const MergePlan& plan, bool isDryRun)
{
    for (const CopyArrivals& copy : plan.copies)
        sayArrivals(copy);
    if (plan.growth)
        say(fmt::format("{}: {} of the manifest", plan.growth->manifest.string(),
                        countText(plan.growth->lines, "further line")));
    say(fmt::format("{} {}", countText(static_cast<std::int64_t>(plan.events.size()), "event"),
                    isDryRun ? "would come in" : "came in"));
    sayConflicts(plan.conflicts);
}

void sayJson(const MergePlan& plan)
{
    Json json = *parseJson(mergeJson(plan));
    json["copies"] = Json::array();
    for (const CopyArrivals& copy : plan.copies)
        json["copies"].push_back(
            {{"folder", copy.folder.string()}, {"objects", copy.objects}, {"workers", *parseJson(workersJson(copy))}});
    say(writeJson(json));
}

int run(const MergeOptions& options)
{
    const Result<MergePlan> plan = planMerge(options.job, options.copies);
    if (!plan)
        return fail(plan.error());
    if (Status merged = options.isDryRun ? ok() : mergeCopies(*plan); !merged)
        return fail(merged.error());
    options.json ? sayJson(*plan) : sayPlan(*plan, options.isDryRun);
    return warnOfLeftOut(*plan);
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
