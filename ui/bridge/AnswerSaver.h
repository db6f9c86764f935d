// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Submit.h"

#include <QObject>
#include <QThreadPool>

#include <filesystem>
#include <map>
#include <memory>

namespace labelwright {

/// Writes answers on the disk's thread and reads them back. One that could not be saved is kept until it is, or until
/// it is given up; its draft stays on the disk all the while.
class AnswerSaver : public QObject {
    Q_OBJECT
public:
    /// `disk` is borrowed; see DraftWriter.
    explicit AnswerSaver(QThreadPool& disk, QObject* parent = nullptr);

    /// `draft` is removed once the answer is proven to be on the disk; need not exist.
    void save(PreparedAnswer answer, std::filesystem::path draft);
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

private:
    struct Attempt {
        PreparedAnswer answer;
        std::filesystem::path draft;
    };

    void start(std::shared_ptr<const Attempt> attempt);
    void finished(ObjectId object, const Result<AnswerEvent>& result);

    QThreadPool& m_disk;
    std::map<ObjectId, std::shared_ptr<const Attempt>> m_saving;
    std::map<ObjectId, std::shared_ptr<const Attempt>> m_failed;
};

} // namespace labelwright
