// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/FloatingToolBar.h"

#include "ui/look/Icons.h"
#include "ui/look/Look.h"
#include "ui/work/ActionSet.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kLineHeight = 20;
constexpr std::array kTools{"polygon"_L1, "live-wire"_L1,  "brush"_L1,        "eraser"_L1,    "fill"_L1,
                            "wand"_L1,    "superpixel"_L1, "auto-segment"_L1, "edge-snap"_L1, "region"_L1};

QToolButton* makeToolButton()
{
    auto* button = new QToolButton;
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setFixedSize(Metrics::kTouchTarget, Metrics::kTouchTarget);
    button->setIconSize({Metrics::kIcon, Metrics::kIcon});
    return button;
}

} // namespace

FloatingToolBar::FloatingToolBar(const ActionSet& actions, QWidget* parent)
    : QFrame(parent), m_zoom(makeToolButton()), m_view(makeToolButton()), m_preview(new QWidget)
{
    setRole(*this, Role::FloatingBar);
    setAccessibleName(tr("Tools"));
    setCursor(Qt::ArrowCursor);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Metrics::kInside, Metrics::kInside, Metrics::kInside, Metrics::kInside);
    row->setSpacing(0);
    for (const QLatin1String id : kTools)
        addAction(*row, *actions.action(id));
    m_undoAndRedo.push_back(addLine(*row));
    for (const QLatin1String id : {"undo"_L1, "redo"_L1})
        m_undoAndRedo.push_back(addAction(*row, *actions.action(id)));
    addLine(*row);
    m_zoomSteps.push_back(addAction(*row, *actions.action("zoom-out"_L1)));
    row->addWidget(m_zoom);
    m_zoomSteps.push_back(addAction(*row, *actions.action("zoom-in"_L1)));
    addAction(*row, *actions.action("fit"_L1));
    row->addWidget(m_view);
    addPreview(*row);

    m_view->setIcon(icon(u"adjust"));
    m_view->setAccessibleName(tr("View"));
    const QAction* adjust = actions.action("adjust-view"_L1);
    QAction* full = actions.action("zoom-100"_L1);
    m_zoom->setFixedWidth(m_zoom->fontMetrics().horizontalAdvance(u"6400 %"_s) + 12);
    const auto showKeys = [this, full, adjust] {
        m_zoom->setToolTip(tr("Show at 100 %  %1").arg(keyText(*full)).trimmed());
        m_view->setToolTip(tr("View: brightness, contrast, channels, labels  %1").arg(keyText(*adjust)).trimmed());
    };
    connect(&actions, &ActionSet::keysChanged, this, showKeys);
    showKeys();
    connect(m_zoom, &QToolButton::clicked, full, &QAction::trigger);
    setZoom(1);
}

void FloatingToolBar::addPreview(QHBoxLayout& row)
{
    auto* accept = new QPushButton(tr("Accept"));
    accept->setToolTip(tr("Accept the segment  %1").arg(tr("Enter")));
    accept->setFocusPolicy(Qt::TabFocus);
    setRole(*accept, Role::Primary);
    QToolButton* cancel = makeToolButton();
    cancel->setIcon(icon(u"close"));
    cancel->setAccessibleName(tr("Cancel"));
    cancel->setToolTip(tr("Drop the segment  %1").arg(tr("Esc")));
    connect(accept, &QPushButton::clicked, this, &FloatingToolBar::accepted);
    connect(cancel, &QToolButton::clicked, this, &FloatingToolBar::cancelled);
    auto* previewRow = new QHBoxLayout(m_preview);
    previewRow->setContentsMargins(Metrics::kInside, 0, 0, 0);
    previewRow->setSpacing(2);
    previewRow->addWidget(accept);
    previewRow->addWidget(cancel);
    m_preview->hide();
    row.addWidget(m_preview);
}

void FloatingToolBar::fitInto(int width)
{
    for (const auto* group : {&m_zoomSteps, &m_undoAndRedo}) {
        for (QWidget* each : *group)
            each->show();
    }
    for (const auto* group : {&m_zoomSteps, &m_undoAndRedo}) {
        if (restingWidth() + previewWidth() <= width)
            return;
        for (QWidget* each : *group)
            each->hide();
    }
}

void FloatingToolBar::setZoom(double zoom)
{
    const double percent = zoom * 100;
    m_zoom->setText(
        tr("%1 %").arg(percent < 10 ? QString::number(percent, 'f', 1) : QString::number(std::lround(percent))));
    m_zoom->setAccessibleName(tr("Zoom %1").arg(m_zoom->text()));
}

void FloatingToolBar::setPreviewShown(bool shown)
{
    m_preview->setVisible(shown);
}

int FloatingToolBar::restingWidth() const
{
    return sizeHint().width() - (m_preview->isHidden() ? 0 : previewWidth());
}

int FloatingToolBar::previewWidth() const
{
    return m_preview->sizeHint().width() + layout()->spacing();
}

QToolButton* FloatingToolBar::addAction(QHBoxLayout& row, QAction& action)
{
    QToolButton* button = makeToolButton();
    button->setDefaultAction(&action);
    button->setAccessibleName(action.text());
    row.addWidget(button);
    return button;
}

QFrame* FloatingToolBar::addLine(QHBoxLayout& row)
{
    auto* line = new QFrame;
    line->setFixedSize(1, kLineHeight);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    row.addSpacing(Metrics::kInside);
    row.addWidget(line);
    row.addSpacing(Metrics::kInside);
    return line;
}

} // namespace labelwright
