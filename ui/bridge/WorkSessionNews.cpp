// SPDX-License-Identifier: GPL-3.0-or-later
// What others do to the job while it is worked on here.
#include "core/job/LabelChange.h"
#include "ui/bridge/RefusalText.h"
#include "ui/bridge/WorkSession.h"

#include <cstddef>
#include <set>
#include <utility>

namespace labelwright {
namespace {

/// More than a worker gets through between two looks.
constexpr std::size_t kObjectsWatched = 8;

} // namespace

/// What is in view, and what comes next.
std::vector<ObjectId> WorkSession::watchedObjects() const
{
    std::vector<ObjectId> objects;
    if (m_inView)
        objects.push_back(m_inView->object);
    const ObjectId begin = m_inView ? m_inView->object : m_queue.size() - 1;
    for (std::int64_t step = 1; step < m_queue.size() && objects.size() < kObjectsWatched; ++step) {
        const ObjectId candidate = (begin + step) % m_queue.size();
        if (m_queue.waits(candidate))
            objects.push_back(candidate);
    }
    return objects;
}

void WorkSession::takeNews(const EventLog& news)
{
    EventLog& events = m_job.events();
    const std::size_t decidedBefore = events.jobEvents().size();
    for (const JobEvent& event : news.jobEvents())
        events.add(event);
    const auto take = [&](const auto& entries, const auto& known) {
        std::set<ObjectId> changed;
        for (const auto& [object, list] : entries) {
            const std::size_t before = known(object);
            for (const auto& event : list)
                events.add(event);
            if (known(object) != before)
                changed.insert(object);
        }
        return changed;
    };
    std::set<ObjectId> changed = take(news.answers(), [&](ObjectId object) { return events.answersOf(object).size(); });
    changed.merge(take(news.releases(), [&](ObjectId object) { return events.releasesOf(object).size(); }));
    changed.merge(take(news.settlements(), [&](ObjectId object) { return events.settlementsOf(object).size(); }));
    const std::set<ObjectId> flagged =
        take(news.flags(), [&](ObjectId object) { return events.flagsOf(object).size(); });
    for (const ObjectId object : flagged)
        tellFlag(object);
    changed.merge(take(news.verdicts(), [&](ObjectId object) { return events.verdictsOf(object).size(); }));
    changed.merge(take(news.adjustments(), [&](ObjectId object) { return events.adjustmentsOf(object).size(); }));
    const std::set<ObjectId> said =
        take(news.comments(), [&](ObjectId object) { return events.commentsOf(object).size(); });
    const std::optional<ObjectId> inView = currentObject();
    if (inView && (said.contains(*inView) || changed.contains(*inView)))
        emit reviewChanged();
    const bool isDecided = events.jobEvents().size() != decidedBefore;
    if (!isDecided && changed.empty())
        return;
    const JobStatus before = std::exchange(m_jobStatus, labelwright::jobState(m_job).status);
    if (isDecided) {
        renewQueue();
        m_hasOldLabels = labelsOfToday(m_job.firstLabels(), events.jobEvents()) != m_job.spec().labels;
    }
    for (const ObjectId object : changed) {
        if (object < m_queue.size())
            refreshStatus(object);
    }
    judgeAnswer();
    if (isReview())
        showAgain(changed);
    if (isDecided && view() == View::Finished)
        goToNextWaiting(m_queue.firstUnlabelled());
    emit jobChanged(before);
}

void WorkSession::showAgain(const std::set<ObjectId>& changed)
{
    for (const ObjectId object : changed)
        m_loader.forget(object);
    const std::optional<ObjectId> inView = currentObject();
    if (!inView || !changed.contains(*inView))
        return;
    if (view() == View::Loading)
        return m_loader.request(*inView);
    const auto counted = m_job.events().countedAnswers(*inView, m_job.spec().workersPerObject);
    if (view() != View::Labeling || m_inView->seen == namesOf(counted) || hasUnsubmittedWork() || !mayLeaveTool())
        return; // What was painted is refused when it is handed in, and stays as a draft.
    if (std::optional<InView> left = leaveObject())
        letGo(*std::move(left));
    goTo(*inView);
    emit notice(tr("This object was answered anew: you see it as it is now."));
}

void WorkSession::takeAnswer(const AnswerEvent& written)
{
    m_job.events().add(written);
    m_loader.forget(written.object);
    refreshStatus(written.object);
    judgeAnswer();
    if (currentObject() != written.object)
        return;
    if (view() == View::Loading)
        return m_loader.request(written.object);
    const bool isOurs = written.worker.id == m_worker.id;
    if (!isOurs || view() != View::Labeling || hasUnsubmittedWork() || !mayLeaveTool())
        return;
    if (std::optional<InView> left = leaveObject())
        letGo(*std::move(left));
    goTo(written.object);
}

/// Once for all who ask with every stroke.
void WorkSession::judgeAnswer()
{
    m_refusal.reset();
    if (m_inView) {
        const JobSpec& spec = m_job.spec();
        const ObjectId object = m_inView->object;
        if (!isReview())
            m_refusal = answerRefusal(spec, m_job.events(), object, m_worker);
        else if (objectFate(m_job.events(), object, spec.workersPerObject) != ObjectFate::Labelled)
            m_refusal = AnswerRefusal::NotLabeled;
    }
    m_timer.setPaused(m_refusal.has_value());
}

/// The job was changed so short a time before that it was not known here yet. The draft is still there.
void WorkSession::answerRefused(ObjectId object, AnswerRefusal reason, const EventLog& events)
{
    takeNews(events);
    refreshStatus(object);
    if (m_saver.savingCount() == 0)
        setSaveState(view() == View::Labeling ? stateInView() : SaveState{});
    const bool hasDraft = m_queue.hasDraft(object) || m_choices.find(object);
    const bool isBusy = view() == View::Labeling && (hasUnsubmittedWork() || tool().isActive());
    if (!isBusy)
        goTo(object);
    emit notice(tr("Object %1 was not submitted. %2").arg(object + 1).arg(refusalText(reason, hasDraft)));
}

/// The queue and the choices know them, also those that are still on their way to the disk.
std::vector<ObjectId> WorkSession::draftedHere() const
{
    std::vector<ObjectId> drafted;
    if (isClassification(m_job.spec().taskType)) {
        for (const auto& [object, draft] : m_choices.drafts())
            drafted.push_back(object);
        return drafted;
    }
    for (ObjectId object = 0; object < m_queue.size(); ++object) {
        if (m_queue.hasDraft(object))
            drafted.push_back(object);
    }
    return drafted;
}

/// Whoever is shown the queue borrows it: it stays where it is.
void WorkSession::renewQueue()
{
    const TaskQueue before = std::exchange(m_queue, m_queue.renewed(m_job, draftedHere()));
    for (ObjectId object = 0; object < m_queue.size(); ++object) {
        if (before.status(object) == TaskStatus::Unreadable && m_queue.waits(object))
            m_queue.markUnreadable(object);
        if (before.status(object) != m_queue.status(object))
            emit statusChanged(object);
    }
}

} // namespace labelwright
