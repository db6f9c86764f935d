// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/JobSnapshot.h"

#include "core/job/GoldObjects.h"
#include "ui/bridge/ErrorText.h"

#include <utility>

namespace labelwright {

Result<std::shared_ptr<const JobSnapshot>> takeSnapshot(const std::filesystem::path& jobFolder,
                                                        const std::optional<Worker>& viewer)
{
    Result<Job> job = Job::open(jobFolder);
    if (!job)
        return job.error();
    auto snapshot = std::make_shared<JobSnapshot>(JobSnapshot{*std::move(job), {}, {}});
    snapshot->state = jobState(snapshot->job);
    snapshot->shortObjects = shortObjects(snapshot->job);
    snapshot->conflicts = conflictsOf(snapshot->job.spec(), snapshot->job.events());
    snapshot->hidesGold = viewer && isKeptFromGold(snapshot->state.team, *viewer);
    if (snapshot->hidesGold)
        hideGold(snapshot->job, *viewer);
    // They point into the job, which stays where it is.
    ObjectSummaries summaries = summarizeObjects(snapshot->job, workersOf(snapshot->state.team));
    snapshot->objects = std::move(summaries.objects);
    snapshot->problems = std::move(summaries.problems);
    return std::shared_ptr<const JobSnapshot>(std::move(snapshot));
}

JobSnapshots::JobSnapshots(std::filesystem::path jobFolder, QObject* parent)
    : QObject(parent), m_folder(std::move(jobFolder)), m_work(*this)
{}

void JobSnapshots::setViewer(const std::optional<Worker>& viewer)
{
    m_viewer = viewer;
    m_isOutdated = m_isAskedAgain = m_isTaking;
}

void JobSnapshots::take()
{
    if (m_isTaking) {
        m_isAskedAgain = true;
        return;
    }
    m_isTaking = true;
    m_work.run([folder = m_folder, viewer = m_viewer] { return takeSnapshot(folder, viewer); },
               [this](const auto& result) { finish(result); });
}

void JobSnapshots::finish(const Result<std::shared_ptr<const JobSnapshot>>& result)
{
    m_isTaking = false;
    const bool isOutdated = std::exchange(m_isOutdated, false);
    if (std::exchange(m_isAskedAgain, false))
        take();
    if (isOutdated)
        return;
    if (result)
        emit taken(*result);
    else
        emit failed(sentenceOf(result.error()));
}

} // namespace labelwright
