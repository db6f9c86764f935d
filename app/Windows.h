// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/work/WorkWindow.h"

#include <QObject>
#include <QPointer>
#include <QString>

namespace labelwright {

class WelcomePage;

/// Which window is open: the welcome page or one job.
class Windows : public QObject {
    Q_OBJECT
public:
    explicit Windows(QObject* parent = nullptr);
    ~Windows() override;

    void showWelcome(const QString& failure = {});
    /// Shows the welcome page with the reason when the job can't be opened.
    void openJob(const QString& folder, const std::string& worker = {});

private:
    void chooseJob();
    void jobLeft(WorkWindow::Next next, const QString& jobFolder);
    void showJob(std::unique_ptr<WorkSession> session, const QString& folder);

    QPointer<WelcomePage> m_welcome;
    QPointer<WorkWindow> m_work;
};

} // namespace labelwright
