// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/JobSnapshot.h"

#include "ui/bridge/ErrorText.h"

#include <utility>

namespace labelwright {

Result<std::shared_ptr<const JobSnapshot>> takeSnapshot(const std::filesystem::path& jobFolder)
{
    Result<Job> job = Job::open(jobFolder);
    if (!job)
        return job.error();
    auto snapshot = std::make_shared<JobSnapshot>(JobSnapshot{*std::move(job), {}, {}});
    snapshot->state = jobState(snapshot->job);
    snapshot->shortObjects = shortObjects(snapshot->job);
    // They point into the job, which stays where it is.
    ObjectSummaries summaries = summarizeObjects(snapshot->job, workersOf(snapshot->state.team));
    snapshot->objects = std::move(summaries.objects);
    snapshot->problems = std::move(summaries.problems);
    snapshot->conflicts = conflictsOf(snapshot->job.spec(), snapshot->job.events());
    return std::shared_ptr<const JobSnapshot>(std::move(snapshot));
}

JobSnapshots::JobSnapshots(std::filesystem::path jobFolder, QObject* parent)
    : QObject(parent), m_folder(std::move(jobFolder)), m_work(*this)
{}

void JobSnapshots::take()
{
    if (m_isTaking) {
        m_isAskedAgain = true;
        return;
    }
    m_isTaking = true;
    m_work.run([folder = m_folder] { return takeSnapshot(folder); }, [this](const auto& result) { finish(result); });
}

void JobSnapshots::finish(const Result<std::shared_ptr<const JobSnapshot>>& result)
{
    m_isTaking = false;
    if (std::exchange(m_isAskedAgain, false))
        take();
    if (result)
        emit taken(*result);
    else
        emit failed(sentenceOf(result.error()));
}

} // namespace labelwright
