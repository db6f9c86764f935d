// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Worker.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace labelwright {

class TeamDesk;

/// Sets, changes or takes away a worker's passphrase. Closes once that is on the disk.
class PassphraseDialog : public QDialog {
    Q_OBJECT
public:
    /// `desk` is borrowed and outlives the dialog; the worker is a member of that team.
    PassphraseDialog(TeamDesk& desk, const QString& team, Worker worker, QWidget* parent = nullptr);

private:
    void judge();
    void save();

    TeamDesk& m_desk;
    QString m_team;
    Worker m_worker;
    bool m_hasOne;
    QLineEdit* m_current;
    QLineEdit* m_fresh;
    QLineEdit* m_again;
    QLabel* m_problem;
    QPushButton* m_save;
};

} // namespace labelwright
