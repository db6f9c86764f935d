// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/TestFiles.h"

#include <QByteArray>
#include <QStandardPaths>
#include <QString>

#include <filesystem>
#include <string>

namespace labelwright::test {

/// PATH is another while it lives.
class PathInstead {
public:
    explicit PathInstead(const QByteArray& path) : m_before(qgetenv("PATH")) { qputenv("PATH", path); }
    ~PathInstead() { qputenv("PATH", m_before); }
    PathInstead(const PathInstead&) = delete;
    PathInstead& operator=(const PathInstead&) = delete;

private:
    QByteArray m_before;
};

/// The program "rclone" is this shell script, which is put into `folder`, while it lives. $RCLONE is the real one.
class RcloneInstead {
public:
    RcloneInstead(const std::filesystem::path& folder, const std::string& script) : m_path(pathWith(folder, script)) {}
    ~RcloneInstead() { qunsetenv("RCLONE"); }
    RcloneInstead(const RcloneInstead&) = delete;
    RcloneInstead& operator=(const RcloneInstead&) = delete;

private:
    static QByteArray pathWith(const std::filesystem::path& folder, const std::string& script)
    {
        qputenv("RCLONE", QStandardPaths::findExecutable(QStringLiteral("rclone")).toUtf8());
        std::filesystem::create_directories(folder);
        writeText(folder / "rclone", "#!/bin/sh\n" + script + "\n");
        std::filesystem::permissions(folder / "rclone", std::filesystem::perms::owner_all);
        return QByteArray::fromStdString(folder.string()) + ":" + qgetenv("PATH");
    }

    PathInstead m_path;
};

} // namespace labelwright::test
