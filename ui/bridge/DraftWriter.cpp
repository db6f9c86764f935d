// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/DraftWriter.h"

#include <QCoreApplication>
#include <QPointer>

#include <deque>

namespace labelwright {

/// An edit on its way to the file; the patch is encoded there.
struct DraftWriter::Pending {
    DraftRecord record;
    std::optional<MaskPatch> pixels;
};

/// Used by the disk's thread alone, but for the constant members.
struct DraftWriter::Journal {
    const std::filesystem::path path;
    const DraftHeader header;
    const std::optional<std::uintmax_t> resumeAt;
    std::optional<DraftJournal> file{};
    std::deque<Pending> pending{};

    Status open()
    {
        if (file)
            return ok();
        Result<DraftJournal> opened =
            resumeAt ? DraftJournal::resume(path, *resumeAt) : DraftJournal::create(path, header);
        if (!opened)
            return opened.error();
        file = *std::move(opened);
        return ok();
    }

    Status writePending()
    {
        if (Status opened = open(); !opened)
            return opened;
        while (!pending.empty()) {
            Pending& next = pending.front();
            if (next.pixels) {
                next.record.patch = next.pixels->encode();
                next.pixels.reset();
            }
            if (Status written = file->append(next.record); !written)
                return written;
            pending.pop_front();
        }
        return ok();
    }
};

DraftWriter::DraftWriter(QThreadPool& disk, std::filesystem::path path, DraftHeader header,
                         std::optional<std::uintmax_t> resumeAt, QObject* parent)
    : QObject(parent), m_disk(disk),
      m_journal(std::make_shared<Journal>(Journal{std::move(path), std::move(header), resumeAt})),
      m_begun(resumeAt.has_value())
{}

const DraftHeader& DraftWriter::header() const
{
    return m_journal->header;
}

const std::filesystem::path& DraftWriter::path() const
{
    return m_journal->path;
}

void DraftWriter::append(const EditRecord& record, double activeSeconds)
{
    m_begun = true;
    auto pending = std::make_shared<Pending>(Pending{{record.kind, activeSeconds, record.name, {}}, std::nullopt});
    if (record.pixels)
        pending->pixels = *record.pixels;
    write(std::move(pending));
}

void DraftWriter::retry()
{
    write(nullptr);
}

void DraftWriter::write(std::shared_ptr<Pending> pending)
{
    ++m_onTheWay;
    m_disk.start([journal = m_journal, pending = std::move(pending), self = QPointer(this)] {
        if (pending)
            journal->pending.push_back(std::move(*pending));
        const Status written = journal->writePending();
        // The writer may be gone by now; its journal is still completed.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, written] {
                if (self)
                    self->finished(written);
            },
            Qt::QueuedConnection);
    });
}

void DraftWriter::finished(const Status& written)
{
    --m_onTheWay;
    m_failed = !written;
    if (written)
        emit this->written(now());
    else
        emit failed(written.error());
}

} // namespace labelwright
