// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers, its keys, and how it closes.
#include "ui/bridge/SegmentModel.h"
#include "ui/canvas/Canvas.h"
#include "ui/work/ActionSet.h"
#include "ui/work/ChoicePanel.h"
#include "ui/work/FilmStrip.h"
#include "ui/work/HistoryPanel.h"
#include "ui/work/KeysDialog.h"
#include "ui/work/KeysSettings.h"
#include "ui/work/LabelPalette.h"
#include "ui/work/SegmentSettings.h"
#include "ui/work/WindowMemory.h"
#include "ui/work/WorkWindow.h"

#include <QAction>
#include <QCloseEvent>
#include <QScreen>

namespace labelwright {
namespace {

constexpr QSize kFirstSize{1280, 800};
constexpr double kFirstShare = 0.85; ///< Of the screen.

} // namespace

void WorkWindow::restoreMemory()
{
    const WindowMemory memory = loadWindowMemory();
    if (!restoreGeometry(memory.geometry))
        takeFirstSize();
    m_wantsInstructions = memory.instructionsShown;
    m_filmStrip->setVisible(memory.filmStripShown);
    ViewSettings view;
    view.overlay.opacityPercent = memory.opacityPercent;
    view.overlay.mode = memory.outlineOnly ? OverlayMode::Outline : OverlayMode::Filled;
    view.overlay.unlabelledHighlighted = memory.unlabelledHighlighted;
    view.gridShown = memory.gridShown;
    view.navigatorShown = memory.navigatorShown;
    setViewSettings(view);
    m_history->setExpanded(memory.historyShown);
    m_session->setHistoryByteBudget(loadHistoryByteBudget());
    m_segmentModel->choose(loadSegmentChoice());
    m_session->selectTool(ToolId::Eraser);
    m_session->setBrushOptions(memory.eraser);
    m_session->selectTool(ToolId::Brush);
    m_session->setBrushOptions(memory.brush);
    // A click of a lead who looks must not paint.
    m_session->selectTool(m_session->isReview() ? ToolId::Region : memory.tool);
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
    const auto optionsOf = [this](ToolId id) {
        return static_cast<const BrushTool&>(m_session->tools().tool(id)).options();
    };
    const ViewSettings view = viewSettings();
    WindowMemory memory;
    memory.geometry = saveGeometry();
    memory.instructionsShown = m_wantsInstructions;
    memory.filmStripShown = isFilmStripShown();
    memory.opacityPercent = view.overlay.opacityPercent;
    memory.outlineOnly = view.overlay.mode == OverlayMode::Outline;
    memory.unlabelledHighlighted = view.overlay.unlabelledHighlighted;
    memory.gridShown = view.gridShown;
    memory.navigatorShown = view.navigatorShown;
    memory.historyShown = isHistoryShown();
    memory.tool = m_session->isReview() ? loadWindowMemory().tool : m_session->tools().current();
    memory.brush = optionsOf(ToolId::Brush);
    memory.eraser = optionsOf(ToolId::Eraser);
    saveWindowMemory(memory);
}

void WorkWindow::showKeys()
{
    if (auto* open = findChild<KeysDialog*>()) {
        open->activateWindow();
        return;
    }
    auto* dialog = new KeysDialog(m_actions->keyMap(), this);
    connect(m_actions, &ActionSet::keysChanged, dialog, [this, dialog] { dialog->showKeys(m_actions->keyMap()); });
    connect(dialog, &KeysDialog::changeRequested, this, [this, dialog] { changeKeys(*dialog); });
    dialog->show();
}

void WorkWindow::changeKeys(QWidget& over)
{
    auto* dialog = new KeysSettings(m_actions->keyMap(), &over);
    connect(dialog, &KeysSettings::keyMapChanged, this, [this](const KeyMap& keyMap) {
        saveKeyMap(keyMap);
        m_actions->setKeyMap(keyMap);
    });
    connect(dialog, &QDialog::finished, &over, [&over] { over.activateWindow(); }); // no window manager may do it
    dialog->open();
}

void WorkWindow::showKeysInPanels()
{
    QStringList keys;
    for (int label = 0; label <= kLastLabelWithKey; ++label) {
        const QByteArray id = "label-" + QByteArray::number(label);
        keys.append(shortKeyText(m_actions->action(QLatin1String(id))->shortcut()));
    }
    m_palette->setKeyTexts(keys);
    if (isChoosing())
        m_choices->setKeyTexts(keys);
}

bool WorkWindow::event(QEvent* event)
{
    if (event->type() == QEvent::WindowActivate)
        m_session->lookAtJob();
    return QMainWindow::event(event);
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

} // namespace labelwright
