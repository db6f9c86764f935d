// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/AgreementTables.h"

#include "core/review/Agreement.h"
#include "ui/home/FigureTables.h"
#include "ui/look/CoreText.h"
#include "ui/look/Parts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTreeWidget>

#include <algorithm>

namespace labelwright {
namespace {

constexpr int kPlaceRole = Qt::UserRole; ///< In the first column.

QString tr(const char* text)
{
    return QCoreApplication::translate("AgreementTables", text);
}

QString nameOf(const AgreementReport& report, std::size_t label)
{
    return label == 0 ? tr("unlabeled") : QString::fromStdString(report.labels[label]);
}

void setKappa(FigureRow& row, int column, std::optional<double> kappa)
{
    if (kappa)
        row.setFigure(column, *kappa, kappaText(kappa));
    else
        row.setNoFigure(column, dash());
}

QColor shade(bool isAlike, double share)
{
    const Tokens& tokens = Look::instance().tokens();
    return shadeOf(isAlike ? tokens.good : tokens.danger, share);
}

} // namespace

QString kappaText(std::optional<double> kappa)
{
    return kappa ? QLocale().toString(*kappa, 'f', 3) : dash();
}

QTreeWidget* makePairsTable(TaskType task)
{
    QTreeWidget* table =
        makeFigureTable(isClassification(task)
                            ? QStringList{tr("First"), tr("Second"), tr("Images"), tr("Agreed %"), tr("Cohen's kappa")}
                            : QStringList{tr("First"), tr("Second"), tr("Images"), tr("Mean IoU %"), tr("Pixels %"),
                                          tr("Cohen's kappa"), tr("Boundary F 2 px"), tr("F 0.75 %")});
    table->setAccessibleName(tr("Raters"));
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    setFigureColumns(*table, 2);
    return table;
}

void fillPairs(QTreeWidget& table, const AgreementReport& report)
{
    const Filling filling(table);
    for (const PairAgreement& pair : report.pairs) {
        auto* row = new FigureRow(&table);
        row->setData(0, kPlaceRole, table.topLevelItemCount() - 1);
        row->setText(0, QString::fromStdString(pair.first));
        row->setText(1, QString::fromStdString(pair.second));
        row->setFigure(2, static_cast<double>(pair.images), countText(pair.images));
        int column = 3;
        if (!isClassification(report.task))
            setShare(*row, column++, meanIou(pair.confusion));
        setShare(*row, column++, accuracyOf(pair.confusion));
        setKappa(*row, column++, cohensKappa(pair.confusion));
        if (!isClassification(report.task)) {
            setShare(*row, column++, pair.fineF());
            setShare(*row, column++, pair.coarseF());
        }
    }
}

QTreeWidget* makeLabelsTable(TaskType task)
{
    QStringList columns{tr("Label"), tr("F1 %")};
    if (task == TaskType::SemanticSegmentation)
        columns = {tr("Label"), tr("IoU %"), tr("F1 %"), tr("F 2 px"), tr("F 0.75 %")};
    else if (task == TaskType::ImageClassificationMultiLabel)
        columns << tr("Kappa");
    QTreeWidget* table = makeFigureTable(columns);
    table->setAccessibleName(tr("Agreement on each label"));
    setFigureColumns(*table, 1);
    return table;
}

void fillLabels(QTreeWidget& table, const AgreementReport& report, const PairAgreement& pair)
{
    const Filling filling(table);
    for (std::size_t label = 1; label < report.labels.size(); ++label) {
        const std::optional<double> f1 = pair.f1(label);
        if (!f1)
            continue;
        auto* row = new FigureRow(&table);
        row->setText(0, nameOf(report, label));
        int column = 1;
        if (!isClassification(report.task))
            setShare(*row, column++, iouOf(pair.confusion, label));
        setShare(*row, column++, f1);
        if (!isClassification(report.task)) {
            setShare(*row, column++, pair.fine[label].f());
            setShare(*row, column++, pair.coarse[label].f());
        } else if (!pair.decisions.empty()) {
            setKappa(*row, column++, cohensKappa(pair.decisions[label]));
        }
    }
}

QTreeWidget* makeConfusionTable()
{
    QTreeWidget* table = makeFigureTable({QString()});
    table->setAccessibleName(tr("Confusion"));
    shadeCells(*table);
    setFigureColumns(*table, 1);
    return table;
}

void fillConfusion(QTreeWidget& table, const AgreementReport& report, const PairAgreement& pair)
{
    const std::size_t first = isClassification(report.task) ? 1 : 0;
    QStringList columns{tr("%1 ↓  %2 →").arg(QString::fromStdString(pair.first), QString::fromStdString(pair.second))};
    std::vector<std::size_t> given;
    for (std::size_t label = first; label < report.labels.size(); ++label) {
        if (pair.confusion.firstTotal(label) + pair.confusion.secondTotal(label) == 0)
            continue;
        given.push_back(label);
        columns << nameOf(report, label);
    }
    const Filling filling(table);
    table.setColumnCount(static_cast<int>(columns.size()));
    table.setHeaderLabels(columns);
    for (const std::size_t label : given) {
        auto* row = new FigureRow(&table);
        row->setText(0, nameOf(report, label));
        const double total = std::max(1.0, static_cast<double>(pair.confusion.firstTotal(label)));
        for (int column = 1; column < columns.size(); ++column) {
            const std::size_t other = given[static_cast<std::size_t>(column) - 1];
            const auto count = static_cast<double>(pair.confusion.at(label, other));
            row->setFigure(column, count, countText(pair.confusion.at(label, other)));
            row->setBackground(column, shade(label == other, count / total));
            row->setToolTip(column, tr("%1 % of what %2 gave \"%3\" is \"%4\" for %5")
                                        .arg(shareText(count / total), QString::fromStdString(pair.first),
                                             nameOf(report, label), nameOf(report, other),
                                             QString::fromStdString(pair.second)));
        }
    }
}

QTreeWidget* makeObjectsTable()
{
    QTreeWidget* table = makeFigureTable({tr("File"), tr("Who agree least"), tr("Object"), tr("Agreement %")});
    table->setAccessibleName(tr("Objects, least agreed on first"));
    setFigureColumns(*table, 2);
    return table;
}

void fillObjects(QTreeWidget& table, const AgreementReport& report)
{
    const Filling filling(table);
    const std::size_t count = std::min(kMostObjects, report.objects.size());
    for (std::size_t place = 0; place < count; ++place) {
        const ObjectAgreement& object = report.objects[place];
        const PairAgreement& pair = report.pairs[object.pair];
        auto* row = new FigureRow(&table);
        row->setData(0, kPlaceRole, static_cast<int>(place));
        row->setText(0, QString::fromStdString(object.sourceRef.substr(object.sourceRef.rfind('/') + 1)));
        row->setText(1, tr("%1, %2").arg(QString::fromStdString(pair.first), QString::fromStdString(pair.second)));
        for (const int column : {0, 1})
            row->setToolTip(column, row->text(column));
        row->setFigure(2, static_cast<double>(object.object + 1), countText(object.object + 1));
        row->setFigure(3, object.agreement, shareText(object.agreement));
    }
}

std::vector<std::size_t> chosenObjects(const QTreeWidget& table)
{
    const bool takesAll = table.selectedItems().size() < 2; // One is always chosen, to be looked at.
    std::vector<std::size_t> places;
    for (int row = 0; row < table.topLevelItemCount(); ++row) {
        if (takesAll || table.topLevelItem(row)->isSelected())
            places.push_back(static_cast<std::size_t>(table.topLevelItem(row)->data(0, kPlaceRole).toInt()));
    }
    return places;
}

std::optional<std::size_t> currentObject(const QTreeWidget& table)
{
    const QTreeWidgetItem* row = table.currentItem();
    return row ? std::optional(static_cast<std::size_t>(row->data(0, kPlaceRole).toInt())) : std::nullopt;
}

} // namespace labelwright
