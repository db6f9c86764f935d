// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/TaskQueue.h"

#include "core/job/Draft.h"

#include <cassert>

namespace labelwright {
namespace {

bool waits(TaskStatus status)
{
    return status == TaskStatus::Unlabelled || status == TaskStatus::Draft;
}

/// Where the object stands by its answers alone.
TaskStatus answeredStatus(const Job& job, const Worker& worker, ObjectId object)
{
    const std::vector<const AnswerEvent*> current = job.events().currentAnswers(object);
    if (current.size() >= static_cast<std::size_t>(job.spec().workersPerObject))
        return TaskStatus::Labelled;
    for (const AnswerEvent* answer : current) {
        if (answer->worker.id == worker.id)
            return TaskStatus::Answered;
    }
    return TaskStatus::Unlabelled;
}

std::int64_t& countOf(TaskCounts& counts, TaskStatus status)
{
    switch (status) {
    case TaskStatus::Draft:
        return counts.drafts;
    case TaskStatus::Answered:
        return counts.answered;
    case TaskStatus::Labelled:
        return counts.labelled;
    case TaskStatus::Unreadable:
        return counts.unreadable;
    case TaskStatus::Unlabelled:
        break;
    }
    return counts.unlabelled;
}

} // namespace

Result<TaskQueue> TaskQueue::create(const Job& job, const Worker& worker)
{
    const Result<std::vector<DraftEntry>> drafts = listDrafts(job.folder(), worker);
    if (!drafts)
        return drafts.error();
    TaskQueue queue(worker);
    queue.m_status.resize(static_cast<std::size_t>(job.objectCount()), TaskStatus::Unlabelled);
    queue.m_counts.unlabelled = job.objectCount();
    for (const auto& [object, answers] : job.events().answers()) {
        if (object < queue.size())
            queue.setStatus(object, answeredStatus(job, worker, object));
    }
    for (const DraftEntry& draft : *drafts) {
        if (draft.object < queue.size())
            queue.setStatus(draft.object, TaskStatus::Draft);
    }
    return queue;
}

void TaskQueue::refresh(const Job& job, ObjectId object)
{
    const bool hasDraft = findDraft(job.folder(), m_worker, object).has_value();
    setStatus(object, hasDraft ? TaskStatus::Draft : answeredStatus(job, m_worker, object));
}

void TaskQueue::markUnreadable(ObjectId object)
{
    setStatus(object, TaskStatus::Unreadable);
}

std::optional<ObjectId> TaskQueue::firstUnlabelled() const
{
    return m_status.empty() ? std::nullopt : nextUnlabelled(size() - 1);
}

std::optional<ObjectId> TaskQueue::nextUnlabelled(ObjectId object) const
{
    for (std::int64_t step = 1; step <= size(); ++step) {
        const ObjectId candidate = (object + step) % size();
        if (waits(status(candidate)))
            return candidate;
    }
    return std::nullopt;
}

std::optional<ObjectId> TaskQueue::previousUnlabelled(ObjectId object) const
{
    for (std::int64_t step = 1; step <= size(); ++step) {
        const ObjectId candidate = (object - step + size()) % size();
        if (waits(status(candidate)))
            return candidate;
    }
    return std::nullopt;
}

void TaskQueue::setStatus(ObjectId object, TaskStatus status)
{
    assert(object >= 0 && object < size());
    TaskStatus& place = m_status[static_cast<std::size_t>(object)];
    --countOf(m_counts, place);
    ++countOf(m_counts, status);
    place = status;
}

} // namespace labelwright
