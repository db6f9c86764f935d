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
#include <optional>
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
    /// It was taken for somebody isKeptFromGold(): `job` and `objects` are as hideGold() leaves them.
    bool hidesGold = false;
};

/// As `viewer` may see the job; nullopt for who may see all. Errors: those of Job::open. Cost: half a second for 20,000
/// answered objects.
Result<std::shared_ptr<const JobSnapshot>> takeSnapshot(const std::filesystem::path& jobFolder,
                                                        const std::optional<Worker>& viewer = {});

/// Takes snapshots of one folder off the GUI thread. Can go while one is being taken.
class JobSnapshots : public QObject {
    Q_OBJECT
public:
    explicit JobSnapshots(std::filesystem::path jobFolder, QObject* parent = nullptr);
    /// For whom those are that are taken from now on: no other is handed out any more.
    void setViewer(const std::optional<Worker>& viewer);
    /// taken() or failed() follows. While one is being taken, only one more follows it, whoever asks how often.
    void take();

signals:
    void taken(const std::shared_ptr<const labelwright::JobSnapshot>& snapshot);
    /// Why the folder can't be read; a full sentence.
    void failed(const QString& reason);

private:
    void finish(const Result<std::shared_ptr<const JobSnapshot>>& result);

    std::filesystem::path m_folder;
    std::optional<Worker> m_viewer;
    DetachedWork m_work;
    bool m_isTaking = false;
    bool m_isAskedAgain = false;
    bool m_isOutdated = false; ///< What is being taken is for another viewer.
};

} // namespace labelwright
