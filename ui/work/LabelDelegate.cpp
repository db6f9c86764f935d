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
constexpr int kEyeWidth = 32;
constexpr int kShareWidth = 44;

QRect eyeRect(const QRect& row)
{
    return {row.right() - kEyeWidth + 1, row.top(), kEyeWidth, row.height()};
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

void paintEye(QPainter& painter, const QRect& place, bool isHidden)
{
    const QRect box(place.center() - QPoint(Metrics::kIcon / 2, Metrics::kIcon / 2) + QPoint(1, 1),
                    QSize(Metrics::kIcon, Metrics::kIcon));
    icon(isHidden ? u"eye-off" : u"eye", IconTint::Secondary).paint(&painter, box);
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
    rest.adjust(kKeyWidth, 0, -kEyeWidth, 0);
    painter->drawText(rest, Qt::AlignVCenter | Qt::AlignRight, index.data(LabelModel::ShareRole).toString());

    paintChip(*painter, QRect(QPoint(rest.left(), rest.center().y() - kChip / 2 + 1), QSize(kChip, kChip)), index);
    rest.adjust(kChip + Metrics::kRelated, 0, -kShareWidth - Metrics::kInside, 0);
    painter->setFont(option.font);
    painter->setPen(isHidden ? tokens.secondaryText : tokens.text);
    painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, rest.width()));
    if (!isUnlabelled(index))
        paintEye(*painter, eyeRect(option.rect), isHidden);
    painter->restore();
}

bool LabelDelegate::isOnEye(const QRect& row, QPoint position)
{
    return eyeRect(row).contains(position);
}

} // namespace labelwright
