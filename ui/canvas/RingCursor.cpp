// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/RingCursor.h"

#include "ui/canvas/CanvasPainter.h"
#include "ui/canvas/Viewport.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

constexpr double kLargest = 1200; ///< Device pixels of the radius; a larger one is hardly ever in sight as a whole.
constexpr int kMargin = 16;       ///< View pixels around the ring, for the plus in place of the smallest.
constexpr int kPart = 64;

bool isEmpty(const QImage& image, const QRect& rect)
{
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        const auto* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        if (std::any_of(row + rect.left(), row + rect.right() + 1, [](QRgb pixel) { return pixel != 0; }))
            return false;
    }
    return true;
}

} // namespace

void RingCursor::draw(const Look& look)
{
    m_look = look;
    const int half = static_cast<int>(std::ceil((look.radius + kMargin) * look.ratio));
    m_image = QImage(2 * half, 2 * half, QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
    {
        QPainter painter(&m_image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(look.ratio, look.ratio);
        paintRing(painter, QPointF(half, half) / look.ratio, look.radius, look.tip, look.color);
    }
    m_parts.clear();
    for (int y = 0; y < m_image.height(); y += kPart) {
        for (int x = 0; x < m_image.width(); x += kPart) {
            const QRect part = QRect(x, y, kPart, kPart) & m_image.rect();
            if (!isEmpty(m_image, part))
                m_parts.push_back(part);
        }
    }
}

void RingCursor::paint(QPainter& painter, const ToolOutline& outline, const Viewport& viewport, const QColor& color)
{
    const PointF view = viewport.viewFromImage(*outline.ringCentre);
    const QPointF centre(view.x, view.y);
    const double ratio = viewport.devicePixelRatio();
    const Look look{outline.ringRadius / viewport.imageDistance(1), outline.ringTip, color, ratio};
    if (look.radius * ratio > kLargest) {
        paintRing(painter, centre, look.radius, look.tip, color);
        return;
    }
    if (m_image.isNull() || look != m_look)
        draw(look);
    const QPoint corner = (centre * ratio).toPoint() - QPoint(m_image.width(), m_image.height()) / 2;
    painter.scale(1 / ratio, 1 / ratio);
    for (const QRect& part : m_parts)
        painter.drawImage(corner + part.topLeft(), m_image, part);
    painter.scale(ratio, ratio);
}

} // namespace labelwright
