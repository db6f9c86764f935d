// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Derive.h"
#include "ui/bridge/WorkSession.h"

#include <algorithm>
#include <utility>

namespace labelwright {

void WorkSession::recorded(const EditRecord& record)
{
    const ObjectId object = m_inView->object;
    m_saver.giveUp(object);
    emit historyChanged();
    if (!keepsLock())
        return;
    m_draftsBegun.insert(object);
    m_inView->draft->append(record, activeSeconds());
}

void WorkSession::draftWritten(ObjectId object, Time time)
{
    setSaveState({SaveState::Kind::DraftKept, time, object, {}});
    if (m_queue.status(object) == TaskStatus::Draft)
        return;
    m_queue.refresh(m_job, object);
    emit statusChanged(object);
}

/// Two programs must not write one worker's drafts and answers.
bool WorkSession::keepsLock()
{
    if (!m_lock.isLost())
        return true;
    setSaveState({SaveState::Kind::DraftFailed, now(), currentObject(),
                  Error{ErrorCode::Busy,
                        "another Labelwright has taken over this worker's place in the job while this one was silent; "
                        "nothing more is written here",
                        m_job.folder()}});
    return false;
}

void WorkSession::submit()
{
    if (view() != View::Labeling || !keepsLock())
        return;
    InView left = *leaveObject();
    std::optional<bool> modified;
    if (left.initialValue)
        modified = left.document->mask() != *left.initialValue;
    const DraftHeader& draft = left.draft->header();
    // A clock that was set back must not stand between a person and the save.
    const Time submitted = std::max(now(), draft.accepted);
    SubmitRequest request{left.object,
                          m_worker,
                          std::move(*left.document).takeMask(),
                          left.identity,
                          draft.accepted,
                          submitted,
                          m_timer.seconds(),
                          left.draft->isBegun() ? draft.draftId : std::string(),
                          modified};
    Result<PreparedAnswer> prepared = prepareAnswer(m_job, std::move(request));
    if (!prepared) {
        setSaveState({SaveState::Kind::Failed, now(), left.object, prepared.error()});
        showProblem(left.object, prepared.error());
        return;
    }
    m_draftsBegun.erase(left.object);
    m_saver.save(*std::move(prepared), left.draft->path());
    setSaveState({SaveState::Kind::Saving, now(), left.object, {}});
    goToNextWaiting(m_queue.nextUnlabelled(left.object));
}

void WorkSession::retrySave()
{
    m_saver.retry();
    if (m_saver.savingCount() > 0)
        setSaveState({SaveState::Kind::Saving, now(), m_saveState.object, {}});
}

int WorkSession::pendingSaves() const
{
    return m_saver.savingCount() + m_saver.failedCount();
}

void WorkSession::answerSaved(const AnswerEvent& answer)
{
    const ObjectId object = answer.object;
    m_job.events().add(answer);
    m_loader.forget(object);
    m_queue.refresh(m_job, object);
    emit statusChanged(object);
    // Success of one answer must not hide that another, or a stroke, is not on the disk.
    if (m_saver.failedCount() == 0 && m_saveState.kind != SaveState::Kind::DraftFailed)
        setSaveState({m_saver.savingCount() > 0 ? SaveState::Kind::Saving : SaveState::Kind::Saved, now(), object, {}});
}

void WorkSession::answerFailed(ObjectId object, const Error& error)
{
    m_queue.refresh(m_job, object);
    emit statusChanged(object);
    setSaveState({SaveState::Kind::Failed, now(), object, error});
}

void WorkSession::setSaveState(SaveState state)
{
    // A failed answer stays in view until it is saved or taken up again.
    if (m_saver.failedCount() > 0 && m_saveState.kind == SaveState::Kind::Failed &&
        state.kind != SaveState::Kind::Failed && state.kind != SaveState::Kind::Saving)
        return;
    m_saveState = std::move(state);
    emit saveStateChanged();
}

void WorkSession::deriveOutput()
{
    if (m_deriving)
        return;
    m_deriving = true;
    // A job of its own: the log in this thread goes on changing. After the saves, because the thread is theirs.
    m_disk.start([this, folder = m_job.folder()] {
        QString failure;
        if (Result<Job> job = Job::open(folder); !job)
            failure = QString::fromStdString(sentence(job.error()));
        else if (const Result<DeriveReport> report = derive(*job, {}); !report)
            failure = QString::fromStdString(sentence(report.error()));
        QMetaObject::invokeMethod(
            this,
            [this, failure] {
                m_deriving = false;
                emit outputDerived(failure);
            },
            Qt::QueuedConnection);
    });
}

} // namespace labelwright
