// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "ui/bridge/ErrorText.h"
#include "ui/bridge/JobDecision.h"
#include "ui/bridge/RefusalText.h"
#include "ui/bridge/WorkSession.h"

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

namespace labelwright {
namespace {

QString deriveProblemOf(const std::filesystem::path& folder)
{
    const Result<Job> job = Job::open(folder);
    return job ? deriveProblem(*job) : sentenceOf(job.error());
}

} // namespace

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

/// A stroke may still be on its way to the disk, or be stuck because the disk is full: its writer stays until it is
/// there.
void WorkSession::letGo(InView left)
{
    if (left.draft && !left.draft->isWritten())
        m_leftDrafts[left.object] = std::move(left.draft);
    // Giving a large photo back to the system takes milliseconds that the next picture is waiting for.
    auto large = std::make_shared<std::tuple<Image, std::optional<Document>, std::optional<LabelMask>>>(
        std::move(left.image), std::move(left.document), std::move(left.initialValue));
    QThreadPool::globalInstance()->start([large = std::move(large)]() mutable { large.reset(); });
}

void WorkSession::draftWritten(ObjectId object, Time time)
{
    if (const auto left = m_leftDrafts.find(object); left != m_leftDrafts.end() && left->second->isWritten()) {
        // Not here: this is called from the writer's own signal.
        left->second.release()->deleteLater();
        m_leftDrafts.erase(left);
    }
    if (currentObject() == object || m_saveState.kind == SaveState::Kind::DraftFailed)
        setSaveState({SaveState::Kind::DraftKept, time, object, {}});
    if (m_queue.hasDraft(object))
        return;
    refreshStatus(object);
}

void WorkSession::draftFailed(ObjectId object, const Error& error)
{
    setSaveState({SaveState::Kind::DraftFailed, now(), object, error});
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
    if (view() != View::Labeling || !mayLeaveTool())
        return;
    if (isClassification(m_job.spec().taskType))
        submitChoice();
    else
        submitMask();
}

/// The job may have been stopped meanwhile, or the object been given to others.
bool WorkSession::mayHandIn()
{
    if (!keepsLock())
        return false;
    if (m_refusal)
        emit notice(tr("Not submitted. %1").arg(refusalText(*m_refusal, hasUnsubmittedWork())));
    // What has a label that is not known here would become unlabelled.
    const bool lacksLabels = isReview() && m_hasOldLabels;
    if (lacksLabels)
        emit notice(tr("Not submitted. The job's labels were changed; it can be once the object is shown with them."));
    return !m_refusal && !lacksLabels;
}

void WorkSession::submitMask()
{
    if (!mayHandIn())
        return;
    InView left = *leaveObject();
    const ObjectId object = left.object;
    const bool isBlank = isUnlabelled(left.document->mask());
    SubmitRequest request;
    request.object = object;
    if (left.initialValue)
        request.initialValueModified = left.document->mask() != *left.initialValue;
    request.mask = std::move(*left.document).takeMask();
    request.accepted = left.draft->header().accepted;
    request.draftId = left.draft->isBegun() ? left.draft->header().draftId : std::string();
    if (isReview())
        request.seen = left.seen;
    if (handIn(std::move(left), std::move(request)) && isBlank)
        emit blankSubmitted(object);
}

bool WorkSession::handIn(InView left, SubmitRequest request)
{
    const ObjectId object = left.object;
    request.worker = m_worker;
    request.image = left.identity;
    // A clock that was set back must not stand between a person and the save.
    request.submitted = std::max(now(), request.accepted);
    request.activeSeconds = m_timer.seconds();
    Result<PreparedAnswer> prepared =
        isReview() ? prepareAdjustment(m_job, std::move(request)) : prepareAnswer(m_job, std::move(request));
    if (!prepared) {
        setSaveState({SaveState::Kind::Failed, now(), object, prepared.error()});
        showProblem(object, prepared.error());
        return false;
    }
    m_draftsBegun.erase(object);
    m_saver.save(*std::move(prepared), draftFile(m_job.folder(), desk(), object), m_job.events().partOf(object));
    setSaveState({SaveState::Kind::Saving, now(), object, {}});
    const std::optional<ObjectId> next = m_queue.nextUnlabelled(object);
    letGo(std::move(left));
    goToNextWaiting(next);
    return true;
}

void WorkSession::retrySave()
{
    for (const auto& [object, draft] : m_leftDrafts)
        draft->retry();
    if (m_inView && m_inView->draft && m_inView->draft->hasFailed())
        m_inView->draft->retry();
    m_choices.writeNow();
    m_reviewWriter.retry();
    m_saver.retry();
    if (m_saver.savingCount() + m_reviewWriter.pendingCount() > 0)
        setSaveState({SaveState::Kind::Saving, now(), m_saveState.object, {}});
}

int WorkSession::pendingSaves() const
{
    const bool strokesWait = m_inView && m_inView->draft && !m_inView->draft->isWritten();
    return m_saver.savingCount() + m_saver.failedCount() + static_cast<int>(m_leftDrafts.size()) +
           m_flags.pendingCount() + m_reviewWriter.pendingCount() + (strokesWait ? 1 : 0) +
           (m_choices.isWritten() ? 0 : 1);
}

void WorkSession::answerSaved(const AnswerEvent& answer)
{
    const ObjectId object = answer.object;
    m_job.events().add(answer);
    m_leftDrafts.erase(object);
    m_choices.drop(object);
    m_loader.forget(object);
    refreshStatus(object);
    const bool strokesWait = m_saveState.kind == SaveState::Kind::DraftFailed;
    if (!strokesWait)
        setSaveState({m_saver.savingCount() > 0 ? SaveState::Kind::Saving : SaveState::Kind::Saved, now(), object, {}});
}

void WorkSession::answerFailed(ObjectId object, const Error& error)
{
    refreshStatus(object);
    setSaveState({SaveState::Kind::Failed, now(), object, error});
}

void WorkSession::setSaveState(SaveState state)
{
    // What failed stays in view until it is on the disk or taken up again; good news of something else must not hide
    // it.
    const bool isGoodNews = state.kind == SaveState::Kind::Untouched || state.kind == SaveState::Kind::DraftKept ||
                            state.kind == SaveState::Kind::Saved || state.kind == SaveState::Kind::Saving;
    const bool strokesAreStuck = std::any_of(m_leftDrafts.begin(), m_leftDrafts.end(),
                                             [](const auto& entry) { return entry.second->hasFailed(); });
    if (isGoodNews &&
        (strokesAreStuck || m_choices.hasFailed() || m_saver.failedCount() > 0 || m_reviewWriter.failedCount() > 0))
        return;
    m_saveState = std::move(state);
    if (m_saveState.kind == SaveState::Kind::Saved)
        m_savedTimer.start();
    emit saveStateChanged();
}

bool WorkSession::hasUnsubmittedWork() const
{
    if (!m_inView)
        return false;
    return m_inView->draft ? m_inView->draft->isBegun() : m_choices.find(m_inView->object) != nullptr;
}

SaveState WorkSession::stateInView() const
{
    if (!hasUnsubmittedWork())
        return {};
    const std::optional<DraftEntry> entry = findDraft(m_job.folder(), desk(), m_inView->object);
    return {SaveState::Kind::DraftKept, entry ? entry->changed : now(), m_inView->object, {}};
}

/// It is about another object than the one in view.
void WorkSession::endSaved()
{
    const bool isOther = view() == View::Labeling && currentObject() != m_saveState.object;
    if (isOther && m_saveState.kind == SaveState::Kind::Saved)
        setSaveState(stateInView());
}

void WorkSession::deriveOutput()
{
    if (m_deriving)
        return;
    m_deriving = true;
    // A job of its own: the log in this thread goes on changing. After the saves, because the thread is theirs.
    m_disk.start([this, folder = m_job.folder()] {
        const QString failure = deriveProblemOf(folder);
        QMetaObject::invokeMethod(
            this,
            [this, failure] {
                m_deriving = false;
                emit outputDerived(failure);
            },
            Qt::QueuedConnection);
    });
}

void WorkSession::completeJob()
{
    if (m_isCompleting || !mayLeaveTool() || !keepsLock())
        return;
    if (m_saver.failedCount() > 0) {
        emit notice(tr("An answer is not saved yet. Free some space and press Retry first."));
        return;
    }
    m_isCompleting = true;
    m_disk.start([this, folder = m_job.folder(), worker = m_worker] {
        Result<Job> job = Job::open(folder);
        auto result = std::make_shared<Result<JobEvent>>(job ? labelwright::completeJob(*job, worker)
                                                             : Result<JobEvent>(job.error()));
        const QString failure = *result ? deriveProblem(*job) : sentenceOf(result->error());
        QMetaObject::invokeMethod(
            this, [this, result, failure] { completed(*result, failure); }, Qt::QueuedConnection);
    });
}

void WorkSession::completed(const Result<JobEvent>& result, const QString& failure)
{
    m_isCompleting = false;
    if (result) {
        m_job.events().add(*result);
        m_jobStatus = labelwright::jobState(m_job).status;
        renewQueue();
        judgeAnswer();
        goToNextWaiting(std::nullopt);
    }
    emit jobCompleted(failure);
}

} // namespace labelwright
