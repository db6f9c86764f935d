// SPDX-License-Identifier: GPL-3.0-or-later
// How picture and labels are shown, and what may be painted over.
#include "ui/bridge/IslandStepper.h"
#include "ui/bridge/RegionActions.h"
#include "ui/canvas/Canvas.h"
#include "ui/canvas/Navigator.h"
#include "ui/work/ActionSet.h"
#include "ui/work/ChoicePanel.h"
#include "ui/work/FloatingToolBar.h"
#include "ui/work/HistoryPanel.h"
#include "ui/work/IslandBar.h"
#include "ui/work/LabelPalette.h"
#include "ui/work/RegionPanel.h"
#include "ui/work/StatusLine.h"
#include "ui/work/ToolOptions.h"
#include "ui/work/WorkWindow.h"

#include <QAction>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

QString labelsAreShownAgain()
{
    return WorkWindow::tr("Labels are shown again, as you are painting");
}

} // namespace

void WorkWindow::connectSeeing()
{
    connect(m_palette, &LabelPalette::hiddenLabelsChanged, this, [this](const std::bitset<256>& hidden) {
        OverlayStyle style = m_canvas->overlayStyle();
        style.hiddenLabels = hidden;
        setOverlayStyle(style);
    });
    connect(m_palette, &LabelPalette::soloLabelChanged, this, [this](const std::optional<Label>& label) {
        OverlayStyle style = m_canvas->overlayStyle();
        style.solo = label;
        setOverlayStyle(style);
    });
    connect(m_palette, &LabelPalette::lockedLabelsChanged, this, [this](const std::bitset<256>& locked) {
        PaintRule rule = m_session->paintRule();
        rule.locked = locked;
        m_session->setPaintRule(rule);
    });
    connect(m_options, &ToolOptions::opacityChanged, this, [this](int percent) {
        OverlayStyle style = m_canvas->overlayStyle();
        style.opacityPercent = percent;
        setOverlayStyle(style);
    });
    connect(&m_toolBar->viewButton(), &QToolButton::clicked, this, &WorkWindow::showViewPopup);
    connect(m_viewPopup, &ViewPopup::settingsChanged, this, &WorkWindow::setViewSettings);
    connect(m_viewPopup, &ViewPopup::valueWindowChanged, m_session.get(),
            [this](ValueWindow window) { m_session->setValueWindow(window); });
    connect(m_viewPopup, &ViewPopup::valueWindowReset, m_session.get(), [this] {
        m_session->setValueWindow(std::nullopt);
        m_viewPopup->setValueWindow(m_session->valueWindow());
    });
}

void WorkWindow::connectOptions()
{
    const auto focusCanvas = [this] { m_canvas->setFocus(); };
    WorkSession* session = m_session.get();
    connect(m_options, &ToolOptions::brushOptionsChanged, session, &WorkSession::setBrushOptions);
    connect(m_options, &ToolOptions::toleranceChanged, session,
            [session](int tolerance) { session->tools().wand().setTolerance(tolerance); });
    connect(m_options, &ToolOptions::superpixelSizeChanged, session,
            [session](int spacingPx) { session->tools().superpixel().setSpacing(spacingPx); });
    connect(m_options, &ToolOptions::edgeSnapSizeChanged, session, &WorkSession::setBrushDiameter);
    connect(m_options, &ToolOptions::autoSegmentOptionsChanged, session, &WorkSession::setAutoSegmentOptions);
    connect(m_options, &ToolOptions::paintOverChanged, session, [session](PaintOver over, Label chosen) {
        PaintRule rule = session->paintRule();
        rule.over = over;
        rule.chosen = chosen;
        session->setPaintRule(rule);
    });
    connect(m_regionPanel, &RegionPanel::finished, this, focusCanvas);
}

ViewSettings WorkWindow::viewSettings() const
{
    return {m_canvas->tone(), m_canvas->channelView(), m_canvas->overlayStyle(), m_canvas->isPixelGridShown(),
            !m_navigator->isHidden()};
}

void WorkWindow::setViewSettings(const ViewSettings& settings)
{
    if (settings.overlay.hidden && m_status->shownText() == labelsAreShownAgain())
        m_status->showNotice({});
    m_canvas->setTone(settings.tone);
    m_canvas->setChannelView(settings.channels);
    m_canvas->setOverlayStyle(settings.overlay);
    m_canvas->setPixelGridShown(settings.gridShown);
    m_navigator->setVisible(settings.navigatorShown);
    m_viewPopup->setSettings(settings);
    m_options->setOpacity(settings.overlay.opacityPercent);
    PaintRule rule = m_session->paintRule();
    rule.hidden = settings.overlay.hiddenLabels;
    if (settings.overlay.solo) {
        rule.hidden.set();
        rule.hidden.reset(*settings.overlay.solo).reset(kUnlabelled);
    }
    m_session->setPaintRule(rule);
    m_actions->refresh();
}

