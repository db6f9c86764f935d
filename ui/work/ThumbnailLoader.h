// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Job.h"
#include "core/job/ObjectId.h"

#include <QCache>
#include <QImage>
#include <QList>
#include <QObject>
#include <QThreadPool>

#include <optional>

namespace labelwright {

/// Small pictures of objects, decoded one at a time off the GUI thread. What was asked for last comes first, and what
/// has scrolled far away is never decoded.
class ThumbnailLoader : public QObject {
    Q_OBJECT
public:
    static constexpr int kExtentPx = 160; ///< Of the longer side; enough for a strip at a scale of 3.
    static constexpr int kMostWaiting = 64;
    static constexpr int kMostKept = 96; ///< Two strips of the widest screen; 6 MB. Others are soon decoded again.

    /// `job` is borrowed and outlives the loader.
    explicit ThumbnailLoader(const Job& job, QObject* parent = nullptr);
    /// Waits for the one being decoded.
    ~ThumbnailLoader() override;

    /// The picture when it is at hand, null when it can't be shown; nullopt when it was not yet read: then it is on its
    /// way, and ready() follows unless too many others are asked for after it.
    std::optional<QImage> find(ObjectId object);

signals:
    void ready(labelwright::ObjectId object);

private:
    void startNext();
    void finish(ObjectId object, const QImage& image);

    const Job& m_job;
    QThreadPool m_pool;
    QList<ObjectId> m_waiting; ///< The last is the next one.
    std::optional<ObjectId> m_decoding;
    QCache<ObjectId, QImage> m_kept;
};

} // namespace labelwright
