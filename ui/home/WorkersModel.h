// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/WorkerReport.h"

#include <QStandardItemModel>

namespace labelwright {

/// The workers of a report as rows that sort by their figures.
class WorkersModel : public QStandardItemModel {
    Q_OBJECT
public:
    enum Column {
        Name,
        Objects,
        Answers,
        ActiveTime,
        Speed,
        Corrected,
        Differing,
        Adjusted,
        Accepted,
        Gold,
        ColumnCount
    };

    explicit WorkersModel(QObject* parent = nullptr);

    /// Of all labels for -1, else of the one with this number: all but objects, corrected and differing are those of
    /// all labels still.
    void show(const WorkerReport& report, int label);

    /// Rows and columns under their heading, as a spreadsheet takes them from the clipboard.
    QString textOf(const QList<int>& rows, const QList<int>& columns) const;
};

} // namespace labelwright
