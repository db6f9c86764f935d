// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobSummary.h"

#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace labelwright {

struct JobList {
    std::vector<JobSummary> jobs;   ///< The newest first; those whose time of creation is not known last.
    std::optional<Error> failure{}; ///< Why the workspace can't be listed; the jobs elsewhere are there all the same.
};

/// The jobs in `workspace`, which are its folders with a job.json, and those at `elsewhere`, each folder once whatever
/// names lead to it. A workspace that is not there has no jobs. Looks at several jobs at a time; stopped, it returns
/// what it has by then.
/// Thread: any. Cost: summarizeJob() for each; a thousand jobs that were listed before in less than 200 ms.
JobList listJobs(const std::filesystem::path& workspace, std::span<const std::filesystem::path> elsewhere = {},
                 const std::stop_token& stop = {});

} // namespace labelwright
