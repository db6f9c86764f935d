// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/Tool.h"

#include <QColor>
#include <QImage>
#include <QRect>

#include <vector>

class QPainter;

namespace labelwright {

class Viewport;

/// The brush's true size around the pointer. Drawn once for each size and then moved along, as smooth lines around a
/// large brush cost more than its stroke.
class RingCursor {
public:
    /// Precondition: the outline has a ring.
    void paint(QPainter& painter, const ToolOutline& outline, const Viewport& viewport, const QColor& color);

private:
    struct Look {
        double radius = 0; ///< View pixels.
        BrushTip tip = BrushTip::Round;
        QColor color;
        double ratio = 0;
        friend bool operator==(const Look&, const Look&) = default;
    };
    void draw(const Look& look);

    Look m_look;
    QImage m_image;
    std::vector<QRect> m_parts; ///< Of the image, where there is something.
};

} // namespace labelwright
