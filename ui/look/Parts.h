// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/Look.h"

#include <QString>
#include <QStringList>
#include <QTreeWidgetItem>

class QLabel;
class QTreeWidget;

namespace labelwright {

// What pages and panels are put together from.

/// Plain text that wraps.
QLabel* makeText(const QString& text, Role role);

/// A list with columns whose rows are chosen as a whole.
QTreeWidget* makeTable(const QStringList& columns);

/// A table with figures: it is sorted by its header, and Ctrl+C copies the chosen rows, or all where none is, with the
/// header, as lines with tabs between their columns.
QTreeWidget* makeFigureTable(const QStringList& columns);
QString copiedText(const QTreeWidget& table);

/// A row of a table whose figures are sorted by their values and stand at the right of their columns.
class FigureRow : public QTreeWidgetItem {
public:
    /// At the end of `table`, which owns it.
    explicit FigureRow(QTreeWidget* table);

    /// A column without a value comes before all that have one.
    void setFigure(int column, double value, const QString& text);
    void setNoFigure(int column, const QString& text);
    bool operator<(const QTreeWidgetItem& other) const override;
};

} // namespace labelwright
