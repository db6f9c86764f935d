// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/StatusSign.h"

#include "ui/look/Look.h"

#include <QCoreApplication>
#include <QPainter>

namespace labelwright {

QString statusText(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Unlabelled:
        return QCoreApplication::translate("FilmStrip", "unlabeled");
    case TaskStatus::Draft:
        return QCoreApplication::translate("FilmStrip", "draft, not submitted");
    case TaskStatus::Returned:
        return QCoreApplication::translate("FilmStrip", "returned by the lead, to be done again");
    case TaskStatus::Answered:
        return QCoreApplication::translate("FilmStrip", "submitted, waits for other workers");
    case TaskStatus::Labelled:
        return QCoreApplication::translate("FilmStrip", "submitted");
    case TaskStatus::Unreadable:
        return QCoreApplication::translate("FilmStrip", "can't be read");
    case TaskStatus::Declined:
        return QCoreApplication::translate("FilmStrip", "declined");
    case TaskStatus::Failed:
        return QCoreApplication::translate("FilmStrip", "given up, as many workers declined it as it needs");
    case TaskStatus::Withheld:
        return QCoreApplication::translate("FilmStrip", "not one of your tasks");
    }
    return {};
}

void paintStatusSign(QPainter& painter, const QRectF& box, TaskStatus status)
{
    const Tokens& tokens = Look::instance().tokens();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF circle = box.adjusted(1, 1, -1, -1);
    const auto pen = [&](const QColor& color) { painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap)); };
    painter.setBrush(Qt::NoBrush);
    switch (status) {
    case TaskStatus::Unlabelled:
        pen(tokens.secondaryText);
        painter.drawEllipse(circle);
        break;
    case TaskStatus::Draft:
        pen(tokens.warning);
        painter.drawEllipse(circle);
        painter.setBrush(tokens.warning);
        painter.drawPie(circle, 90 * 16, 180 * 16);
        break;
    case TaskStatus::Returned:
        pen(tokens.warning);
        painter.drawArc(circle, 200 * 16, 250 * 16);
        painter.drawPolyline(QPolygonF{circle.topLeft() + QPointF(-0.5, 0), circle.topLeft() + QPointF(0.5, 4),
                                       circle.topLeft() + QPointF(4.5, 3)});
        break;
    case TaskStatus::Answered:
        pen(tokens.good);
        painter.drawEllipse(circle);
        painter.setBrush(tokens.good);
        painter.drawEllipse(circle.center(), 1.5, 1.5);
        break;
    case TaskStatus::Labelled:
        pen(tokens.good);
        painter.drawPolyline(QPolygonF{circle.topLeft() + QPointF(0, 4.5), circle.bottomLeft() + QPointF(3, -0.5),
                                       circle.topRight() + QPointF(0, 1)});
        break;
    case TaskStatus::Unreadable:
        pen(tokens.danger);
        painter.drawLine(circle.topLeft(), circle.bottomRight());
        painter.drawLine(circle.topRight(), circle.bottomLeft());
        break;
    case TaskStatus::Declined:
        pen(tokens.secondaryText);
        painter.drawEllipse(circle);
        painter.drawLine(QPointF(circle.left(), circle.center().y()), QPointF(circle.right(), circle.center().y()));
        break;
    case TaskStatus::Failed:
        pen(tokens.danger);
        painter.drawRect(circle);
        painter.drawLine(QPointF(circle.left(), circle.center().y()), QPointF(circle.right(), circle.center().y()));
        break;
    case TaskStatus::Withheld:
        painter.setPen(QPen(tokens.secondaryText, 1.5, Qt::DotLine, Qt::FlatCap));
        painter.drawEllipse(circle);
        break;
    }
}

void paintFlagSign(QPainter& painter, const QRectF& box)
{
    const Tokens& tokens = Look::instance().tokens();
    const double unit = box.width() / 16;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.panel);
    painter.drawRoundedRect(box, 3, 3);
    painter.translate(box.topLeft());
    painter.scale(unit, unit);
    painter.setPen(QPen(tokens.warning, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawLine(QPointF(4.5, 3.5), QPointF(4.5, 12.75));
    painter.setBrush(tokens.warning);
    painter.drawPolygon(
        QPolygonF{QPointF(4.5, 3.75), QPointF(12, 3.75), QPointF(10, 6.25), QPointF(12, 8.75), QPointF(4.5, 8.75)});
    painter.restore();
}

} // namespace labelwright
