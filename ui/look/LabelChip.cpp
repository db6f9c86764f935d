// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/LabelChip.h"

#include "ui/look/QtColor.h"

#include <QPainter>
#include <QPixmap>

namespace labelwright {
namespace {

constexpr int kChipPx = 14;

} // namespace

QIcon labelChip(Color color)
{
    QPixmap chip(QSize(kChipPx, kChipPx) * 2);
    chip.setDevicePixelRatio(2);
    chip.fill(Qt::transparent);
    QPainter painter(&chip);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor fill = qtColor(color);
    painter.setPen(QPen(fill.darker(150), 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(0.5, 0.5, kChipPx - 1, kChipPx - 1), 3, 3);
    return QIcon(chip);
}

} // namespace labelwright
