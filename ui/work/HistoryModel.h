// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include <string>
#include <vector>

namespace labelwright {

class History;

/// Row 0 is the state before the oldest step that is kept; row n the state after the n-th. Undone steps come last.
class HistoryModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    /// nullptr for an empty list.
    void setHistory(const History* history);
    /// The row that the labels are at; -1 in an empty list.
    int currentRow() const { return m_current; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<std::string> m_names; ///< Of the rows from 1 on.
    int m_current = -1;
};

} // namespace labelwright
