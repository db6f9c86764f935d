// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Worker.h"

#include <QString>
#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace labelwright {

class TeamDesk;

/// Who sits here: the worker chooses themselves, gives a passphrase where they have one, and may stay signed in on this
/// machine. Whoever is remembered is signed in without being asked, as soon as the teams are read.
class SignInPage : public QWidget {
    Q_OBJECT
public:
    /// `desk` is borrowed and outlives the page.
    explicit SignInPage(TeamDesk& desk, QWidget* parent = nullptr);

    /// After logging out: forgets who was remembered and asks again.
    void askAgain();

signals:
    void signedIn(const QString& team, const labelwright::Worker& worker);
    /// There is no team yet, and somebody wants to make one.
    void teamsRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void showTeams();
    void showChoice();
    void useMemory();
    void signIn();
    void showProblem(const QString& text);
    void welcome(const QString& team, const Worker& worker);
    bool isChosen() const;

    TeamDesk& m_desk;
    QTreeWidget* m_workers;
    QLabel* m_empty;
    QPushButton* m_makeTeam;
    QLineEdit* m_passphrase;
    QCheckBox* m_remember;
    QLabel* m_problem;
    QPushButton* m_signIn;
    bool m_isSigningIn = false;
    bool m_usesMemory = true; ///< Until it was looked at once with the teams there.
};

} // namespace labelwright
