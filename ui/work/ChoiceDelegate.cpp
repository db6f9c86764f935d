// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/ChoiceDelegate.h"

#include "ui/look/Look.h"
#include "ui/work/ChoiceModel.h"

#include <QPainter>
#include <QPainterPath>

namespace labelwright {
namespace {

constexpr int kBarWidth = 3;
constexpr int kKeyWidth = 28;
constexpr int kMark = 16;

void paintBackground(QPainter& painter, const QStyleOptionViewItem& option, bool isChosen)
{
    const Tokens& tokens = Look::instance().tokens();
    const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
    if (isChosen || isCurrent || option.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(option.rect, tokens.raised);
    if (isChosen)
        painter.fillRect(QRect(option.rect.topLeft(), QSize(kBarWidth, option.rect.height())), tokens.accent);
    if (isCurrent) {
        painter.setPen(tokens.accent);
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

QPainterPath tickIn(const QRectF& box)
{
    QPainterPath tick;
    tick.moveTo(box.left() + box.width() * 0.22, box.top() + box.height() * 0.52);
    tick.lineTo(box.left() + box.width() * 0.42, box.top() + box.height() * 0.72);
    tick.lineTo(box.left() + box.width() * 0.78, box.top() + box.height() * 0.30);
    return tick;
}

} // namespace

QSize ChoiceDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {0, Metrics::kPageControl};
}

void ChoiceDelegate::paintMark(QPainter& painter, const QRectF& place, bool isChosen) const
{
    const Tokens& tokens = Look::instance().tokens();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(isChosen ? tokens.accent : tokens.secondaryText, 1.5));
    painter.setBrush(isChosen ? QBrush(tokens.accent) : QBrush(Qt::NoBrush));
    const QRectF frame = place.adjusted(0.75, 0.75, -0.75, -0.75);
    if (m_mark == Mark::Ring)
        painter.drawEllipse(frame);
    else
        painter.drawRoundedRect(frame, Metrics::kInside, Metrics::kInside);
    if (isChosen && m_mark == Mark::Ring) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.onAccent);
        painter.drawEllipse(place.center(), place.width() / 5, place.height() / 5);
    } else if (isChosen) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(tokens.onAccent, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(tickIn(place));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void ChoiceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = Look::instance().tokens();
    const bool isChosen = index.data(ChoiceModel::ChosenRole).toBool();
    painter->save();
    paintBackground(*painter, option, isChosen);
    QRect rest = option.rect.adjusted(kBarWidth, 0, -Metrics::kRelated, 0);

    if (index.data(ChoiceModel::IdRole).toInt() == ChoiceModel::kNoneId) {
        painter->setPen(tokens.line);
        painter->drawLine(option.rect.topLeft(), option.rect.topRight());
    }
    QFont small = option.font;
    small.setPixelSize(12);
    painter->setFont(small);
    painter->setPen(tokens.secondaryText);
    painter->drawText(QRect(rest.topLeft(), QSize(kKeyWidth, rest.height())), Qt::AlignCenter,
                      index.data(ChoiceModel::KeyRole).toString());
    rest.setLeft(rest.left() + kKeyWidth);

    paintMark(*painter, QRectF(rest.left(), rest.center().y() - kMark / 2 + 1, kMark, kMark), isChosen);
    rest.setLeft(rest.left() + kMark + Metrics::kRelated);
    painter->setFont(option.font);
    painter->setPen(tokens.text);
    painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, rest.width()));
    painter->restore();
}

} // namespace labelwright
