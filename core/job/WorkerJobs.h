// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/TaskType.h"
#include "core/groundtruth/WorkerTemplate.h"
#include "core/job/JobState.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace labelwright {

/// A job as one of its workers sees it.
struct WorkerJob {
    std::filesystem::path folder;
    std::string name;
    TaskType taskType{};
    TaskSettings task;                        ///< Of today.
    std::vector<PrefixMapping> inputPrefixes; ///< For the pictures of the instructions.
    JobStatus status = JobStatus::InProgress;
    LabelCounters counters;
    std::int64_t objects = 0;
    std::int64_t tasksLeft = 0; ///< TaskQueue::waitingCount()
    std::int64_t answered = 0;  ///< By this worker.
    std::int64_t declined = 0;  ///< By this worker, and not answered since.
};

struct WorkerJobs {
    std::vector<WorkerJob> jobs; ///< By name: those of the workspace whose team the worker belongs to.
    std::vector<Error> problems; ///< Jobs that can't be opened.
};

/// A workspace that is not there has no jobs. Thread: any. Cost: opens every job in the workspace.
/// Errors: Unreadable, ReadOnly for the workspace.
Result<WorkerJobs> jobsOfWorker(const std::filesystem::path& workspace, const Worker& worker);

} // namespace labelwright
