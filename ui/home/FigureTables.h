// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/Parts.h"

#include <QColor>
#include <QString>

#include <cstdint>
#include <optional>

class QTreeWidget;

namespace labelwright {

// What the tables of figures of ui/home have in common, beside makeFigureTable().

/// What stands where there is no figure.
QString dash();
/// "93.1", or a dash.
QString shareText(std::optional<double> share);
/// "< 0.1 s", "8.3 s", "2 min 5 s", "3 h 20 min", or a dash for nothing.
QString durationText(double seconds);

void setShare(FigureRow& row, int column, std::optional<double> share);

/// The first `names` columns hold names; they share what the figures leave, and stay readable where that is little. For
/// columns that are added later too.
void setFigureColumns(QTreeWidget& table, int names);

/// Cells show their background, which the style sheet leaves out.
void shadeCells(QTreeWidget& table);
/// Such a background, the darker the larger the share.
QColor shadeOf(QColor color, double share);

/// The filled table is sorted as it was before.
class Filling {
public:
    explicit Filling(QTreeWidget& table);
    ~Filling();
    Filling(const Filling&) = delete;
    Filling& operator=(const Filling&) = delete;

private:
    QTreeWidget& m_table;
};

} // namespace labelwright
