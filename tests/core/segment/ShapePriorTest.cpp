// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/ShapePrior.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace labelwright;

namespace {

constexpr Size kSize{100, 100};
constexpr ExtremePoints kDiamond{{50, 10}, {50, 90}, {10, 50}, {90, 50}};

} // namespace

class ShapePriorTest : public QObject {
    Q_OBJECT
private slots:
    void isHighInsideAndLowInTheCorners();
    void fallsAllTheWayToTheCorner();
    void aDiagonalBoxHasItsOwnCorners();
    void degenerateBoxesAreFinite_data();
    void degenerateBoxesAreFinite();
};

void ShapePriorTest::isHighInsideAndLowInTheCorners()
{
    const Grid<float> prior = shapePrior(kSize, kDiamond);
    QVERIFY(prior.at(50, 50) > 2);
    for (Point corner : {Point{11, 11}, Point{89, 11}, Point{11, 89}, Point{89, 89}})
        QVERIFY(prior.at(corner) < -3);
    for (Point click : kDiamond.all())
        QVERIFY(prior.at(click) > 0.5F);
}

void ShapePriorTest::fallsAllTheWayToTheCorner()
{
    const Grid<float> prior = shapePrior(kSize, kDiamond);
    for (int i = 11; i < 50; ++i)
        QVERIFY2(prior.at(i, i) <= prior.at(i + 1, i + 1), qPrintable(QString::number(i)));
    QVERIFY(prior.at(20, 20) < prior.at(28, 28));
}

void ShapePriorTest::aDiagonalBoxHasItsOwnCorners()
{
    const Grid<float> prior = shapePrior(kSize, {{85, 10}, {15, 90}, {10, 85}, {90, 15}});
    QVERIFY(prior.at(88, 12) > -1); // beside the clicks' corner
    QVERIFY(prior.at(20, 20) < -2);
    QVERIFY(prior.at(80, 80) < -2);
    QVERIFY(prior.at(50, 50) > 1.5F);
}

void ShapePriorTest::degenerateBoxesAreFinite_data()
{
    QTest::addColumn<int>("x1");
    QTest::addColumn<int>("y1");
    QTest::newRow("one pixel") << 0 << 0;
    QTest::newRow("one row") << 40 << 0;
    QTest::newRow("one column") << 0 << 40;
    QTest::newRow("diagonal") << 40 << 40;
}

void ShapePriorTest::degenerateBoxesAreFinite()
{
    QFETCH(int, x1);
    QFETCH(int, y1);
    const Point first{20, 20};
    const Point last{20 + x1, 20 + y1};
    const Grid<float> prior = shapePrior(kSize, {first, last, first, last});
    QVERIFY(std::ranges::all_of(prior.values(), [](float odds) { return std::isfinite(odds); }));
    QVERIFY(prior.at(20 + x1 / 2, 20 + y1 / 2) > 0);
}

LABELWRIGHT_TEST(ShapePriorTest)
#include "ShapePriorTest.moc"
