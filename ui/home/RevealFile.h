// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QObject;

namespace labelwright {

/// Shows the file, selected, in the desktop's file manager, through org.freedesktop.FileManager1; where there is none,
/// its folder. Calls `failed` when no program of this machine shows folders, unless `context` is gone by then.
void revealFile(const QString& path, QObject& context, std::function<void()> failed);

} // namespace labelwright
