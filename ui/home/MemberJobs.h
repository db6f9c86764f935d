// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/WorkerJobs.h"
#include "ui/bridge/DetachedWork.h"

#include <QString>
#include <QWidget>

#include <filesystem>
#include <optional>

class QLabel;
class QTreeWidget;

namespace labelwright {

/// The jobs that a worker is in the team of, with what they have answered, have left and have declined.
class MemberJobs : public QWidget {
    Q_OBJECT
public:
    explicit MemberJobs(QWidget* parent = nullptr);

    /// Of nobody without a worker. Reads the workspace's jobs off the GUI thread; those of the same worker stay in view
    /// meanwhile.
    void showJobsOf(const std::filesystem::path& workspace, const std::optional<Worker>& worker);

    /// The page's layout, which says how high it is, would else heed the texts that wrap before its stretches.
    bool hasHeightForWidth() const override { return false; }

signals:
    void jobRequested(const QString& folder);

private:
    void read();
    void take(const Result<WorkerJobs>& found);
    void showRows();

    std::filesystem::path m_workspace;
    std::optional<Worker> m_worker;
    std::optional<WorkerJobs> m_jobs; ///< Of m_worker; nullopt until they are read.
    QLabel* m_title;
    QTreeWidget* m_table;
    QLabel* m_note;
    QLabel* m_problem;
    bool m_isReading = false;
    bool m_isStale = false; ///< Asked for again while it was being read.
    DetachedWork m_work;
};

} // namespace labelwright
