// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace labelwright {

/// Paints a GalleryModel's tile in the middle of its cell: picture, status as a shape, flag, name and number, worker
/// and time, or that the labels are the initial value.
class GalleryDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr QSize kTile{200, 200};
    static constexpr QSize kPicture{184, 138};
    static constexpr int kGap = 8;

    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace labelwright
