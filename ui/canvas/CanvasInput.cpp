// SPDX-License-Identifier: GPL-3.0-or-later
// What Canvas does with mouse, pen and keyboard; Canvas.cpp has the rest of the class.
#include "core/tools/ProtectedPreview.h"
#include "ui/canvas/Canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QTabletEvent>
#include <QWheelEvent>

#include <utility>

namespace labelwright {
namespace {

constexpr double kSnapDistance = 8; ///< View pixels that count as "on the point".
constexpr double kArrowPan = 64;    ///< View pixels a press of an arrow key.
constexpr int kFarStep = 10;        ///< Image pixels that an arrow key moves something by with Shift.
constexpr Qt::KeyboardModifiers kConstrained = Qt::ShiftModifier | Qt::ControlModifier;
constexpr int kNotch = 120; ///< Eighths of a degree of the wheel.

PointF plainPoint(QPointF point)
{
    return {point.x(), point.y()};
}

bool holdsOnlyCtrl(Qt::KeyboardModifiers modifiers)
{
    return (modifiers & (Qt::ControlModifier | Qt::ShiftModifier | Qt::AltModifier)) == Qt::ControlModifier;
}

bool isEraserEnd(const QTabletEvent& event)
{
    return event.pointerType() == QPointingDevice::PointerType::Eraser;
}

std::optional<Point> directionOf(int arrowKey)
{
    switch (arrowKey) {
    case Qt::Key_Left:
        return Point{-1, 0};
    case Qt::Key_Right:
        return Point{1, 0};
    case Qt::Key_Up:
        return Point{0, -1};
    case Qt::Key_Down:
        return Point{0, 1};
    default:
        return std::nullopt;
    }
}

double pressureOf(const QTabletEvent& event)
{
    const bool isKnown = event.pointingDevice()->capabilities().testFlag(QInputDevice::Capability::Pressure);
    return isKnown ? event.pressure() : 1;
}

} // namespace

/// Calls the tool and tells what came of it.
template <typename Call>
void Canvas::callTool(Call call)
{
    const std::uint64_t revision = m_document->revision();
    call();
    if (m_document && m_document->revision() != revision)
        emit edited();
    toolUpdated();
    emit workPending();
}

PointerEvent Canvas::toolEvent(const Pointer& pointer) const
{
    return {.position = m_viewport.imageFromView(plainPoint(pointer.position)),
            .label = m_activeLabel,
            .erase = pointer.eraserEnd || pointer.modifiers.testFlag(Qt::AltModifier) ||
                     (m_gesture == Gesture::Tool && m_gestureButton == Qt::RightButton),
            .straight = pointer.modifiers.testFlag(Qt::ShiftModifier),
            .constrained = (pointer.modifiers & kConstrained) == kConstrained,
            .takesOut = holdsOnlyCtrl(pointer.modifiers),
            .freehand = pointer.modifiers.testFlag(Qt::ShiftModifier),
            .snapDistance = m_viewport.imageDistance(kSnapDistance),
            .pressure = pointer.pressure};
}

void Canvas::pointerPressed(const Pointer& pointer)
{
    setCtrlHeld(holdsOnlyCtrl(pointer.modifiers));
    moveCursor(pointer.position);
    if (!hasImage() || m_gesture != Gesture::None)
        return;
    m_gestureButton = pointer.button;
    m_lastPosition = pointer.position;
    const bool sizes = pointer.button == Qt::RightButton &&
                       (pointer.modifiers & (Qt::ControlModifier | Qt::AltModifier)) && m_outline.ringCentre;
    const bool pans = m_spaceHeld || !m_tool;
    if (pointer.button == Qt::MiddleButton || (pointer.button == Qt::LeftButton && pans)) {
        m_gesture = Gesture::Pan;
    } else if (sizes) {
        m_gesture = Gesture::BrushSize;
        m_diameterAtStart = 2 * m_outline.ringRadius;
        m_gestureStart = pointer.position;
    } else if (pointer.button == Qt::LeftButton && picksLabel()) {
        m_gesture = Gesture::Pick;
        pickLabel();
    } else if (canUseTool() && (pointer.button == Qt::LeftButton ||
                                (pointer.button == Qt::RightButton && m_tool->takesCorrections()))) {
        m_gesture = Gesture::Tool;
        m_eraserEnd = pointer.eraserEnd;
        callTool([&] { m_tool->press(*m_document, toolEvent(pointer)); });
    }
    updateCursorShape();
}

void Canvas::pointerMoved(const Pointer& pointer)
{
    const QPointF step = pointer.position - std::exchange(m_lastPosition, pointer.position);
    setCtrlHeld(holdsOnlyCtrl(pointer.modifiers));
    if (m_gesture != Gesture::BrushSize)
        moveCursor(pointer.position);
    switch (m_gesture) {
    case Gesture::None:
        if (canUseTool())
            callTool([&] { m_tool->hover(*m_document, toolEvent(pointer)); });
        break;
    case Gesture::Tool:
        callTool([&] { m_tool->drag(*m_document, toolEvent(pointer)); });
        break;
    case Gesture::Pick:
        pickLabel();
        break;
    case Gesture::Pan:
        panBy(step);
        break;
    case Gesture::BrushSize: {
        const double distance = pointer.position.x() - m_gestureStart.x();
        emit brushDiameterRequested(m_diameterAtStart + 2 * m_viewport.imageDistance(distance));
        break;
    }
    }
}

void Canvas::pointerReleased(const Pointer& pointer)
{
    if (m_gesture == Gesture::None || pointer.button != m_gestureButton)
        return;
    const Gesture ended = std::exchange(m_gesture, Gesture::None);
    if (ended == Gesture::Tool)
        callTool([&] { m_tool->release(*m_document, toolEvent(pointer)); });
    moveCursor(pointer.position);
    updateCursorShape();
    hoverAgain();
}

bool Canvas::picksLabel() const
{
    return m_ctrlHeld && m_document && hasImage() && !(m_tool && m_tool->isActive());
}

void Canvas::pickLabel()
{
    if (const auto here = reading())
        emit labelPicked(here->label);
}

void Canvas::cancelTool()
{
    m_gesture = Gesture::None;
    if (m_tool)
        m_tool->cancel();
}

void Canvas::panBy(QPointF step)
{
    m_viewport.panBy(step.x(), step.y());
    viewChanged(zoom());
}

void Canvas::hoverAgain()
{
    if (!m_cursor)
        return;
    emit cursorMoved(pixelUnderCursor());
    if (m_gesture == Gesture::None && canUseTool())
        callTool([&] { m_tool->hover(*m_document, toolEvent({.position = *m_cursor})); });
}

std::optional<Point> Canvas::pixelUnderCursor() const
{
    if (!m_cursor || !hasImage())
        return std::nullopt;
    const Point pixel = m_viewport.pixelFromView(plainPoint(*m_cursor));
    const Size size = m_viewport.imageSize();
    return Rect{0, 0, size.width, size.height}.contains(pixel) ? std::optional(pixel) : std::nullopt;
}

std::optional<PixelReading> Canvas::reading() const
{
    const std::optional<Point> pixel = pixelUnderCursor();
    if (!pixel)
        return std::nullopt;
    const auto bytes = m_scene.photo().photo().row(pixel->y).subspan(
        static_cast<std::size_t>(pixel->x) * Image::kBytesPerPixel, Image::kBytesPerPixel);
    return PixelReading{.pixel = *pixel,
                        .rgb = {bytes[2], bytes[1], bytes[0]},
                        .label = m_document ? m_document->mask().at(*pixel) : kUnlabelled};
}

void Canvas::moveCursor(const std::optional<QPointF>& position)
{
    m_cursor = position;
    emit cursorMoved(pixelUnderCursor());
    updateOutline();
}

void Canvas::updateCursorShape()
{
    if (m_gesture == Gesture::Pan)
        setCursor(Qt::ClosedHandCursor);
    else if ((m_spaceHeld || !m_tool) && hasImage())
        setCursor(Qt::OpenHandCursor);
    else if (canUseTool())
        setCursor(Qt::BlankCursor);
    else
        unsetCursor();
}

void Canvas::mousePressEvent(QMouseEvent* event)
{
    pointerPressed({event->position(), event->button(), event->modifiers()});
}

void Canvas::mouseMoveEvent(QMouseEvent* event)
{
    pointerMoved({event->position(), event->button(), event->modifiers()});
}

void Canvas::mouseReleaseEvent(QMouseEvent* event)
{
    pointerReleased({event->position(), event->button(), event->modifiers()});
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    const bool isPress = canUseTool() && m_tool->takesCorrections();
    const bool mayEnd = event->button() == Qt::LeftButton && !m_spaceHeld && !isPress;
    if (!mayEnd || !handleToolKey(Qt::Key_Return))
        mousePressEvent(event); // Two quick dabs of the brush are two presses.
}

void Canvas::tabletEvent(QTabletEvent* event)
{
    const Pointer pointer{event->position(), event->button(), event->modifiers(),
                          isEraserEnd(*event) || (m_gesture == Gesture::Tool && m_eraserEnd), pressureOf(*event)};
    if (event->type() == QEvent::TabletPress)
        pointerPressed(pointer);
    else if (event->type() == QEvent::TabletRelease)
        pointerReleased(pointer);
    else
        pointerMoved(pointer);
    event->accept();
}

void Canvas::wheelEvent(QWheelEvent* event)
{
    // With Alt, Qt turns a vertical wheel into a horizontal one.
    const QPoint turned = event->angleDelta();
    const int eighths = turned.y() != 0 ? turned.y() : turned.x();
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_wheelRest += eighths;
        if (const int steps = m_wheelRest / kNotch) {
            m_wheelRest -= steps * kNotch;
            emit brushSizeStepRequested(steps);
        }
    } else if (hasImage()) {
        zoomAt(plainPoint(event->position()), m_viewport.zoomAfterWheel(eighths));
    }
    event->accept();
}

