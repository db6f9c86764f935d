// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"
#include "app/cli/ConflictFormats.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/job/SettleConflict.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace labelwright {
namespace {

struct SettleOptions {
    std::filesystem::path job;
    std::vector<std::string> keep;
    std::string author;
    bool json = false;
};

/// Errors before anything is written: of two choices of one conflict none can be meant.
Status checkChoices(const std::vector<Conflict>& conflicts, const std::vector<std::string>& keep)
{
    std::vector<const Conflict*> named;
    for (const std::string& event : keep) {
        const Result<const Conflict*> conflict = conflictWith(conflicts, event);
        if (!conflict)
            return conflict.error();
        if (std::find(named.begin(), named.end(), *conflict) != named.end())
            return Error{ErrorCode::InvalidArgument,
                         fmt::format("two choices are named for one conflict: {}", subjectOf(**conflict))};
        named.push_back(*conflict);
    }
    return ok();
}

int run(const SettleOptions& options)
{
    Result<AuthoredJob> opened = openAuthoredJob(options.job, options.author);
    if (!opened)
        return fail(opened.error());
    auto& [job, author] = *opened;
    const std::vector<Conflict> conflicts = conflictsOf(job.spec(), job.events());
    if (Status checked = checkChoices(conflicts, options.keep); !checked)
        return fail(checked.error().at(job.folder()));
    for (const std::string& event : options.keep) {
        const Conflict& conflict = **conflictWith(conflicts, event);
        if (const Result<std::string> settled = settleConflict(job, conflict, event, author); !settled)
            return fail(settled.error());
    }
    const std::vector<Conflict> left = conflictsOf(job.spec(), job.events());
    if (options.json) {
        say(fmt::format(R"({{"settled":{},"conflicts":{}}})", options.keep.size(), conflictsJson(left)));
        return 0;
    }
    if (!options.keep.empty())
        say(fmt::format("{} settled by {}", options.keep.size(), author.name));
    const std::string text = left.empty() ? "Nothing is in conflict\n" : conflictsText(left);
    say(text.substr(0, text.size() - 1)); // say() ends the line.
    return 0;
}

} // namespace

SubcommandAction declareSettle(CLI::App& command)
{
    auto options = std::make_shared<SettleOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_option(
        "--keep", options->keep,
        "The choice that counts from now on, by its name in the list; several times for several "
        "conflicts. Without it, they are listed, and a star stands at the choice that counts until then");
    addAuthorOption(command, options->author);
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
