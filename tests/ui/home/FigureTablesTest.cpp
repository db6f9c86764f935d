// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/FigureTables.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class FigureTablesTest : public QObject {
    Q_OBJECT
private slots:
    void timesAreReadable_data();
    void timesAreReadable();
};

void FigureTablesTest::timesAreReadable_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << 0.0 << dash();
    QTest::newRow("next to nothing is no dash") << 0.04 << QStringLiteral("< 0.1 s");
    QTest::newRow("a tenth") << 0.06 << QStringLiteral("0.1 s");
    QTest::newRow("seconds") << 59.9 << QStringLiteral("59.9 s");
    QTest::newRow("minutes") << 125.0 << QStringLiteral("2 min 5 s");
    QTest::newRow("hours") << 12'000.0 << QStringLiteral("3 h 20 min");
}

void FigureTablesTest::timesAreReadable()
{
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QCOMPARE(durationText(seconds), text);
}

LABELWRIGHT_TEST(FigureTablesTest)
#include "FigureTablesTest.moc"
