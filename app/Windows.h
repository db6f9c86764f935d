// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Worker.h"
#include "ui/bridge/DifferenceSubject.h"
#include "ui/work/WorkWindow.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace labelwright {

class CreateJobPage;
class DifferenceWindow;
class HomeWindow;
class JobPage;
class JobsPage;
class TeamDesk;

/// Which window is open: the home window or one job's.
class Windows : public QObject {
    Q_OBJECT
public:
    explicit Windows(QObject* parent = nullptr);
    ~Windows() override;

    void showHome();
    /// Shows the home window with the reason when the job can't be opened; where that window is closed, the program
    /// ends with exit code 1.
    void openJob(const QString& folder, const std::string& worker = {});

    /// The same for a lead who goes through these objects.
    void openReview(const QString& folder, const std::vector<ObjectId>& objects);

private:
    void addWorkPages();
    void beginWithTasks();
    std::optional<Worker> author() const;
    Result<Worker> workerOf(const Job& job) const;
    Result<Worker> leadOf(const Job& job) const;
    void tellFailure(const Error& error, const QString& folder, const std::string& worker);
    void tellAuthor();
    QWidget* makeTasksPage(TeamDesk& desk);
    QWidget* makeTeamsPage(TeamDesk& desk);
    JobsPage* makeJobsPage();
    void showDetails(const QString& folder);
    /// An empty form on top of the home window.
    CreateJobPage* showCreateJob();
    void chooseJob();
    void jobLeft(WorkWindow::Next next, const QString& jobFolder);
    void showJob(std::unique_ptr<WorkSession> session, const QString& folder);
    void openAgain();
    void showAllObjects();
    void connectAllObjects();
    void showWorkDifference(const DifferenceSubject& subject);
    void showDifference(const DifferenceSubject& subject, const std::optional<Worker>& author);

    /// What was to be opened and could not be.
    struct Failure {
        QString reason; ///< A full sentence; empty for none.
        QString folder{};
        std::string worker{};
    };

    /// What follows when the labeling window is left.
    struct NextReview {
        QString folder;
        std::vector<ObjectId> objects;
    };

    struct SignedIn {
        QString team;
        Worker worker;
    };

    Failure m_failure;
    std::optional<SignedIn> m_signedIn; ///< Until the worker logs out.
    NextReview m_nextReview;            ///< For WorkWindow::Next::Review.
    QPointer<HomeWindow> m_home;        ///< Hidden while a job is open.
    QPointer<TeamDesk> m_desk;          ///< Of m_home.
    QPointer<JobsPage> m_jobs;
    QPointer<WorkWindow> m_work;
    QPointer<JobPage> m_objects; ///< Of m_work's job.
    QPointer<DifferenceWindow> m_difference;
};

} // namespace labelwright
