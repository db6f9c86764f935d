// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/Tool.h"
#include "ui/canvas/CanvasBox.h"

#include <QColor>
#include <QPointF>
#include <QRect>
#include <QRegion>
#include <QString>

#include <vector>

class QPainter;

namespace labelwright {

class Viewport;

// What is drawn over the scene, in view pixels, and where. Lines are light in dark, so that they are seen on anything.

/// Lines and handles of what the tool has under construction, without ring and preview.
void paintOutline(QPainter& painter, const ToolOutline& outline, const Viewport& viewport);

/// The brush's true size, with `color` inside where there is room. View pixels.
void paintRing(QPainter& painter, QPointF centre, double radius, BrushTip tip, const QColor& color);

/// Everything that the two above may paint on.
QRegion outlineRegion(const ToolOutline& outline, const Viewport& viewport);

/// A pointer in place of the system's, with words and the label's colour beside it.
struct CrossCursor {
    QPointF position;
    QString text;
    QColor color;
};
void paintCross(QPainter& painter, const CrossCursor& cross, const QRect& view);
QRect crossBounds(const CrossCursor& cross, const QRect& view);

void paintBoxes(QPainter& painter, const std::vector<CanvasBox>& boxes, const Viewport& viewport);

/// Words in the middle of an otherwise empty canvas, under an icon of ui/look.
void paintMessage(QPainter& painter, const QRect& view, const QString& iconName, const QString& text,
                  const QColor& color);

} // namespace labelwright
