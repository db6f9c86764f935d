// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/PanelScroll.h"

#include "ui/look/Look.h"

#include <QEvent>
#include <QResizeEvent>

#include <algorithm>

namespace labelwright {
namespace {

constexpr int kLeastHeight = 96;

} // namespace

PanelScroll::PanelScroll(QWidget* part, QWidget* parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setRole(*part, Role::Panel);
    setWidget(part);
}

QSize PanelScroll::sizeHint() const
{
    const int height =
        widget()->hasHeightForWidth() ? widget()->heightForWidth(width()) : widget()->sizeHint().height();
    return {widget()->sizeHint().width(), height};
}

QSize PanelScroll::minimumSizeHint() const
{
    return {widget()->minimumSizeHint().width(), std::min(kLeastHeight, sizeHint().height())};
}

bool PanelScroll::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest) {
        updateGeometry();
        showBar();
    }
    return QScrollArea::event(event);
}

void PanelScroll::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry(); // what wraps has another height
    showBar();
}

/// Left to itself the bar stays where it was needed once, as what wraps beside it is higher.
void PanelScroll::showBar()
{
    setVerticalScrollBarPolicy(sizeHint().height() > height() ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
}

} // namespace labelwright
