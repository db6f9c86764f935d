// SPDX-License-Identifier: GPL-3.0-or-later
// A lead's verdicts and adjustments, and what is said about an object.
#include "core/job/DraftedObjects.h"
#include "core/job/LabelChoice.h"
#include "ui/bridge/WorkSession.h"

#include <utility>

namespace labelwright {

Result<std::unique_ptr<WorkSession>> WorkSession::openReview(const std::filesystem::path& jobFolder,
                                                             const std::function<Result<Worker>(const Job&)>& choose,
                                                             const std::vector<ObjectId>& objects)
{
    Result<Job> job = Job::open(jobFolder);
    if (!job)
        return job.error();
    const Result<Worker> lead = choose(*job);
    if (!lead)
        return lead.error();
    const Worker desk = reviewDesk(*lead);
    return openDesk(*std::move(job), desk, [&](const Job& locked) -> Result<OpenedDesk> {
        const Result<std::vector<ObjectId>> drafted = draftedObjects(locked, desk);
        if (!drafted)
            return drafted.error();
        return OpenedDesk{*lead, TaskQueue::ofReview(locked, desk, objects, *drafted)};
    });
}

ObjectReview WorkSession::review() const
{
    return m_inView ? reviewOf(m_job.events(), m_inView->object, m_job.spec().workersPerObject) : ObjectReview();
}

const Verdict* WorkSession::returnedWith() const
{
    return m_inView && !isReview() ? returnedBy(m_job.events(), m_inView->object, m_worker) : nullptr;
}

bool WorkSession::isUnchangedSinceReturn() const
{
    if (view() != View::Labeling || !returnedWith())
        return false;
    if (document())
        return !hasUnsubmittedWork() || document()->history().undoNames().empty();
    const AnswerEvent* own = m_job.events().currentAnswer(m_inView->object, m_worker);
    return choice() == choiceOf(m_job.spec().labels, *own);
}

bool WorkSession::canDecide() const
{
    return isReview() && view() == View::Labeling && !m_refusal;
}

void WorkSession::decide(const std::string& category, const std::string& comment,
                         const std::vector<std::string>& returnedTo)
{
    if (!canDecide() || !mayLeaveTool() || !keepsLock())
        return;
    if (hasUnsubmittedWork()) {
        emit notice(tr("You have changed these labels. Submit them as an adjustment, or undo what you changed, and "
                       "decide then."));
        return;
    }
    const ObjectId object = m_inView->object;
    if (m_reviewWriter.isDeciding(object)) { // The new one could not name what it takes the place of.
        emit notice(tr("Your last verdict on this object is not on the disk yet."));
        return;
    }
    Result<Verdict> verdict = prepareVerdict(m_job, {.object = object,
                                                     .worker = m_worker,
                                                     .category = category,
                                                     .comment = comment,
                                                     .returnedTo = returnedTo,
                                                     .accepted = acceptedInView(),
                                                     .time = now(),
                                                     .activeSeconds = activeSeconds(),
                                                     .seen = m_inView->seen});
    if (!verdict) {
        emit notice(QString::fromStdString(sentence(verdict.error())));
        return;
    }
    m_reviewWriter.write(*std::move(verdict));
    setSaveState({SaveState::Kind::Saving, now(), object, {}});
    goToNextWaiting(m_queue.nextUnlabelled(object));
}

std::vector<CommentThread> WorkSession::threads() const
{
    return m_inView ? threadsOf(m_job.events(), m_inView->object) : std::vector<CommentThread>();
}

void WorkSession::say(const std::string& text, std::optional<Rect> place)
{
    if (m_inView)
        write(prepareComment(m_job, m_inView->object, m_worker, text, place));
}

void WorkSession::reply(const std::string& text, const std::string& thread)
{
    if (m_inView)
        write(prepareReply(m_job, m_inView->object, m_worker, text, thread));
}

void WorkSession::endThread(Comment::Kind kind, const std::string& thread)
{
    if (m_inView)
        write(prepareThreadEnd(m_job, m_inView->object, m_worker, kind, thread));
}

void WorkSession::write(const Result<Comment>& comment)
{
    if (!comment) {
        emit notice(QString::fromStdString(sentence(comment.error())));
        return;
    }
    m_reviewWriter.write(*comment);
    emit saveStateChanged();
}

void WorkSession::reviewWritten(const ReviewEvent& event)
{
    const ObjectId object = objectOf(event);
    std::visit([this](const auto& each) { m_job.events().add(each); }, event);
    if (std::holds_alternative<Verdict>(event)) {
        refreshStatus(object);
        setSaveState(
            {m_reviewWriter.pendingCount() > 0 ? SaveState::Kind::Saving : SaveState::Kind::Saved, now(), object, {}});
    } else {
        emit saveStateChanged(); // One save fewer is pending.
    }
    if (currentObject() == object)
        emit reviewChanged();
}

void WorkSession::reviewFailed(ObjectId object, const Error& error)
{
    setSaveState({SaveState::Kind::Failed, now(), object, error});
}

} // namespace labelwright
