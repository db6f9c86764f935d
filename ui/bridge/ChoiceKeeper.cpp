// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ChoiceKeeper.h"

#include <utility>

namespace labelwright {

ChoiceKeeper::ChoiceKeeper(QThreadPool& disk, std::filesystem::path jobFolder, Worker worker, QObject* parent)
    : QObject(parent), m_disk(disk), m_jobFolder(std::move(jobFolder)), m_worker(std::move(worker))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelay);
    connect(&m_timer, &QTimer::timeout, this, &ChoiceKeeper::writeNow);
}

void ChoiceKeeper::begin(ChoiceDrafts drafts)
{
    m_drafts = std::move(drafts);
    m_isOnDisk = !m_drafts.empty();
}

const ChoiceDraft* ChoiceKeeper::find(ObjectId object) const
{
    const auto found = m_drafts.find(object);
    return found == m_drafts.end() ? nullptr : &found->second;
}

void ChoiceKeeper::keep(ObjectId object, ChoiceDraft draft)
{
    m_drafts.insert_or_assign(object, std::move(draft));
    changed();
}

void ChoiceKeeper::drop(ObjectId object)
{
    if (m_drafts.erase(object) > 0)
        changed();
}

/// A draft that comes and goes within the delay is never written.
void ChoiceKeeper::changed()
{
    m_isChanged = m_isOnDisk || !m_drafts.empty();
    if (m_isChanged)
        m_timer.start();
    else
        m_timer.stop();
}

void ChoiceKeeper::writeNow()
{
    m_timer.stop();
    if (!std::exchange(m_isChanged, false) && !m_hasFailed)
        return;
    m_isOnDisk = !m_drafts.empty();
    ++m_writing;
    m_disk.start([this, folder = m_jobFolder, worker = m_worker, drafts = m_drafts] {
        const Status status = writeChoiceDrafts(folder, worker, drafts);
        QMetaObject::invokeMethod(
            this, [this, status] { finished(status); }, Qt::QueuedConnection);
    });
}

void ChoiceKeeper::finished(const Status& status)
{
    --m_writing;
    m_hasFailed = !status;
    if (status) {
        emit written(now());
        return;
    }
    m_isChanged = true; // A retry, or the next change, writes it.
    m_isOnDisk = true;
    emit failed(status.error());
}

} // namespace labelwright
