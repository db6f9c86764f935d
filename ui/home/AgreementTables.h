// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/JobAgreement.h"

#include <QColor>
#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

class QTreeWidget;

namespace labelwright {

// The tables of an agreement. Each is a makeFigureTable() whose columns follow from the task; to be filled again at any
// time.

/// "0.899", or a dash.
QString kappaText(std::optional<double> kappa);

/// One row a pair, in the report's order.
QTreeWidget* makePairsTable(TaskType task);
void fillPairs(QTreeWidget& table, const AgreementReport& report);

/// One row a label that either rater gave.
QTreeWidget* makeLabelsTable(TaskType task);
void fillLabels(QTreeWidget& table, const AgreementReport& report, const PairAgreement& pair);

/// What the first rater gave in rows, where the second gave the columns; shaded by each cell's share of its row, alike
/// in one color and unlike in the other. Not for labels of which an image may have several.
QTreeWidget* makeConfusionTable();
void fillConfusion(QTreeWidget& table, const AgreementReport& report, const PairAgreement& pair);

/// At most kMostObjects, the least agreed on.
constexpr std::size_t kMostObjects = 1000;
QTreeWidget* makeObjectsTable();
void fillObjects(QTreeWidget& table, const AgreementReport& report);
/// The places in AgreementReport::objects of the rows that the user chose, where there are several, else of all.
std::vector<std::size_t> chosenObjects(const QTreeWidget& table);
/// The place in AgreementReport::objects of the table's current row.
std::optional<std::size_t> currentObject(const QTreeWidget& table);

} // namespace labelwright
