// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/job/JobChanges.h"
#include "core/job/JobState.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct AssignOptions {
    std::filesystem::path job;
    std::string objects;
    std::vector<std::string> workers;
    bool toEveryone = false;
    std::string author;
    bool json = false;
};

Result<std::vector<Worker>> workersNamed(const Job& job, const std::vector<std::string>& texts)
{
    std::vector<Worker> workers;
    for (const std::string& text : texts) {
        Result<Worker> worker = findMember(job, text);
        if (!worker)
            return worker.error();
        workers.push_back(*std::move(worker));
    }
    return workers;
}

void sayAssigned(const std::vector<ObjectRange>& objects, const std::vector<Worker>& workers, bool isJson)
{
    if (isJson) {
        Json ids = Json::array();
        for (const Worker& worker : workers)
            ids.push_back(worker.id);
        say(writeJson({{"objects", formatObjectRanges(objects)}, {"count", objectCountOf(objects)}, {"workers", ids}}));
        return;
    }
    std::string names;
    for (const Worker& worker : workers)
        names += (names.empty() ? "" : ", ") + worker.name;
    say(fmt::format("Objects {} ({}) are for {}", formatObjectRanges(objects), objectCountOf(objects),
                    names.empty() ? "the whole team" : names));
}

int run(const AssignOptions& options)
{
    if (options.workers.empty() && !options.toEveryone)
        return wrongUsage({ErrorCode::InvalidArgument, "name workers with --worker, or give --everyone"});
    const Result<std::vector<ObjectRange>> objects = parseObjectRanges(options.objects);
    if (!objects)
        return wrongUsage(objects.error());
    Result<Job> job = Job::open(options.job);
    if (!job)
        return fail(job.error());
    const Result<std::vector<Worker>> workers = workersNamed(*job, options.workers);
    if (!workers)
        return fail(workers.error());
    const Result<Worker> author = authorOf(*job, options.author);
    if (!author)
        return fail(author.error());
    if (const Result<JobEvent> assigned = assignObjects(*job, *objects, *workers, *author); !assigned)
        return fail(assigned.error());
    sayAssigned(*objects, *workers, options.json);
    return 0;
}

} // namespace

SubcommandAction declareAssign(CLI::App& command)
{
    auto options = std::make_shared<AssignOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_option("--objects", options->objects, "Lines of the manifest, from 0, as in 0-99,120")->required();
    auto* workers =
        command.add_option("--worker", options->workers,
                           "For whom they are kept: name, e-mail or id; as often as an object needs workers");
    command.add_flag("--everyone", options->toEveryone, "Give them back to the whole team")->excludes(workers);
    addAuthorOption(command, options->author);
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
