// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/WorkerPage.h"

#include "ui/bridge/TeamDesk.h"
#include "ui/home/PassphraseDialog.h"
#include "ui/home/PortalPage.h"
#include "ui/home/SignInPage.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace labelwright {

WorkerPage::WorkerPage(TeamDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_signIn(new SignInPage(desk)), m_stack(new QStackedWidget)
{
    m_stack->addWidget(m_signIn);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(m_signIn, &SignInPage::signedIn, this, &WorkerPage::showPortal);
    connect(m_signIn, &SignInPage::teamsRequested, this, &WorkerPage::teamsRequested);
}

void WorkerPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_desk.reload();
}

void WorkerPage::showPortal(const QString& team, const Worker& worker)
{
    logOut();
    m_portal = new PortalPage(m_desk.workspace(), worker);
    connect(m_portal, &PortalPage::startRequested, this, &WorkerPage::startRequested);
    connect(m_portal, &PortalPage::passphraseRequested, this, [this, team, worker] {
        PassphraseDialog dialog(m_desk, team, worker, this);
        dialog.exec();
    });
    connect(m_portal, &PortalPage::logOutRequested, this, [this] {
        logOut();
        m_signIn->askAgain();
    });
    m_stack->addWidget(m_portal);
    m_stack->setCurrentWidget(m_portal);
}

/// Not at once: it may be the portal's own button that asks.
void WorkerPage::logOut()
{
    if (PortalPage* left = std::exchange(m_portal, nullptr)) {
        m_stack->removeWidget(left);
        left->hide();
        left->deleteLater();
    }
    m_stack->setCurrentWidget(m_signIn);
}

} // namespace labelwright
