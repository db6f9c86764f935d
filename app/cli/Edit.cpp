// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"
#include "app/cli/CommaList.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "app/cli/TaskOptions.h"
#include "core/job/JobChanges.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct EditOptions {
    std::filesystem::path job;
    std::optional<std::string> description;
    std::optional<std::string> timeLimit;
    std::filesystem::path instructions;
    std::optional<std::string> verdicts;
    std::string author;
};

int run(const EditOptions& options)
{
    JobEdit edit{.description = options.description};
    if (options.timeLimit) {
        const Result<std::chrono::seconds> limit = parseTimeLimit(*options.timeLimit);
        if (!limit)
            return wrongUsage(limit.error());
        edit.timeLimit = *limit;
    }
    if (options.verdicts)
        edit.verdicts = splitAtCommas(*options.verdicts);
    if (!options.instructions.empty()) {
        Result<Instructions> instructions = readInstructionsFile(options.instructions);
        if (!instructions)
            return fail(instructions.error());
        edit.instructions = *std::move(instructions);
    }
    Result<AuthoredJob> opened = openAuthoredJob(options.job, options.author);
    if (!opened)
        return fail(opened.error());
    auto& [job, author] = *opened;
    const Result<std::vector<JobEvent>> events = editJob(job, edit, author);
    if (!events)
        return fail(events.error());
    say(fmt::format("{}: {}", job.spec().name,
                    events->empty() ? "it is so already"
                                    : "edited; workers see it within seconds, files when they are derived again"));
    return 0;
}

} // namespace

SubcommandAction declareEdit(CLI::App& command)
{
    auto options = std::make_shared<EditOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    CLI::Option_group* parts = command.add_option_group("Parts", "At least one of");
    parts->add_option("--description", options->description,
                      "What a worker reads before taking a task; empty for the usual words");
    parts->add_option("--time-limit", options->timeLimit, "For one task: 30s to 8h");
    parts->add_option("--instructions", options->instructions, "HTML file that takes the place of all instructions");
    parts->add_option("--verdicts", options->verdicts,
                      "What a lead may decide, separated by commas: the first accepts, the others reject");
    parts->require_option(1, 0);
    addAuthorOption(command, options->author);
    return [options] { return run(*options); };
}

} // namespace labelwright
