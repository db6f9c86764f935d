// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/StatisticsTables.h"

#include "ui/home/FigureTables.h"
#include "ui/look/CoreText.h"
#include "ui/look/Look.h"
#include "ui/look/QtColor.h"

#include <QCoreApplication>
#include <QIcon>
#include <QLocale>
#include <QPixmap>
#include <QTreeWidget>

#include <algorithm>

namespace labelwright {
namespace {

constexpr int kLabelRole = Qt::UserRole; ///< In the first column.
constexpr int kChip = 12;

QString tr(const char* text)
{
    return QCoreApplication::translate("StatisticsTables", text);
}

/// Without the tint that a selected row gives to icons.
QIcon chip(const QColor& color)
{
    QPixmap pixmap(kChip, kChip);
    pixmap.fill(color);
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);
    return icon;
}

void setNumber(FigureRow& row, int column, std::int64_t number)
{
    row.setFigure(column, static_cast<double>(number), countText(number));
}

void setDuration(FigureRow& row, int column, double seconds)
{
    if (seconds > 0)
        row.setFigure(column, seconds, durationText(seconds));
    else
        row.setNoFigure(column, dash());
}

/// Pixels and components.
int setMaskFigures(FigureRow& row, int column, const Statistics& statistics, const LabelStatistics& of)
{
    setNumber(row, column++, of.sum.pixels);
    setShare(row, column++,
             statistics.pixels > 0
                 ? std::optional(static_cast<double>(of.sum.pixels) / static_cast<double>(statistics.pixels))
                 : std::nullopt);
    const std::optional<double> mean = of.meanArea();
    if (mean) {
        setNumber(row, column, of.sum.components);
        row.setFigure(column + 1, *mean, QLocale().toString(*mean, 'f', 1));
        setNumber(row, column + 2, of.sum.smallest);
        setNumber(row, column + 3, of.sum.largest);
        return column + 4;
    }
    for (int figure = 0; figure < 4; ++figure)
        row.setNoFigure(column++, dash());
    return column;
}

} // namespace

QString labelNameOf(const Statistics& statistics, std::size_t label)
{
    return label == 0 ? tr("unlabeled") : QString::fromStdString(statistics.labels[label]);
}

QTreeWidget* makeLabelFigures(TaskType task)
{
    QStringList columns{tr("Label"), tr("Objects")};
    if (!isClassification(task))
        columns << tr("Pixels") << tr("%") << tr("Components") << tr("Mean") << tr("Smallest") << tr("Largest");
    columns << tr("Active time") << tr("Per object");
    QTreeWidget* table = makeFigureTable(columns);
    table->setAccessibleName(tr("Labels in figures"));
    setFigureColumns(*table, 1);
    if (!isClassification(task)) {
        table->headerItem()->setToolTip(3, tr("Of all pixels of answered objects"));
        table->headerItem()->setToolTip(4, tr("Pixels of the label that touch at a side or a corner"));
        for (const int area : {5, 6, 7})
            table->headerItem()->setToolTip(area, tr("Area of a component, in pixels"));
    }
    const int time = table->columnCount() - 2;
    table->headerItem()->setToolTip(time, isClassification(task)
                                              ? tr("Of each object, shared evenly over its labels")
                                              : tr("Of each object, shared over its labels by their pixels"));
    table->headerItem()->setToolTip(time + 1, tr("Active time, divided by the objects that have the label"));
    return table;
}

void fillLabelFigures(QTreeWidget& table, const Statistics& statistics, const LabelSet& labels)
{
    const Filling filling(table);
    for (std::size_t label = 0; label < statistics.labels.size(); ++label) {
        const LabelStatistics& of = statistics.byLabel[label];
        auto* row = new FigureRow(&table);
        row->setText(0, labelNameOf(statistics, label));
        row->setToolTip(0, row->text(0));
        row->setData(0, kLabelRole, static_cast<int>(label));
        row->setIcon(0,
                     chip(label == 0 ? QColor(Qt::transparent) : qtColor(labels.at(static_cast<Label>(label)).color)));
        setNumber(*row, 1, of.objects);
        int column = 2;
        if (!isClassification(statistics.task))
            column = setMaskFigures(*row, column, statistics, of);
        setDuration(*row, column, of.activeSeconds);
        setDuration(*row, column + 1, of.secondsPerObject().value_or(0));
    }
}

std::optional<std::size_t> chosenLabel(const QTreeWidget& table)
{
    const QList<QTreeWidgetItem*> rows = table.selectedItems();
    return rows.size() == 1 ? std::optional(static_cast<std::size_t>(rows.front()->data(0, kLabelRole).toInt()))
                            : std::nullopt;
}

void chooseLabel(QTreeWidget& table, std::size_t label)
{
    for (int row = 0; row < table.topLevelItemCount(); ++row) {
        if (table.topLevelItem(row)->data(0, kLabelRole).toInt() == static_cast<int>(label))
            table.setCurrentItem(table.topLevelItem(row));
    }
}

QTreeWidget* makeTogetherTable()
{
    QTreeWidget* table = makeFigureTable({tr("Label")});
    table->setAccessibleName(tr("Objects with both labels"));
    shadeCells(*table);
    setFigureColumns(*table, 1);
    return table;
}

void fillTogether(QTreeWidget& table, const Statistics& statistics)
{
    const Filling filling(table);
    QStringList columns{tr("Label")};
    for (std::size_t label = 1; label < statistics.labels.size(); ++label)
        columns << labelNameOf(statistics, label);
    table.setColumnCount(static_cast<int>(columns.size()));
    table.setHeaderLabels(columns);
    for (std::size_t label = 1; label < statistics.labels.size(); ++label) {
        auto* row = new FigureRow(&table);
        row->setText(0, labelNameOf(statistics, label));
        row->setToolTip(0, row->text(0));
        const auto all = std::max(1.0, static_cast<double>(statistics.together(label, label)));
        for (std::size_t other = 1; other < statistics.labels.size(); ++other) {
            const int column = static_cast<int>(other);
            const std::int64_t both = statistics.together(label, other);
            const double share = static_cast<double>(both) / all;
            setNumber(*row, column, both);
            row->setBackground(column, shadeOf(Look::instance().tokens().accent, share));
            row->setToolTip(column, tr("%1 % of the objects with \"%2\" have \"%3\"")
                                        .arg(shareText(share), columns[static_cast<int>(label)], columns[column]));
        }
    }
}

QTreeWidget* makeDaysTable()
{
    QTreeWidget* table =
        makeFigureTable({tr("Day (UTC)"), tr("Answers"), tr("Completed"), tr("In all"), tr("Active time")});
    table->setAccessibleName(tr("Days"));
    table->headerItem()->setToolTip(2, tr("Objects that got the last answer that they need"));
    table->headerItem()->setToolTip(3, tr("Objects completed until then"));
    setFigureColumns(*table, 1);
    return table;
}

void fillDays(QTreeWidget& table, const Statistics& statistics)
{
    const Filling filling(table);
    std::int64_t completed = 0;
    for (const DayProgress& day : statistics.days) {
        completed += day.completed;
        auto* row = new FigureRow(&table);
        row->setText(0, QString::fromStdString(formatMicros(day.day).substr(0, 10)));
        setNumber(*row, 1, day.answers);
        setNumber(*row, 2, day.completed);
        setNumber(*row, 3, completed);
        setDuration(*row, 4, day.activeSeconds);
    }
}

} // namespace labelwright
