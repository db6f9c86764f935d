// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"
#include "core/job/ObjectId.h"
#include "core/job/Worker.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace labelwright {

/// Where an object stands for one worker.
enum class TaskStatus : std::uint8_t {
    Unlabelled, ///< Waits for this worker.
    Draft,      ///< This worker has unsubmitted work on it; also where there is an answer already.
    Answered,   ///< This worker has submitted; answers of others are still wanted.
    Labelled,   ///< As many answers as wanted, whoever gave them.
    Unreadable, ///< Its photo can't be shown; found out when it is tried.
};

struct TaskCounts {
    std::int64_t unlabelled = 0;
    std::int64_t drafts = 0;
    std::int64_t answered = 0;
    std::int64_t labelled = 0;
    std::int64_t unreadable = 0;
    friend bool operator==(const TaskCounts&, const TaskCounts&) = default;
};

/// The objects of a job as one worker sees them: one byte an object.
class TaskQueue {
public:
    /// Made from events and drafts alone; no line and no photo is read. Errors: those of listDrafts.
    static Result<TaskQueue> create(const Job& job, const Worker& worker);

    std::int64_t size() const { return static_cast<std::int64_t>(m_status.size()); }
    const Worker& worker() const { return m_worker; }

    /// Precondition of all that take an object: 0 <= object < size().
    TaskStatus status(ObjectId object) const { return m_status[static_cast<std::size_t>(object)]; }

    /// Looks the object up again, after an answer, an edit or a discarded draft.
    void refresh(const Job& job, ObjectId object);
    void markUnreadable(ObjectId object);

    /// The first object that is Unlabelled or Draft; nullopt when the worker is finished.
    std::optional<ObjectId> firstUnlabelled() const;
    /// The next such object after (before) `object`, going round at the end, `object` itself last.
    std::optional<ObjectId> nextUnlabelled(ObjectId object) const;
    std::optional<ObjectId> previousUnlabelled(ObjectId object) const;

    const TaskCounts& counts() const { return m_counts; }

private:
    explicit TaskQueue(Worker worker) : m_worker(std::move(worker)) {}

    void setStatus(ObjectId object, TaskStatus status);

    Worker m_worker;
    std::vector<TaskStatus> m_status;
    TaskCounts m_counts;
};

} // namespace labelwright
