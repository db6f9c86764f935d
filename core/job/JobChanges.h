// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"
#include "core/job/JobEvent.h"
#include "core/job/NewJobCheck.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace labelwright {

// What a person decides about a job. Each writes one event, proven before it returns, and takes it up in job.events().
// Thread: the job's; they wait for the disk. Errors, all of them: those of writeFileVerified.

/// Whatever it is: the others ask first whether it makes sense.
Result<JobEvent> writeJobChange(Job& job, JobChange change, const Worker& author);

/// Errors: InvalidArgument when the job is stopped already or is finished.
Result<JobEvent> stopJob(Job& job, const Worker& author);

/// After a stop or a completion. Errors: InvalidArgument when the job is neither.
Result<JobEvent> resumeJob(Job& job, const Worker& author);

/// Notes how many objects are left unlabelled. Errors: InvalidArgument when the job is finished already.
Result<JobEvent> completeJob(Job& job, const Worker& author);

/// Also to one that can't finish the job, whose objects then wait. Errors: InvalidArgument for two members with the
/// same name or id.
Result<JobEvent> changeTeam(Job& job, Team team, const Worker& author);

/// Keeps the objects for these workers, or gives them back to the whole team when there are none.
/// Errors: InvalidArgument for objects that the job has not, a worker who is no member of today's team or inactive, and
/// for fewer workers than an object needs.
Result<JobEvent> assignObjects(Job& job, const std::vector<ObjectRange>& objects, const std::vector<Worker>& workers,
                               const Worker& author);

/// Mixes these objects, whose labels are known, into every worker's tasks; none: no more. See core/job/GoldObjects.h.
/// Errors: InvalidArgument for a share that is not from 0 to 1, or an object that the job has not or that lacks
/// answers.
Result<JobEvent> chooseGoldObjects(Job& job, const std::vector<ObjectRange>& objects, double share, std::uint64_t seed,
                                   const Worker& author);

/// What of a job is to be another from now on; what is not set stays.
struct JobEdit {
    std::optional<std::string> description{};
    std::optional<Instructions> instructions{};
    std::optional<std::chrono::seconds> timeLimit{};
    std::optional<Team> team{};
    std::optional<std::vector<std::string>> verdicts{}; ///< See verdictCategories().
};

/// All that editJob() will refuse, at most one problem a field.
std::vector<FieldProblem> problemsOf(const JobEdit& edit, int workersPerObject);

/// Writes one event for each part that is not so already; returns them. After a failure those before it are written.
/// Errors: those of problemsOf(); InvalidArgument for the task of a completed job: only its team and its verdicts may
/// change.
Result<std::vector<JobEvent>> editJob(Job& job, const JobEdit& edit, const Worker& author);

} // namespace labelwright
