// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/edit/Document.h"
#include "core/job/Draft.h"

#include <QObject>
#include <QThreadPool>

#include <filesystem>
#include <memory>
#include <optional>

namespace labelwright {

/// Journals one object's edits as they are made: compressed and written on the disk's thread. A record that could not
/// be written is kept and tried again, in order, with the next one.
class DraftWriter : public QObject {
    Q_OBJECT
public:
    /// `disk` has one thread, which keeps all writes of a session in order; borrowed. With `resumeAt` the file of an
    /// earlier draft goes on from that byte; else the first record makes it.
    DraftWriter(QThreadPool& disk, std::filesystem::path path, DraftHeader header,
                std::optional<std::uintmax_t> resumeAt, QObject* parent = nullptr);

    const DraftHeader& header() const;
    const std::filesystem::path& path() const;

    void append(const EditRecord& record, double activeSeconds);
    /// Tries again what could not be written.
    void retry();
    /// True once there is, or will be, something in the file.
    bool isBegun() const { return m_begun; }
    /// Nothing is on its way to the file, and nothing is stuck.
    bool isWritten() const { return m_onTheWay == 0 && !m_failed; }
    bool hasFailed() const { return m_failed; }

signals:
    void written(labelwright::Time time);
    void failed(const labelwright::Error& error);

private:
    struct Journal;
    struct Pending;

    void write(std::shared_ptr<Pending> pending);
    void finished(const Status& written);

    QThreadPool& m_disk;
    std::shared_ptr<Journal> m_journal;
    bool m_begun;
    int m_onTheWay = 0;
    bool m_failed = false;
};

} // namespace labelwright
