// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/JobDecision.h"

#include "core/job/Derive.h"
#include "core/job/JobChanges.h"
#include "ui/bridge/ErrorText.h"

#include <QCoreApplication>

namespace labelwright {
namespace {

Result<JobEvent> write(Job& job, JobDecision decision, const Worker& author)
{
    switch (decision) {
    case JobDecision::Stop:
        return stopJob(job, author);
    case JobDecision::Resume:
        return resumeJob(job, author);
    case JobDecision::Complete:
        break;
    }
    return completeJob(job, author);
}

} // namespace

bool canResume(JobStatus status)
{
    return status == JobStatus::Stopped || isFinished(status);
}

bool isFinished(JobStatus status)
{
    return status == JobStatus::Completed || status == JobStatus::Failed;
}

QString decide(const std::filesystem::path& jobFolder, JobDecision decision, const std::optional<Worker>& author)
{
    Result<Job> job = Job::open(jobFolder);
    if (!job)
        return sentenceOf(job.error());
    const Result<JobEvent> written = write(*job, decision, author.value_or(decidingWorker(*job)));
    if (!written)
        return sentenceOf(written.error());
    const QString problem = decision == JobDecision::Complete ? deriveProblem(*job) : QString();
    return problem.isEmpty() ? QString()
                             : QCoreApplication::translate("JobDecision", "The job is completed. %1").arg(problem);
}

QString deriveProblem(const Job& job)
{
    const Result<DeriveReport> report = derive(job);
    if (!report)
        return sentenceOf(report.error());
    std::vector<Error> left = report->leftOut;
    left.insert(left.end(), report->leftAlone.begin(), report->leftAlone.end());
    if (left.empty())
        return {};
    const QString said = QCoreApplication::translate("JobDecision", "The output was written but for this: %1")
                             .arg(QString::fromStdString(sentence(left.front())));
    return left.size() == 1
               ? said
               : QCoreApplication::translate("JobDecision", "%1 (and %2 more)").arg(said).arg(left.size() - 1);
}

} // namespace labelwright
