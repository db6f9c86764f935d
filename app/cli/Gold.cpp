// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/job/GoldObjects.h"
#include "core/job/JobChanges.h"
#include "core/job/JobState.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct GoldOptions {
    std::filesystem::path job;
    std::string objects;
    bool clears = false;
    double percent = 5;
    std::uint64_t seed = 1;
    std::string author;
};

/// How many each worker is given.
void tell(const Job& job)
{
    const GoldChange* gold = currentGold(job.events().jobEvents());
    if (!gold || gold->objects.empty()) {
        say(fmt::format("{}: no gold objects", job.spec().name));
        return;
    }
    say(fmt::format("{}: gold objects {}, {:g} % of the job for each worker, seed {}", job.spec().name,
                    formatObjectRanges(gold->objects), 100 * gold->share, gold->seed));
    for (const TeamMember& member : currentTeam(job).members)
        say(fmt::format("{}: {}", member.worker.name, goldObjectsOf(job.spec(), job.events(), member.worker).size()));
}

int run(const GoldOptions& options)
{
    Result<AuthoredJob> opened = openAuthoredJob(options.job, options.author);
    if (!opened)
        return fail(opened.error());
    auto& [job, author] = *opened;
    if (options.objects.empty() && !options.clears) {
        tell(job);
        return 0;
    }
    std::vector<ObjectRange> objects;
    if (!options.clears) {
        Result<std::vector<ObjectRange>> parsed = parseObjectRanges(options.objects);
        if (!parsed)
            return wrongUsage(parsed.error());
        objects = *std::move(parsed);
    }
    const Result<JobEvent> chosen =
        chooseGoldObjects(job, objects, options.clears ? 0 : options.percent / 100, options.seed, author);
    if (!chosen)
        return fail(chosen.error());
    tell(job);
    return 0;
}

} // namespace

SubcommandAction declareGold(CLI::App& command)
{
    auto options = std::make_shared<GoldOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    auto* objects =
        command.add_option("--objects", options->objects,
                           "Labeled objects whose labels are known to be right: 0-9,12; without it they are listed");
    command.add_flag("--clear", options->clears, "No gold objects any more")->excludes(objects);
    command.add_option("--share", options->percent, "Percent of the job's objects that each worker gets of them")
        ->needs(objects)
        ->check(CLI::Range(0.0, 100.0))
        ->capture_default_str();
    command.add_option("--seed", options->seed, "Another seed draws others")->needs(objects)->capture_default_str();
    addAuthorOption(command, options->author);
    return [options] { return run(*options); };
}

} // namespace labelwright
