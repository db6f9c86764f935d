// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/CanvasPainter.h"

#include "ui/canvas/Viewport.h"
#include "ui/look/Icons.h"
#include "ui/look/QtColor.h"

#include <QFontMetrics>
#include <QGuiApplication>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace labelwright {
namespace {

constexpr double kHandle = 8;
constexpr double kCrossArm = 11;
constexpr double kCrossGap = 3;
constexpr int kChip = 10;
constexpr int kTagPadding = 6;
constexpr int kTagHeight = 22;
constexpr int kTagDistance = 14;
constexpr int kTagTextPx = 12;
constexpr int kMaxTagText = 240;

const QColor kDark(0, 0, 0, 190);
const QColor kLight(255, 255, 255);
const QColor kTagBack(16, 18, 20, 215);

const QColor kBelongs(61, 220, 132);
const QColor kForeign(255, 92, 92);
constexpr double kSign = 7; // of the disc with plus or minus

QPointF viewPoint(const Viewport& viewport, PointF image)
{
    const PointF view = viewport.viewFromImage(image);
    return {view.x, view.y};
}

QPolygonF viewPath(const std::vector<PointF>& path, const Viewport& viewport)
{
    QPolygonF points;
    for (const PointF& point : path)
        points << viewPoint(viewport, point);
    return points;
}

QRectF square(QPointF centre, double halfSide)
{
    return {centre.x() - halfSide, centre.y() - halfSide, 2 * halfSide, 2 * halfSide};
}

/// Calls draw twice: with a wide dark pen, then with a narrow light one.
template <typename Draw>
void doubleStroke(QPainter& painter, Draw draw)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(kDark, 3.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    draw();
    painter.setPen(QPen(kLight, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    draw();
}

void drawPlus(QPainter& painter, QPointF centre, double gap, double arm)
{
    constexpr std::array kDirections{QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)};
    for (const QPointF& direction : kDirections)
        painter.drawLine(centre + direction * gap, centre + direction * arm);
}

void paintMarker(QPainter& painter, QPointF centre, ToolOutline::Handle handle)
{
    if (handle == ToolOutline::Handle::Extreme) {
        doubleStroke(painter, [&] { drawPlus(painter, centre, 0, kHandle); });
        return;
    }
    painter.setPen(QPen(kDark, 1.5));
    painter.setBrush(kLight);
    if (handle == ToolOutline::Handle::Start)
        painter.drawEllipse(centre, kHandle / 2 + 1, kHandle / 2 + 1);
    else
        painter.drawRect(square(centre, kHandle / 2));
}

/// What a person says of an object, as a line and a sign: not by colour alone.
void paintStroke(QPainter& painter, const QPolygonF& path, bool belongs)
{
    const QColor& color = belongs ? kBelongs : kForeign;
    painter.setBrush(Qt::NoBrush);
    for (const auto& [ink, width] : {std::pair(kDark, 5.5), std::pair(color, 3.0)}) {
        painter.setPen(QPen(ink, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        if (path.size() > 1)
            painter.drawPolyline(path);
    }
    constexpr double kArm = 3.5;
    const QPointF centre = path.first();
    painter.setPen(QPen(kLight, 1.5));
    painter.setBrush(kTagBack);
    painter.drawEllipse(centre, kSign, kSign);
    painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(centre - QPointF(kArm, 0), centre + QPointF(kArm, 0));
    if (belongs)
        painter.drawLine(centre - QPointF(0, kArm), centre + QPointF(0, kArm));
}

/// Around a large brush only where the line is.
QRegion ringRegion(QPointF centre, double radius, BrushTip tip, double margin)
{
    constexpr double kLarge = 48;
    const QRegion outer(square(centre, radius + margin).toAlignedRect());
    if (radius < kLarge)
        return outer;
    const double free = (radius - margin) * (tip == BrushTip::Round ? std::sqrt(0.5) : 1);
    return outer - QRegion(square(centre, free).toRect());
}

QFont tagFont()
{
    QFont font = QGuiApplication::font();
    font.setPixelSize(kTagTextPx);
    return font;
}

QString tagText(const QString& text)
{
    return QFontMetrics(tagFont()).elidedText(text, Qt::ElideRight, kMaxTagText);
}

int tagWidth(const QString& text)
{
    return QFontMetrics(tagFont()).horizontalAdvance(text) + kChip + 3 * kTagPadding;
}

void paintTag(QPainter& painter, const QRect& rect, const QString& text, const QColor& color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(kTagBack);
    painter.drawRoundedRect(rect, 4, 4);
    painter.setBrush(color);
    painter.drawRoundedRect(rect.x() + kTagPadding, rect.center().y() - kChip / 2 + 1, kChip, kChip, 2, 2);
    painter.setFont(tagFont());
    painter.setPen(kLight);
    painter.drawText(rect.adjusted(2 * kTagPadding + kChip, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
}

/// Beside the pointer, on the side where there is room.
QRect crossTag(const CrossCursor& cross, const QRect& view)
{
    if (cross.text.isEmpty())
        return {};
    const QPoint at = cross.position.toPoint();
    QRect tag(at.x() + kTagDistance, at.y() + kTagDistance, tagWidth(tagText(cross.text)), kTagHeight);
    if (tag.right() > view.right())
        tag.moveRight(at.x() - kTagDistance);
    if (tag.bottom() > view.bottom())
        tag.moveBottom(at.y() - kTagDistance);
    return tag;
}

} // namespace

void paintOutline(QPainter& painter, const ToolOutline& outline, const Viewport& viewport)
{
    const QPolygonF path = viewPath(outline.path, viewport);
    std::vector<QPolygonF> rings;
    for (const std::vector<PointF>& ring : outline.rings)
        rings.push_back(viewPath(ring, viewport));
    doubleStroke(painter, [&] {
        if (path.size() > 1 && outline.closed)
            painter.drawPolygon(path);
        else if (path.size() > 1)
            painter.drawPolyline(path);
        for (const QPolygonF& ring : rings)
            painter.drawPolygon(ring);
    });
    for (const ToolOutline::Stroke& stroke : outline.strokes)
        paintStroke(painter, viewPath(stroke.path, viewport), stroke.belongs);
    for (const ToolOutline::Marker& marker : outline.markers)
        paintMarker(painter, viewPoint(viewport, marker.position), marker.handle);
}

void paintRing(QPainter& painter, QPointF centre, double radius, BrushTip tip, const QColor& color)
{
    constexpr double kRoomForColor = 6;
    constexpr double kTooSmall = 3;
    const auto draw = [&](double reach) {
        if (tip == BrushTip::Square)
            painter.drawRect(square(centre, reach));
        else
            painter.drawEllipse(centre, reach, reach);
    };
    if (radius > kRoomForColor) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 2));
        draw(radius - 2.5);
    }
    doubleStroke(painter, [&] {
        draw(radius);
        if (radius < kTooSmall)
            drawPlus(painter, centre, kTooSmall + 3, kTooSmall + 7);
    });
}

QRegion outlineRegion(const ToolOutline& outline, const Viewport& viewport)
{
    constexpr double kMargin = kHandle + 6;
    QRectF bounds;
    const auto add = [&](PointF image) { bounds |= square(viewPoint(viewport, image), kMargin); };
    std::ranges::for_each(outline.path, add);
    for (const std::vector<PointF>& ring : outline.rings)
        std::ranges::for_each(ring, add);
    for (const ToolOutline::Stroke& stroke : outline.strokes)
        std::ranges::for_each(stroke.path, add);
    for (const ToolOutline::Marker& marker : outline.markers)
        add(marker.position);
    QRegion region = bounds.isNull() ? QRegion() : QRegion(bounds.toAlignedRect());
    if (outline.ringCentre)
        region += ringRegion(viewPoint(viewport, *outline.ringCentre), outline.ringRadius / viewport.imageDistance(1),
                             outline.ringTip, kMargin);
    return region;
}

void paintCross(QPainter& painter, const CrossCursor& cross, const QRect& view)
{
    doubleStroke(painter, [&] { drawPlus(painter, cross.position, kCrossGap, kCrossArm); });
    if (!cross.text.isEmpty())
        paintTag(painter, crossTag(cross, view), tagText(cross.text), cross.color);
}

QRect crossBounds(const CrossCursor& cross, const QRect& view)
{
    constexpr int kReach = static_cast<int>(kCrossArm) + 4;
    const QPoint at = cross.position.toPoint();
    const QRect arms(at.x() - kReach, at.y() - kReach, 2 * kReach + 1, 2 * kReach + 1);
    return arms.united(crossTag(cross, view)).adjusted(-1, -1, 1, 1);
}

constexpr double kLeastBox = 9;

void paintBoxes(QPainter& painter, const std::vector<CanvasBox>& boxes, const Viewport& viewport)
{
    for (const CanvasBox& box : boxes) {
        const QPointF topLeft = viewPoint(viewport, {double(box.rect.x), double(box.rect.y)});
        const QPointF bottomRight = viewPoint(viewport, {double(box.rect.right()), double(box.rect.bottom())});
        const QColor color = qtColor(box.color);
        QRectF frame(topLeft, bottomRight);
        const QPointF middle = frame.center(); // Of one that is too small to be seen only its place is shown.
        frame.setSize(frame.size().expandedTo({kLeastBox, kLeastBox}));
        frame.moveCenter(middle);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(kDark, 3.5));
        painter.drawRect(frame);
        painter.setPen(QPen(color, 2));
        painter.drawRect(frame);
        if (box.text.isEmpty())
            continue;
        const QString text = tagText(box.text);
        const int above = static_cast<int>(topLeft.y()) - kTagHeight - 2;
        const int y = above >= 0 ? above : static_cast<int>(topLeft.y()) + 3;
        paintTag(painter, QRect(static_cast<int>(topLeft.x()), y, tagWidth(text), kTagHeight), text, color);
    }
}

void paintMessage(QPainter& painter, const QRect& view, const QString& iconName, const QString& text,
                  const QColor& color)
{
    constexpr int kIcon = 40;
    constexpr int kWidth = 480;
    constexpr int kFontPx = 15;
    QFont font = QGuiApplication::font();
    font.setPixelSize(kFontPx);
    const int width = std::min(kWidth, view.width() - 32);
    const QRect words =
        QFontMetrics(font).boundingRect(QRect(0, 0, width, view.height()), Qt::AlignHCenter | Qt::TextWordWrap, text);
    const int top = view.center().y() - (kIcon + 12 + words.height()) / 2;
    icon(iconName, IconTint::Secondary).paint(&painter, QRect(view.center().x() - kIcon / 2, top, kIcon, kIcon));
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(QRect(view.center().x() - width / 2, top + kIcon + 12, width, words.height() + kFontPx),
                     Qt::AlignHCenter | Qt::TextWordWrap, text);
}

} // namespace labelwright
