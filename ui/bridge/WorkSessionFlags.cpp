// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ErrorText.h"
#include "ui/bridge/WorkSession.h"

#include <memory>
#include <utility>

namespace labelwright {

const ObjectFlag* WorkSession::flag() const
{
    const std::optional<ObjectId> object = currentObject();
    if (!object)
        return nullptr;
    const ObjectFlag* pending = m_flags.pending(*object);
    if (!pending)
        return m_job.events().currentFlag(*object);
    return pending->kind == ObjectFlag::Kind::Flagged ? pending : nullptr;
}

void WorkSession::setFlag(std::optional<std::string> note)
{
    const std::optional<ObjectId> object = currentObject();
    if (!object)
        return;
    const Result<ObjectFlag> prepared = prepareFlag(m_job, *object, m_worker, std::move(note));
    if (!prepared) {
        tellFlagFailure(*object, prepared.error());
        return;
    }
    m_flags.write({std::shared_ptr<void>(), &m_job}, *prepared); // Which lives as long as the disk's thread.
    emit flagChanged();
}

void WorkSession::takeFlag(const ObjectFlag& written)
{
    const std::size_t before = m_job.events().flagsOf(written.object).size();
    m_job.events().add(written);
    if (m_job.events().flagsOf(written.object).size() != before)
        tellFlag(written.object);
    else if (currentObject() == written.object)
        emit flagChanged(); // The look at the job had found it; until now flag() was the pending one.
}

void WorkSession::tellFlag(ObjectId object)
{
    emit statusChanged(object);
    if (currentObject() == object)
        emit flagChanged();
}

void WorkSession::tellFlagFailure(ObjectId object, const Error& error)
{
    emit flagFailed();
    emit notice(tr("The flag of object %1 stays as it was: %2").arg(object + 1).arg(sentenceOf(error)));
    if (currentObject() == object)
        emit flagChanged();
}

} // namespace labelwright
