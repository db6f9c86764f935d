// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Job.h"
#include "core/job/JobState.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <optional>

namespace labelwright {

/// What a person decides about whether a job goes on.
enum class JobDecision : std::uint8_t { Stop, Resume, Complete };

/// Whether a job of this status can be resumed; any other can be stopped and completed, one that is stopped completed.
bool canResume(JobStatus status);
bool isFinished(JobStatus status);

/// Puts it down as `author`'s, or the job's decidingWorker()'s, and makes the final output of a job that it completes.
/// Returns what went wrong, full sentences; empty for nothing. Thread: any; waits for the disk.
QString decide(const std::filesystem::path& jobFolder, JobDecision decision, const std::optional<Worker>& author);

/// Derives the job's output. Returns what the user should know of it; empty when all of it is what the answers say.
QString deriveProblem(const Job& job);

} // namespace labelwright
