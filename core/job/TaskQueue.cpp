// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/TaskQueue.h"

#include "core/job/Draft.h"

#include <algorithm>
#include <cassert>

namespace labelwright {

Result<TaskQueue> TaskQueue::create(const Job& job, const Worker& worker)
{
    const Result<std::vector<DraftEntry>> drafts = listDrafts(job.folder(), worker);
    if (!drafts)
        return drafts.error();
    TaskQueue queue(worker);
    queue.m_entries.resize(static_cast<std::size_t>(job.objectCount()));
    queue.m_counts.unlabelled = job.objectCount();
    for (const auto& [object, answers] : job.events().answers()) {
        if (object < queue.size())
            queue.setEntry(object, queue.entryOf(job, object, false));
    }
    for (const DraftEntry& draft : *drafts) {
        if (draft.object < queue.size())
            queue.setEntry(draft.object, queue.entryOf(job, draft.object, true));
    }
    return queue;
}

void TaskQueue::refresh(const Job& job, ObjectId object)
{
    setEntry(object, entryOf(job, object, findDraft(job.folder(), m_worker, object).has_value()));
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
    const std::vector<const AnswerEvent*> current = job.events().currentAnswers(object);
    Entry entry{hasDraft ? TaskStatus::Draft : TaskStatus::Unlabelled, hasDraft};
    entry.isAnswered = std::any_of(current.begin(), current.end(),
                                   [this](const AnswerEvent* answer) { return answer->worker.id == m_worker.id; });
    if (current.size() >= static_cast<std::size_t>(job.spec().workersPerObject))
        entry.status = TaskStatus::Labelled;
    else if (entry.isAnswered)
        entry.status = TaskStatus::Answered;
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
    const Entry& asked = entry(object);
    return asked.status == TaskStatus::Unlabelled || (asked.hasDraft && asked.status != TaskStatus::Unreadable);
}

void TaskQueue::count(const Entry& entry, int step)
{
    m_counts.unlabelled += entry.status == TaskStatus::Unlabelled ? step : 0;
    m_counts.drafts += entry.hasDraft ? step : 0;
    m_counts.answered += entry.isAnswered ? step : 0;
    m_counts.labelled += entry.status == TaskStatus::Labelled ? step : 0;
    m_counts.unreadable += entry.status == TaskStatus::Unreadable ? step : 0;
}

} // namespace labelwright
