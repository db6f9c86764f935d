// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/Compositor.h"

#include <QColor>
#include <QImage>
#include <QRegion>

#include <optional>

class QPainter;

namespace labelwright {

/// Photo, labels and preview as the screen shows them, kept in device pixels: what is drawn over them (cursor, tool
/// outline) can move without their being made again, a stroke makes only its own part again, and panning moves what is
/// there. All rects and regions are in device pixels unless they say otherwise.
class Scene {
public:
    PhotoPyramid& photo() { return m_photo; }
    const PhotoPyramid& photo() const { return m_photo; }

    void setPhoto(Image photo);
    /// Borrowed; nullptr for none.
    void setMask(const LabelMask* mask);
    void setOverlay(const LabelSet& labels, const OverlayStyle& style);
    /// In place of a set's colours, until the next setOverlay().
    void setStripes(const StripedLabels& labels, const OverlayStyle& style);
    /// nullopt: the photo's colours as they are.
    void setPhotoColors(const std::optional<PhotoColors>& colors);
    void setPixelGridShown(bool shown);
    void setSurround(const QColor& color);
    /// What the tool is about to paint, in image pixels. True when it is another than before.
    bool setPreview(const std::optional<Region>& region, Color color);

    /// To be called after each change of the viewport.
    void setViewport(const Viewport& viewport);

    /// Pixels of the mask inside `imageRect` changed; the part of the screen to be drawn again.
    Rect maskChanged(const Rect& imageRect);
    void invalidate();

    /// Draws the part that is exposed. Precondition: the painter draws in device pixels.
    void paint(QPainter& painter, const QRegion& exposed);

    /// The whole picture without the preview, as large as fits into `size`. Precondition: there is a photo.
    QImage overview(QSize size);

private:
    Picture picture(double zoom);
    void invalidate(const Rect& deviceRect);
    void scroll(int dx, int dy);

    Viewport m_viewport;
    PhotoPyramid m_photo;
    MaskPyramid m_mask;
    PictureStyle m_style;
    std::optional<Region> m_preview;
    Color m_previewColor;
    QImage m_image;
    QRegion m_stale; ///< Not yet drawn.
};

} // namespace labelwright
