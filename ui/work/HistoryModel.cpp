// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/HistoryModel.h"

#include "core/edit/History.h"
#include "ui/look/Look.h"
#include "ui/work/EditNames.h"

#include <QColor>
#include <QFont>

#include <algorithm>

namespace labelwright {

void HistoryModel::setHistory(const History* history)
{
    beginResetModel();
    m_names.clear();
    m_current = -1;
    if (history) {
        m_names = history->undoNames();
        std::reverse(m_names.begin(), m_names.end());
        m_current = static_cast<int>(m_names.size());
        const std::vector<std::string> undone = history->redoNames();
        m_names.insert(m_names.end(), undone.begin(), undone.end());
    }
    endResetModel();
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_current < 0 ? 0 : static_cast<int>(m_names.size()) + 1;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole:
        return row == 0 ? tr("Start") : editName(m_names[static_cast<std::size_t>(row) - 1]);
    case Qt::ToolTipRole:
        return row > m_current ? tr("Click to redo up to here") : tr("Click to go back to here");
    case Qt::ForegroundRole:
        return row > m_current ? QVariant(Look::instance().tokens().secondaryText) : QVariant();
    default:
        return {};
    }
}

} // namespace labelwright
