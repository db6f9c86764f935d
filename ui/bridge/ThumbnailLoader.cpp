// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ThumbnailLoader.h"

#include "ui/bridge/ErrorText.h"

#include <utility>

namespace labelwright {
namespace {

LoadedThumbnail thumbnailFrom(const Result<Image>& made)
{
    if (!made)
        return {{}, sentenceOf(made.error())};
    const QImage view(made->data(), made->width(), made->height(), static_cast<qsizetype>(made->bytesPerRow()),
                      QImage::Format_BGR888);
    return {view.convertToFormat(QImage::Format_RGB32), {}};
}

} // namespace

ThumbnailLoader::ThumbnailLoader(Read read, int mostKept, int threads, QObject* parent)
    : QObject(parent), m_read(std::move(read)), m_kept(mostKept)
{
    m_pool.setMaxThreadCount(threads);
    m_pool.setThreadPriority(QThread::LowPriority);
}

ThumbnailLoader::~ThumbnailLoader()
{
    m_waiting.clear();
    m_pool.waitForDone();
}

void ThumbnailLoader::setRead(Read read)
{
    m_read = std::move(read);
    ++m_generation;
    m_waiting.clear();
    m_making.clear();
}

std::optional<LoadedThumbnail> ThumbnailLoader::find(ObjectId object)
{
    const Kept* kept = m_kept.object(object);
    if (!kept || kept->generation != m_generation)
        ask(object);
    return kept ? std::optional(kept->thumbnail) : std::nullopt;
}

void ThumbnailLoader::ask(ObjectId object)
{
    if (m_making.contains(object))
        return;
    m_waiting.removeOne(object);
    m_waiting.append(object);
    if (m_waiting.size() > kMostWaiting)
        m_waiting.removeFirst();
    startNext();
}

void ThumbnailLoader::startNext()
{
    if (m_running == m_pool.maxThreadCount() || m_waiting.isEmpty())
        return;
    const ObjectId object = m_waiting.takeLast();
    m_making.insert(object);
    ++m_running;
    m_pool.start([this, object, read = m_read, generation = m_generation] {
        const LoadedThumbnail made = thumbnailFrom(read(object));
        QMetaObject::invokeMethod(
            this, [this, object, generation, made] { finish(object, generation, made); }, Qt::QueuedConnection);
    });
}

void ThumbnailLoader::finish(ObjectId object, std::uint64_t generation, const LoadedThumbnail& made)
{
    --m_running;
    if (generation == m_generation) {
        m_making.remove(object);
        m_kept.insert(object, new Kept{made, generation});
        emit ready(object);
    }
    startNext();
}

} // namespace labelwright
