// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobState.h"

#include <algorithm>
#include <array>

namespace labelwright {
namespace {

bool isReplaced(const JobEvent& event, const std::vector<JobEvent>& events)
{
    return std::any_of(events.begin(), events.end(), [&event](const JobEvent& other) {
        return std::find(other.replaces.begin(), other.replaces.end(), event.name) != other.replaces.end();
    });
}

/// The event of this kind that no other replaces; of several the first (DESIGN rule 4). nullptr without one.
template <typename Change>
const JobEvent* currentOf(const std::vector<JobEvent>& events)
{
    const auto found = std::find_if(events.begin(), events.end(), [&events](const JobEvent& event) {
        return std::holds_alternative<Change>(event.change) && !isReplaced(event, events);
    });
    return found == events.end() ? nullptr : &*found;
}

Team teamToday(const Job& job)
{
    const JobEvent* change = currentOf<TeamChange>(job.events().jobEvents());
    return change ? std::get<TeamChange>(change->change).team : teamOf(job.spec().team);
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

JobStatus statusOf(const JobState& state, const StatusChange* change)
{
    if (change && change->kind == StatusChange::Kind::Stopped)
        return JobStatus::Stopped;
    if (change && change->kind == StatusChange::Kind::Completed) {
        const bool isFailed = state.counters.totalLabeled == 0 && state.counters.failedNonRetryableError > 0;
        return isFailed ? JobStatus::Failed : JobStatus::Completed;
    }
    const bool anyoneWorks = std::any_of(state.team.members.begin(), state.team.members.end(),
                                         [&](const TeamMember& member) { return mayWork(state.team, member.worker); });
    return anyoneWorks ? JobStatus::InProgress : JobStatus::Initializing;
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
    const JobEvent* statusEvent = currentOf<StatusChange>(events);
    const StatusChange* change = statusEvent ? &std::get<StatusChange>(statusEvent->change) : nullptr;
    JobState state;
    state.team = teamToday(job);
    state.assignments = Assignments::fromEvents(events);
    state.counters = countersOf(job);
    state.status = statusOf(state, change);
    if (change && change->kind == StatusChange::Kind::Completed)
        state.completion = Completion{statusEvent->time, change->unlabelled};
    return state;
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
