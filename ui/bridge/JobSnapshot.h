// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/ObjectSummary.h"
#include "core/job/Conflicts.h"
#include "core/job/Job.h"
#include "core/job/JobState.h"
#include "core/job/ShortObjects.h"
#include "ui/bridge/DetachedWork.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <memory>
#include <vector>

namespace labelwright {

/// A job as its folder was at one moment, for pages that only look. Nobody changes it, so any thread may read it.
struct JobSnapshot {
    Job job;
    std::vector<ObjectSummary> objects; ///< By id.
    JobState state;
    std::vector<ShortObject> shortObjects{};
    std::vector<Error> problems{}; ///< What `objects` lacks, because it can't be read.
    std::vector<Conflict> conflicts{};
};

/// Errors: those of Job::open. Cost: half a second for 20,000 answered objects.
Result<std::shared_ptr<const JobSnapshot>> takeSnapshot(const std::filesystem::path& jobFolder);

/// Takes snapshots of one folder off the GUI thread. Can go while one is being taken.
class JobSnapshots : public QObject {
    Q_OBJECT
public:
    explicit JobSnapshots(std::filesystem::path jobFolder, QObject* parent = nullptr);
    /// taken() or failed() follows. While one is being taken, only one more follows it, whoever asks how often.
    void take();

signals:
    void taken(const std::shared_ptr<const labelwright::JobSnapshot>& snapshot);
    /// Why the folder can't be read; a full sentence.
    void failed(const QString& reason);

private:
    void finish(const Result<std::shared_ptr<const JobSnapshot>>& result);

    std::filesystem::path m_folder;
    DetachedWork m_work;
    bool m_isTaking = false;
    bool m_isAskedAgain = false;
};

} // namespace labelwright
