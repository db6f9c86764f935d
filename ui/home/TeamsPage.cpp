// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/TeamsPage.h"

#include "core/job/MemberList.h"
#include "ui/bridge/ErrorText.h"
#include "ui/bridge/TeamDesk.h"
#include "ui/home/HomeParts.h"
#include "ui/home/InvitationDialog.h"
#include "ui/home/MemberJobs.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

namespace labelwright {
namespace {

constexpr int kListWidth = 240;
constexpr int kPasteHeight = 72;
constexpr int kIdRole = Qt::UserRole;

QString roleText(TeamRole role)
{
    return role == TeamRole::Lead ? TeamsPage::tr("Lead") : TeamsPage::tr("Annotator");
}

QString statusText(MemberStatus status)
{
    switch (status) {
    case MemberStatus::Invited:
        return TeamsPage::tr("Invited");
    case MemberStatus::Active:
        return TeamsPage::tr("Active");
    case MemberStatus::Inactive:
        break;
    }
    return TeamsPage::tr("Inactive");
}

/// Each entry with its reason, on a line of its own; a long list is cut.
QString refusedText(const std::vector<MemberList::Refused>& refused)
{
    constexpr std::size_t kShown = 5;
    QStringList lines;
    for (std::size_t i = 0; i < refused.size() && i < kShown; ++i)
        lines << TeamsPage::tr("%1: %2").arg(QString::fromStdString(refused[i].entry),
                                             QString::fromStdString(refused[i].reason));
    if (refused.size() > kShown)
        lines << TeamsPage::tr("and %1 more").arg(refused.size() - kShown);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

TeamsPage::TeamsPage(TeamDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_teams(new QListWidget),
      m_empty(makeText(tr("A team says who works on a job. Make one, then invite its workers."), Role::Secondary)),
      m_newName(new QLineEdit), m_nameProblem(makeText({}, Role::Danger)), m_create(new QPushButton(tr("Make team"))),
      m_title(makeText({}, Role::Section)), m_members(makeTable({tr("Name"), tr("E-mail"), tr("Role"), tr("Status")})),
      m_toggleStatus(new QPushButton), m_toggleRole(new QPushButton), m_invitation(new QPushButton(tr("Invitation…"))),
      m_removePassphrase(new QPushButton(tr("Remove passphrase…"))), m_removeMember(new QPushButton(tr("Remove"))),
      m_jobs(new MemberJobs), m_list(new QPlainTextEdit), m_listState(makeText({}, Role::Secondary)),
      m_listProblems(makeText({}, Role::Danger)), m_add(new QPushButton(tr("Invite"))),
      m_problem(makeText({}, Role::Danger))
{
    m_editor = buildEditor();
    keepPlace(*m_editor);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(Metrics::kGroups);
    middle->addWidget(buildList());
    middle->addWidget(m_editor, 1);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(makeText(tr("Teams"), Role::Title));
    column->addWidget(m_empty);
    column->addLayout(middle, 1);
    column->addWidget(m_problem);

    connect(m_jobs, &MemberJobs::jobRequested, this, &TeamsPage::jobRequested);
    connect(&desk, &TeamDesk::changed, this, &TeamsPage::showTeams);
    connect(&desk, &TeamDesk::failed, m_problem, &QLabel::setText);
    showTeams();
}

QWidget* TeamsPage::buildList()
{
    m_teams->setAccessibleName(tr("Teams"));
    m_newName->setPlaceholderText(tr("Name of a new team"));
    m_newName->setAccessibleName(tr("Name of a new team"));
    connect(m_teams, &QListWidget::currentRowChanged, this, &TeamsPage::showTeam);
    connect(m_newName, &QLineEdit::textChanged, this, &TeamsPage::judgeName);
    connect(m_newName, &QLineEdit::returnPressed, this, &TeamsPage::createTeam);
    connect(m_create, &QPushButton::clicked, this, &TeamsPage::createTeam);

    auto* left = new QWidget;
    left->setFixedWidth(kListWidth);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(m_teams, 1);
    column->addWidget(m_newName);
    column->addWidget(m_nameProblem);
    column->addWidget(m_create);
    return left;
}

QWidget* TeamsPage::buildEditor()
{
    m_members->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_members->setColumnWidth(0, 180);
    m_members->setAccessibleName(tr("Members"));
    // The two lists share the height as their stretches say, however much is in them.
    for (QWidget* part : {static_cast<QWidget*>(m_members), static_cast<QWidget*>(m_jobs)})
        part->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    connect(m_members, &QTreeWidget::currentItemChanged, this, &TeamsPage::showMember);
    m_list->setFixedHeight(kPasteHeight);
    m_list->setTabChangesFocus(true);
    m_list->setPlaceholderText(tr("Addresses, or a list pasted from a mail program: Ann Lee <ann@example.com>, "
                                  "bob@example.com"));
    m_list->setAccessibleName(tr("Workers to invite"));
    setRole(*m_add, Role::Primary);
    connect(m_list, &QPlainTextEdit::textChanged, this, &TeamsPage::judgeList);
    connect(m_add, &QPushButton::clicked, this, &TeamsPage::addMembers);
    auto* remove = new QPushButton(tr("Remove team…"));
    connect(remove, &QPushButton::clicked, this, &TeamsPage::removeTeam);

    auto* title = new QHBoxLayout;
    title->addWidget(m_title, 1);
    title->addWidget(remove);
    auto* add = new QHBoxLayout;
    add->addWidget(m_listState, 1);
    add->addWidget(m_add);
    auto* editor = new QWidget;
    auto* column = new QVBoxLayout(editor);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addLayout(title);
    column->addWidget(m_members, 3);
    column->addWidget(buildMemberButtons());
    column->addSpacing(Metrics::kGroups);
    column->addWidget(m_jobs, 2);
    column->addSpacing(Metrics::kGroups);
    column->addWidget(makeText(tr("Invite workers"), Role::Section));
    column->addWidget(m_list);
    column->addWidget(m_listProblems);
    column->addLayout(add);
    return editor;
}

QWidget* TeamsPage::buildMemberButtons()
{
    m_removeMember->setToolTip(tr("Takes the worker out of the team; answers that were given stay"));
    connect(m_toggleStatus, &QPushButton::clicked, this, [this] {
        changeMember([](TeamMember& changed) {
            const bool isInactive = changed.status == MemberStatus::Inactive;
            changed.status = isInactive ? MemberStatus::Active : MemberStatus::Inactive;
        });
    });
    connect(m_toggleRole, &QPushButton::clicked, this, [this] {
        changeMember([](TeamMember& changed) {
            changed.role = changed.role == TeamRole::Lead ? TeamRole::Annotator : TeamRole::Lead;
        });
    });
    connect(m_invitation, &QPushButton::clicked, this, &TeamsPage::showInvitation);
    m_removePassphrase->setToolTip(tr("For a worker who has forgotten it"));
    connect(m_removePassphrase, &QPushButton::clicked, this, &TeamsPage::removePassphrase);
    connect(m_removeMember, &QPushButton::clicked, this, &TeamsPage::removeMember);
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    for (QPushButton* button : {m_invitation, m_toggleRole, m_toggleStatus, m_removePassphrase, m_removeMember})
        row->addWidget(button);
    row->addStretch(1);
    return buttons;
}

void TeamsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_desk.reload();
}

void TeamsPage::showTeams()
{
    const QString before = m_wanted.isEmpty() ? QString::fromStdString(teamName()) : std::exchange(m_wanted, {});
    m_teams->blockSignals(true);
    m_teams->clear();
    for (const WorkspaceTeam& team : m_desk.teams()) {
        auto* item = new QListWidgetItem(QString::fromStdString(team.team.name), m_teams);
        item->setSizeHint({0, Metrics::kTouchTarget});
    }
    const QList<QListWidgetItem*> found = m_teams->findItems(before, Qt::MatchFixedString | Qt::MatchCaseSensitive);
    m_teams->setCurrentRow(found.isEmpty() ? 0 : m_teams->row(found.front()));
    m_teams->blockSignals(false);
    m_empty->setVisible(m_desk.teams().empty());
    m_editor->setVisible(!m_desk.teams().empty());
    judgeName();
    showTeam();
}

void TeamsPage::showTeam()
{
    const QTreeWidgetItem* current = m_members->currentItem();
    const QString before = current ? current->data(0, kIdRole).toString() : QString();
    m_members->blockSignals(true);
    m_members->clear();
    const WorkspaceTeam* team = m_desk.team(teamName());
    for (const TeamMember& each : team ? team->team.members : std::vector<TeamMember>()) {
        auto* item = new QTreeWidgetItem(m_members, {QString::fromStdString(each.worker.name),
                                                     QString::fromStdString(each.worker.email), roleText(each.role),
                                                     statusText(each.status)});
        item->setSizeHint(0, {0, Metrics::kTouchTarget});
        item->setData(0, kIdRole, QString::fromStdString(each.worker.id));
        item->setToolTip(0, QString::fromStdString(each.worker.id));
        if (item->data(0, kIdRole).toString() == before)
            m_members->setCurrentItem(item);
    }
    m_members->blockSignals(false);
    m_title->setText(team ? QString::fromStdString(team->team.name) : QString());
    judgeList();
    showMember();
}

void TeamsPage::showMember()
{
    const TeamMember* shown = member();
    for (QPushButton* button : {m_invitation, m_toggleRole, m_toggleStatus, m_removeMember})
        button->setEnabled(shown != nullptr);
    const WorkspaceTeam* team = m_desk.team(teamName());
    m_removePassphrase->setEnabled(shown && team->passphraseHashes.contains(shown->worker.id));
    m_toggleRole->setText(shown && shown->role == TeamRole::Lead ? tr("Make annotator") : tr("Make lead"));
    m_toggleStatus->setText(shown && shown->status == MemberStatus::Inactive ? tr("Activate") : tr("Deactivate"));
    m_jobs->showJobsOf(m_desk.workspace(), shown ? std::optional(shown->worker) : std::nullopt);
}

void TeamsPage::judgeName()
{
    const std::string name = m_newName->text().toStdString();
    const Status checked = checkTeamName(name);
    QString problem = checked || name.empty() ? QString() : sentenceOf(checked.error());
    for (const WorkspaceTeam& team : m_desk.teams()) {
        if (QString::fromStdString(team.team.name).compare(m_newName->text(), Qt::CaseInsensitive) == 0)
            problem = tr("There is a team of this name already.");
    }
    m_nameProblem->setText(problem);
    m_nameProblem->setVisible(!problem.isEmpty());
    m_create->setEnabled(checked.has_value() && problem.isEmpty());
}

void TeamsPage::judgeList()
{
    const WorkspaceTeam* team = m_desk.team(teamName());
    const MemberList list = team ? parseMemberList(m_list->toPlainText().toStdString(), team->team) : MemberList();
    m_listProblems->setText(refusedText(list.refused));
    m_listProblems->setVisible(!list.refused.empty());
    m_listState->setText(m_list->toPlainText().trimmed().isEmpty() ? QString()
                                                                   : tr("Can be invited: %1").arg(list.workers.size()));
    m_add->setEnabled(!list.workers.empty());
}

void TeamsPage::createTeam()
{
    if (!m_create->isEnabled())
        return;
    m_problem->clear();
    m_wanted = m_newName->text();
    m_desk.create(m_wanted.toStdString());
    m_newName->clear();
}

void TeamsPage::addMembers()
{
    const WorkspaceTeam* team = m_desk.team(teamName());
    if (!team)
        return;
    m_problem->clear();
    const MemberList list = parseMemberList(m_list->toPlainText().toStdString(), team->team);
    m_desk.edit(teamName(),
                [workers = list.workers](WorkspaceTeam& edited) { return labelwright::addMembers(edited, workers); });
    QStringList left; // What could not be taken stays to be mended.
    for (const MemberList::Refused& refused : list.refused)
        left << QString::fromStdString(refused.entry);
    m_list->setPlainText(left.join(QLatin1Char('\n')));
}

void TeamsPage::removeTeam()
{
    QMessageBox box(QMessageBox::Question, tr("Labelwright"),
                    tr("Remove the team %1?").arg(QString::fromStdString(teamName())), QMessageBox::NoButton, this);
    box.setInformativeText(tr("Jobs that use it keep their copy, and all answers stay. Passphrases are gone."));
    const QPushButton* remove = box.addButton(tr("Remove"), QMessageBox::DestructiveRole);
    box.setEscapeButton(box.addButton(tr("Keep"), QMessageBox::RejectRole));
    box.exec();
    if (box.clickedButton() == remove)
        m_desk.remove(teamName());
}

void TeamsPage::changeMember(void (*change)(TeamMember&))
{
    if (!member())
        return;
    m_problem->clear();
    m_desk.edit(teamName(), [id = member()->worker.id, change](WorkspaceTeam& edited) -> Status {
        const Result<TeamMember*> found = findMember(edited, id);
        if (!found)
            return found.error();
        change(**found);
        return ok();
    });
}

void TeamsPage::removeMember()
{
    if (!member())
        return;
    m_desk.edit(teamName(), [worker = member()->worker](WorkspaceTeam& edited) {
        labelwright::removeMember(edited, worker);
        return ok();
    });
}

void TeamsPage::removePassphrase()
{
    if (!member())
        return;
    const Worker worker = member()->worker;
    const std::string name = teamName();
    QMessageBox box(QMessageBox::Question, tr("Labelwright"),
                    tr("Remove the passphrase of %1?").arg(QString::fromStdString(worker.name)), QMessageBox::NoButton,
                    this);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(
        tr("Anyone who uses this workspace can sign in under this name then, until another passphrase "
           "is set under My tasks. A passphrase only keeps people from signing in as each other by "
           "mistake; it does not lock any file."));
    const QPushButton* remove = box.addButton(tr("Remove passphrase"), QMessageBox::AcceptRole);
    box.setEscapeButton(box.addButton(tr("Keep"), QMessageBox::RejectRole));
    box.exec();
    if (box.clickedButton() != remove)
        return;
    m_problem->clear();
    m_desk.edit(name, [worker](WorkspaceTeam& edited) {
        labelwright::removePassphrase(edited, worker);
        return ok();
    });
}

void TeamsPage::showInvitation()
{
    const WorkspaceTeam* team = m_desk.team(teamName());
    if (!team || !member())
        return;
    InvitationDialog dialog(QString::fromStdString(invitationText(team->team, member()->worker)), this);
    dialog.exec();
}

std::string TeamsPage::teamName() const
{
    const QListWidgetItem* item = m_teams->currentItem();
    return item ? item->text().toStdString() : std::string();
}

const TeamMember* TeamsPage::member() const
{
    const QTreeWidgetItem* item = m_members->currentItem();
    const WorkspaceTeam* team = m_desk.team(teamName());
    return item && team ? memberOfTeam(team->team, {{}, {}, item->data(0, kIdRole).toString().toStdString()}) : nullptr;
}

} // namespace labelwright
