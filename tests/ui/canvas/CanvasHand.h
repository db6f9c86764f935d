// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/canvas/Pictures.h"
#include "ui/canvas/Canvas.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPointingDevice>
#include <QTabletEvent>
#include <QWheelEvent>

#include <cmath>
#include <initializer_list>

namespace labelwright::test {

/// A canvas with a photo at 100 % and a blank document, and the hand that uses it. Points are image coordinates.
class CanvasHand {
public:
    explicit CanvasHand(Size size = {120, 90}) : document(blankMask(size))
    {
        canvas.resize(400, 300);
        canvas.setImage(patternImage(size));
        canvas.setLabels(threeLabels());
        canvas.setDocument(&document);
        canvas.setActiveLabel(1);
        canvas.zoomTo100();
        document.onMaskChanged = [this](const Rect& rect) { canvas.maskChanged(rect); };
        canvas.show();
        canvas.setFocus();
    }

    QPointF inView(PointF image) const
    {
        const PointF view = canvas.viewport().viewFromImage(image);
        return {view.x, view.y};
    }

    void press(PointF image, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {})
    {
        mouse(QEvent::MouseButtonPress, inView(image), button, button, modifiers);
    }
    void move(PointF image, Qt::MouseButton held = Qt::NoButton, Qt::KeyboardModifiers modifiers = {})
    {
        mouse(QEvent::MouseMove, inView(image), Qt::NoButton, held, modifiers);
    }
    void release(PointF image, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {})
    {
        mouse(QEvent::MouseButtonRelease, inView(image), button, Qt::NoButton, modifiers);
    }
    void click(PointF image, Qt::KeyboardModifiers modifiers = {})
    {
        press(image, Qt::LeftButton, modifiers);
        release(image, Qt::LeftButton, modifiers);
    }
    /// As window systems send it: the second press comes as a double click.
    void doubleClick(PointF image)
    {
        click(image);
        mouse(QEvent::MouseButtonDblClick, inView(image), Qt::LeftButton, Qt::LeftButton, {});
        release(image);
    }
    void stroke(std::initializer_list<PointF> points, Qt::KeyboardModifiers modifiers = {})
    {
        press(*points.begin(), Qt::LeftButton, modifiers);
        for (const PointF point : points)
            move(point, Qt::LeftButton, modifiers);
        release(*(points.end() - 1), Qt::LeftButton, modifiers);
    }

    /// A pen that feels pressure, and an eraser end that does not. Members: they must go before the application does.
    const QPointingDevice stylus{QStringLiteral("pen"),
                                 1,
                                 QInputDevice::DeviceType::Stylus,
                                 QPointingDevice::PointerType::Pen,
                                 QInputDevice::Capability::Position | QInputDevice::Capability::Pressure,
                                 1,
                                 1};
    const QPointingDevice eraser{QStringLiteral("eraser"),
                                 2,
                                 QInputDevice::DeviceType::Stylus,
                                 QPointingDevice::PointerType::Eraser,
                                 QInputDevice::Capability::Position,
                                 1,
                                 1};

    void pen(QEvent::Type type, PointF image, QPointingDevice::PointerType tip, double pressure = 1)
    {
        const bool isMove = type == QEvent::TabletMove;
        const bool isUp = type == QEvent::TabletRelease;
        QTabletEvent event(type, tip == QPointingDevice::PointerType::Eraser ? &eraser : &stylus, inView(image),
                           canvas.mapToGlobal(inView(image)), pressure, 0, 0, 0, 0, 0, Qt::NoModifier,
                           isMove ? Qt::NoButton : Qt::LeftButton, isUp ? Qt::NoButton : Qt::LeftButton);
        QApplication::sendEvent(&canvas, &event);
    }

    /// Eighths of a degree; a notch is 120.
    void wheel(QPointF view, int eighths, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(view, canvas.mapToGlobal(view), {}, {0, eighths}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(&canvas, &event);
    }

    /// True when the canvas took the key.
    bool key(QEvent::Type type, int code, Qt::KeyboardModifiers modifiers = {})
    {
        QKeyEvent event(type, code, modifiers);
        event.setAccepted(true);
        QApplication::sendEvent(&canvas, &event);
        return event.isAccepted();
    }
    bool typeKey(int code, Qt::KeyboardModifiers modifiers = {})
    {
        const bool taken = key(QEvent::KeyPress, code, modifiers);
        key(QEvent::KeyRelease, code, modifiers);
        return taken;
    }

    Label at(int x, int y) const { return document.mask().at({x, y}); }
    bool isBlank() const { return document.mask() == blankMask(document.mask().size()); }

    Document document;
    Canvas canvas;

private:
    void mouse(QEvent::Type type, QPointF view, Qt::MouseButton button, Qt::MouseButtons held,
               Qt::KeyboardModifiers modifiers)
    {
        QMouseEvent event(type, view, canvas.mapToGlobal(view), button, held, modifiers);
        QApplication::sendEvent(&canvas, &event);
    }
};

/// In device pixels.
inline QImage grabbed(Canvas& canvas)
{
    QImage image = canvas.grab().toImage().convertToFormat(QImage::Format_RGB32);
    image.setDevicePixelRatio(1);
    return image;
}

inline int channelMix(int under, int over, double opacity)
{
    return int(std::lround(under + (over - under) * opacity));
}

} // namespace labelwright::test
