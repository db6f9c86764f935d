// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/job/JobList.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace labelwright {
namespace {

struct JobsOptions {
    std::filesystem::path folder{"."};
    bool json = false;
};

/// Empty where it is not known.
std::string_view taskOf(const JobSummary& job)
{
    return job.taskType ? infoOf(*job.taskType).id : std::string_view();
}

Json jobJson(const JobSummary& job)
{
    Json json{{"job", job.name},         {"folder", job.folder.string()}, {"status", statusName(job.status)},
              {"task", taskOf(job)},     {"objects", job.total},          {"labeled", job.counters.totalLabeled},
              {"created", Json(nullptr)}};
    if (job.created)
        json["created"] = formatMillisUtc(*job.created);
    if (!job.copyFor.empty())
        json["copy-for"] = job.copyFor;
    if (job.failure)
        json["failure"] = sentence(*job.failure);
    return json;
}

std::string nameOf(const JobSummary& job)
{
    return job.copyFor.empty() ? job.name : fmt::format("{} (copy for {})", job.name, job.copyFor);
}

Json listJson(const std::vector<JobSummary>& jobs)
{
    Json list = Json::array();
    for (const JobSummary& job : jobs)
        list.push_back(jobJson(job));
    return {{"jobs", std::move(list)}};
}

/// In columns, the reason of a failure instead of the figures.
void sayList(const std::vector<JobSummary>& jobs)
{
    std::size_t nameWidth = 0;
    for (const JobSummary& job : jobs)
        nameWidth = std::max(nameWidth, nameOf(job).size());
    for (const JobSummary& job : jobs) {
        const std::string rest = job.failure
                                     ? sentence(*job.failure)
                                     : fmt::format("{} of {} objects labeled, {}, made {}", job.counters.totalLabeled,
                                                   job.total, taskOf(job), formatMillisUtc(*job.created).substr(0, 10));
        say(fmt::format("{:<{}}  {:<10}  {}", nameOf(job), nameWidth, statusName(job.status), rest));
    }
}

int run(const JobsOptions& options)
{
    std::error_code failure;
    if (!std::filesystem::is_directory(options.folder, failure))
        return fail({ErrorCode::NotFound, "there is no such folder", options.folder});
    const JobList list = listJobs(std::filesystem::absolute(options.folder, failure).lexically_normal());
    if (list.failure)
        return fail(*list.failure);
    if (options.json)
        say(writeJson(listJson(list.jobs)));
    else
        sayList(list.jobs);
    return 0;
}

} // namespace

SubcommandAction declareJobs(CLI::App& command)
{
    auto options = std::make_shared<JobsOptions>();
    command.add_option("FOLDER", options->folder, "The folder that the jobs lie in; the current one if not given");
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
