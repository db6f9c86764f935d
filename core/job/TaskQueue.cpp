// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/TaskQueue.h"

#include "core/job/Draft.h"
#include "core/job/DraftedObjects.h"
#include "core/job/Review.h"

#include <algorithm>
#include <cassert>

namespace labelwright {
namespace {

/// What a lead has decided, by the names of the events; empty for nothing.
std::string decisionOn(const Job& job, ObjectId object)
{
    const ObjectReview review = reviewOf(job.events(), object, job.spec().workersPerObject);
    return (review.verdict ? review.verdict->name : std::string()) +
           (review.adjustment ? review.adjustment->name : std::string());
}

} // namespace

Result<TaskQueue> TaskQueue::create(const Job& job, const Worker& worker)
{
    const Result<std::vector<ObjectId>> drafted = draftedObjects(job, worker);
    if (!drafted)
        return drafted.error();
    return of(job, worker, *drafted);
}

TaskQueue TaskQueue::of(const Job& job, const Worker& worker, std::span<const ObjectId> drafted)
{
    return made(job, TaskQueue(worker, taskRights(job, worker)), drafted);
}

TaskQueue TaskQueue::ofReview(const Job& job, const Worker& desk, std::span<const ObjectId> chosen,
                              std::span<const ObjectId> drafted)
{
    TaskQueue queue(desk, {true, {}, {}});
    queue.m_isReview = true;
    for (const ObjectId object : chosen)
        queue.m_chosen[object] = decisionOn(job, object);
    return made(job, std::move(queue), drafted);
}

TaskQueue TaskQueue::renewed(const Job& job, std::span<const ObjectId> drafted) const
{
    if (!m_isReview)
        return of(job, m_worker, drafted);
    TaskQueue queue(m_worker, m_rights);
    queue.m_isReview = true;
    queue.m_chosen = m_chosen;
    return made(job, std::move(queue), drafted);
}

TaskQueue TaskQueue::made(const Job& job, TaskQueue queue, std::span<const ObjectId> drafted)
{
    queue.m_entries.resize(static_cast<std::size_t>(job.objectCount()));
    queue.m_counts.unlabelled = job.objectCount();
    queue.m_waiting = queue.m_rights.getsTasks ? job.objectCount() : 0;
    const auto take = [&](ObjectId object, bool hasDraft) {
        if (object < queue.size())
            queue.setEntry(object, queue.entryOf(job, object, hasDraft));
    };
    if (queue.m_isReview || !queue.m_rights.getsTasks || !queue.m_rights.assignments.isEmpty()) {
        for (ObjectId object = 0; object < queue.size(); ++object)
            take(object, false);
    }
    for (const auto& [object, answers] : job.events().answers())
        take(object, false);
    for (const auto& [object, releases] : job.events().releases())
        take(object, false);
    for (const ObjectId object : drafted)
        take(object, true);
    return queue;
}

void TaskQueue::refresh(const Job& job, ObjectId object, bool hasDraft)
{
    setEntry(object, entryOf(job, object, hasDraft));
}

void TaskQueue::refresh(const Job& job, ObjectId object)
{
    refresh(job, object, findDraft(job.folder(), m_worker, object).has_value());
}

void TaskQueue::markUnreadable(ObjectId object)
{
    Entry changed = entry(object);
    changed.status = TaskStatus::Unreadable;
    setEntry(object, changed);
}

std::optional<ObjectId> TaskQueue::firstUnlabelled() const
{
    return m_entries.empty() ? std::nullopt : nextUnlabelled(size() - 1);
}

std::optional<ObjectId> TaskQueue::nextUnlabelled(ObjectId object) const
{
    for (std::int64_t step = 1; step <= size(); ++step) {
        const ObjectId candidate = (object + step) % size();
        if (waits(candidate))
            return candidate;
    }
    return std::nullopt;
}

std::optional<ObjectId> TaskQueue::previousUnlabelled(ObjectId object) const
{
    for (std::int64_t step = 1; step <= size(); ++step) {
        const ObjectId candidate = (object - step + size()) % size();
        if (waits(candidate))
            return candidate;
    }
    return std::nullopt;
}

/// What was answered stays answered, whatever was changed since.
TaskQueue::Entry TaskQueue::entryOf(const Job& job, ObjectId object, bool hasDraft) const
{
    if (m_isReview)
        return reviewEntryOf(job, object, hasDraft);
    const EventLog& events = job.events();
    const ObjectFate fate = objectFate(events, object, job.spec().workersPerObject);
    const std::vector<const TaskRelease*> declines = declinesOf(events, object);
    const bool isDeclined = std::any_of(declines.begin(), declines.end(), [this](const TaskRelease* decline) {
        return decline->worker.id == m_worker.id;
    });
    Entry entry{hasDraft ? TaskStatus::Draft : TaskStatus::Unlabelled, hasDraft};
    entry.isAnswered = events.currentAnswer(object, m_worker) != nullptr;
    if (entry.isAnswered && returnedBy(events, object, m_worker))
        entry.status = TaskStatus::Returned;
    else if (!entry.isAnswered && isDeclined && m_rights.isGold(object))
        entry.status = TaskStatus::Declined;
    else if (!entry.isAnswered && m_rights.getsTasks && m_rights.isGold(object))
        return entry; // Among the tasks, as one of them.
    else if (fate == ObjectFate::Labelled)
        entry.status = TaskStatus::Labelled;
    else if (entry.isAnswered)
        entry.status = TaskStatus::Answered;
    else if (fate == ObjectFate::Failed)
        entry.status = TaskStatus::Failed;
    else if (isDeclined)
        entry.status = TaskStatus::Declined;
    else if (!m_rights.gets(object, m_worker))
        entry.status = TaskStatus::Withheld;
    return entry;
}

TaskQueue::Entry TaskQueue::reviewEntryOf(const Job& job, ObjectId object, bool hasDraft) const
{
    const int wanted = job.spec().workersPerObject;
    const ObjectReview review = reviewOf(job.events(), object, wanted);
    const auto chosen = m_chosen.find(object);
    Entry entry{hasDraft ? TaskStatus::Draft : TaskStatus::Unlabelled, hasDraft};
    entry.isAnswered = review.verdict || review.adjustment;
    if (objectFate(job.events(), object, wanted) != ObjectFate::Labelled)
        entry.status = TaskStatus::Withheld;
    else if (chosen == m_chosen.end())
        entry.status = entry.isAnswered ? TaskStatus::Labelled : TaskStatus::Withheld;
    else if (entry.isAnswered && decisionOn(job, object) != chosen->second)
        entry.status = TaskStatus::Labelled;
    return entry;
}

void TaskQueue::setEntry(ObjectId object, const Entry& changed)
{
    assert(object >= 0 && object < size());
    Entry& place = m_entries[static_cast<std::size_t>(object)];
    count(place, -1);
    count(changed, 1);
    place = changed;
}

bool TaskQueue::waits(ObjectId object) const
{
    return waits(entry(object));
}

/// A draft on an object that the worker has answered is a correction; on one that others have answered it is too late.
bool TaskQueue::waits(const Entry& entry) const
{
    if (m_isReview)
        return entry.status == TaskStatus::Unlabelled || entry.status == TaskStatus::Draft;
    const bool isReadable = entry.status != TaskStatus::Unreadable;
    return m_rights.getsTasks &&
           (entry.status == TaskStatus::Unlabelled || entry.status == TaskStatus::Draft ||
            entry.status == TaskStatus::Returned || (entry.isAnswered && entry.hasDraft && isReadable));
}

void TaskQueue::count(const Entry& entry, int step)
{
    m_counts.unlabelled += entry.status == TaskStatus::Unlabelled ? step : 0;
    m_counts.drafts += entry.hasDraft ? step : 0;
    m_counts.answered += entry.isAnswered ? step : 0;
    m_counts.labelled += entry.status == TaskStatus::Labelled ? step : 0;
    m_counts.returned += entry.status == TaskStatus::Returned ? step : 0;
    m_counts.unreadable += entry.status == TaskStatus::Unreadable ? step : 0;
    m_waiting += waits(entry) ? step : 0;
}

Worker reviewDesk(const Worker& lead)
{
    return {lead.name, lead.email, lead.id + ".review"};
}

} // namespace labelwright