bool Canvas::event(QEvent* event)
{
    if (event->type() == QEvent::NativeGesture && hasImage()) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomAt(plainPoint(gesture->position()), zoom() * (1 + gesture->value()));
            return true;
        }
    }
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Picture to label"));
    return QWidget::event(event);
}

bool Canvas::handleToolKey(int key)
{
    if (!canUseTool())
        return false;
    bool handled = false;
    if (key == Qt::Key_Return || key == Qt::Key_Enter)
        callTool([&] {
            handled = m_gesture == Gesture::Tool ? m_tool->commit(*m_document, m_activeLabel) // which ends it
                                                 : commitUnlessProtected(*m_tool, *m_document, m_activeLabel);
        });
    else if (key == Qt::Key_Backspace)
        callTool([&] { handled = m_tool->stepBack(); });
    else if (key == Qt::Key_Escape)
        callTool([&] { handled = m_tool->cancel(); });
    if (handled && m_gesture == Gesture::Tool)
        m_gesture = Gesture::None; // The rest of a cancelled drag is hover.
    return handled;
}

bool Canvas::takeOut()
{
    bool taken = false;
    if (canUseTool() && m_cursor)
        callTool([&] { taken = m_tool->takeOut(*m_document, toolEvent({.position = *m_cursor})); });
    return taken;
}

