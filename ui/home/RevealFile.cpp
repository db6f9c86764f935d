// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/RevealFile.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDesktopServices>
#include <QFileInfo>
#include <QProcess>
#include <QUrl>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {

namespace {

/// Qt's own way starts xdg-open too, but does not wait to see whether it finds a program.
void showFolder(const QString& folder, QObject& context, const std::function<void()>& failed)
{
    auto* opener = new QProcess; // It goes on without `context`.
    opener->setStandardOutputFile(QProcess::nullDevice());
    opener->setStandardErrorFile(QProcess::nullDevice());
    QObject::connect(opener, &QProcess::finished, &context, [failed](int exitCode) {
        if (exitCode != 0)
            failed();
    });
    QObject::connect(opener, &QProcess::errorOccurred, &context, [folder, failed](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart && !QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
            failed();
    });
    QObject::connect(opener, &QProcess::finished, opener, &QObject::deleteLater);
    QObject::connect(opener, &QProcess::errorOccurred, opener, &QObject::deleteLater);
    opener->start(u"xdg-open"_s, {folder});
}

} // namespace

void revealFile(const QString& path, QObject& context, std::function<void()> failed)
{
    const auto openFolder = [folder = QFileInfo(path).absolutePath(), &context, failed = std::move(failed)] {
        showFolder(folder, context, failed);
    };
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        openFolder();
        return;
    }
    QDBusMessage call =
        QDBusMessage::createMethodCall(u"org.freedesktop.FileManager1"_s, u"/org/freedesktop/FileManager1"_s,
                                       u"org.freedesktop.FileManager1"_s, u"ShowItems"_s);
    call << QStringList{QUrl::fromLocalFile(path).toString(QUrl::FullyEncoded)} << QString();
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), &context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, &context, [watcher, openFolder] {
        if (watcher->isError())
            openFolder();
        watcher->deleteLater();
    });
}

} // namespace labelwright
