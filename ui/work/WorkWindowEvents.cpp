// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers, how it closes, and the keys that are no actions.
#include "ui/canvas/Canvas.h"
#include "ui/work/FilmStrip.h"
#include "ui/work/LabelPalette.h"
#include "ui/work/WindowMemory.h"
#include "ui/work/WorkWindow.h"

#include <QCloseEvent>
#include <QKeyEvent>
#include <QScreen>

namespace labelwright {
namespace {

constexpr QSize kFirstSize{1280, 800};
constexpr double kFirstShare = 0.85; ///< Of the screen.

/// Digits by their place on the keyboard, for layouts where they need Shift (AZERTY).
std::optional<int> labelByKeyPlace(const QKeyEvent& event)
{
    constexpr quint32 kPlaceOf1 = 10; // X11 and Wayland number keys so
    constexpr quint32 kPlaceOf0 = 19;
    const quint32 place = event.nativeScanCode();
    if (place < kPlaceOf1 || place > kPlaceOf0 || (event.modifiers() & ~Qt::ShiftModifier) != Qt::NoModifier)
        return std::nullopt;
    if (place == kPlaceOf0)
        return kUnlabelled;
    return static_cast<int>(place - kPlaceOf1) + (event.modifiers().testFlag(Qt::ShiftModifier) ? 11 : 1);
}

} // namespace

void WorkWindow::restoreMemory()
{
    const WindowMemory memory = loadWindowMemory();
    if (!restoreGeometry(memory.geometry))
        takeFirstSize();
    m_wantsInstructions = memory.instructionsShown;
    m_filmStrip->setVisible(memory.filmStripShown);
    OverlayStyle style;
    style.opacityPercent = memory.opacityPercent;
    style.mode = memory.outlineOnly ? OverlayMode::Outline : OverlayMode::Filled;
    setOverlayStyle(style);
    m_session->selectTool(ToolId::Eraser);
    m_session->setBrushDiameter(memory.eraserDiameter);
    m_session->selectTool(ToolId::Brush);
    m_session->setBrushDiameter(memory.brushDiameter);
    m_session->selectTool(memory.tool);
    updatePanels();
}

void WorkWindow::takeFirstSize()
{
    const QSize room = screen()->availableSize();
    const QSize size = room * kFirstShare;
    if (size.width() < kFirstSize.width() || size.height() < kFirstSize.height())
        setWindowState(Qt::WindowMaximized);
    resize(size.expandedTo(kFirstSize).boundedTo(room));
}

void WorkWindow::storeMemory() const
{
    const auto diameterOf = [this](ToolId id) {
        return static_cast<const BrushTool&>(m_session->tools().tool(id)).options().diameterPx;
    };
    WindowMemory memory;
    memory.geometry = saveGeometry();
    memory.instructionsShown = m_wantsInstructions;
    memory.filmStripShown = isFilmStripShown();
    memory.opacityPercent = m_canvas->overlayStyle().opacityPercent;
    memory.outlineOnly = m_canvas->overlayStyle().mode == OverlayMode::Outline;
    memory.tool = m_session->tools().current();
    memory.brushDiameter = diameterOf(ToolId::Brush);
    memory.eraserDiameter = diameterOf(ToolId::Eraser);
    saveWindowMemory(memory);
}

void WorkWindow::closeEvent(QCloseEvent* event)
{
    if (m_isLeaving) {
        storeMemory();
        event->accept();
        emit left(m_next, m_nextJob);
        return;
    }
    event->ignore();
    m_leaving->start();
}

void WorkWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    updatePanels();
}

void WorkWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_H && event->modifiers() == Qt::NoModifier)
        m_canvas->setPeek(true);
    else if (const std::optional<int> label = labelByKeyPlace(*event))
        m_palette->chooseLabel(*label);
    else
        QMainWindow::keyPressEvent(event);
}

void WorkWindow::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_H && !event->isAutoRepeat())
        m_canvas->setPeek(false);
    else
        QMainWindow::keyReleaseEvent(event);
}

} // namespace labelwright