bool Canvas::handleArrow(const QKeyEvent& event)
{
    const std::optional<Point> direction = directionOf(event.key());
    if (!direction)
        return false;
    const int step = event.modifiers().testFlag(Qt::ShiftModifier) ? kFarStep : 1;
    bool moved = false;
    if (canUseTool() && m_tool->isActive())
        callTool([&] { moved = m_tool->moveBy(direction->x * step, direction->y * step); });
    if (!moved)
        panBy({-direction->x * kArrowPan, -direction->y * kArrowPan});
    return true;
}

void Canvas::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Control)
        setCtrlHeld(true);
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (!plain || !hasImage()) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat())
            setSpaceHeld(true);
        return;
    }
    if (!handleToolKey(event->key()) && !handleArrow(*event))
        QWidget::keyPressEvent(event);
}

void Canvas::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Control)
        setCtrlHeld(false);
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat())
        setSpaceHeld(false);
    else
        QWidget::keyReleaseEvent(event);
}

void Canvas::setSpaceHeld(bool held)
{
    m_spaceHeld = held;
    updateCursorShape();
    updateOutline();
}

void Canvas::setCtrlHeld(bool held)
{
    if (held == m_ctrlHeld)
        return;
    m_ctrlHeld = held;
    updateOutline();
}

void Canvas::enterEvent(QEnterEvent* event)
{
    moveCursor(event->position());
    hoverAgain();
}

void Canvas::leaveEvent(QEvent*)
{
    if (m_gesture == Gesture::None)
        moveCursor(std::nullopt);
}

void Canvas::focusOutEvent(QFocusEvent* event)
{
    setSpaceHeld(false);
    setCtrlHeld(false);
    setPeek(false);
    QWidget::focusOutEvent(event);
}

} // namespace labelwright
