// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ProgressDelegate.h"

#include "ui/home/JobsModel.h"
#include "ui/look/Look.h"

#include <QPainter>

namespace labelwright {
namespace {

constexpr int kBarHeight = 4;
constexpr int kBarRoom = 12; ///< Below the text, with the space under the bar.

} // namespace

void ProgressDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant progress = index.data(JobsModel::ProgressRole);
    if (!progress.isValid())
        return QStyledItemDelegate::paint(painter, option, index);
    // The background over the whole row's height, then the text above the bar.
    QStyledItemDelegate::paint(painter, option, QModelIndex());
    const Tokens& tokens = Look::instance().tokens();
    const QRect place = option.rect.adjusted(Metrics::kRelated, 0, -Metrics::kRelated, 0);
    painter->save();
    painter->setFont(option.font);
    painter->setPen(tokens.text);
    painter->drawText(place.adjusted(0, 0, 0, -kBarRoom + Metrics::kInside), Qt::AlignLeft | Qt::AlignVCenter,
                      index.data(Qt::DisplayRole).toString());
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    QRectF bar(place.left(), place.bottom() - kBarRoom + Metrics::kInside, place.width(), kBarHeight);
    painter->setBrush(tokens.line);
    painter->drawRoundedRect(bar, kBarHeight / 2.0, kBarHeight / 2.0);
    bar.setWidth(bar.width() * progress.toDouble());
    painter->setBrush(tokens.accent);
    painter->drawRoundedRect(bar, kBarHeight / 2.0, kBarHeight / 2.0);
    painter->restore();
}

} // namespace labelwright
