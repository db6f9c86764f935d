// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/job/ObjectId.h"

#include <QCache>
#include <QImage>
#include <QList>
#include <QObject>
#include <QSet>
#include <QString>
#include <QThreadPool>

#include <cstdint>
#include <functional>
#include <optional>

namespace labelwright {

/// A small picture of an object, or a full sentence on why there is none.
struct LoadedThumbnail {
    QImage image; ///< As the screen takes it, without conversion.
    QString problem;
};

/// Small pictures of objects, made off the GUI thread. What was asked for last comes first, and what has scrolled far
/// away is never made.
class ThumbnailLoader : public QObject {
    Q_OBJECT
public:
    /// Makes a picture; called from other threads.
    using Read = std::function<Result<Image>(ObjectId)>;

    static constexpr int kMostWaiting = 64;

    /// Makes at most `threads` at a time and keeps the `mostKept` that were used last. What `read` borrows outlives the
    /// loader.
    ThumbnailLoader(Read read, int mostKept, int threads, QObject* parent = nullptr);
    /// Waits for those being made.
    ~ThumbnailLoader() override;

    /// From now on pictures come from `read`. What is kept is shown until its successor is there.
    void setRead(Read read);

    /// The picture when it is at hand; nullopt when it was not yet made: then it is on its way, and ready() follows
    /// unless too many others are asked for after it.
    std::optional<LoadedThumbnail> find(ObjectId object);

signals:
    void ready(labelwright::ObjectId object);

private:
    struct Kept {
        LoadedThumbnail thumbnail;
        std::uint64_t generation = 0;
    };

    void ask(ObjectId object);
    void startNext();
    void finish(ObjectId object, std::uint64_t generation, const LoadedThumbnail& made);

    Read m_read;
    std::uint64_t m_generation = 0; ///< Of m_read.
    QThreadPool m_pool;
    QList<ObjectId> m_waiting; ///< The last is the next one.
    QSet<ObjectId> m_making;   ///< Of this generation.
    int m_running = 0;
    QCache<ObjectId, Kept> m_kept;
};

} // namespace labelwright
