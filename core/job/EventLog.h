// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Comment.h"
#include "core/job/Event.h"
#include "core/job/JobEvent.h"
#include "core/job/ObjectFlag.h"
#include "core/job/Settlement.h"
#include "core/job/TaskRelease.h"
#include "core/job/Verdict.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace labelwright {

struct EventScan;

/// Something in events/ that was not taken up. None of it stops the job.
struct EventProblem {
    enum class Kind : std::uint8_t {
        NotYetSynced, ///< The event or its mask has not arrived whole: a later scan may find it.
        Foreign,      ///< No event of ours by its name or place.
        Damaged,      ///< An event whose content contradicts its format or place.
        NewerVersion, ///< Written by a later version of the program.
    };
    Kind kind{};
    Error error; ///< With the path.
};

/// All answers of a job, what was declined, returned, flagged, reviewed, adjusted and settled, and what was decided
/// about the job itself: the truth that everything else follows from. An answer whose mask has not arrived is not there
/// yet, nor does it replace another. An answer that chose nothing but labels that were deleted since says nothing: it
/// is nobody's current one, and the object waits for another.
///
/// Thread: used from one thread; only the functions that write files may be called from any.
/// Cost:   open() lists one folder an object and reads one file of about 1 kB an event.
class EventLog {
public:
    /// Scans events/ of the job. A missing folder is an empty log. Errors: Unreadable for events/ itself.
    static Result<EventLog> open(const std::filesystem::path& jobFolder);
    /// The job's own events and those of these objects. What can't be read is among the problems.
    static EventLog openPart(const std::filesystem::path& jobFolder, std::span<const ObjectId> objects);
    /// Of what was found, which may be a part of the events.
    static EventLog of(const std::filesystem::path& jobFolder, EventScan scan);

    /// By object, each object's in the order of comesBefore().
    const std::map<ObjectId, std::vector<AnswerEvent>>& answers() const { return m_answers; }
    std::span<const AnswerEvent> answersOf(ObjectId object) const;

    /// The answer that is a worker's own now: the one that no answer replaced and no settlement put aside, of several
    /// the first by comesBefore(); nullptr without one. Pointers hold until add() for the same object.
    const AnswerEvent* currentAnswer(ObjectId object, const Worker& worker) const;
    /// One a worker, in the order of comesBefore(); without those that are only scored.
    std::vector<const AnswerEvent*> currentAnswers(ObjectId object) const;
    /// The current answers of the first `workersPerObject` workers, in the order of comesBefore(): those that the
    /// output is made of. A correction has the place of the answer that it began with, so that it counts where that
    /// did.
    std::vector<const AnswerEvent*> countedAnswers(ObjectId object, int workersPerObject) const;
    /// Names of all of the worker's answers that no answer has replaced: what a new one replaces.
    std::vector<std::string> unreplacedNames(ObjectId object, const Worker& worker) const;

    /// By object, each object's in the order of comesBefore().
    const std::map<ObjectId, std::vector<TaskRelease>>& releases() const { return m_releases; }
    std::span<const TaskRelease> releasesOf(ObjectId object) const;

    /// By object, each object's in the order of comesBefore().
    const std::map<ObjectId, std::vector<ObjectFlag>>& flags() const { return m_flags; }
    std::span<const ObjectFlag> flagsOf(ObjectId object) const;
    /// The object's flag: the one that no other replaced, of several the first by comesBefore(); nullptr without one,
    /// and where it was taken away. Valid until add() for the same object.
    const ObjectFlag* currentFlag(ObjectId object) const;

    /// By object, each object's in the order of comesBefore().
    const std::map<ObjectId, std::vector<Verdict>>& verdicts() const { return m_verdicts; }
    std::span<const Verdict> verdictsOf(ObjectId object) const;
    /// The object's verdict, lapsed or not: the one that no other replaced, of several the first by comesBefore();
    /// nullptr without one. Valid until add() for the same object.
    const Verdict* currentVerdict(ObjectId object) const;

    /// By object, each object's in the order of comesBefore().
    const std::map<ObjectId, std::vector<Comment>>& comments() const { return m_comments; }
    std::span<const Comment> commentsOf(ObjectId object) const;

