// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/groundtruth/TaskType.h"
#include "core/job/JobState.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace labelwright {

/// What a list of jobs shows of one.
struct JobSummary {
    std::filesystem::path folder; ///< As it was asked for.
    std::string name;             ///< The folder's name where job.json can't be read.
    std::string copyFor{};        ///< JobSpec::copyFor
    JobStatus status = JobStatus::InProgress;
    std::optional<TaskType> taskType{}; ///< As the next two, unset where job.json can't be read.
    std::optional<Time> created{};      ///< When the job was made.
    std::int64_t total = 0;             ///< Objects.
    LabelCounters counters{};
    std::optional<Error> failure{}; ///< Why it can't be opened, as Job::open() would say; it is Failed then as well.
};

/// Looks at the job without opening it. cache/job.summary keeps what the disk said the last time, and spares reading
/// job.json, manifest and events while they have not been touched; it may be deleted.
/// Thread: any. Cost: a stat() for each object with events; once the same as Job::open().
JobSummary summarizeJob(const std::filesystem::path& folder);

} // namespace labelwright
