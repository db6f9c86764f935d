// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/CanvasArea.h"

#include "ui/canvas/Canvas.h"
#include "ui/canvas/Navigator.h"
#include "ui/look/Look.h"
#include "ui/work/CanvasNotice.h"
#include "ui/work/FloatingToolBar.h"
#include "ui/work/IslandBar.h"

#include <QEvent>

#include <algorithm>

namespace labelwright {

CanvasArea::CanvasArea(Canvas& canvas, FloatingToolBar& bar, IslandBar& islands, Navigator& navigator,
                       CanvasNotice& notice, QWidget* parent)
    : QWidget(parent), m_canvas(canvas), m_bar(bar), m_islands(islands), m_navigator(navigator), m_notice(notice)
{
    canvas.setParent(this);
    for (QWidget* over : {static_cast<QWidget*>(&navigator), static_cast<QWidget*>(&bar),
                          static_cast<QWidget*>(&islands), static_cast<QWidget*>(&notice)}) {
        over->setParent(this);
        over->raise();
        over->installEventFilter(this);
    }
    const double below = bar.isHidden() ? Metrics::kGroups : bar.sizeHint().height() + 2.0 * Metrics::kRelated;
    canvas.setFitMargins(
        {.left = Metrics::kGroups, .top = Metrics::kGroups, .right = Metrics::kGroups, .bottom = below});
    setMinimumSize(canvas.minimumSizeHint());
}

bool CanvasArea::eventFilter(QObject* watched, QEvent* event)
{
    // A part that is about to be shown gets its place with the show: in the midst of the resize before it its own
    // layout would keep the old size.
    const bool isResized = event->type() == QEvent::Resize && static_cast<QWidget*>(watched)->isVisible();
    if (isResized || event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        place();
    return QWidget::eventFilter(watched, event);
}

void CanvasArea::resizeEvent(QResizeEvent*)
{
    m_canvas.setGeometry(rect());
    m_bar.fitInto(width() - 2 * Metrics::kRelated);
    place();
}

void CanvasArea::place()
{
    const QSize size = m_bar.sizeHint();
    // Where it stays when accept and cancel come, so that no tool moves under the hand.
    const int resting = m_bar.restingWidth();
    const int left =
        std::max(0, std::min((width() - resting) / 2, width() - resting - m_bar.previewWidth() - Metrics::kRelated));
    const int top = height() - size.height() - Metrics::kRelated;
    m_bar.setGeometry(left, top, std::min(size.width(), width()), size.height());

    const QSize islands = m_islands.sizeHint();
    m_islands.setGeometry(std::max(0, (width() - islands.width()) / 2), Metrics::kRelated,
                          std::min(islands.width(), width()), islands.height());

    const QSize overview = m_navigator.sizeHint();
    const int bottom = (m_bar.isHidden() ? height() : top) - Metrics::kRelated;
    m_navigator.setGeometry(width() - overview.width() - Metrics::kRelated, bottom - overview.height(),
                            overview.width(), overview.height());

    const int noticeWidth = std::min(m_notice.sizeHint().width(), width() - 2 * Metrics::kRelated);
    const int noticeHeight = m_notice.heightForWidth(noticeWidth);
    m_notice.setGeometry((width() - noticeWidth) / 2, bottom - noticeHeight, noticeWidth, noticeHeight);
}

} // namespace labelwright
