// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/work/WorkWindow.h"

#include <QObject>
#include <QPointer>
#include <QString>

namespace labelwright {

class JobPage;
class WelcomePage;

/// Which window is open: the welcome page or one job.
class Windows : public QObject {
    Q_OBJECT
public:
    explicit Windows(QObject* parent = nullptr);
    ~Windows() override;

    void showWelcome();
    /// Shows the welcome page with the reason when the job can't be opened; where that page is closed, the program
    /// ends with exit code 1.
    void openJob(const QString& folder, const std::string& worker = {});

private:
    void chooseJob();
    void jobLeft(WorkWindow::Next next, const QString& jobFolder);
    void showJob(std::unique_ptr<WorkSession> session, const QString& folder);
    void showAllObjects();

    /// What was to be opened and could not be.
    struct Failure {
        QString reason; ///< A full sentence; empty for none.
        QString folder{};
        std::string worker{};
    };

    Failure m_failure;
    QPointer<WelcomePage> m_welcome;
    QPointer<WorkWindow> m_work;
    QPointer<JobPage> m_objects; ///< Of m_work's job.
};

} // namespace labelwright
