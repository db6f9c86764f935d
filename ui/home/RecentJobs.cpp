// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/RecentJobs.h"

#include <QSettings>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

void store(const QList<RecentJob>& jobs)
{
    QSettings settings;
    settings.remove("jobs/recent"_L1);
    settings.beginWriteArray("jobs/recent"_L1, static_cast<int>(jobs.size()));
    for (int i = 0; i < jobs.size(); ++i) {
        settings.setArrayIndex(i);
        settings.setValue("name"_L1, jobs[i].name);
        settings.setValue("folder"_L1, jobs[i].folder);
        settings.setValue("opened"_L1, jobs[i].opened);
    }
    settings.endArray();
}

} // namespace

QList<RecentJob> loadRecentJobs()
{
    QSettings settings;
    QList<RecentJob> jobs;
    const int count = settings.beginReadArray("jobs/recent"_L1);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        jobs.append({settings.value("name"_L1).toString(), settings.value("folder"_L1).toString(),
                     settings.value("opened"_L1).toDateTime()});
    }
    settings.endArray();
    return jobs;
}

void rememberJob(const RecentJob& job)
{
    QList<RecentJob> jobs = loadRecentJobs();
    jobs.removeIf([&](const RecentJob& other) { return other.folder == job.folder; });
    jobs.prepend(job);
    store(jobs.first(qMin(jobs.size(), qsizetype{kMostRecentJobs})));
}

void forgetJob(const QString& folder)
{
    QList<RecentJob> jobs = loadRecentJobs();
    jobs.removeIf([&](const RecentJob& job) { return job.folder == folder; });
    store(jobs);
}

QStringList foldersOf(const QList<RecentJob>& jobs)
{
    QStringList folders;
    for (const RecentJob& job : jobs)
        folders.append(job.folder);
    return folders;
}

} // namespace labelwright
