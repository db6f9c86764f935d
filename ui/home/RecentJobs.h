// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

namespace labelwright {

struct RecentJob {
    QString name;
    QString folder; ///< Absolute.
    QDateTime opened;
    friend bool operator==(const RecentJob&, const RecentJob&) = default;
};

inline constexpr int kMostRecentJobs = 10;

/// From the user's settings, the newest first. A folder that is gone stays in the list: its disk may come back.
QList<RecentJob> loadRecentJobs();

/// Puts the job first; the same folder stands in the list once.
void rememberJob(const RecentJob& job);
void forgetJob(const QString& folder);

QStringList foldersOf(const QList<RecentJob>& jobs);

} // namespace labelwright
