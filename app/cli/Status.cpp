// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/job/Job.h"
#include "core/job/TaskQueue.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct StatusOptions {
    std::filesystem::path job;
    std::string worker;
    bool json = false;
};

Json statusJson(const Job& job, const Worker& worker, const TaskCounts& counts)
{
    Json status;
    status["job"] = job.spec().name;
    status["folder"] = job.folder().string();
    status["task"] = job.spec().taskType;
    status["attribute"] = job.spec().attribute;
    status["objects"] = job.objectCount();
    status["labelled"] = counts.labelled;
    status["worker"] = {{"name", worker.name},
                        {"id", worker.id},
                        {"unlabelled", counts.unlabelled},
                        {"drafts", counts.drafts},
                        {"answered", counts.answered}};
    status["problems"] = Json::array();
    for (const EventProblem& problem : job.problems())
        status["problems"].push_back(sentence(problem.error));
    return status;
}

void sayStatus(const Job& job, const Worker& worker, const TaskCounts& counts)
{
    say(fmt::format("{}: {} of {} objects labelled", job.spec().name, counts.labelled, job.objectCount()));
    say(fmt::format("{}: {} wait, {} with a draft, {} answered", worker.name, counts.unlabelled, counts.drafts,
                    counts.answered));
    for (const EventProblem& problem : job.problems())
        warn(problem.error);
}

int run(const StatusOptions& options)
{
    const Result<Job> job = Job::open(options.job);
    if (!job)
        return fail(job.error());
    const std::vector<Worker>& team = job->spec().team;
    const Result<Worker> worker =
        options.worker.empty() ? Result<Worker>(team.front()) : findWorker(team, options.worker);
    if (!worker)
        return fail(worker.error());
    const Result<TaskQueue> queue = TaskQueue::create(*job, *worker);
    if (!queue)
        return fail(queue.error());
    if (options.json)
        say(writeJson(statusJson(*job, *worker, queue->counts())));
    else
        sayStatus(*job, *worker, queue->counts());
    return 0;
}

} // namespace

SubcommandAction declareStatus(CLI::App& command)
{
    auto options = std::make_shared<StatusOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_option("--worker", options->worker, "Whose queue to count; the first of the team if not given");
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
