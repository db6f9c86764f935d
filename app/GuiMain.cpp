// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/GuiMain.h"

#include "app/Windows.h"
#include "ui/look/Icons.h"
#include "ui/look/Look.h"
#include "ui/work/WindowMemory.h"

#include <QApplication>

#include <cstdio>

namespace labelwright {
namespace {

/// Qt would abort without a word on what to do.
bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

} // namespace

int runGui(int& argc, char** argv, const std::filesystem::path& jobFolder, const std::string& worker)
{
    if (!hasDisplay()) {
        std::fputs("labelwright: there is no display to open a window on. Set DISPLAY or WAYLAND_DISPLAY, or use the "
                   "commands that labelwright --help lists.\n",
                   stderr);
        return 1;
    }
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Labelwright"));
    QApplication::setApplicationName(QStringLiteral("Labelwright"));
    QApplication::setApplicationVersion(QStringLiteral(LABELWRIGHT_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("labelwright"));
    QApplication::setWindowIcon(applicationIcon());
    QApplication::setQuitOnLastWindowClosed(false);
    Look::instance().setTheme(loadTheme());
    applyLook(application);

    Windows windows;
    if (jobFolder.empty())
        windows.showHome();
    else
        windows.openJob(QString::fromStdString(jobFolder.string()), worker);
    return QApplication::exec();
}

} // namespace labelwright
