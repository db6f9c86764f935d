// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/CanvasArea.h"

#include "ui/canvas/Canvas.h"
#include "ui/look/Look.h"
#include "ui/work/FloatingToolBar.h"

#include <QEvent>

#include <algorithm>

namespace labelwright {

CanvasArea::CanvasArea(Canvas& canvas, FloatingToolBar& bar, QWidget* parent)
    : QWidget(parent), m_canvas(canvas), m_bar(bar)
{
    canvas.setParent(this);
    bar.setParent(this);
    bar.raise();
    bar.installEventFilter(this);
    const double below = bar.sizeHint().height() + 2.0 * Metrics::kRelated;
    canvas.setFitMargins(
        {.left = Metrics::kGroups, .top = Metrics::kGroups, .right = Metrics::kGroups, .bottom = below});
    setMinimumSize(canvas.minimumSizeHint());
}

bool CanvasArea::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        place();
    return QWidget::eventFilter(watched, event);
}

void CanvasArea::resizeEvent(QResizeEvent*)
{
    m_canvas.setGeometry(rect());
    place();
}

void CanvasArea::place()
{
    const QSize size = m_bar.sizeHint();
    const int centred = (width() - m_bar.restingWidth()) / 2;
    const int left = std::clamp(centred, 0, std::max(0, width() - size.width() - Metrics::kRelated));
    m_bar.setGeometry(left, height() - size.height() - Metrics::kRelated, std::min(size.width(), width()),
                      size.height());
}

} // namespace labelwright
