// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/FlagWriter.h"

#include <utility>

namespace labelwright {

FlagWriter::FlagWriter(QThreadPool& disk, QObject* parent) : QObject(parent), m_disk(disk)
{}

void FlagWriter::write(std::shared_ptr<const Job> job, const ObjectFlag& flag)
{
    Waiting& waiting = m_waiting[flag.object];
    waiting.last = flag;
    ++waiting.count;
    m_disk.start([this, job = std::move(job), flag] {
        auto result = std::make_shared<Result<ObjectFlag>>(writeFlag(*job, flag));
        QMetaObject::invokeMethod(
            this, [this, object = flag.object, result] { finish(object, *result); }, Qt::QueuedConnection);
    });
}

const ObjectFlag* FlagWriter::pending(ObjectId object) const
{
    const auto found = m_waiting.find(object);
    return found == m_waiting.end() ? nullptr : &found->second.last;
}

void FlagWriter::finish(ObjectId object, const Result<ObjectFlag>& result)
{
    if (const auto found = m_waiting.find(object); --found->second.count == 0)
        m_waiting.erase(found);
    if (result)
        emit written(*result);
    else
        emit failed(object, result.error());
}

} // namespace labelwright
