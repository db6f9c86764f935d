// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/job/Assignments.h"
#include "core/job/Job.h"
#include "core/job/ObjectId.h"
#include "core/job/Team.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// Ground Truth's LabelingJobStatus. Source: GROUND-TRUTH.md section 8.
enum class JobStatus : std::uint8_t {
    Initializing, ///< Nobody of the team may work: it is empty, or all are inactive.
    InProgress,
    Completed, ///< Also with objects left unlabelled; see JobState::completion.
    Failed,    ///< Completed with failed objects and no labelled one.
    Stopped,
};

/// "InProgress", as Ground Truth writes it.
std::string_view statusName(JobStatus status);

/// Ground Truth's LabelCounters: of all objects each is labelled, failed or unlabelled.
struct LabelCounters {
    std::int64_t totalLabeled = 0; ///< With as many answers as wanted.
    std::int64_t humanLabeled = 0;
    std::int64_t machineLabeled = 0; ///< Always 0: nothing is labelled without a person.
    std::int64_t failedNonRetryableError = 0;
    std::int64_t unlabeled = 0;
    friend bool operator==(const LabelCounters&, const LabelCounters&) = default;
};

struct Completion {
    std::string event; ///< Its name.
    Time time{};
    std::int64_t unlabelled = 0; ///< How many objects were left when the job was completed.
    friend bool operator==(const Completion&, const Completion&) = default;
};

/// What job.json and the events amount to; the same whichever way the events came together.
struct JobState {
    JobStatus status = JobStatus::InProgress;
    Team team;         ///< Of today; the workers of job.json, all active, until another is set.
    TaskSettings task; ///< Of today; those of job.json until they are edited.
    Assignments assignments;
    std::optional<Completion> completion; ///< Set while the job is completed.
    LabelCounters counters;

    /// Whether tasks are given out at all.
    bool isOpen() const { return status == JobStatus::InProgress; }
};

/// Cost: one pass over the answers; no file is read.
JobState jobState(const Job& job);

/// JobState::team alone. Cost: looks at the job's own events.
Team currentTeam(const Job& job);

/// JobState::task alone. Cost: looks at the job's own events; copies the instructions, pictures and all.
TaskSettings currentTask(const Job& job);

/// The gold objects of today; nullptr until somebody chooses some. Valid until an event is added.
const GoldChange* currentGold(const std::vector<JobEvent>& events);

/// The list of verdicts that the job has now; nullptr until somebody edits it. Valid until an event is added.
const VerdictListChange* currentVerdictList(const std::vector<JobEvent>& events);

/// The member of today's team whose name, e-mail or id is `text`. Errors: InvalidArgument, naming the known members.
Result<Worker> findMember(const Job& job, std::string_view text);

/// Whom the job is opened for when nobody is named: the first member of today's team who works, else the first worker
/// of job.json.
Worker defaultWorker(const Job& job);

/// To whom a decision is put down when nobody is named: decidingMember() of today's team, else the first worker of
/// job.json.
Worker decidingWorker(const Job& job);

/// Which tasks a worker gets.
struct TaskRights {
    bool getsTasks = false; ///< The job is neither stopped nor finished, and the worker is an active or invited member.
    Assignments assignments;
    std::vector<ObjectId> gold; ///< See goldObjectsOf().

    bool isGold(ObjectId object) const { return std::binary_search(gold.begin(), gold.end(), object); }
    bool gets(ObjectId object, const Worker& worker) const { return getsTasks && assignments.isFor(object, worker); }
};

/// Cost: looks at the job's own events.
TaskRights taskRights(const Job& job, const Worker& worker);

/// Why an answer is not taken.
enum class AnswerRefusal : std::uint8_t {
    Stopped,   ///< The job is.
    Completed, ///< The job is.
    NoMember,  ///< The worker is no active or invited member of today's team.
    KeptForOthers,
    AnsweredByOthers, ///< The object has as many answers as wanted, none of them this worker's.
    NotLabeled, ///< In a review: the object lacks answers, so that there is nothing to review. No answerRefusal().
};

/// nullopt where the worker may hand in an answer to the object, a correction of an earlier one too. `events` may be
/// those of the job and of the object alone. Cost: looks at the job's own events.
std::optional<AnswerRefusal> answerRefusal(const JobSpec& spec, const EventLog& events, ObjectId object,
                                           const Worker& worker);

/// The same. Errors: InvalidArgument, saying what is in the way.
Status checkMayAnswer(const Job& job, ObjectId object, const Worker& worker);

/// What was decided about a job, whatever has become of its objects: any status but Failed. A job whose team nobody has
/// changed has workers: that of job.json is never empty.
JobStatus decidedStatus(const std::vector<JobEvent>& events);

/// The status of a job of which `decided` was decided.
JobStatus statusOf(JobStatus decided, const LabelCounters& counters);

/// What has become of an object.
enum class ObjectFate : std::uint8_t {
    Open,     ///< Answers are still wanted.
    Labelled, ///< As many answers as wanted.
    /// As many workers have declined it as were to answer it, and Ground Truth then gives up on it. A worker who
    /// declined and answered later has not declined. Source: GROUND-TRUTH.md section 8, "Declining".
    Failed,
};

ObjectFate objectFate(const EventLog& events, ObjectId object, int workersPerObject);

/// One a worker who declined the object and has not answered it since, by time.
std::vector<const TaskRelease*> declinesOf(const EventLog& events, ObjectId object);

/// Names of the events that `change` takes the place of: those of its kind that nothing replaces yet; of assignments
/// all that are about one of its objects.
std::vector<std::string> replacedBy(const JobChange& change, const std::vector<JobEvent>& events);

} // namespace labelwright
