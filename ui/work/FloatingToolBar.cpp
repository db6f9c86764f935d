// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/FloatingToolBar.h"

#include "ui/look/Icons.h"
#include "ui/look/Look.h"
#include "ui/work/ActionSet.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kLineHeight = 20;

QPushButton* makeButton(const QString& text, const QString& toolTip)
{
    auto* button = new QPushButton(text);
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

FloatingToolBar::FloatingToolBar(const ActionSet& actions, QWidget* parent)
    : QFrame(parent), m_zoom(new QToolButton), m_preview(new QWidget)
{
    setRole(*this, Role::FloatingBar);
    setAccessibleName(tr("Tools"));
    setCursor(Qt::ArrowCursor);

    QPushButton* accept = makeButton(tr("Accept"), tr("Accept the segment  %1").arg(tr("Enter")));
    setRole(*accept, Role::Primary);
    QPushButton* cancel = makeButton(tr("Cancel"), tr("Drop the segment  %1").arg(tr("Esc")));
    connect(accept, &QPushButton::clicked, this, &FloatingToolBar::accepted);
    connect(cancel, &QPushButton::clicked, this, &FloatingToolBar::cancelled);
    auto* previewRow = new QHBoxLayout(m_preview);
    previewRow->setContentsMargins(Metrics::kInside, 0, Metrics::kInside, 0);
    previewRow->setSpacing(Metrics::kRelated);
    previewRow->addWidget(accept);
    previewRow->addWidget(cancel);
    m_preview->hide();

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Metrics::kInside, Metrics::kInside, Metrics::kInside, Metrics::kInside);
    row->setSpacing(2);
    for (const QLatin1String id : {"polygon"_L1, "brush"_L1, "eraser"_L1, "auto-segment"_L1})
        addAction(*row, *actions.action(id));
    addLine(*row);
    for (const QLatin1String id : {"undo"_L1, "redo"_L1})
        addAction(*row, *actions.action(id));
    addLine(*row);
    addAction(*row, *actions.action("zoom-out"_L1));
    row->addWidget(m_zoom);
    addAction(*row, *actions.action("zoom-in"_L1));
    addAction(*row, *actions.action("fit"_L1));
    row->addWidget(m_preview);

    QAction* full = actions.action("zoom-100"_L1);
    m_zoom->setAutoRaise(true);
    m_zoom->setFocusPolicy(Qt::TabFocus);
    m_zoom->setFixedSize(m_zoom->fontMetrics().horizontalAdvance(u"6400 %"_s) + 12, Metrics::kTouchTarget);
    m_zoom->setToolTip(tr("Show at 100 %  %1").arg(keyText(*full)));
    connect(m_zoom, &QToolButton::clicked, full, &QAction::trigger);
    setZoom(1);
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
    return sizeHint().width() - (m_preview->isHidden() ? 0 : m_preview->sizeHint().width());
}

void FloatingToolBar::addAction(QHBoxLayout& row, QAction& action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(&action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setFixedSize(Metrics::kTouchTarget, Metrics::kTouchTarget);
    button->setIconSize({Metrics::kIcon, Metrics::kIcon});
    button->setAccessibleName(action.text());
    row.addWidget(button);
}

void FloatingToolBar::addLine(QHBoxLayout& row)
{
    auto* line = new QFrame;
    line->setFixedSize(1, kLineHeight);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    row.addSpacing(Metrics::kInside);
    row.addWidget(line);
    row.addSpacing(Metrics::kInside);
}

} // namespace labelwright
