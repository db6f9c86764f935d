// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/PhotoPyramid.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

const std::uint32_t* pixelRow(const Image& image, int y)
{
    return reinterpret_cast<const std::uint32_t*>(image.row(y).data());
}

/// Mean of four pixels, channel by channel, rounded.
std::uint32_t mean(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d)
{
    constexpr std::uint32_t kTwoChannels = 0x00ff00ff;
    const std::uint32_t even =
        (a & kTwoChannels) + (b & kTwoChannels) + (c & kTwoChannels) + (d & kTwoChannels) + 0x00020002;
    const std::uint32_t odd = (a >> 8U & kTwoChannels) + (b >> 8U & kTwoChannels) + (c >> 8U & kTwoChannels) +
                              (d >> 8U & kTwoChannels) + 0x00020002;
    return (even >> 2U & kTwoChannels) | (odd >> 2U & kTwoChannels) << 8U;
}

Image halved(const Image& from)
{
    Image to(Size{(from.width() + 1) / 2, (from.height() + 1) / 2});
    const int whole = from.width() / 2;
    for (int y = 0; y < to.height(); ++y) {
        const std::uint32_t* upper = pixelRow(from, 2 * y);
        const std::uint32_t* lower = pixelRow(from, std::min(2 * y + 1, from.height() - 1));
        auto* pixels = reinterpret_cast<std::uint32_t*>(to.writableRow(y).data());
        for (int x = 0; x < whole; ++x)
            pixels[x] = mean(upper[2 * x], upper[2 * x + 1], lower[2 * x], lower[2 * x + 1]);
        if (whole < to.width())
            pixels[whole] = mean(upper[2 * whole], upper[2 * whole], lower[2 * whole], lower[2 * whole]);
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
    for (double scale = zoom; scale <= 0.5 && number < m_shrunk.size(); scale *= 2)
        ++number;
    return {number == 0 ? m_photo : m_shrunk[number - 1], 1 << number};
}

} // namespace labelwright
