// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobState.h"

#include "core/job/EventOrder.h"
#include "core/job/GoldObjects.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace labelwright {
namespace {

/// nullopt while nobody has stopped or completed the job.
std::optional<StatusChange::Kind> lastStatusChange(const EventLog& events)
{
    const JobEvent* event = currentOf<StatusChange>(events.jobEvents());
    return event ? std::optional(std::get<StatusChange>(event->change).kind) : std::nullopt;
}

bool givesTasks(const EventLog& events)
{
    return lastStatusChange(events).value_or(StatusChange::Kind::Resumed) == StatusChange::Kind::Resumed;
}

std::string namesOf(const Team& team, std::span<const std::string> workerIds)
{
    std::string names;
    for (const std::string& id : workerIds) {
        const TeamMember* member = memberOfTeam(team, {{}, {}, id});
        names += (names.empty() ? "" : ", ") + (member ? member->worker.name : id);
    }
    return names;
}

/// nullptr where job.json's is still the team.
const Team* changedTeam(const std::vector<JobEvent>& events)
{
    const JobEvent* change = currentOf<TeamChange>(events);
    return change ? &std::get<TeamChange>(change->change).team : nullptr;
}

Team teamOfToday(const JobSpec& spec, const EventLog& events)
{
    const Team* changed = changedTeam(events.jobEvents());
    return changed ? *changed : teamOf(spec.team);
}

/// Whether tasks are given out to anyone.
bool anyoneWorks(const Team& team)
{
    return std::any_of(team.members.begin(), team.members.end(),
                       [&team](const TeamMember& member) { return mayWork(team, member.worker); });
}

LabelCounters countersOf(const Job& job)
{
    LabelCounters counters;
    const auto count = [&](ObjectId object) {
        const ObjectFate fate = objectFate(job.events(), object, job.spec().workersPerObject);
        counters.totalLabeled += fate == ObjectFate::Labelled ? 1 : 0;
        counters.failedNonRetryableError += fate == ObjectFate::Failed ? 1 : 0;
    };
    const auto& answers = job.events().answers();
    for (auto entry = answers.begin(); entry != answers.end() && entry->first < job.objectCount(); ++entry)
        count(entry->first);
    const auto& releases = job.events().releases();
    for (auto entry = releases.begin(); entry != releases.end() && entry->first < job.objectCount(); ++entry) {
        if (!answers.contains(entry->first))
            count(entry->first);
    }
    counters.humanLabeled = counters.totalLabeled;
    counters.unlabeled = job.objectCount() - counters.totalLabeled - counters.failedNonRetryableError;
    return counters;
}

/// Whether two lists of merged ranges share an object.
bool overlap(const std::vector<ObjectRange>& left, const std::vector<ObjectRange>& right)
{
    auto l = left.begin();
    auto r = right.begin();
    while (l != left.end() && r != right.end()) {
        if (l->last < r->first)
            ++l;
        else if (r->last < l->first)
            ++r;
        else
            return true;
    }
    return false;
}

} // namespace

std::string_view statusName(JobStatus status)
{
    constexpr std::array<std::string_view, 5> kNames{"Initializing", "InProgress", "Completed", "Failed", "Stopped"};
    return kNames[static_cast<std::size_t>(status)];
}

JobState jobState(const Job& job)
{
    const std::vector<JobEvent>& events = job.events().jobEvents();
    JobState state;
    state.team = currentTeam(job);
    state.task = currentTask(job);
    state.assignments = Assignments::fromEvents(events);
    state.counters = countersOf(job);
    state.status = statusOf(decidedStatus(events), state.counters);
    const JobEvent* statusEvent = currentOf<StatusChange>(events);
    const StatusChange* change = statusEvent ? &std::get<StatusChange>(statusEvent->change) : nullptr;
    if (change && change->kind == StatusChange::Kind::Completed)
        state.completion = Completion{statusEvent->name, statusEvent->time, change->unlabelled};
    return state;
}

Team currentTeam(const Job& job)
{
    return teamOfToday(job.spec(), job.events());
}

TaskSettings currentTask(const Job& job)
{
    const std::vector<JobEvent>& events = job.events().jobEvents();
    TaskSettings task = job.spec().task;
    if (const JobEvent* event = currentOf<DescriptionChange>(events))
        task.description = std::get<DescriptionChange>(event->change).description;
    if (const JobEvent* event = currentOf<InstructionsChange>(events))
        task.instructions = std::get<InstructionsChange>(event->change).instructions;
    if (const JobEvent* event = currentOf<TimeLimitChange>(events))
        task.timeLimit = std::get<TimeLimitChange>(event->change).limit;
    return task;
}

const VerdictListChange* currentVerdictList(const std::vector<JobEvent>& events)
{
    const JobEvent* event = currentOf<VerdictListChange>(events);
    return event ? &std::get<VerdictListChange>(event->change) : nullptr;
}

const GoldChange* currentGold(const std::vector<JobEvent>& events)
{
    const JobEvent* event = currentOf<GoldChange>(events);
    return event ? &std::get<GoldChange>(event->change) : nullptr;
}

Result<Worker> findMember(const Job& job, std::string_view text)
{
    return findWorker(workersOf(currentTeam(job)), text);
}

