// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QWidget>

namespace labelwright::test {

/// The window of this kind that is shown; nullptr without one.
template <typename Window>
Window* shownWindow()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        auto* window = qobject_cast<Window*>(widget);
        if (window && window->isVisible())
            return window;
    }
    return nullptr;
}

/// The program's settings in a folder of their own, and windows that may all be closed.
inline void beginWindows(const QTemporaryDir& settings)
{
    QCoreApplication::setOrganizationName(QStringLiteral("labelwright-test"));
    QCoreApplication::setApplicationName(QStringLiteral("windows"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    QApplication::setQuitOnLastWindowClosed(false);
}

} // namespace labelwright::test
