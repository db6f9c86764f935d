// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Image.h"

#include <QFutureWatcher>
#include <QObject>

#include <atomic>
#include <memory>
#include <vector>

namespace labelwright {

/// Half, quarter … size of a photo down to one pixel, each pixel the mean of four; an odd edge is repeated. Returns
/// early, with what there is, when `stop` becomes true. Cost: one pass over the photo.
std::vector<Image> shrunkPhotos(const Image& photo, const std::atomic<bool>& stop);

/// A photo and its smaller copies, which are made on another thread: until they are there, level 0 stands in.
class PhotoPyramid : public QObject {
    Q_OBJECT
public:
    struct Level {
        Image image;
        int shrink = 1; ///< Photo pixels per pixel along each side: 1, 2, 4 …
    };

    explicit PhotoPyramid(QObject* parent = nullptr);
    ~PhotoPyramid() override;

    /// Begins at once to make the smaller copies; drops those of the photo before.
    void setPhoto(Image photo);
    const Image& photo() const { return m_photo; }
    bool isReady() const { return m_ready; }

    /// The level to be shown at `zoom` (device pixels per photo pixel), see PyramidLevel.h; of those that are there.
    Level levelFor(double zoom) const;

signals:
    /// The smaller copies are there. Comes from the event loop, never from within setPhoto(), and not when the photo
    /// changed in between.
    void ready();

private:
    Image m_photo;
    std::vector<Image> m_shrunk;
    bool m_ready = false;
    std::shared_ptr<std::atomic<bool>> m_stop;
    QFutureWatcher<std::vector<Image>> m_watcher;
};

} // namespace labelwright
