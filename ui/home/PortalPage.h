// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Worker.h"
#include "core/job/WorkerJobs.h"

#include <QString>
#include <QThreadPool>
#include <QWidget>

#include <chrono>
#include <filesystem>
#include <vector>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace labelwright {

/// The signed-in worker's jobs, as Ground Truth's worker portal lists them: what to do, the time for a task, tasks
/// left. The list is read anew whenever the page is shown.
class PortalPage : public QWidget {
    Q_OBJECT
public:
    PortalPage(std::filesystem::path workspace, Worker worker, QWidget* parent = nullptr);
    ~PortalPage() override;

    const Worker& worker() const { return m_worker; }
    void refresh();

signals:
    void startRequested(const QString& jobFolder, const labelwright::Worker& worker);
    void passphraseRequested();
    void logOutRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void take(const Result<WorkerJobs>& found);
    void showJobs();
    void showChoice();
    void start();
    void showInstructions();
    /// nullptr when none is chosen.
    const WorkerJob* job() const;

    std::filesystem::path m_workspace;
    Worker m_worker;
    std::vector<WorkerJob> m_jobs;
    QLabel* m_state;
    QTreeWidget* m_list;
    QLabel* m_problem;
    QPushButton* m_refresh;
    QPushButton* m_instructions;
    QPushButton* m_start;
    bool m_isReading = false;
    bool m_isStale = false; ///< Asked for again while it was being read.
    QThreadPool m_disk;     ///< Last: its destructor waits while all else lives.
};

/// What stands for a job's task in the portal: "Semantic segmentation: street".
QString taskTitle(const WorkerJob& job);

/// "60 min", "90 s"
QString timeLimitText(std::chrono::seconds limit);

} // namespace labelwright
