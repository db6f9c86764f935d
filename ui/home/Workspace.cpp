// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/Workspace.h"

#include "core/job/Workspace.h"

#include <QSettings>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {

QString workspaceFolder()
{
    return QSettings().value("jobs/workspace"_L1, QString::fromStdString(defaultWorkspace().string())).toString();
}

void saveWorkspaceFolder(const QString& folder)
{
    QSettings().setValue("jobs/workspace"_L1, folder);
}

} // namespace labelwright
