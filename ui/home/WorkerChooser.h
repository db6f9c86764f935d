// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Team.h"
#include "core/job/Workspace.h"
#include "ui/bridge/DetachedWork.h"

#include <QComboBox>
#include <QString>

#include <filesystem>
#include <optional>

namespace labelwright {

/// In whose name answers are given: one of those who work on a job. Members of the workspace's teams sign in, and
/// nobody answers in their place; others may be chosen. At first it is who is signed in, else the first of them.
class WorkerChooser : public QComboBox {
    Q_OBJECT
public:
    /// The workspace's teams are listed off the GUI thread.
    WorkerChooser(const std::filesystem::path& workspace, const Team& team, const std::optional<Worker>& signedIn,
                  QWidget* parent = nullptr);

    /// nullopt while it is not known who may be chosen, and where nobody may.
    std::optional<Worker> worker() const;
    /// Why nobody may be chosen; empty where somebody may, and while it is not known.
    QString problem() const { return m_problem; }

signals:
    /// worker() or problem() is another.
    void changed();

private:
    void takeListing(const Result<TeamListing>& listing);
    void disable(int row);

    Team m_team;
    std::optional<Worker> m_signedIn;
    QString m_problem;
    bool m_isKnown = false;
    DetachedWork m_work;
};

} // namespace labelwright
