// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/FilmStripDelegate.h"

#include "ui/look/Look.h"
#include "ui/look/StatusSign.h"
#include "ui/work/FilmStripModel.h"

#include <QPainter>

namespace labelwright {
namespace {

constexpr int kEdge = 4;
constexpr int kLineHeight = 16;
constexpr int kSign = 10;
constexpr int kFlag = 16;

void paintPicture(QPainter& painter, const QRect& place, const QModelIndex& index)
{
    const Tokens& tokens = Look::instance().tokens();
    const QImage image = index.data(Qt::DecorationRole).value<QImage>();
    if (image.isNull()) {
        painter.fillRect(place, tokens.raised);
        if (!index.data(FilmStripModel::LoadingRole).toBool()) {
            painter.setPen(tokens.danger);
            painter.drawText(place, Qt::AlignCenter, QStringLiteral("?"));
        }
        return;
    }
    // Fills the place; what sticks out is cut off evenly.
    const QSize size = place.size().scaled(image.size(), Qt::KeepAspectRatio);
    const QRect part(QPoint((image.width() - size.width()) / 2, (image.height() - size.height()) / 2), size);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, image, part);
}

} // namespace

QSize FilmStripDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {kWidth, kHeight};
}

void FilmStripDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = Look::instance().tokens();
    const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (isCurrent || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, tokens.raised);

    const QRect inside = option.rect.adjusted(kEdge, kEdge, -kEdge, 0);
    const QRect picture(inside.topLeft(), QSize(inside.width(), inside.height() - kLineHeight));
    paintPicture(*painter, picture, index);
    if (index.data(FilmStripModel::FlagRole).toBool())
        paintFlagSign(*painter, QRectF(picture.right() - kFlag - 2, picture.top() + 3, kFlag, kFlag));
    if (isCurrent) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(tokens.accent, 2));
        painter->drawRect(picture.adjusted(0, 0, 0, 0));
    }

    const QRect line(inside.left(), picture.bottom() + 1, inside.width(), kLineHeight);
    QFont small = option.font;
    small.setPixelSize(11);
    painter->setFont(small);
    painter->setPen(isCurrent ? tokens.text : tokens.secondaryText);
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, index.data().toString());
    paintStatusSign(*painter, QRectF(line.left(), line.center().y() - kSign / 2.0 + 1, kSign, kSign),
                    static_cast<TaskStatus>(index.data(FilmStripModel::StatusRole).toInt()));
    painter->restore();
}

} // namespace labelwright
