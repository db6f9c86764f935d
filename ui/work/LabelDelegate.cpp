// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/LabelDelegate.h"

#include "ui/look/Icons.h"
#include "ui/look/Look.h"
#include "ui/work/LabelModel.h"

#include <QPainter>

namespace labelwright {
namespace {

constexpr int kBarWidth = 3;
constexpr int kKeyWidth = 28;
constexpr int kChip = 16;
constexpr int kButtonWidth = 28;
constexpr int kShareWidth = 44;

QRect eyeRect(const QRect& row)
{
    return {row.right() - kButtonWidth + 1 - Metrics::kInside, row.top(), kButtonWidth, row.height()};
}

QRect lockRect(const QRect& row)
{
    return eyeRect(row).translated(-kButtonWidth, 0);
}

bool isUnlabelled(const QModelIndex& index)
{
    return index.data(LabelModel::LabelRole).toInt() == kUnlabelled;
}

void paintBackground(QPainter& painter, const QStyleOptionViewItem& option)
{
    const Tokens& tokens = Look::instance().tokens();
    const bool isActive = option.state.testFlag(QStyle::State_Selected);
    if (isActive || option.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(option.rect, tokens.raised);
    if (isActive)
        painter.fillRect(QRect(option.rect.topLeft(), QSize(kBarWidth, option.rect.height())), tokens.accent);
    if (option.state.testFlag(QStyle::State_HasFocus) && isActive) {
        painter.setPen(tokens.accent);
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

void paintChip(QPainter& painter, const QRect& place, const QModelIndex& index)
{
    const Tokens& tokens = Look::instance().tokens();
    const QColor color = index.data(LabelModel::ColorRole).value<QColor>();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color.isValid() ? QPen(tokens.line) : QPen(tokens.secondaryText, 1, Qt::DashLine));
    painter.setBrush(color.isValid() ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kInside, Metrics::kInside);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintButton(QPainter& painter, const QRect& place, const QIcon& picture)
{
    const QRect box(place.center() - QPoint(Metrics::kIcon / 2, Metrics::kIcon / 2) + QPoint(1, 1),
                    QSize(Metrics::kIcon, Metrics::kIcon));
    picture.paint(&painter, box);
}

void paintEye(QPainter& painter, const QRect& place, const QModelIndex& index)
{
    const bool isAlone = index.data(LabelModel::SoloRole).toBool();
    const bool isHidden = index.data(LabelModel::HiddenRole).toBool();
    paintButton(painter, place, icon(isHidden ? u"eye-off" : u"eye", isAlone ? IconTint::Accent : IconTint::Secondary));
}

/// The open lock only where the hand is: nine of them would say nothing nine times.
void paintLock(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (index.data(LabelModel::LockedRole).toBool())
        paintButton(painter, lockRect(option.rect), icon(u"lock", IconTint::Text));
    else if (option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Selected))
        paintButton(painter, lockRect(option.rect), icon(u"lock-open", IconTint::Secondary));
}

} // namespace

QSize LabelDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {0, Metrics::kPageControl};
}

void LabelDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = Look::instance().tokens();
    const bool isHidden = index.data(LabelModel::HiddenRole).toBool();
    painter->save();
    paintBackground(*painter, option);

    QRect rest = option.rect.adjusted(kBarWidth, 0, 0, 0);
    QFont small = option.font;
    small.setPixelSize(12);
    painter->setFont(small);
    painter->setPen(tokens.secondaryText);
    painter->drawText(QRect(rest.topLeft(), QSize(kKeyWidth, rest.height())), Qt::AlignCenter,
                      index.data(LabelModel::KeyRole).toString());
    rest.setLeft(rest.left() + kKeyWidth);
    rest.setRight(lockRect(option.rect).left() - 1);
    painter->drawText(rest, Qt::AlignVCenter | Qt::AlignRight, index.data(LabelModel::ShareRole).toString());

    paintChip(*painter, QRect(QPoint(rest.left(), rest.center().y() - kChip / 2 + 1), QSize(kChip, kChip)), index);
    rest.adjust(kChip + Metrics::kRelated, 0, -kShareWidth - Metrics::kInside, 0);
    painter->setFont(option.font);
    painter->setPen(isHidden ? tokens.secondaryText : tokens.text);
    painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, rest.width()));
    if (!isUnlabelled(index))
        paintEye(*painter, eyeRect(option.rect), index);
    paintLock(*painter, option, index);
    painter->restore();
}

bool LabelDelegate::isOnLock(const QRect& row, QPoint position)
{
    return lockRect(row).contains(position);
}

bool LabelDelegate::isOnEye(const QRect& row, QPoint position)
{
    return eyeRect(row).contains(position);
}

} // namespace labelwright
