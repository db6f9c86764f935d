// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/WorkerJobs.h"

#include "core/base/AtomicFile.h"
#include "core/job/JobLayout.h"
#include "core/job/TaskQueue.h"

#include <algorithm>
#include <optional>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

std::int64_t declinedBy(const Worker& worker, const Job& job)
{
    return std::count_if(job.events().releases().begin(), job.events().releases().end(), [&](const auto& entry) {
        const std::vector<const TaskRelease*> declines = declinesOf(job.events(), entry.first);
        return entry.first < job.objectCount() &&
               std::any_of(declines.begin(), declines.end(),
                           [&worker](const TaskRelease* decline) { return decline->worker.id == worker.id; });
    });
}

/// nullopt for a job that is none of the worker's.
Result<std::optional<WorkerJob>> workerJob(const fs::path& folder, const Worker& worker)
{
    const Result<Job> job = Job::open(folder);
    if (!job)
        return job.error();
    const JobState state = jobState(*job);
    if (!memberOfTeam(state.team, worker))
        return std::optional<WorkerJob>();
    const Result<TaskQueue> queue = TaskQueue::create(*job, worker);
    if (!queue)
        return queue.error();
    const JobSpec& spec = job->spec();
    return std::optional(WorkerJob{folder, spec.name, spec.taskType, state.task, spec.inputPrefixes, state.status,
                                   state.counters, job->objectCount(), queue->waitingCount(), queue->counts().answered,
                                   declinedBy(worker, *job)});
}

} // namespace

Result<WorkerJobs> jobsOfWorker(const fs::path& workspace, const Worker& worker)
{
    WorkerJobs found;
    std::error_code failure;
    for (fs::directory_iterator entry(workspace, failure), end; !failure && entry != end; entry.increment(failure)) {
        std::error_code ignored;
        const bool isHidden = entry->path().filename().string().starts_with('.');
        if (isHidden || !fs::is_regular_file(jobFile(entry->path()), ignored))
            continue;
        Result<std::optional<WorkerJob>> job = workerJob(entry->path(), worker);
        if (!job)
            found.problems.push_back(job.error());
        else if (*job)
            found.jobs.push_back(**std::move(job));
    }
    if (failure && failure != std::errc::no_such_file_or_directory)
        return errorFromErrno(failure.value(), "reading", workspace);
    std::sort(found.jobs.begin(), found.jobs.end(), [](const WorkerJob& left, const WorkerJob& right) {
        return std::pair(left.name, left.folder) < std::pair(right.name, right.folder);
    });
    return found;
}

} // namespace labelwright
