// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace labelwright {

/// The content of a file of resources/resources.qrc, such as ":/icons/brush.svg"; empty when there is none.
QByteArray readResource(const QString& path);

} // namespace labelwright
