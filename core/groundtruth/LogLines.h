// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"
#include "core/groundtruth/WorkerResponse.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace labelwright {

// The lines of Ground Truth's logs. Source: GROUND-TRUTH.md section 8.

/// How far a job is, as a line of /aws/sagemaker/LabelingJobs says it.
struct LabelingProgress {
    std::int64_t objects = 0;
    std::int64_t labeled = 0;
    std::int64_t failed = 0;
    friend bool operator==(const LabelingProgress&, const LabelingProgress&) = default;
};

/// "Labeling job progress for batch number:1 | #Total data set objects:8 | …"
std::string progressLine(const LabelingProgress& progress);

/// What a worker did with a task, as /aws/sagemaker/groundtruth/WorkerActivity records it.
struct WorkerActivity {
    enum class Kind : std::uint8_t { Accepted, Submitted, Returned, Declined };
    Kind kind{};
    WorkerIdentity worker;
    Time accepted{};
    Time time{}; ///< Of what happened; the same as `accepted` for Accepted.
    std::string jobName;
    std::string teamName;
};

/// "TasksSubmitted"
std::string_view activityName(WorkerActivity::Kind kind);

/// One JSON object on one line, with the keys in the order of the documentation's example.
std::string writeWorkerActivity(const WorkerActivity& activity);

} // namespace labelwright
