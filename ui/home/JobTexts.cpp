// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobTexts.h"

#include "ui/bridge/ErrorText.h"
#include "ui/look/Icons.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

QString translated(const char* words)
{
    return QCoreApplication::translate("JobTexts", words);
}

} // namespace

QString nameText(const std::string& name, const std::string& copyFor)
{
    const QString text = QString::fromStdString(name);
    return copyFor.empty() ? text : translated("%1, copy for %2").arg(text, QString::fromStdString(copyFor));
}

QString objectsText(std::vector<ObjectRange> ranges)
{
    for (ObjectRange& range : ranges)
        range = {range.first + 1, range.last + 1};
    return QString::fromStdString(formatObjectRanges(ranges)).replace(u',', ", "_L1);
}

QString statusText(JobStatus status, const LabelCounters& counters)
{
    switch (status) {
    case JobStatus::Initializing:
        return translated("Initializing");
    case JobStatus::InProgress:
        return translated("In progress");
    case JobStatus::Completed:
        return counters.failedNonRetryableError > 0 ? translated("Complete with labeling errors")
                                                    : translated("Complete");
    case JobStatus::Failed:
        return translated("Failed");
    case JobStatus::Stopped:
        break;
    }
    return translated("Stopped");
}

QString statusText(const JobSummary& job)
{
    return statusText(job.status, job.counters);
}

QIcon statusIcon(JobStatus status)
{
    switch (status) {
    case JobStatus::Initializing:
        return icon(u"clock", IconTint::Secondary);
    case JobStatus::InProgress:
        return icon(u"in-progress", IconTint::Accent);
    case JobStatus::Completed:
        return icon(u"check-circle", IconTint::Good);
    case JobStatus::Failed:
        return icon(u"error", IconTint::Danger);
    case JobStatus::Stopped:
        break;
    }
    return icon(u"stopped", IconTint::Secondary);
}

QString taskText(TaskType task)
{
    return translated(infoOf(task).title.data());
}

QString progressText(const JobSummary& job)
{
    const QLocale locale;
    return translated("%1 of %2")
        .arg(locale.toString(qlonglong{job.counters.totalLabeled}), locale.toString(qlonglong{job.total}));
}

QString createdText(const JobSummary& job)
{
    if (!job.created)
        return {};
    const auto sinceEpoch = std::chrono::duration_cast<std::chrono::milliseconds>(job.created->time_since_epoch());
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(sinceEpoch.count());
    return u"%1, %2"_s.arg(QLocale().toString(time.date(), QLocale::ShortFormat), time.toString(u"hh:mm"_s));
}

QString failureText(const JobSummary& job)
{
    if (job.failure)
        return sentenceOf(*job.failure);
    if (job.status == JobStatus::Failed)
        return translated("Every object that was worked on was declined by as many workers as were to answer it.");
    return {};
}

} // namespace labelwright
