// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ShortObjects.h"

#include "core/job/JobState.h"

#include <algorithm>
#include <iterator>

namespace labelwright {
namespace {

std::vector<Worker> workingOf(const Team& team)
{
    std::vector<Worker> working = workersOf(team);
    std::erase_if(working, [&team](const Worker& worker) { return !mayWork(team, worker); });
    return working;
}

/// Whose task the object still is.
std::vector<Worker> waitingFor(const EventLog& events, ObjectId object, const std::vector<Worker>& working,
                               const Assignments& assignments)
{
    const std::vector<const TaskRelease*> declines = declinesOf(events, object);
    std::vector<Worker> waiting;
    std::copy_if(working.begin(), working.end(), std::back_inserter(waiting), [&](const Worker& worker) {
        return assignments.isFor(object, worker) && !events.currentAnswer(object, worker) &&
               std::none_of(declines.begin(), declines.end(),
                            [&worker](const TaskRelease* decline) { return decline->worker.id == worker.id; });
    });
    return waiting;
}

} // namespace

std::vector<ShortObject> shortObjects(const Job& job)
{
    std::vector<ShortObject> found;
    const EventLog& events = job.events();
    if (decidedStatus(events.jobEvents()) == JobStatus::Completed)
        return found;
    const int wanted = job.spec().workersPerObject;
    const std::vector<Worker> working = workingOf(currentTeam(job));
    const Assignments assignments = Assignments::fromEvents(events.jobEvents());
    const bool isEnough = std::ssize(working) >= wanted && assignments.isEmpty();
    for (ObjectId object = 0; object < job.objectCount(); ++object) {
        const bool isUntouched = events.answersOf(object).empty() && events.releasesOf(object).empty();
        if ((isEnough && isUntouched) || objectFate(events, object, wanted) != ObjectFate::Open)
            continue;
        const auto answers = static_cast<int>(events.currentAnswers(object).size());
        std::vector<Worker> waiting = waitingFor(events, object, working, assignments);
        if (answers + std::ssize(waiting) < wanted)
            found.push_back({object, answers, std::move(waiting)});
    }
    return found;
}

} // namespace labelwright
