// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/TasksPage.h"

#include "ui/bridge/TeamDesk.h"
#include "ui/home/PassphraseDialog.h"
#include "ui/home/PortalPage.h"
#include "ui/home/SignInPage.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace labelwright {

TasksPage::TasksPage(TeamDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_signIn(new SignInPage(desk)), m_stack(new QStackedWidget)
{
    m_stack->addWidget(m_signIn);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(m_signIn, &SignInPage::signedIn, this, [this](const QString& team, const Worker& worker) {
        showPortal(team, worker);
        emit signedIn(team, worker);
    });
    connect(&desk, &TeamDesk::workspaceChanged, this, [this] {
        leavePortal(); // Its worker is one of the teams of another folder.
        emit loggedOut();
    });
    connect(m_signIn, &SignInPage::teamsRequested, this, &TasksPage::teamsRequested);
}

void TasksPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_desk.reload();
}

void TasksPage::showPortal(const QString& team, const Worker& worker)
{
    leavePortal();
    m_portal = new PortalPage(m_desk.workspace(), worker);
    connect(m_portal, &PortalPage::startRequested, this, &TasksPage::startRequested);
    connect(m_portal, &PortalPage::passphraseRequested, this, [this, team, worker] {
        PassphraseDialog dialog(m_desk, team, worker, this);
        dialog.exec();
    });
    connect(m_portal, &PortalPage::logOutRequested, this, [this] {
        leavePortal();
        m_signIn->askAgain();
        emit loggedOut();
    });
    m_stack->addWidget(m_portal);
    m_stack->setCurrentWidget(m_portal);
}

/// Not at once: it may be the portal's own button that asks.
void TasksPage::leavePortal()
{
    if (PortalPage* left = std::exchange(m_portal, nullptr)) {
        m_stack->removeWidget(left);
        left->hide();
        left->deleteLater();
    }
    m_stack->setCurrentWidget(m_signIn);
}

} // namespace labelwright
