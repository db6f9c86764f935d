// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/job/JobChanges.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct StopOptions {
    std::filesystem::path job;
    std::string author;
};

using Change = Result<JobEvent> (*)(Job&, const Worker&);

int run(const StopOptions& options, Change change, std::string_view done)
{
    Result<AuthoredJob> opened = openAuthoredJob(options.job, options.author);
    if (!opened)
        return fail(opened.error());
    auto& [job, author] = *opened;
    if (const Result<JobEvent> changed = change(job, author); !changed)
        return fail(changed.error());
    say(fmt::format("{}: {}", job.spec().name, done));
    return 0;
}

SubcommandAction declare(CLI::App& command, Change change, std::string_view done)
{
    auto options = std::make_shared<StopOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    addAuthorOption(command, options->author);
    return [options, change, done] { return run(*options, change, done); };
}

} // namespace

SubcommandAction declareStop(CLI::App& command)
{
    return declare(command, stopJob, "stopped; nobody gets a task until it is resumed");
}

SubcommandAction declareResume(CLI::App& command)
{
    return declare(command, resumeJob, "work goes on");
}

} // namespace labelwright
