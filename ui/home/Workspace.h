// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace labelwright {

/// The folder that new jobs are made in and whose jobs are listed, from the user's settings: "Labelwright" in the
/// user's documents until another is chosen. Need not exist.
QString workspaceFolder();
void saveWorkspaceFolder(const QString& folder);

} // namespace labelwright