void WorkWindow::setOverlayStyle(const OverlayStyle& style)
{
    ViewSettings settings = viewSettings();
    settings.overlay = style;
    setViewSettings(settings);
}

void WorkWindow::showViewPopup()
{
    m_viewPopup->setSettings(viewSettings());
    m_viewPopup->adjustSize();
    const QToolButton& button = m_toolBar->viewButton();
    const QPoint corner = isChoosing() ? m_canvas->mapToGlobal(QPoint(m_canvas->width(), m_canvas->height()))
                                       : button.mapToGlobal(QPoint(button.width(), 0));
    m_viewPopup->move(corner - QPoint(m_viewPopup->width(), m_viewPopup->height() + Metrics::kRelated));
    m_viewPopup->show();
}

void WorkWindow::showOtherPhoto()
{
    m_canvas->replaceImage(m_session->image());
}

void WorkWindow::showPaintRule()
{
    m_options->setPaintRule(m_session->paintRule());
    m_canvas->toolUpdated(); // previews show what would be painted
    showHint();
    m_actions->refresh();
}

void WorkWindow::togglePaintUnlabelled()
{
    PaintRule rule = m_session->paintRule();
    rule.over = rule.over == PaintOver::Unlabelled ? PaintOver::Everything : PaintOver::Unlabelled;
    m_session->setPaintRule(rule);
    m_status->showNotice(rule.over == PaintOver::Unlabelled ? tr("Only what is unlabeled is painted over")
                                                            : tr("Everything is painted over"));
}

void WorkWindow::tellWhyProtected(Label label)
{
    m_status->showNotice(tr("Nothing was painted: %1").arg(whyProtected(label)));
}

QString WorkWindow::whyProtected(Label label) const
{
    const PaintRule& rule = m_session->paintRule();
    const auto keyOf = [this](QLatin1String id) { return keyText(*m_actions->action(id)); };
    if (rule.locked.test(label))
        return tr("%1 is locked. Its lock, or %2 while it is the active label, unlocks it.")
            .arg(labelName(label), keyOf("lock-label"_L1));
    if (rule.over == PaintOver::Unlabelled)
        return tr("only what is unlabeled is painted over. %1 paints over everything.")
            .arg(keyOf("paint-unlabelled"_L1));
    if (rule.over == PaintOver::VisibleLabels)
        return tr("%1 is hidden, and only visible labels are painted over.").arg(labelName(label));
    return tr("only %1 is painted over.").arg(labelName(rule.chosen));
}

/// Nobody paints what they can't see.
void WorkWindow::showWhatIsPainted()
{
    OverlayStyle style = m_canvas->overlayStyle();
    const Label label = m_session->activeLabel();
    if (style.hidden) {
        style.hidden = false;
        setOverlayStyle(style);
        m_status->showNotice(labelsAreShownAgain());
    } else if (style.solo ? style.solo != label : style.hiddenLabels.test(label)) {
        m_status->showNotice(tr("%1 is hidden: its eye in the list shows it").arg(labelName(label)));
    }
}

void WorkWindow::pickLabel()
{
    if (const std::optional<PixelReading> reading = m_canvas->reading())
        m_palette->chooseLabel(reading->label);
}

void WorkWindow::chooseLabel(int label)
{
    const LabelSet& labels = m_session->job().spec().labels;
    if (!isChoosing())
        m_palette->chooseLabel(label);
    else if (label == kUnlabelled)
        m_session->toggleNone();
    else if (label > 0 && label <= static_cast<int>(labels.size()))
        m_session->toggleLabel(labels.at(static_cast<Label>(label)).id);
}

void WorkWindow::findLabel()
{
    if (isChoosing())
        m_choices->startSearch();
    else
        m_palette->startSearch();
}

void WorkWindow::showIsland()
{
    if (m_islands->isActive() && !m_viewBeforeIslands)
        m_viewBeforeIslands = m_canvas->viewport();
    else if (!m_islands->isActive() && m_viewBeforeIslands)
        m_canvas->showSamePlace(*std::exchange(m_viewBeforeIslands, std::nullopt));
    std::vector<CanvasBox> boxes = m_manifestBoxes;
    if (const Island* island = m_islands->current()) {
        m_canvas->showArea(island->bounds);
        const int margin = std::max(1, std::max(island->bounds.width, island->bounds.height) / 4);
        boxes.push_back({island->bounds.grown(margin), QString(), Color{255, 255, 255}});
    }
    m_canvas->setBoxes(std::move(boxes));
    m_actions->refresh();
}

const Region* WorkWindow::selectedRegion()
{
    const Document* document = m_session->document();
    if (!document || m_session->tools().current() != ToolId::Region)
        return nullptr;
    const auto& selected = m_session->tools().region().selected(*document);
    return selected ? &selected->region : nullptr;
}

void WorkWindow::toggleHistory()
{
    m_history->setExpanded(!m_history->isExpanded());
}

bool WorkWindow::isHistoryShown() const
{
    return m_history->isExpanded();
}

} // namespace labelwright
