// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/job/ChoiceDraft.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <filesystem>

namespace labelwright {

/// Keeps a worker's unsubmitted choices on the disk: a moment after the last change, on the disk's thread.
class ChoiceKeeper : public QObject {
    Q_OBJECT
public:
    /// How long a change waits, so that what is submitted at once is never written as a draft.
    static constexpr std::chrono::milliseconds kDelay{300};

    /// `disk` is borrowed; see DraftWriter.
    ChoiceKeeper(QThreadPool& disk, std::filesystem::path jobFolder, Worker worker, QObject* parent = nullptr);

    /// What the disk holds; before anything else.
    void begin(ChoiceDrafts drafts);

    /// nullptr when there is none.
    const ChoiceDraft* find(ObjectId object) const;
    const ChoiceDrafts& drafts() const { return m_drafts; }
    void keep(ObjectId object, ChoiceDraft draft);
    /// There is nothing to keep of the object any more.
    void drop(ObjectId object);

    /// Everything is on the disk as it is here.
    bool isWritten() const { return !m_isChanged && m_writing == 0; }
    bool hasFailed() const { return m_hasFailed; }
    /// Writes what has changed, without waiting for more; also what failed.
    void writeNow();

signals:
    void written(labelwright::Time time);
    void failed(const labelwright::Error& error);

private:
    void changed();
    void finished(const Status& status);

    QThreadPool& m_disk;
    std::filesystem::path m_jobFolder;
    Worker m_worker;
    ChoiceDrafts m_drafts;
    QTimer m_timer;
    bool m_isChanged = false;
    bool m_isOnDisk = false; ///< There may be a file.
    bool m_hasFailed = false;
    int m_writing = 0;
};

} // namespace labelwright
