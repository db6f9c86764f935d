// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/Divider.h"

#include "ui/look/Look.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace labelwright {
namespace {

constexpr int kStep = 16;
constexpr double kHandleRadius = 11;
constexpr double kArrow = 4;

} // namespace

Divider::Divider(QWidget* parent) : QWidget(parent)
{
    setCursor(Qt::SplitHCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Border between before and after"));
}

void Divider::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Look::instance().tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF middle(kWidth / 2.0, height() / 2.0);
    painter.fillRect(QRectF(middle.x() - 2, 0, 4, height()), QColor(0, 0, 0, 160)); // Seen on any photo.
    painter.fillRect(QRectF(middle.x() - 1, 0, 2, height()), Qt::white);
    painter.setPen(QPen(hasFocus() ? tokens.accent : tokens.line, hasFocus() ? 2 : 1));
    painter.setBrush(tokens.panel);
    painter.drawEllipse(middle, kHandleRadius, kHandleRadius);
    painter.setPen(QPen(tokens.text, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const double side : {-1.0, 1.0}) {
        const QPointF tip = middle + QPointF(side * 2 * kArrow - side * 1, 0);
        const QPointF arrow[]{tip + QPointF(-side * kArrow, -kArrow), tip, tip + QPointF(-side * kArrow, kArrow)};
        painter.drawPolyline(arrow, 3);
    }
}

void Divider::mousePressEvent(QMouseEvent* event)
{
    m_grip = event->pos().x();
}

void Divider::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        emit moved(lineInParent() + event->pos().x() - m_grip);
}

void Divider::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Left)
        emit moved(lineInParent() - kStep);
    else if (event->key() == Qt::Key_Right)
        emit moved(lineInParent() + kStep);
    else
        QWidget::keyPressEvent(event);
}

} // namespace labelwright
