// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/Scene.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
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
    m_style.colors = overlayColors(labels, style);
    m_style.stripes.reset();
    m_style.mode = style.mode;
    m_style.hatchesUnlabelled = style.unlabelledHighlighted && !style.hidden;
    m_mask.setUnlabelled(m_style.hatchesUnlabelled ? MaskPyramid::Unlabelled::Counts : MaskPyramid::Unlabelled::Yields);
    invalidate();
}

void Scene::setStripes(const StripedLabels& labels, const OverlayStyle& style)
{
    m_style.colors = stripeColors(labels.first, style);
    m_style.stripes = stripeColors(labels.second, style);
    m_style.mode = OverlayMode::Filled;
    m_style.hatchesUnlabelled = false;
    m_mask.setUnlabelled(MaskPyramid::Unlabelled::Yields);
    invalidate();
}

void Scene::setPhotoColors(const std::optional<PhotoColors>& colors)
{
    m_style.photoColors = colors;
    invalidate();
}

void Scene::setPixelGridShown(bool shown)
{
    m_style.showsPixelGrid = shown;
    invalidate();
}

void Scene::setSurround(const QColor& color)
{
    m_style.surround = color.rgb();
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
    invalidate();
}

Rect Scene::maskChanged(const Rect& imageRect)
{
    m_mask.changed(imageRect);
    // A shrunk level's label stands for a block of pixels and depends on those around it, on each level anew; and
    // pixels of the screen around may get or lose their outline.
    const int block = static_cast<int>(std::ceil(1 / m_viewport.zoom()));
    const Rect rect = m_viewport.deviceFromImage(imageRect.grown(4 * block)).grown(m_style.reach());
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

void Scene::paint(QPainter& painter, const QRegion& exposed)
{
    const auto show = [&](const QRect& part) { painter.drawImage(part.topLeft(), m_image, part); };
    const QRegion stale = m_stale & exposed;
    for (const QRect& part : exposed - stale)
        show(part);
    for (const QRect& rect : stale) {
        compose(m_image, {rect.x(), rect.y(), rect.width(), rect.height()}, picture(m_viewport.zoom()), m_viewport,
                m_style, [&](const Rect& part) {
                    if (m_preview)
                        composeRegion(m_image, part, *m_preview, m_viewport, previewColors(m_previewColor));
                    show(qtRect(part));
                });
    }
    m_stale -= stale;
}

Picture Scene::picture(double zoom)
{
    Picture picture{m_photo.levelFor(zoom), std::nullopt};
    if (m_mask.hasMask() && m_style.showsLabels())
        picture.mask = m_mask.levelFor(zoom);
    return picture;
}

QImage Scene::overview(QSize size)
{
    Viewport viewport;
    viewport.setFitMargins({0, 0, 0, 0});
    viewport.setImageSize(m_photo.photo().size());
    viewport.setView(size.width(), size.height(), 1);
    const Size photo = viewport.imageSize();
    const Rect all = viewport.deviceFromImage({0, 0, photo.width, photo.height});
    QImage image(size, QImage::Format_RGB32);
    compose(image, {0, 0, size.width(), size.height()}, picture(viewport.zoom()), viewport, m_style);
    return image.copy(all.x, all.y, all.width, all.height);
}

} // namespace labelwright
