// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/AnswerSaver.h"

#include "core/job/Draft.h"

#include <utility>

namespace labelwright {

AnswerSaver::AnswerSaver(QThreadPool& disk, QObject* parent) : QObject(parent), m_disk(disk)
{}

void AnswerSaver::save(PreparedAnswer answer, std::filesystem::path draft)
{
    start(std::make_shared<const Attempt>(Attempt{std::move(answer), std::move(draft)}));
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
        auto result = std::make_shared<Result<AnswerEvent>>(writeAnswer(attempt->answer));
        // Left behind, it would be recognised as submitted and dropped at the next start: no reason to alarm anyone.
        if (*result)
            static_cast<void>(discardDraft(attempt->draft));
        QMetaObject::invokeMethod(
            this, [this, object = attempt->answer.event.object, result] { finished(object, *result); },
            Qt::QueuedConnection);
    });
}

void AnswerSaver::finished(ObjectId object, const Result<AnswerEvent>& result)
{
    const auto found = m_saving.find(object);
    std::shared_ptr<const Attempt> attempt = std::move(found->second);
    m_saving.erase(found);
    if (result) {
        emit saved(*result);
    } else {
        m_failed[object] = std::move(attempt);
        emit failed(object, result.error());
    }
}

} // namespace labelwright
