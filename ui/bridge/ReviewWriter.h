// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Comment.h"
#include "core/job/Verdict.h"

#include <QObject>
#include <QThreadPool>

#include <filesystem>
#include <memory>
#include <variant>
#include <vector>

namespace labelwright {

/// What a review writes down.
using ReviewEvent = std::variant<Verdict, Comment>;

ObjectId objectOf(const ReviewEvent& event);

/// Writes verdicts and comments on the disk's thread, in order. What could not be written is kept, to be tried again.
class ReviewWriter : public QObject {
    Q_OBJECT
public:
    /// `disk` is borrowed, has one thread, and is gone before this is.
    ReviewWriter(std::filesystem::path jobFolder, QThreadPool& disk, QObject* parent = nullptr);

    /// written() or failed() follows.
    void write(ReviewEvent event);
    void retry();

    /// Whether a verdict on the object is on its way, or failed.
    bool isDeciding(ObjectId object) const;
    int pendingCount() const { return static_cast<int>(m_waiting.size() + m_failed.size()); }
    int failedCount() const { return static_cast<int>(m_failed.size()); }

signals:
    void written(const labelwright::ReviewEvent& event);
    void failed(labelwright::ObjectId object, const labelwright::Error& error);

private:
    using Waiting = std::shared_ptr<const ReviewEvent>;

    void start(const Waiting& event);
    void finish(const Waiting& event, const Result<ReviewEvent>& result);

    std::filesystem::path m_jobFolder;
    QThreadPool& m_disk;
    std::vector<Waiting> m_waiting;
    std::vector<Waiting> m_failed;
};

} // namespace labelwright
