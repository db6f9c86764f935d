// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/Parts.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeySequence>
#include <QLabel>
#include <QTreeWidget>

#include <limits>

namespace labelwright {
namespace {

constexpr int kValueRole = Qt::UserRole + 1;

QString lineOf(const QTreeWidgetItem& row)
{
    QStringList cells;
    for (int column = 0; column < row.columnCount(); ++column)
        cells << row.text(column);
    return cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
}

} // namespace

QLabel* makeText(const QString& text, Role role)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setRole(*label, role);
    return label;
}

QTreeWidget* makeTable(const QStringList& columns)
{
    auto* table = new QTreeWidget;
    table->setHeaderLabels(columns);
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setAllColumnsShowFocus(true);
    table->header()->setStretchLastSection(false);
    return table;
}

QTreeWidget* makeFigureTable(const QStringList& columns)
{
    QTreeWidget* table = makeTable(columns);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setSortingEnabled(true);
    table->header()->setSortIndicator(-1, Qt::AscendingOrder); // In the order in which they come.
    auto* copy = new QAction(QCoreApplication::translate("Parts", "Copy"), table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(copy, &QAction::triggered, table,
                     [table] { QGuiApplication::clipboard()->setText(copiedText(*table)); });
    table->addAction(copy);
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
    return table;
}

QString copiedText(const QTreeWidget& table)
{
    QString text = lineOf(*table.headerItem());
    const bool takesAll = table.selectedItems().isEmpty();
    for (int row = 0; row < table.topLevelItemCount(); ++row) {
        if (takesAll || table.topLevelItem(row)->isSelected())
            text += lineOf(*table.topLevelItem(row));
    }
    return text;
}

FigureRow::FigureRow(QTreeWidget* table) : QTreeWidgetItem(table)
{
    setSizeHint(0, {0, Metrics::kControl});
}

void FigureRow::setFigure(int column, double value, const QString& text)
{
    setText(column, text);
    setData(column, kValueRole, value);
    setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

void FigureRow::setNoFigure(int column, const QString& text)
{
    setFigure(column, -std::numeric_limits<double>::infinity(), text);
}

bool FigureRow::operator<(const QTreeWidgetItem& other) const
{
    const int column = treeWidget() ? treeWidget()->sortColumn() : 0;
    const QVariant value = data(column, kValueRole);
    const QVariant otherValue = other.data(column, kValueRole);
    if (value.isValid() && otherValue.isValid())
        return value.toDouble() < otherValue.toDouble();
    return QTreeWidgetItem::operator<(other);
}

} // namespace labelwright
