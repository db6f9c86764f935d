// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/Workspace.h"

#include <QSettings>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {

QString workspaceFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QSettings().value("jobs/workspace"_L1, documents + "/Labelwright"_L1).toString();
}

void saveWorkspaceFolder(const QString& folder)
{
    QSettings().setValue("jobs/workspace"_L1, folder);
}

} // namespace labelwright
