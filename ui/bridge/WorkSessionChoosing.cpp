// SPDX-License-Identifier: GPL-3.0-or-later
// Labels of whole images: what is chosen, and handing it in.
#include "core/job/ConsolidateChoices.h"
#include "core/job/Draft.h"
#include "core/job/LabelChoice.h"
#include "ui/bridge/WorkSession.h"

#include <utility>

namespace labelwright {

LabelChoice WorkSession::choice() const
{
    return view() == View::Labeling ? m_inView->choice.choice : LabelChoice();
}

bool WorkSession::canSubmit() const
{
    return view() == View::Labeling && !m_refusal && !(isReview() && !document()) &&
           (document() != nullptr || isComplete(m_inView->choice.choice));
}

/// Goes on where the worker left off, else with the answer that is to be corrected, else with the initial value.
void WorkSession::showChoice(const std::optional<std::vector<int>>& initial)
{
    InView& shown = *m_inView;
    const ChoiceDraft* draft = m_choices.find(shown.object);
    const bool isOfThisPhoto = draft && draft->sourceRef == shown.sourceRef;
    if (isOfThisPhoto) {
        shown.choice = *draft;
        shown.choice.choice.ids = idsOfToday(m_job.spec().labels, draft->choice.ids);
    } else {
        m_choices.drop(shown.object);
        shown.choice = {createDraftId(), shown.sourceRef, {}, 0, now()};
        const AnswerEvent* answer = m_job.events().currentAnswer(shown.object, m_worker);
        if (isReview())
            shown.choice.choice = countedChoice();
        else if (answer && answer->chosenLabelIds)
            shown.choice.choice = choiceOf(m_job.spec().labels, *answer);
        else if (initial)
            shown.choice.choice = {*initial, initial->empty()};
    }
    startWork(shown.choice.activeSeconds);
    emit choiceChanged();
    if (isOfThisPhoto && m_draftsBegun.insert(shown.object).second)
        emit draftCameBack();
    tellStateInView();
    prefetchAround(shown.object);
}

/// What the answers amount to, to be looked at.
LabelChoice WorkSession::countedChoice() const
{
    const JobSpec& spec = m_job.spec();
    const auto counted = m_job.events().countedAnswers(m_inView->object, spec.workersPerObject);
    LabelChoice choice;
    if (counted.empty())
        return choice;
    for (const ClassifiedLabel& label : votedLabels(spec, counted))
        choice.ids.push_back(spec.labels.classes()[static_cast<std::size_t>(label.index)].id);
    choice.isNone = choice.ids.empty();
    return choice;
}

void WorkSession::toggleLabel(int id)
{
    if (view() == View::Labeling && !document() && !isReview())
        changeChoice(withToggled(m_job.spec(), m_inView->choice.choice, id));
}

void WorkSession::toggleNone()
{
    if (view() == View::Labeling && !document() && !isReview() && !m_job.spec().noneCategory.empty())
        changeChoice(withNoneToggled(m_inView->choice.choice));
}

void WorkSession::changeChoice(LabelChoice choice)
{
    const ObjectId object = m_inView->object;
    ChoiceDraft& draft = m_inView->choice;
    m_saver.giveUp(object);
    draft.choice = std::move(choice);
    draft.activeSeconds = activeSeconds();
    emit choiceChanged();
    if (!keepsLock())
        return;
    m_draftsBegun.insert(object);
    if (isComplete(draft.choice))
        m_choices.keep(object, draft);
    else
        m_choices.drop(object);
    if (m_queue.hasDraft(object) && !m_choices.find(object))
        refreshStatus(object);
}

void WorkSession::submitChoice()
{
    if (!mayHandIn() || !canSubmit())
        return;
    InView left = *leaveObject();
    SubmitRequest request;
    request.object = left.object;
    request.chosenLabelIds = left.choice.choice.ids;
    request.accepted = left.choice.accepted;
    request.draftId = left.choice.draftId;
    handIn(std::move(left), std::move(request));
}

} // namespace labelwright