    /// By object, each object's in the order of comesBefore(). They are no answers.
    const std::map<ObjectId, std::vector<AnswerEvent>>& adjustments() const { return m_adjustments; }
    std::span<const AnswerEvent> adjustmentsOf(ObjectId object) const;
    /// The object's adjustment, stale or not, by the rule of currentVerdict().
    const AnswerEvent* currentAdjustment(ObjectId object) const;

    /// By object, each object's in the order of comesBefore().
    const std::map<ObjectId, std::vector<Settlement>>& settlements() const { return m_settlements; }
    std::span<const Settlement> settlementsOf(ObjectId object) const;

    /// In the order of comesBefore().
    const std::vector<JobEvent>& jobEvents() const { return m_jobEvents; }

    bool holdsDraft(const std::string& draftId) const { return m_draftIds.contains(draftId); }

    /// The worker PNG of an answer that has a mask. Errors: those of readFile; Mismatch when it is not the file that
    /// the event names.
    Result<std::vector<std::uint8_t>> maskBytes(const AnswerEvent& answer) const;

    const std::vector<EventProblem>& problems() const { return m_problems; }

    /// Take up an event whose files have been written; one already here is left alone.
    void add(AnswerEvent written); ///< Or adjustment.
    void add(TaskRelease written);
    void add(ObjectFlag written);
    void add(Verdict written);
    void add(Comment written);
    void add(JobEvent written);
    void add(Settlement written);
    /// All that `other` has; not its problems.
    void add(const EventLog& other);
    /// Forgets of the object all but its flags and what is this worker's, whose scored answers count then. For a log
    /// that is shown, and that nothing is written by.
    void forgetOthers(ObjectId object, const Worker& worker);
    /// The job's own events and those of the object, of what is known here; without problems.
    EventLog partOf(ObjectId object) const;

    /// writeAnswerFiles() and add().
    Result<AnswerEvent> appendAnswer(AnswerEvent event, std::span<const std::uint8_t> workerPng = {});

private:
    explicit EventLog(std::filesystem::path jobFolder) : m_jobFolder(std::move(jobFolder)) {}

    bool saysNothing(const AnswerEvent& answer) const;

    std::filesystem::path m_jobFolder;
    std::map<ObjectId, std::vector<AnswerEvent>> m_answers;
    std::map<ObjectId, std::vector<TaskRelease>> m_releases;
    std::map<ObjectId, std::vector<ObjectFlag>> m_flags;
    std::map<ObjectId, std::vector<Verdict>> m_verdicts;
    std::map<ObjectId, std::vector<Comment>> m_comments;
    std::map<ObjectId, std::vector<AnswerEvent>> m_adjustments;
    std::vector<JobEvent> m_jobEvents;
    std::set<int> m_deletedLabels; ///< Ids, of today.
    std::map<ObjectId, std::vector<Settlement>> m_settlements;
    std::unordered_set<std::string> m_draftIds;
    std::vector<EventProblem> m_problems;
};

/// Writes an answer's two files, the mask first, the JSON as its commit, both proven (DESIGN rules 2 and 3). Returns
/// the event with maskFile, maskSha256 and name set. Chosen labels have no mask: their JSON is all there is. The same
/// answer written twice is one. Thread: any. Errors: those of writeFileVerified.
Result<AnswerEvent> writeAnswerFiles(const std::filesystem::path& jobFolder, AnswerEvent event,
                                     std::span<const std::uint8_t> workerPng = {});

/// Write an event's one file, proven, and return the event with its name set. Thread: any. Errors: those of
/// writeFileVerified.
Result<TaskRelease> writeTaskReleaseFile(const std::filesystem::path& jobFolder, TaskRelease release);
Result<ObjectFlag> writeObjectFlagFile(const std::filesystem::path& jobFolder, ObjectFlag flag);
Result<Verdict> writeVerdictFile(const std::filesystem::path& jobFolder, Verdict verdict);
Result<Comment> writeCommentFile(const std::filesystem::path& jobFolder, Comment comment);
Result<JobEvent> writeJobEventFile(const std::filesystem::path& jobFolder, JobEvent event);
Result<Settlement> writeSettlementFile(const std::filesystem::path& jobFolder, Settlement settlement);

} // namespace labelwright
