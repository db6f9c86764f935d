// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Worker.h"

#include <QString>
#include <QWidget>

class QStackedWidget;

namespace labelwright {

class PortalPage;
class SignInPage;
class TeamDesk;

/// The way of a worker: signing in, then the portal with their jobs, until they log out.
class TasksPage : public QWidget {
    Q_OBJECT
public:
    /// `desk` is borrowed and outlives the page.
    explicit TasksPage(TeamDesk& desk, QWidget* parent = nullptr);

    /// nullptr while nobody is signed in.
    PortalPage* portal() const { return m_portal; }
    /// Shows the jobs of a worker who has signed in before, without asking.
    void showPortal(const QString& team, const Worker& worker);

signals:
    void signedIn(const QString& team, const labelwright::Worker& worker);
    void loggedOut();
    void startRequested(const QString& jobFolder, const labelwright::Worker& worker);
    /// There is no team yet, and somebody wants to make one.
    void teamsRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void leavePortal();

    TeamDesk& m_desk;
    SignInPage* m_signIn;
    PortalPage* m_portal = nullptr;
    QStackedWidget* m_stack;
};

} // namespace labelwright
