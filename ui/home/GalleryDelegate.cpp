// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/GalleryDelegate.h"

#include "ui/home/GalleryModel.h"
#include "ui/look/Look.h"
#include "ui/look/StatusSign.h"

#include <QListView>
#include <QPainter>
#include <QTextLayout>

namespace labelwright {
namespace {

constexpr int kEdge = 8;
constexpr int kNameHeight = 18;
constexpr int kDetailHeight = 16;
constexpr int kSign = 10;
constexpr int kFlag = 18;
constexpr int kSmallPx = 12;
constexpr int kLabelHeight = 20;
constexpr float kLabelGround = 0.85F;
constexpr int kSwatch = 9;

QFont smallFont(const QFont& font)
{
    QFont small = font;
    small.setPixelSize(kSmallPx);
    return small;
}

/// As many lines as fit, the last one ending in "…" where there are more.
void paintWrapped(QPainter& painter, const QRect& room, const QString& text)
{
    QTextLayout layout(text, painter.font());
    layout.beginLayout();
    const int lineHeight = painter.fontMetrics().lineSpacing();
    int top = room.top();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(room.width());
        const bool isLast = top + 2 * lineHeight > room.bottom() + 1;
        if (isLast) {
            const QString rest = text.mid(line.textStart());
            painter.drawText(QRect(room.left(), top, room.width(), lineHeight), Qt::AlignLeft,
                             painter.fontMetrics().elidedText(rest, Qt::ElideRight, room.width()));
            break;
        }
        line.draw(&painter, QPointF(room.left(), top));
        top += lineHeight;
    }
    layout.endLayout();
}

void paintPicture(QPainter& painter, const QRect& place, const GalleryTile& tile)
{
    const Tokens& tokens = Look::instance().tokens();
    painter.fillRect(place, tile.picture.isNull() ? tokens.raised : tokens.surround);
    if (!tile.picture.isNull()) {
        const QSize size = tile.picture.size().scaled(place.size(), Qt::KeepAspectRatio);
        const bool isSmaller = tile.picture.width() < size.width() && tile.picture.height() < size.height();
        QRect inside(QPoint(), isSmaller ? tile.picture.size() : size);
        inside.moveCenter(place.center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(inside, tile.picture);
    }
    if (tile.problem.isEmpty())
        return;
    painter.fillRect(place, tokens.raised);
    painter.setPen(tokens.danger);
    paintWrapped(painter, place.adjusted(kEdge, kEdge, -kEdge, -kEdge), tile.problem);
}

/// Over the picture's foot, as many as there is room for.
void paintLabels(QPainter& painter, const QRect& picture, const QList<TileLabel>& labels)
{
    const Tokens& tokens = Look::instance().tokens();
    QRect line = picture;
    line.setTop(picture.bottom() + 1 - kLabelHeight);
    QColor ground = tokens.raised;
    ground.setAlphaF(kLabelGround);
    painter.fillRect(line, ground);
    line.adjust(kEdge, 0, -kEdge, 0);
    for (const TileLabel& label : labels) {
        if (line.width() < 3 * kSwatch)
            break;
        painter.fillRect(QRect(line.left(), line.center().y() - kSwatch / 2 + 1, kSwatch, kSwatch), label.color);
        line.setLeft(line.left() + kSwatch + 4);
        const QString name = painter.fontMetrics().elidedText(label.name, Qt::ElideRight, line.width());
        painter.setPen(tokens.text);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, name);
        line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(name) + kEdge);
    }
}

void paintName(QPainter& painter, const QRect& line, const GalleryTile& tile)
{
    const Tokens& tokens = Look::instance().tokens();
    paintStatusSign(painter, QRectF(line.left(), line.center().y() - kSign / 2.0 + 1, kSign, kSign), tile.status);
    painter.setPen(tokens.secondaryText);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, tile.number);
    const int numberWidth = painter.fontMetrics().horizontalAdvance(tile.number);
    const QRect name = line.adjusted(kSign + 6, 0, -numberWidth - kEdge, 0);
    painter.setPen(tokens.text);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(tile.name, Qt::ElideMiddle, name.width()));
}

void paintDetail(QPainter& painter, const QRect& line, const GalleryTile& tile)
{
    painter.setPen(Look::instance().tokens().secondaryText);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, tile.time);
    const int timeWidth = painter.fontMetrics().horizontalAdvance(tile.time);
    const int room = line.width() - timeWidth - kEdge;
    const QString left = tile.showsInitialValue ? GalleryDelegate::tr("Initial value") : tile.worker;
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(left, Qt::ElideRight, room));
}

} // namespace

QSize GalleryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const auto* view = qobject_cast<const QListView*>(option.widget);
    return view ? view->gridSize() : kTile + QSize(kGap, kGap); // else the tile would lie at its cell's left
}

void GalleryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = static_cast<const GalleryModel*>(index.model());
    const GalleryTile tile = model->tile(index.row());
    const Tokens& tokens = Look::instance().tokens();
    const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    QRect room(QPoint(), kTile);
    room.moveCenter(option.rect.center());
    painter->setRenderHint(QPainter::Antialiasing);
    if (isCurrent || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(isCurrent ? QPen(tokens.accent, 2) : Qt::NoPen);
        painter->setBrush(tokens.raised);
        painter->drawRoundedRect(QRectF(room).adjusted(1, 1, -1, -1), Metrics::kRadius, Metrics::kRadius);
        painter->setBrush(Qt::NoBrush);
    }
    painter->setFont(smallFont(option.font));
    const QRect picture(room.topLeft() + QPoint(kEdge, kEdge), kPicture);
    paintPicture(*painter, picture, tile);
    if (!tile.labels.isEmpty() && tile.problem.isEmpty())
        paintLabels(*painter, picture, tile.labels);
    if (!tile.flag.isEmpty())
        paintFlagSign(*painter, QRectF(picture.right() - kFlag - 3, picture.top() + 4, kFlag, kFlag));
    const QRect name(picture.left(), picture.bottom() + 7, picture.width(), kNameHeight);
    paintName(*painter, name, tile);
    paintDetail(*painter, QRect(name.left(), name.bottom() + 1, name.width(), kDetailHeight), tile);
    painter->restore();
}

} // namespace labelwright
