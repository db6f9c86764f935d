// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/AnswerSaver.h"

#include "core/job/Draft.h"

#include <span>
#include <utility>

namespace labelwright {

AnswerSaver::AnswerSaver(const JobSpec& spec, QThreadPool& disk, QObject* parent)
    : QObject(parent), m_spec(spec), m_disk(disk)
{}

void AnswerSaver::save(PreparedAnswer answer, std::filesystem::path draft, EventLog known)
{
    start(std::make_shared<const Attempt>(Attempt{std::move(answer), std::move(draft), std::move(known)}));
}

void AnswerSaver::retry()
{
    for (auto& [object, attempt] : std::exchange(m_failed, {}))
        start(attempt);
}

const LabelMask* AnswerSaver::unsavedMask(ObjectId object) const
{
    for (const auto* attempts : {&m_saving, &m_failed}) {
        if (const auto found = attempts->find(object); found != attempts->end())
            return found->second->answer.mask ? &*found->second->answer.mask : nullptr;
    }
    return nullptr;
}

void AnswerSaver::start(std::shared_ptr<const Attempt> attempt)
{
    m_saving[attempt->answer.event.object] = attempt;
    m_disk.start([this, attempt = std::move(attempt)] {
        auto outcome = std::make_shared<Outcome>(write(*attempt, m_spec));
        QMetaObject::invokeMethod(
            this, [this, object = attempt->answer.event.object, outcome] { finished(object, *outcome); },
            Qt::QueuedConnection);
    });
}

AnswerSaver::Outcome AnswerSaver::write(const Attempt& attempt, const JobSpec& spec)
{
    const AnswerEvent& event = attempt.answer.event;
    Outcome outcome{{}, {}, EventLog::openPart(attempt.answer.jobFolder, std::span(&event.object, 1))};
    outcome.events.add(attempt.known);
    if (!event.isAdjustment()) // A review goes on whether tasks are given out or not.
        outcome.refusal = answerRefusal(spec, outcome.events, event.object, event.worker);
    if (outcome.refusal)
        return outcome;
    outcome.result = writeAnswer(attempt.answer);
    // Left behind, it would be recognised as submitted and dropped at the next start: no reason to alarm anyone.
    if (*outcome.result)
        static_cast<void>(discardDraft(attempt.draft));
    return outcome;
}

void AnswerSaver::finished(ObjectId object, const Outcome& outcome)
{
    const auto found = m_saving.find(object);
    std::shared_ptr<const Attempt> attempt = std::move(found->second);
    m_saving.erase(found);
    if (outcome.refusal) {
        emit refused(object, *outcome.refusal, outcome.events);
    } else if (*outcome.result) {
        emit saved(**outcome.result);
    } else {
        m_failed[object] = std::move(attempt);
        emit failed(object, outcome.result->error());
    }
}

} // namespace labelwright
