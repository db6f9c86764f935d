// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/OutputListing.h"

#include <QAbstractTableModel>
#include <QString>

#include <string_view>
#include <vector>

namespace labelwright {

/// The files of a job's output, a row each; sorts and narrows down by itself, as a proxy would take long for the 60,000
/// of a large job.
class OutputModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column : int { NameColumn, ModifiedColumn, SizeColumn, StateColumn, kColumns };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    void setFiles(std::vector<OutputFile> files);
    /// Shows those whose path holds this, in upper or lower case.
    void setSearch(const QString& text);

    const OutputFile& fileAt(int row) const { return m_files[m_shown[static_cast<std::size_t>(row)]]; }
    /// -1 when no such file is shown.
    int rowOf(std::string_view path) const;
    int fileCount() const { return static_cast<int>(m_files.size()); }

private:
    void rebuild();

    std::vector<OutputFile> m_files;
    std::vector<std::size_t> m_shown; ///< Places in m_files, in the order shown.
    QString m_search;
    int m_sortColumn = NameColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace labelwright
