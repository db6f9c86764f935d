// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"
#include "app/cli/Report.h"
#include "app/cli/StateJson.h"
#include "app/cli/Subcommand.h"
#include "core/base/Text.h"
#include "core/job/Derive.h"
#include "core/job/JobChanges.h"
#include "core/job/JobState.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace labelwright {
namespace {

struct CompleteOptions {
    std::filesystem::path job;
    std::string author;
    bool allowUnlabelled = false;
    bool json = false;
};

Status complete(Job& job, const CompleteOptions& options)
{
    const std::int64_t left = jobState(job).counters.unlabeled;
    if (left > 0 && !options.allowUnlabelled)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("{} not labeled; --unlabeled completes the job all the same",
                                 left == 1 ? "1 object is" : fmt::format("{} objects are", left)),
                     job.folder()};
    const Result<Worker> author = authorOf(job, options.author);
    if (!author)
        return author.error();
    const Result<JobEvent> completed = completeJob(job, *author);
    return completed ? ok() : Status(completed.error());
}

int run(const CompleteOptions& options)
{
    Result<Job> job = Job::open(options.job);
    if (!job)
        return fail(job.error());
    if (Status completed = complete(*job, options); !completed)
        return fail(completed.error());
    // Completed it is, even where the output can't be written: that can be derived at any time.
    const Result<DeriveReport> report = derive(*job);
    if (!report)
        return fail(report.error());
    const int leftAlone = warnOfLeftOut(report->leftAlone);
    const int exitCode = std::max(leftAlone, warnOfLeftOut(report->leftOut));
    const JobState state = jobState(*job);
    if (options.json) {
        say(stateJson(*job, state));
        return exitCode;
    }
    const std::string left =
        state.counters.unlabeled == 0 ? "" : fmt::format(", stopped with {} unlabeled", state.counters.unlabeled);
    say(fmt::format("{}: {}{}; {} labeled, {} failed; {}", job->spec().name, statusName(state.status), left,
                    countText(state.counters.totalLabeled, "object"), state.counters.failedNonRetryableError,
                    stageFolder(*job).string()));
    return exitCode;
}

} // namespace

SubcommandAction declareComplete(CLI::App& command)
{
    auto options = std::make_shared<CompleteOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_flag("--unlabeled", options->allowUnlabelled, "Also while objects are not labeled");
    addAuthorOption(command, options->author);
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
