// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks that are put back or declined.
#include "ui/bridge/WorkSession.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace labelwright {
namespace {

/// With what the manifest's line says.
Result<TaskRelease> writeRelease(const Job& job, TaskRelease decided)
{
    Result<ObjectSource> source = job.source(decided.object);
    if (!source)
        return source.error();
    decided.sourceRef = std::move(source->sourceRef);
    return writeTaskReleaseFile(job.folder(), std::move(decided));
}

} // namespace

bool WorkSession::isTask() const
{
    const bool isShown = view() == View::Labeling || view() == View::Unreadable;
    if (!isShown || isReview())
        return false;
    const TaskStatus status = m_queue.status(*currentObject());
    return status == TaskStatus::Unlabelled || status == TaskStatus::Draft || status == TaskStatus::Unreadable;
}

void WorkSession::skip()
{
    if (!mayLeaveTool())
        return;
    const std::optional<ObjectId> skipped = currentObject();
    const bool isReturned = view() == View::Labeling && isTask() && m_queue.nextUnlabelled(*skipped) != skipped;
    if (isReturned && keepsLock())
        release(TaskRelease::Kind::Returned, {});
    nextUnlabelled();
    if (skipped && currentObject() == skipped)
        emit notice(tr("This is the only object that still waits for you."));
}

void WorkSession::decline(const std::string& reason)
{
    if (!isTask() || !mayLeaveTool() || !keepsLock())
        return;
    const ObjectId object = *currentObject();
    m_declining.insert(object);
    release(TaskRelease::Kind::Declined, reason);
    goToNextWaiting(m_queue.nextUnlabelled(object));
}

/// Such an object still looks unlabelled in the queue.
bool WorkSession::isOnItsWay(ObjectId object) const
{
    return m_saver.isSaving(object) || m_reviewWriter.isDeciding(object) || m_declining.contains(object);
}

/// When the worker was first shown the object; now where it can't be shown.
Time WorkSession::acceptedInView() const
{
    if (view() != View::Labeling)
        return now();
    return m_inView->draft ? m_inView->draft->header().accepted : m_inView->choice.accepted;
}

/// In the thread of all that is written: before the output is derived, and before the session ends.
void WorkSession::release(TaskRelease::Kind kind, const std::string& reason)
{
    const ObjectId object = *currentObject();
    const Time accepted = acceptedInView();
    const TaskRelease decided{kind,
                              object,
                              {},
                              m_job.spec().name,
                              m_worker,
                              accepted,
                              std::max(now(), accepted),
                              view() == View::Labeling ? activeSeconds() : 0,
                              reason,
                              {}};
    m_disk.start([this, object, decided] {
        auto result = std::make_shared<Result<TaskRelease>>(writeRelease(m_job, decided));
        QMetaObject::invokeMethod(
            this, [this, object, result] { released(object, *result); }, Qt::QueuedConnection);
    });
}

void WorkSession::released(ObjectId object, const Result<TaskRelease>& result)
{
    m_declining.erase(object);
    if (!result) {
        emit notice(
            tr("Object %1 stays your task: %2").arg(object + 1).arg(QString::fromStdString(sentence(result.error()))));
        return;
    }
    m_job.events().add(*result);
    refreshStatus(object);
}

} // namespace labelwright