Worker defaultWorker(const Job& job)
{
    const Team team = currentTeam(job);
    const auto found = std::find_if(team.members.begin(), team.members.end(),
                                    [&team](const TeamMember& member) { return mayWork(team, member.worker); });
    return found == team.members.end() ? job.spec().team.front() : found->worker;
}

Worker decidingWorker(const Job& job)
{
    const Team team = currentTeam(job);
    const TeamMember* member = decidingMember(team);
    return member ? member->worker : job.spec().team.front();
}

TaskRights taskRights(const Job& job, const Worker& worker)
{
    return {givesTasks(job.events()) && mayWork(currentTeam(job), worker),
            Assignments::fromEvents(job.events().jobEvents()), goldObjectsOf(job.spec(), job.events(), worker)};
}

std::optional<AnswerRefusal> answerRefusal(const JobSpec& spec, const EventLog& events, ObjectId object,
                                           const Worker& worker)
{
    if (!givesTasks(events))
        return lastStatusChange(events) == StatusChange::Kind::Stopped ? AnswerRefusal::Stopped
                                                                       : AnswerRefusal::Completed;
    if (!mayWork(teamOfToday(spec, events), worker))
        return AnswerRefusal::NoMember;
    if (isGoldTask(spec, events, object, worker))
        return std::nullopt;
    if (!Assignments::fromEvents(events.jobEvents()).isFor(object, worker))
        return AnswerRefusal::KeptForOthers;
    const bool isLabelled = objectFate(events, object, spec.workersPerObject) == ObjectFate::Labelled;
    if (isLabelled && !events.currentAnswer(object, worker))
        return AnswerRefusal::AnsweredByOthers;
    return std::nullopt;
}

Status checkMayAnswer(const Job& job, ObjectId object, const Worker& worker)
{
    const std::optional<AnswerRefusal> refusal = answerRefusal(job.spec(), job.events(), object, worker);
    if (!refusal)
        return ok();
    const auto refused = [&job](std::string detail) {
        return Error{ErrorCode::InvalidArgument, std::move(detail), job.folder()};
    };
    switch (*refusal) {
    case AnswerRefusal::Stopped:
        return refused("the job is stopped; resume it first");
    case AnswerRefusal::Completed:
        return refused("the job is completed; resume it first");
    case AnswerRefusal::NoMember:
        return refused(fmt::format("{} does not work on this job", worker.name));
    case AnswerRefusal::KeptForOthers:
        break;
    case AnswerRefusal::AnsweredByOthers:
        return refused(fmt::format("object {} has all the answers it needs, from other workers", object));
    case AnswerRefusal::NotLabeled:
        return refused(fmt::format("object {} is not labeled yet", object));
    }
    const Assignments assignments = Assignments::fromEvents(job.events().jobEvents());
    return refused(
        fmt::format("object {} is kept for {}", object, namesOf(currentTeam(job), assignments.workersOf(object))));
}

JobStatus decidedStatus(const std::vector<JobEvent>& events)
{
    const JobEvent* event = currentOf<StatusChange>(events);
    const StatusChange* change = event ? &std::get<StatusChange>(event->change) : nullptr;
    if (change && change->kind == StatusChange::Kind::Stopped)
        return JobStatus::Stopped;
    if (change && change->kind == StatusChange::Kind::Completed)
        return JobStatus::Completed;
    const Team* team = changedTeam(events);
    return !team || anyoneWorks(*team) ? JobStatus::InProgress : JobStatus::Initializing;
}

JobStatus statusOf(JobStatus decided, const LabelCounters& counters)
{
    const bool isInVain = counters.totalLabeled == 0 && counters.failedNonRetryableError > 0;
    return decided == JobStatus::Completed && isInVain ? JobStatus::Failed : decided;
}

ObjectFate objectFate(const EventLog& events, ObjectId object, int workersPerObject)
{
    const auto wanted = static_cast<std::size_t>(workersPerObject);
    if (events.currentAnswers(object).size() >= wanted)
        return ObjectFate::Labelled;
    return declinesOf(events, object).size() >= wanted ? ObjectFate::Failed : ObjectFate::Open;
}

std::vector<const TaskRelease*> declinesOf(const EventLog& events, ObjectId object)
{
    std::vector<const TaskRelease*> declines;
    for (const TaskRelease& release : events.releasesOf(object)) {
        const bool isKnown = std::any_of(declines.begin(), declines.end(), [&release](const TaskRelease* other) {
            return other->worker.id == release.worker.id;
        });
        if (release.kind == TaskRelease::Kind::Declined && !isKnown && !events.currentAnswer(object, release.worker))
            declines.push_back(&release);
    }
    return declines;
}

std::vector<std::string> replacedBy(const JobChange& change, const std::vector<JobEvent>& events)
{
    std::vector<std::string> names;
    const auto* assignment = std::get_if<Assignment>(&change);
    for (const JobEvent& event : events) {
        if (event.change.index() != change.index())
            continue;
        // An assignment that is replaced for some of its objects is in force for the others, so that all are named.
        const bool isMeant = assignment ? overlap(assignment->objects, std::get<Assignment>(event.change).objects)
                                        : !isReplaced(event, events);
        if (isMeant)
            names.push_back(event.name);
    }
    return names;
}

} // namespace labelwright
