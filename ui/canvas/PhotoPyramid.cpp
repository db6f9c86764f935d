// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/PhotoPyramid.h"

#include "ui/canvas/PyramidLevel.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

constexpr int kChannels = Image::kBytesPerPixel;

Image halved(const Image& from)
{
    Image to(Size{(from.width() + 1) / 2, (from.height() + 1) / 2});
    const int lastColumn = from.width() - 1;
    for (int y = 0; y < to.height(); ++y) {
        const std::uint8_t* upper = from.row(2 * y).data();
        const std::uint8_t* lower = from.row(std::min(2 * y + 1, from.height() - 1)).data();
        std::uint8_t* pixel = to.writableRow(y).data();
        for (int x = 0; x < to.width(); ++x) {
            const int left = 2 * x * kChannels;
            const int right = std::min(2 * x + 1, lastColumn) * kChannels;
            for (int channel = 0; channel < kChannels; ++channel)
                *pixel++ = static_cast<std::uint8_t>((upper[left + channel] + upper[right + channel] +
                                                      lower[left + channel] + lower[right + channel] + 2) /
                                                     4);
        }
    }
    return to;
}

} // namespace

std::vector<Image> shrunkPhotos(const Image& photo, const std::atomic<bool>& stop)
{
    std::vector<Image> levels;
    Image from = photo;
    while (!stop && (from.width() > 1 || from.height() > 1)) {
        from = halved(from);
        levels.push_back(from);
    }
    return levels;
}

PhotoPyramid::PhotoPyramid(QObject* parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (m_watcher.future().resultCount() == 0)
            return;
        m_shrunk = m_watcher.result();
        m_ready = true;
        emit ready();
    });
}

PhotoPyramid::~PhotoPyramid()
{
    if (m_stop)
        *m_stop = true;
}

void PhotoPyramid::setPhoto(Image photo)
{
    if (m_stop)
        *m_stop = true;
    m_photo = std::move(photo);
    m_shrunk.clear();
    m_ready = false;
    m_watcher.setFuture({}); // forgets the photo before
    if (m_photo.isNull())
        return;
    m_stop = std::make_shared<std::atomic<bool>>(false);
    m_watcher.setFuture(QtConcurrent::run([image = m_photo, stop = m_stop] { return shrunkPhotos(image, *stop); }));
}

PhotoPyramid::Level PhotoPyramid::levelFor(double zoom) const
{
    std::size_t number = 0;
    for (double scale = zoom; scale < kSmallestShownPixel && number < m_shrunk.size(); scale *= 2)
        ++number;
    return {number == 0 ? m_photo : m_shrunk[number - 1], 1 << number};
}

} // namespace labelwright
