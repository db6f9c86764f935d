// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Statistics.h"

#include <QString>

#include <optional>

class QTreeWidget;

namespace labelwright {

// The tables of a job's statistics. Each is a makeFigureTable(); to be filled again at any time.

/// A label's name as it is shown.
QString labelNameOf(const Statistics& statistics, std::size_t label);

/// One row a label, with pixels that have none.
QTreeWidget* makeLabelFigures(TaskType task);
void fillLabelFigures(QTreeWidget& table, const Statistics& statistics, const LabelSet& labels);
/// Number of the label whose row is selected; nullopt for none or several.
std::optional<std::size_t> chosenLabel(const QTreeWidget& table);
void chooseLabel(QTreeWidget& table, std::size_t label);

/// How many objects have the label of the row and that of the column.
QTreeWidget* makeTogetherTable();
void fillTogether(QTreeWidget& table, const Statistics& statistics);

QTreeWidget* makeDaysTable();
void fillDays(QTreeWidget& table, const Statistics& statistics);

} // namespace labelwright
