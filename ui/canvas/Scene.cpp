// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/Scene.h"

#include "ui/canvas/PhotoRenderer.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

namespace labelwright {
namespace {

QRect qtRect(const Rect& rect)
{
    return {rect.x, rect.y, rect.width, rect.height};
}

} // namespace

void Scene::setPhoto(Image photo)
{
    m_photo.setPhoto(std::move(photo));
    invalidate();
}

void Scene::setMask(const LabelMask* mask)
{
    m_mask.setMask(mask);
    invalidate();
}

void Scene::setOverlay(const LabelSet& labels, const OverlayStyle& style)
{
    m_colors = overlayColors(labels, style);
    invalidate();
}

void Scene::setSurround(const QColor& color)
{
    m_surround = color;
    invalidate();
}

bool Scene::setPreview(const std::optional<Region>& region, Color color)
{
    if (region == m_preview && color == m_previewColor)
        return false;
    for (const std::optional<Region>* changed : {&std::as_const(m_preview), &region}) {
        if (*changed)
            invalidate(m_viewport.deviceFromImage((*changed)->bounds()).grown(1));
    }
    m_preview = region;
    m_previewColor = color;
    return true;
}

void Scene::setViewport(const Viewport& viewport)
{
    const Size size = viewport.deviceSize();
    const bool onlyMoved = viewport.zoom() == m_viewport.zoom() && viewport.imageSize() == m_viewport.imageSize() &&
                           viewport.devicePixelRatio() == m_viewport.devicePixelRatio() &&
                           m_image.width() == size.width && m_image.height() == size.height;
    const Point before = m_viewport.origin();
    m_viewport = viewport;
    if (onlyMoved) {
        scroll(viewport.origin().x - before.x, viewport.origin().y - before.y);
        return;
    }
    if (m_image.width() != size.width || m_image.height() != size.height)
        m_image = QImage(size.width, size.height, QImage::Format_RGB32);
    m_image.setDevicePixelRatio(viewport.devicePixelRatio());
    invalidate();
}

Rect Scene::maskChanged(const Rect& imageRect)
{
    m_mask.changed(imageRect);
    // A shrunk level's label stands for a block of pixels and depends on those around it, on each level anew; and one
    // pixel of the screen around may get or lose its edge.
    const int block = static_cast<int>(1 / m_viewport.zoom());
    const Rect rect = m_viewport.deviceFromImage(imageRect.grown(4 * block)).grown(1);
    invalidate(rect);
    return rect;
}

void Scene::invalidate()
{
    m_stale = m_image.rect();
}

void Scene::invalidate(const Rect& deviceRect)
{
    m_stale += qtRect(deviceRect) & m_image.rect();
}

void Scene::scroll(int dx, int dy)
{
    if (dx == 0 && dy == 0)
        return;
    const QRect bounds = m_image.rect();
    const QRect kept = bounds & bounds.translated(dx, dy);
    if (kept.isEmpty()) {
        invalidate();
        return;
    }
    const auto bytes = static_cast<std::size_t>(kept.width()) * sizeof(QRgb);
    for (int i = 0; i < kept.height(); ++i) {
        const int y = dy > 0 ? kept.bottom() - i : kept.top() + i;
        const uchar* from = m_image.constScanLine(y - dy) + (kept.left() - dx) * std::ptrdiff_t{sizeof(QRgb)};
        std::memmove(m_image.scanLine(y) + kept.left() * std::ptrdiff_t{sizeof(QRgb)}, from, bytes);
    }
    m_stale = (m_stale.translated(dx, dy) & bounds) + (QRegion(bounds) - kept);
}

const QImage& Scene::rendered(const QRegion& exposed)
{
    const QRegion stale = m_stale & exposed;
    for (const QRect& rect : stale)
        draw({rect.x(), rect.y(), rect.width(), rect.height()});
    m_stale -= stale;
    return m_image;
}

void Scene::draw(const Rect& rect)
{
    for (int y = rect.y; y < rect.bottom(); ++y)
        std::fill_n(reinterpret_cast<QRgb*>(m_image.scanLine(y)) + rect.x, rect.width, m_surround.rgb());
    if (m_photo.photo().isNull())
        return;
    drawPhoto(m_image, m_photo.levelFor(m_viewport.zoom()), m_viewport, rect);
    const Size size = m_viewport.imageSize();
    const Rect picture = rect.intersected(m_viewport.deviceFromImage({0, 0, size.width, size.height}));
    if (picture.isEmpty())
        return;
    if (m_mask.hasMask())
        blendOverlay(m_image, sampleMask(m_mask, m_viewport, picture), m_colors);
    if (m_preview)
        blendOverlay(m_image, sampleRegion(*m_preview, m_viewport, picture), previewColors(m_previewColor));
}

} // namespace labelwright
