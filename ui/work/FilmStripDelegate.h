// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace labelwright {

/// Paints an object of the film strip: its picture, below it the status as a shape with a colour, and its number.
class FilmStripDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int kWidth = 72;
    static constexpr int kHeight = 62;

    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace labelwright
