// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/Parts.h"

#include "tests/support/TestProgram.h"

#include <QApplication>
#include <QClipboard>
#include <QTest>
#include <QTreeWidget>

#include <memory>

using namespace labelwright;

class PartsTest : public QObject {
    Q_OBJECT
private slots:
    void figuresAreSortedByTheirValues();
    void rowsStandInTheirOrderUntilTheyAreSorted();
    void chosenRowsAreCopiedWithTabs();
};

namespace {

std::unique_ptr<QTreeWidget> makeRows()
{
    std::unique_ptr<QTreeWidget> table(makeFigureTable({QStringLiteral("Label"), QStringLiteral("Pixels")}));
    const auto add = [&table](const char* name, double value, const char* text) {
        auto* row = new FigureRow(table.get());
        row->setText(0, QString::fromLatin1(name));
        row->setFigure(1, value, QString::fromLatin1(text));
    };
    add("bus", 1200, "1,200");
    add("tree", 34, "34");
    add("car", 5, "5");
    auto* row = new FigureRow(table.get());
    row->setText(0, QStringLiteral("road"));
    row->setNoFigure(1, QStringLiteral("-"));
    return table;
}

QStringList names(const QTreeWidget& table)
{
    QStringList names;
    for (int row = 0; row < table.topLevelItemCount(); ++row)
        names << table.topLevelItem(row)->text(0);
    return names;
}

} // namespace

void PartsTest::figuresAreSortedByTheirValues()
{
    const auto table = makeRows();
    table->sortByColumn(1, Qt::AscendingOrder);
    QCOMPARE(names(*table).join(u'|'), QStringLiteral("road|car|tree|bus"));
    table->sortByColumn(0, Qt::AscendingOrder);
    QCOMPARE(names(*table).join(u'|'), QStringLiteral("bus|car|road|tree"));
}

void PartsTest::rowsStandInTheirOrderUntilTheyAreSorted()
{
    QCOMPARE(names(*makeRows()).join(u'|'), QStringLiteral("bus|tree|car|road"));
}

void PartsTest::chosenRowsAreCopiedWithTabs()
{
    const auto table = makeRows();
    table->show();
    QVERIFY(QTest::qWaitForWindowActive(table.get()));
    QTest::keyClick(table.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("Label\tPixels\nbus\t1,200\ntree\t34\ncar\t5\nroad\t-\n"));
    table->topLevelItem(1)->setSelected(true);
    QTest::keyClick(table.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("Label\tPixels\ntree\t34\n"));
}

LABELWRIGHT_TEST(PartsTest)
#include "PartsTest.moc"
