// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/WorkersModel.h"

#include "ui/home/FigureTables.h"
#include "ui/look/Look.h"

#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr QChar kNothing(0x2013); ///< A dash.

/// Right-aligned; what there is nothing of sorts before all that there is.
QStandardItem* figure(const QString& text, double value)
{
    auto* item = new QStandardItem(text);
    item->setData(value, Qt::UserRole);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    item->setEditable(false);
    return item;
}

QStandardItem* count(std::int64_t number)
{
    return figure(QLocale().toString(static_cast<qint64>(number)), static_cast<double>(number));
}

QStandardItem* share(const Change& change)
{
    const std::optional<double> part = change.share();
    auto* item = part ? figure(WorkersModel::tr("%1 %").arg(QLocale().toString(100 * *part, 'f', 1)), *part)
                      : figure(kNothing, -1);
    if (part)
        item->setToolTip(WorkersModel::tr("%1 of %2")
                             .arg(QLocale().toString(static_cast<qint64>(change.changed)),
                                  QLocale().toString(static_cast<qint64>(change.of))));
    return item;
}

QStandardItem* duration(double seconds)
{
    return figure(durationText(seconds), seconds);
}

QStandardItem* speed(std::optional<double> perHour)
{
    return perHour ? figure(QLocale().toString(*perHour, 'f', 1), *perHour) : figure(kNothing, -1);
}

} // namespace

WorkersModel::WorkersModel(QObject* parent) : QStandardItemModel(0, ColumnCount, parent)
{
    setSortRole(Qt::UserRole);
    for (int column = Objects; column < ColumnCount; ++column)
        setHeaderData(column, Qt::Horizontal, QVariant(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
}

void WorkersModel::show(const WorkerReport& report, int label)
{
    const bool isOfImages = isClassification(report.task);
    removeRows(0, rowCount());
    setHorizontalHeaderLabels({tr("Worker"), tr("Objects"), tr("Answers"), tr("Active time"), tr("Objects an hour"),
                               isOfImages ? tr("Corrected images") : tr("Corrected pixels"),
                               tr("Differs from consolidated"), tr("Adjusted"), tr("Accepted at once"),
                               tr("Wrong on gold")});
    for (const WorkerWork& work : report.workers) {
        auto* name = new QStandardItem(QString::fromStdString(work.worker.name));
        name->setData(name->text(), Qt::UserRole);
        name->setToolTip(QString::fromStdString(work.worker.email));
        name->setEditable(false);
        name->setSizeHint({0, Metrics::kTouchTarget});
        const LabelWork all{work.objects, work.corrected, work.differing};
        const LabelWork& shown = label < 0 ? all : work.labels[static_cast<std::size_t>(label)];
        appendRow({name, count(shown.objects), count(work.answers), duration(work.activeSeconds),
                   speed(work.objectsPerHour()), share(shown.corrected), share(shown.differing), share(work.adjusted),
                   share({work.acceptedAtOnce, work.reviewed}), share(work.goldDiffering)});
    }
}

QString WorkersModel::textOf(const QList<int>& rows, const QList<int>& columns) const
{
    QStringList heading;
    for (const int column : columns)
        heading << headerData(column, Qt::Horizontal).toString();
    QStringList lines{heading.join(u'\t')};
    for (const int row : rows) {
        QStringList cells;
        for (const int column : columns)
            cells << item(row, column)->text();
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace labelwright
