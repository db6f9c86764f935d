// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"
#include "app/cli/CommaList.h"
#include "app/cli/ObjectOption.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/job/JobState.h"
#include "core/job/Verdict.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct VerifyOptions {
    std::filesystem::path job;
    ObjectId object = 0;
    std::string verdict;
    std::string comment;
    std::string returnTo;
    std::string author;
    bool json = false;
};

Result<std::vector<std::string>> idsOf(const Job& job, const std::string& names)
{
    std::vector<std::string> ids;
    for (const std::string& name : names.empty() ? std::vector<std::string>() : splitAtCommas(names)) {
        const Result<Worker> worker = findMember(job, name);
        if (!worker)
            return worker.error();
        ids.push_back(worker->id);
    }
    return ids;
}

std::string resultText(const Verdict& verdict, const Worker& author)
{
    const std::string said = verdict.comment.empty() ? "" : ": " + verdict.comment;
    const std::string back = verdict.returnedTo.empty()
                                 ? ""
                                 : fmt::format("; it goes back to {} worker{}", verdict.returnedTo.size(),
                                               verdict.returnedTo.size() == 1 ? "" : "s");
    return fmt::format("Object {} ({}) is {} by {}, \"{}\"{}{}", verdict.object, verdict.sourceRef,
                       verdictName(verdict.kind), author.name, verdict.category, said, back);
}

int run(const VerifyOptions& options)
{
    Result<AuthoredJob> opened = openAuthoredJob(options.job, options.author);
    if (!opened)
        return fail(opened.error());
    auto& [job, author] = *opened;
    Result<std::vector<std::string>> workers = idsOf(job, options.returnTo);
    if (!workers)
        return fail(workers.error());
    const Time present = now();
    const Result<Verdict> verdict = decide(job, {.object = options.object,
                                                 .worker = author,
                                                 .category = options.verdict,
                                                 .comment = options.comment,
                                                 .returnedTo = *std::move(workers),
                                                 .accepted = present,
                                                 .time = present});
    if (!verdict)
        return fail(verdict.error());
    if (options.json)
        say(writeJson({{"object", verdict->object},
                       {"verdict", verdict->category},
                       {"decision", verdictName(verdict->kind)},
                       {"returned-to", verdict->returnedTo},
                       {"event", verdict->name}}));
    else
        say(resultText(*verdict, author));
    return 0;
}

} // namespace

SubcommandAction declareVerify(CLI::App& command)
{
    auto options = std::make_shared<VerifyOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_option("--object", options->object, "Line of the manifest, from 0")
        ->required()
        ->check(faultOfObjectNumber);
    command
        .add_option("--verdict", options->verdict, "One of the job's verdicts: the first accepts, the others reject")
        ->required();
    command.add_option("--comment", options->comment, "What the workers and the manifest's readers should know");
    command.add_option("--return-to", options->returnTo,
                       "Who gets a rejected object back, separated by commas; all who answered it if not given");
    addAuthorOption(command, options->author);
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
