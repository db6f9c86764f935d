// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/SignInPage.h"

#include "ui/bridge/TeamDesk.h"
#include "ui/home/HomeParts.h"
#include "ui/home/SignInMemory.h"
#include "ui/look/Look.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

namespace labelwright {
namespace {

constexpr int kTeamRole = Qt::UserRole;
constexpr int kIdRole = Qt::UserRole + 1;

QTreeWidget* makeList()
{
    QTreeWidget* list = makeTable({SignInPage::tr("Name"), SignInPage::tr("E-mail"), SignInPage::tr("Team")});
    list->setAccessibleName(SignInPage::tr("Workers"));
    list->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    list->setColumnWidth(0, 220);
    return list;
}

} // namespace

SignInPage::SignInPage(TeamDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_workers(makeList()),
      m_empty(makeText(tr("Workers are listed here once a team has been made. A team says who works on a job."),
                       Role::Secondary)),
      m_makeTeam(new QPushButton(tr("Make a team"))), m_passphrase(new QLineEdit),
      m_remember(new QCheckBox(tr("Stay signed in on this machine"))), m_problem(makeText({}, Role::Danger)),
      m_signIn(new QPushButton(tr("Sign in")))
{
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphrase->setPlaceholderText(tr("Passphrase"));
    m_passphrase->setAccessibleName(tr("Passphrase"));
    setRole(*m_signIn, Role::Primary);
    connect(m_makeTeam, &QPushButton::clicked, this, &SignInPage::teamsRequested);
    connect(m_signIn, &QPushButton::clicked, this, &SignInPage::signIn);
    connect(m_passphrase, &QLineEdit::returnPressed, this, &SignInPage::signIn);
    connect(m_workers, &QTreeWidget::currentItemChanged, this, &SignInPage::showChoice);
    connect(m_workers, &QTreeWidget::itemActivated, this, [this] {
        if (m_passphrase->isHidden())
            signIn();
        else
            m_passphrase->setFocus();
    });
    connect(&desk, &TeamDesk::workspaceChanged, this, [this] {
        m_usesMemory = true;
        showTeams();
    });
    connect(&desk, &TeamDesk::changed, this, [this] {
        showTeams();
        useMemory();
    });
    connect(&desk, &TeamDesk::busyChanged, this, &SignInPage::showChoice);
    connect(&desk, &TeamDesk::failed, this, &SignInPage::showProblem);
    connect(&desk, &TeamDesk::signedIn, this, &SignInPage::welcome);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_remember);
    buttons->addStretch(1);
    buttons->addWidget(m_makeTeam);
    buttons->addWidget(m_signIn);
    QVBoxLayout* column = makePageColumn(*this);
    column->addWidget(makeText(tr("Sign in"), Role::Title));
    column->addWidget(makeText(tr("Choose yourself. Your answers carry your name and worker id."), Role::Secondary));
    column->addWidget(m_empty);
    column->addWidget(m_workers, 1);
    keepPlace(*m_workers);
    column->addWidget(m_passphrase);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    showTeams();
}

void SignInPage::askAgain()
{
    forgetSignIn();
    m_usesMemory = false;
    m_passphrase->clear();
    m_problem->clear();
    m_remember->setChecked(false);
    m_desk.reload();
}

void SignInPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_workers->setFocus();
    useMemory();
}

void SignInPage::showTeams()
{
    const QTreeWidgetItem* current = m_workers->currentItem();
    const QString before = current ? current->data(0, kIdRole).toString() : QString();
    const QSignalBlocker quiet(m_workers); // Nobody is chosen for a moment; the passphrase must not lose the focus.
    m_workers->clear();
    for (const WorkspaceTeam& team : m_desk.teams()) {
        for (const TeamMember& member : team.team.members) {
            if (member.status == MemberStatus::Inactive)
                continue;
            const QString name = QString::fromStdString(team.team.name);
            auto* item = new QTreeWidgetItem(m_workers, {QString::fromStdString(member.worker.name),
                                                         QString::fromStdString(member.worker.email), name});
            item->setSizeHint(0, {0, Metrics::kTouchTarget});
            item->setData(0, kTeamRole, name);
            item->setData(0, kIdRole, QString::fromStdString(member.worker.id));
            if (item->data(0, kIdRole).toString() == before)
                m_workers->setCurrentItem(item);
        }
    }
    const bool isEmpty = m_workers->topLevelItemCount() == 0;
    m_workers->setHidden(isEmpty);
    m_empty->setVisible(isEmpty);
    m_makeTeam->setVisible(isEmpty);
    m_signIn->setHidden(isEmpty);
    m_remember->setHidden(isEmpty);
    if (!isEmpty && !m_workers->currentItem())
        m_workers->setCurrentItem(m_workers->topLevelItem(0));
    showChoice();
}

void SignInPage::useMemory()
{
    if (!m_usesMemory || !isVisible() || m_desk.teams().empty())
        return;
    m_usesMemory = false;
    if (const auto remembered = rememberedSignIn(m_desk.workspace(), m_desk.teams()))
        emit signedIn(remembered->team, remembered->worker);
}

bool SignInPage::isChosen() const
{
    return m_workers->currentItem() != nullptr;
}

void SignInPage::showChoice()
{
    const QTreeWidgetItem* item = m_workers->currentItem();
    const WorkspaceTeam* team = item ? m_desk.team(item->data(0, kTeamRole).toString().toStdString()) : nullptr;
    const bool hasPassphrase = team && team->passphraseHashes.contains(item->data(0, kIdRole).toString().toStdString());
    m_passphrase->setVisible(hasPassphrase);
    m_signIn->setEnabled(isChosen() && !m_desk.isBusy());
}

void SignInPage::signIn()
{
    const QTreeWidgetItem* item = m_workers->currentItem();
    if (!item || m_desk.isBusy())
        return;
    const std::string name = item->data(0, kTeamRole).toString().toStdString();
    const WorkspaceTeam* team = m_desk.team(name);
    const TeamMember* member =
        team ? memberOfTeam(team->team, {{}, {}, item->data(0, kIdRole).toString().toStdString()}) : nullptr;
    if (!member)
        return;
    m_problem->clear();
    m_isSigningIn = true;
    m_desk.signIn(name, member->worker, m_passphrase->text().toStdString());
}

/// A passphrase that is not the right one is typed again at once.
void SignInPage::showProblem(const QString& text)
{
    m_problem->setText(text);
    if (!std::exchange(m_isSigningIn, false) || m_passphrase->isHidden())
        return;
    m_passphrase->setFocus();
    m_passphrase->selectAll();
}

void SignInPage::welcome(const QString& team, const Worker& worker)
{
    m_isSigningIn = false;
    m_passphrase->clear();
    const WorkspaceTeam* found = m_desk.team(team.toStdString());
    if (m_remember->isChecked() && found)
        rememberSignIn(m_desk.workspace(), *found, worker);
    emit signedIn(team, worker);
}

} // namespace labelwright
