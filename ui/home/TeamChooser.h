// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Team.h"
#include "core/job/Workspace.h"
#include "ui/bridge/DetachedWork.h"

#include <QString>
#include <QWidget>

#include <filesystem>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;

namespace labelwright {

/// Who works on a job: a team of the workspace as it is now, or workers of this job alone, who are typed by name. Where
/// the workspace has one team it is that until another is chosen.
class TeamChooser : public QWidget {
    Q_OBJECT
public:
    /// The teams are listed off the GUI thread.
    explicit TeamChooser(const std::filesystem::path& workspace, QWidget* parent = nullptr);

    /// Without members when nothing is chosen. A name that can't be one is a worker without an id.
    Team team() const;
    /// A team of another state than the workspace's is offered beside it, as the job has it.
    void setTeam(const Team& team);

signals:
    void changed();
    /// By the user.
    void edited();

private:
    void markChosen() { m_isChosen = true; }
    void takeListing(const Result<TeamListing>& listing);
    void fill();
    void choose(int place);
    void showChosen();
    const Team* chosenTeam() const;

    QComboBox* m_choice;
    QLineEdit* m_names;
    QLabel* m_members;
    QLabel* m_problem;
    std::vector<Team> m_teams;   ///< Of the workspace.
    std::optional<Team> m_given; ///< Of the job, where the workspace has none that is the same.
    Team m_own;                  ///< Of no name, as it was given.
    QString m_ownNames;          ///< How m_own is written.
    bool m_isChosen = false;     ///< By the user or setTeam().
    DetachedWork m_work;
};

} // namespace labelwright
