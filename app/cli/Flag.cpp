// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"
#include "app/cli/ObjectOption.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/job/Job.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>
#include <optional>

namespace labelwright {
namespace {

struct FlagOptions {
    std::filesystem::path job;
    ObjectId object = 0;
    std::string note;
    bool clears = false;
    std::string author;
    bool json = false;
};

int run(const FlagOptions& options)
{
    Result<AuthoredJob> opened = openAuthoredJob(options.job, options.author);
    if (!opened)
        return fail(opened.error());
    auto& [job, author] = *opened;
    const Result<ObjectFlag> flag =
        flagObject(job, options.object, author, options.clears ? std::nullopt : std::optional(options.note));
    if (!flag)
        return fail(flag.error());
    if (options.json)
        say(writeJson(
            {{"object", flag->object}, {"flagged", !options.clears}, {"event", flag->name}, {"note", flag->note}}));
    else
        say(fmt::format("Object {} ({}) {} by {}{}", flag->object, flag->sourceRef,
                        options.clears ? "is no longer flagged; decided" : "is flagged", author.name,
                        flag->note.empty() ? "" : ": " + flag->note));
    return 0;
}

} // namespace

SubcommandAction declareFlag(CLI::App& command)
{
    auto options = std::make_shared<FlagOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_option("--object", options->object, "Line of the manifest, from 0")
        ->required()
        ->check(faultOfObjectNumber);
    auto* note = command.add_option("--note", options->note, "What to look at, in one line");
    command.add_flag("--clear", options->clears, "Take the flag away")->excludes(note);
    addAuthorOption(command, options->author);
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
