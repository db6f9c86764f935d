// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/Resources.h"

#include <QDir>
#include <QFile>

// The macro declares a function of the global namespace.
static void registerResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace labelwright {

QByteArray readResource(const QString& path)
{
    // A static library's resources are left out of the program unless they are named.
    static const bool registered = (registerResources(), true);
    Q_UNUSED(registered);
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace labelwright
