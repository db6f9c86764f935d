// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Derive.h"

#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/base/Text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace labelwright {
namespace {

struct DeriveCommandOptions {
    std::filesystem::path job;
    bool force = false;
    bool json = false;
};

Json sentences(const std::vector<Error>& errors)
{
    Json list = Json::array();
    for (const Error& error : errors)
        list.push_back(sentence(error));
    return list;
}

int run(const DeriveCommandOptions& options)
{
    const Result<Job> job = Job::open(options.job);
    if (!job)
        return fail(job.error());
    const Result<DeriveReport> report = derive(*job, {.force = options.force});
    if (!report)
        return fail(report.error());
    for (const EventProblem& problem : job->problems()) {
        if (problem.kind == EventProblem::Kind::Foreign)
            warn(problem.error);
    }
    const int leftAlone = warnOfLeftOut(report->leftAlone);
    const int exitCode = std::max(leftAlone, warnOfLeftOut(report->leftOut));
    if (options.json)
        say(writeJson({{"output", stageFolder(*job).string()},
                       {"objects", report->objects},
                       {"written", report->written},
                       {"unchanged", report->unchanged},
                       {"deleted", report->deleted},
                       {"left-alone", sentences(report->leftAlone)},
                       {"left-out", sentences(report->leftOut)}}));
    else
        say(fmt::format("{}: {}; {} written, {} as they were, {} deleted", stageFolder(*job).string(),
                        countText(report->objects, "object"), countText(report->written, "file"), report->unchanged,
                        report->deleted));
    return exitCode;
}

} // namespace

SubcommandAction declareDerive(CLI::App& command)
{
    auto options = std::make_shared<DeriveCommandOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_flag("--force", options->force,
                     "Also replace output files that were changed by hand or are frozen by completion");
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
