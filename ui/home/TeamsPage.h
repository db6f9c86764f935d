// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Team.h"

#include <QString>
#include <QWidget>

#include <string>

class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace labelwright {

class MemberJobs;
class TeamDesk;

/// The workspace's teams: making and removing them, inviting workers by typing or pasting, what becomes of each member
/// and the jobs they work on. What is typed is judged as it is typed.
class TeamsPage : public QWidget {
    Q_OBJECT
public:
    /// `desk` is borrowed and outlives the page.
    explicit TeamsPage(TeamDesk& desk, QWidget* parent = nullptr);

signals:
    /// The user wants to look at the job.
    void jobRequested(const QString& folder);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildList();
    QWidget* buildEditor();
    QWidget* buildMemberButtons();
    void showTeams();
    void showTeam();
    void showMember();
    void judgeName();
    void judgeList();
    void createTeam();
    void addMembers();
    void removeTeam();
    void changeMember(void (*change)(TeamMember&));
    void removeMember();
    void removePassphrase();
    void showInvitation();
    std::string teamName() const;
    /// nullptr when none is chosen. Valid until the desk has changed.
    const TeamMember* member() const;

    TeamDesk& m_desk;
    QListWidget* m_teams;
    QLabel* m_empty;
    QLineEdit* m_newName;
    QLabel* m_nameProblem;
    QPushButton* m_create;
    QWidget* m_editor;
    QLabel* m_title;
    QTreeWidget* m_members;
    QPushButton* m_toggleStatus;
    QPushButton* m_toggleRole;
    QPushButton* m_invitation;
    QPushButton* m_removePassphrase;
    QPushButton* m_removeMember;
    MemberJobs* m_jobs;
    QPlainTextEdit* m_list;
    QLabel* m_listState;
    QLabel* m_listProblems;
    QPushButton* m_add;
    QLabel* m_problem;
    QString m_wanted; ///< The team to show once the desk has it.
};

} // namespace labelwright
