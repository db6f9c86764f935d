// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"
#include "core/job/JobState.h"
#include "core/job/ObjectId.h"
#include "core/job/Worker.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace labelwright {

/// Where an object stands for one worker.
enum class TaskStatus : std::uint8_t {
    Unlabelled, ///< Waits for this worker.
    Draft,      ///< Waits as well; this worker has unsubmitted work on it.
    Returned,   ///< A lead has rejected the answers and wants this worker's anew.
    Answered,   ///< This worker has submitted; answers of others are still wanted.
    Labelled,   ///< As many answers as wanted, whoever gave them.
    Unreadable, ///< Its photo can't be shown; found out when it is tried.
    Declined,   ///< By this worker, who does not get it again.
    Failed,     ///< Given up, because as many workers declined it as it needs.
    Withheld,   ///< This worker does not get it: it is kept for others, or the job gives out no tasks.
};

struct TaskCounts {
    std::int64_t unlabelled = 0; ///< By status, as `labelled` and `unreadable`.
    std::int64_t drafts = 0;     ///< With unsubmitted work of this worker, answered or not.
    std::int64_t answered = 0;   ///< By this worker, whether more answers are wanted or not.
    std::int64_t labelled = 0;
    std::int64_t unreadable = 0;
    std::int64_t returned = 0; ///< To this worker.
    friend bool operator==(const TaskCounts&, const TaskCounts&) = default;
};

/// The objects of a job as one worker sees them: three bytes an object. Whether the job gives out tasks, and to whom,
/// is as it was when the queue was made.
class TaskQueue {
public:
    /// Made from events and drafts alone; no line and no photo is read. Errors: those of draftedObjects().
    static Result<TaskQueue> create(const Job& job, const Worker& worker);
    /// Of these objects with unsubmitted work of the worker, in any order; no file is read.
    static TaskQueue of(const Job& job, const Worker& worker, std::span<const ObjectId> drafted);

    /// What a lead looks through, who waits for nothing else: `chosen`, each until it has another verdict or adjustment
    /// than now. Answered means reviewed then, Withheld that it is not among them or lacks answers. `desk` is the
    /// worker whose drafts are the lead's; see reviewDesk().
    static TaskQueue ofReview(const Job& job, const Worker& desk, std::span<const ObjectId> chosen,
                              std::span<const ObjectId> drafted);
    bool isReview() const { return m_isReview; }
    /// The same queue, of what the job is now.
    TaskQueue renewed(const Job& job, std::span<const ObjectId> drafted) const;

    std::int64_t size() const { return static_cast<std::int64_t>(m_entries.size()); }
    const Worker& worker() const { return m_worker; }

    /// Precondition of all that take an object: 0 <= object < size().
    TaskStatus status(ObjectId object) const { return entry(object).status; }
    /// The worker has unsubmitted work on it, as a correction of an answer maybe.
    bool hasDraft(ObjectId object) const { return entry(object).hasDraft; }

    /// By this worker.
    bool isAnswered(ObjectId object) const { return entry(object).isAnswered; }

    /// Looks the object up again, after an answer, an edit or a discarded draft.
    void refresh(const Job& job, ObjectId object, bool hasDraft);
    /// The same where a draft is a file of its own: of a mask.
    void refresh(const Job& job, ObjectId object);
    void markUnreadable(ObjectId object);

    /// The first readable object that has no answer, has a draft or was returned; nullopt when the worker is finished.
    std::optional<ObjectId> firstUnlabelled() const;
    /// The next such object after (before) `object`, going round at the end, `object` itself last.
    std::optional<ObjectId> nextUnlabelled(ObjectId object) const;
    std::optional<ObjectId> previousUnlabelled(ObjectId object) const;

    /// Whether the walks above stop at it: unlabelled, returned, or with a draft that may still be handed in.
    bool waits(ObjectId object) const;
    /// How many objects wait: the worker's tasks left.
    std::int64_t waitingCount() const { return m_waiting; }

    const TaskCounts& counts() const { return m_counts; }

private:
    struct Entry {
        TaskStatus status = TaskStatus::Unlabelled;
        bool hasDraft = false;
        bool isAnswered = false; ///< By this worker.
    };

    /// `chosen` is set for a review.
    static TaskQueue made(const Job& job, TaskQueue queue, std::span<const ObjectId> drafted);
    TaskQueue(Worker worker, TaskRights rights) : m_worker(std::move(worker)), m_rights(std::move(rights)) {}

    const Entry& entry(ObjectId object) const { return m_entries[static_cast<std::size_t>(object)]; }
    Entry entryOf(const Job& job, ObjectId object, bool hasDraft) const;
    Entry reviewEntryOf(const Job& job, ObjectId object, bool hasDraft) const;
    void setEntry(ObjectId object, const Entry& changed);
    bool waits(const Entry& entry) const;
    void count(const Entry& entry, int step);

    Worker m_worker;
    TaskRights m_rights;
    std::vector<Entry> m_entries;
    TaskCounts m_counts;
    std::int64_t m_waiting = 0;
    bool m_isReview = false;
    std::map<ObjectId, std::string> m_chosen; ///< With what was decided before, by the names of the events.
};

/// Under whom a lead's unfinished adjustments lie in a job, which are not drafts of answers.
Worker reviewDesk(const Worker& lead);

} // namespace labelwright
