// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/ThumbnailLoader.h"

#include "core/base/AtomicFile.h"
#include "core/image/ImageReader.h"

namespace labelwright {
namespace {

QImage readThumbnail(const Job& job, ObjectId object)
{
    const Result<ObjectSource> source = job.source(object);
    if (!source)
        return {};
    const Result<std::vector<std::uint8_t>> file = readFile(source->imagePath, kMaxImageFileBytes);
    if (!file)
        return {};
    const Result<Image> image = decodeThumbnail(*file, ThumbnailLoader::kExtentPx);
    if (!image)
        return {};
    return QImage(image->data(), image->width(), image->height(), static_cast<qsizetype>(image->bytesPerRow()),
                  QImage::Format_BGR888)
        .copy();
}

} // namespace

ThumbnailLoader::ThumbnailLoader(const Job& job, QObject* parent) : QObject(parent), m_job(job), m_kept(kMostKept)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setThreadPriority(QThread::LowPriority);
}

ThumbnailLoader::~ThumbnailLoader()
{
    m_waiting.clear();
    m_pool.waitForDone();
}

std::optional<QImage> ThumbnailLoader::find(ObjectId object)
{
    if (const QImage* kept = m_kept.object(object))
        return *kept;
    if (m_decoding == object)
        return std::nullopt;
    m_waiting.removeOne(object);
    m_waiting.append(object);
    if (m_waiting.size() > kMostWaiting)
        m_waiting.removeFirst();
    startNext();
    return std::nullopt;
}

void ThumbnailLoader::startNext()
{
    if (m_decoding || m_waiting.isEmpty())
        return;
    const ObjectId object = m_waiting.takeLast();
    m_decoding = object;
    m_pool.start([this, object] {
        const QImage image = readThumbnail(m_job, object);
        QMetaObject::invokeMethod(
            this, [this, object, image] { finish(object, image); }, Qt::QueuedConnection);
    });
}

void ThumbnailLoader::finish(ObjectId object, const QImage& image)
{
    m_decoding.reset();
    m_kept.insert(object, new QImage(image));
    emit ready(object);
    startNext();
}

} // namespace labelwright
