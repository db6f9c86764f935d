// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/EventLog.h"
#include "core/job/JobState.h"
#include "core/job/Submit.h"

#include <QObject>
#include <QThreadPool>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>

namespace labelwright {

/// Writes answers on the disk's thread and reads them back. The last that is done before an answer is written is to
/// look whether the job takes it still: somebody may have stopped it a moment ago. One that it does not take is
/// dropped; the draft stays. One that could not be saved is kept until it is, or until it is given up; its draft stays
/// on the disk all the while.
class AnswerSaver : public QObject {
    Q_OBJECT
public:
    /// Both are borrowed, `spec` in the disk's thread too; see DraftWriter.
    AnswerSaver(const JobSpec& spec, QThreadPool& disk, QObject* parent = nullptr);

    /// `draft` is removed once the answer is proven to be on the disk; need not exist. `known` is what is known of
    /// the job and the object, in case the disk tells less.
    void save(PreparedAnswer answer, std::filesystem::path draft, EventLog known);
    /// Tries every answer that failed once more.
    void retry();
    /// Forgets a failed answer, because its object was opened again: the draft goes on where it left off.
    void giveUp(ObjectId object) { m_failed.erase(object); }

    bool isSaving(ObjectId object) const { return m_saving.contains(object); }
    /// The labels of an answer that is not yet on the disk, nullptr when there is none. Valid until the event loop
    /// runs.
    const LabelMask* unsavedMask(ObjectId object) const;
    int savingCount() const { return static_cast<int>(m_saving.size()); }
    int failedCount() const { return static_cast<int>(m_failed.size()); }

signals:
    void saved(const labelwright::AnswerEvent& answer);
    void failed(labelwright::ObjectId object, const labelwright::Error& error);
    /// `events` are those of the job and of the object, as they were when it was refused.
    void refused(labelwright::ObjectId object, labelwright::AnswerRefusal reason, const labelwright::EventLog& events);

private:
    struct Attempt {
        PreparedAnswer answer;
        std::filesystem::path draft;
        EventLog known;
    };

    struct Outcome {
        std::optional<AnswerRefusal> refusal;
        std::optional<Result<AnswerEvent>> result; ///< nullopt: refused.
        EventLog events;
    };

    void start(std::shared_ptr<const Attempt> attempt);
    static Outcome write(const Attempt& attempt, const JobSpec& spec);
    void finished(ObjectId object, const Outcome& outcome);

    const JobSpec& m_spec;
    QThreadPool& m_disk;
    std::map<ObjectId, std::shared_ptr<const Attempt>> m_saving;
    std::map<ObjectId, std::shared_ptr<const Attempt>> m_failed;
};

} // namespace labelwright
