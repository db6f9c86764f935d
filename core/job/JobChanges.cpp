// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobChanges.h"

#include "core/job/JobState.h"
#include "core/job/Verdict.h"

#include <fmt/format.h>

#include <set>

namespace labelwright {
namespace {

Error invalid(const Job& job, std::string detail)
{
    return {ErrorCode::InvalidArgument, std::move(detail), job.folder()};
}

Status checkMembers(const Job& job, const Team& team)
{
    std::set<std::string> known;
    for (const TeamMember& member : team.members) {
        const Worker& worker = member.worker;
        if (!known.insert(worker.name).second || !known.insert(worker.id).second)
            return invalid(job, fmt::format("the team holds \"{}\" twice", worker.name));
    }
    return ok();
}

std::set<std::string> idsOf(const std::vector<Worker>& workers)
{
    std::set<std::string> ids;
    for (const Worker& worker : workers)
        ids.insert(worker.id);
    return ids;
}

Status checkAssignment(const Job& job, const std::vector<ObjectRange>& objects, const std::vector<Worker>& workers)
{
    const Team team = jobState(job).team;
    if (objects.empty())
        return invalid(job, "no objects are named");
    if (objects.back().last >= job.objectCount())
        return invalid(
            job, fmt::format("there is no object {}; the job has 0 to {}", objects.back().last, job.objectCount() - 1));
    for (const Worker& worker : workers) {
        if (!mayWork(team, worker))
            return invalid(job, fmt::format("{} does not work on this job", worker.name));
    }
    const auto wanted = static_cast<std::size_t>(job.spec().workersPerObject);
    if (!workers.empty() && idsOf(workers).size() < wanted)
        return invalid(job, fmt::format("each object needs {} workers; name as many", wanted));
    return ok();
}

} // namespace

Result<JobEvent> writeJobChange(Job& job, JobChange change, const Worker& author)
{
    std::vector<std::string> replaces = replacedBy(change, job.events().jobEvents());
    Result<JobEvent> written =
        writeJobEventFile(job.folder(), {author, now(), std::move(change), std::move(replaces), {}});
    if (written) {
        job.events().add(*written);
        if (std::holds_alternative<LabelsChange>(written->change))
            job.renewLabels();
    }
    return written;
}

Result<JobEvent> stopJob(Job& job, const Worker& author)
{
    const JobStatus status = jobState(job).status;
    if (status == JobStatus::Stopped)
        return invalid(job, "the job is stopped already");
    if (status == JobStatus::Completed || status == JobStatus::Failed)
        return invalid(job, "the job is finished; there is nothing to stop");
    return writeJobChange(job, StatusChange{StatusChange::Kind::Stopped}, author);
}

Result<JobEvent> resumeJob(Job& job, const Worker& author)
{
    const JobStatus status = jobState(job).status;
    if (status == JobStatus::InProgress || status == JobStatus::Initializing)
        return invalid(job, "the job is neither stopped nor finished");
    return writeJobChange(job, StatusChange{StatusChange::Kind::Resumed}, author);
}

Result<JobEvent> completeJob(Job& job, const Worker& author)
{
    const JobState state = jobState(job);
    if (state.completion)
        return invalid(job, "the job is finished already");
    return writeJobChange(job, StatusChange{StatusChange::Kind::Completed, state.counters.unlabeled}, author);
}

Result<JobEvent> changeTeam(Job& job, Team team, const Worker& author)
{
    if (Status checked = checkMembers(job, team); !checked)
        return checked.error();
    return writeJobChange(job, TeamChange{std::move(team)}, author);
}

Result<JobEvent> assignObjects(Job& job, const std::vector<ObjectRange>& objects, const std::vector<Worker>& workers,
                               const Worker& author)
{
    const std::vector<ObjectRange> merged = mergedRanges(objects);
    if (Status checked = checkAssignment(job, merged, workers); !checked)
        return checked.error();
    const std::set<std::string> ids = idsOf(workers);
    return writeJobChange(job, Assignment{merged, {ids.begin(), ids.end()}}, author);
}

Result<JobEvent> chooseGoldObjects(Job& job, const std::vector<ObjectRange>& objects, double share, std::uint64_t seed,
                                   const Worker& author)
{
    std::vector<ObjectRange> merged = mergedRanges(objects);
    if (!(share >= 0 && share <= 1))
        return invalid(job, "the share of gold objects is from 0 to 100 %");
    for (const ObjectRange& range : merged) {
        for (ObjectId object = range.first; object <= range.last; ++object) {
            if (object >= job.objectCount())
                return invalid(
                    job, fmt::format("there is no object {}; the job has 0 to {}", object, job.objectCount() - 1));
            if (objectFate(job.events(), object, job.spec().workersPerObject) != ObjectFate::Labelled)
                return invalid(job, fmt::format("object {} lacks answers, so that its labels are not known", object));
        }
    }
    return writeJobChange(job, GoldChange{std::move(merged), share, seed}, author);
}

std::vector<FieldProblem> problemsOf(const JobEdit& edit, int workersPerObject)
{
    std::vector<FieldProblem> problems;
    const auto add = [&problems](JobField field, const Status& checked) {
        if (!checked)
            problems.push_back({field, checked.error()});
    };
    if (edit.timeLimit)
        add(JobField::TimeLimit, checkTimeLimit(*edit.timeLimit));
    if (edit.team)
        add(JobField::Team, checkJobTeam(*edit.team, workersPerObject));
    if (edit.description)
        add(JobField::Description, checkDescription(*edit.description));
    if (edit.verdicts)
        add(JobField::Verdicts, checkVerdictCategories(*edit.verdicts));
    return problems;
}

Result<std::vector<JobEvent>> editJob(Job& job, const JobEdit& edit, const Worker& author)
{
    if (const std::vector<FieldProblem> problems = problemsOf(edit, job.spec().workersPerObject); !problems.empty())
        return invalid(job, problems.front().error.detail);
    if (jobState(job).completion && (edit.description || edit.instructions || edit.timeLimit))
        return invalid(job, "the job is completed, and its files say what its task was; resume it first");
    const TaskSettings task = currentTask(job);
    std::vector<JobChange> changes;
    if (edit.description && *edit.description != task.description)
        changes.emplace_back(DescriptionChange{*edit.description});
    if (edit.instructions && *edit.instructions != task.instructions)
        changes.emplace_back(InstructionsChange{*edit.instructions});
    if (edit.timeLimit && *edit.timeLimit != task.timeLimit)
        changes.emplace_back(TimeLimitChange{*edit.timeLimit});
    if (edit.team && *edit.team != currentTeam(job))
        changes.emplace_back(TeamChange{*edit.team});
    if (edit.verdicts && *edit.verdicts != verdictCategories(job.events()))
        changes.emplace_back(VerdictListChange{*edit.verdicts});
    std::vector<JobEvent> events;
    for (JobChange& change : changes) {
        Result<JobEvent> written = writeJobChange(job, std::move(change), author);
        if (!written)
            return written.error();
        events.push_back(*std::move(written));
    }
    return events;
}

} // namespace labelwright
