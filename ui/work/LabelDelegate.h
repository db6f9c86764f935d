// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace labelwright {

/// Paints a row of LabelModel: accent bar, key, colour, name, share, lock, eye.
class LabelDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    // Whether `position` is on the lock (eye) of the row that covers `row`.
    static bool isOnLock(const QRect& row, QPoint position);
    static bool isOnEye(const QRect& row, QPoint position);
};

} // namespace labelwright
