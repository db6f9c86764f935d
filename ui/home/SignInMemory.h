// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Workspace.h"

#include <QString>

#include <filesystem>
#include <optional>

namespace labelwright {

/// Who stays signed in on this machine, in the user's settings alone.
struct RememberedSignIn {
    QString team;
    Worker worker;
};

void rememberSignIn(const std::filesystem::path& workspace, const WorkspaceTeam& team, const Worker& worker);
void forgetSignIn();

/// nullopt when nobody is remembered for this workspace, or what was remembered holds no more: the worker has left the
/// team or is inactive, or the passphrase is another one.
std::optional<RememberedSignIn> rememberedSignIn(const std::filesystem::path& workspace,
                                                 const std::vector<WorkspaceTeam>& teams);

} // namespace labelwright
