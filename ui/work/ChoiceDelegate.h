// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include <cstdint>

namespace labelwright {

/// Paints a row of ChoiceModel: key, a box or a ring with its mark, name.
class ChoiceDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum class Mark : std::uint8_t { Box, Ring }; ///< Of several that may be chosen; of one.

    explicit ChoiceDelegate(Mark mark, QObject* parent = nullptr) : QStyledItemDelegate(parent), m_mark(mark) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintMark(QPainter& painter, const QRectF& place, bool isChosen) const;

    Mark m_mark;
};

} // namespace labelwright
