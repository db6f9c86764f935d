// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Workspace.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace labelwright {

/// The workspace's teams for the pages that show and change them.
///
/// Thread: the GUI thread; what takes long happens in one other, in order.
class TeamDesk : public QObject {
    Q_OBJECT
public:
    explicit TeamDesk(std::filesystem::path workspace, QObject* parent = nullptr);
    ~TeamDesk() override;

    /// Another folder from now on; what was asked for before still happens in the one before. workspaceChanged()
    /// and changed() follow.
    void setWorkspace(std::filesystem::path workspace);
    const std::filesystem::path& workspace() const { return m_workspace; }
    /// By name, as of the last changed().
    const std::vector<WorkspaceTeam>& teams() const { return m_teams; }
    /// nullptr when there is no such team. Valid until changed().
    const WorkspaceTeam* team(const std::string& name) const;

    void reload();
    void create(const std::string& name);
    void remove(const std::string& name);
    /// editTeam(); `edit` runs in the other thread.
    void edit(const std::string& name, std::function<Status(WorkspaceTeam&)> edit);

    /// Checks the passphrase, where the worker has one, and makes an invited member active; signedIn() or failed()
    /// follows.
    void signIn(const std::string& name, const Worker& worker, const std::string& passphrase);
    /// Sets it, or takes it away when `fresh` is empty; `current` must be right where there is one. passphraseSet() or
    /// failed() follows.
    void setPassphrase(const std::string& name, const Worker& worker, const std::string& current,
                       const std::string& fresh);
    bool isBusy() const { return m_pending > 0; }

signals:
    /// teams() is empty until changed().
    void workspaceChanged();
    /// teams() is read anew.
    void changed();
    /// What was asked for last did not happen; a full sentence.
    void failed(const QString& text);
    void signedIn(const QString& team, const labelwright::Worker& worker);
    void passphraseSet();
    void busyChanged();

private:
    /// Runs `work` elsewhere, lists the teams, and calls `done` here unless it failed.
    void run(std::function<Status()> work, std::function<void()> done = {});

    std::filesystem::path m_workspace;
    std::vector<WorkspaceTeam> m_teams;
    int m_pending = 0;
    QThreadPool m_disk; ///< Last: its destructor waits while all else lives.
};

} // namespace labelwright
