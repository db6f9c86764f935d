// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/ExtremePoints.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>

using namespace labelwright;

namespace {

constexpr ExtremePoints kDiamond{{50, 10}, {55, 90}, {5, 48}, {95, 60}};

} // namespace

class ExtremePointsTest : public QObject {
    Q_OBJECT
private slots:
    void boxHoldsEveryPoint();
    void rolesAreToldInAnyOrder();
    void slantedObjectsAreSorted_data();
    void slantedObjectsAreSorted();
    void oneClickMayBeExtremeTwice();
    void fourClicksOnOnePixelStay();
    void equalCostsKeepTheOrderOfTheClicks();
    void farApartClicksDoNotOverflow();
};

void ExtremePointsTest::boxHoldsEveryPoint()
{
    QVERIFY((kDiamond.box() == Rect{5, 10, 91, 81}));
    const ExtremePoints inconsistent{{3, 9}, {4, 1}, {8, 2}, {0, 5}};
    for (Point point : inconsistent.all())
        QVERIFY(inconsistent.box().contains(point));
}

void ExtremePointsTest::rolesAreToldInAnyOrder()
{
    std::array<std::size_t, 4> order{0, 1, 2, 3};
    int orders = 0;
    do {
        const auto all = kDiamond.all();
        const ExtremePoints sorted = sortExtremePoints({all[order[0]], all[order[1]], all[order[2]], all[order[3]]});
        QVERIFY(sorted == kDiamond);
        ++orders;
    } while (std::ranges::next_permutation(order).found);
    QCOMPARE(orders, 24);
}

void ExtremePointsTest::slantedObjectsAreSorted_data()
{
    QTest::addColumn<int>("topX");
    QTest::addColumn<int>("bottomX");
    QTest::newRow("leaning right") << 90 << 12;
    QTest::newRow("leaning left") << 12 << 90;
}

void ExtremePointsTest::slantedObjectsAreSorted()
{
    QFETCH(int, topX);
    QFETCH(int, bottomX);
    const Point top{topX, 0};
    const Point bottom{bottomX, 99};
    const Point left{2, topX > bottomX ? 90 : 10};
    const Point right{98, topX > bottomX ? 10 : 90};
    QVERIFY((sortExtremePoints({right, bottom, left, top}) == ExtremePoints{top, bottom, left, right}));
}

void ExtremePointsTest::oneClickMayBeExtremeTwice()
{
    // A triangle: its top left corner is both, so two clicks coincide.
    const ExtremePoints sorted = sortExtremePoints({Point{0, 0}, Point{80, 40}, Point{0, 0}, Point{30, 90}});
    QVERIFY((sorted == ExtremePoints{{0, 0}, {30, 90}, {0, 0}, {80, 40}}));
}

void ExtremePointsTest::fourClicksOnOnePixelStay()
{
    const Point one{7, 8};
    const ExtremePoints sorted = sortExtremePoints({one, one, one, one});
    QVERIFY((sorted == ExtremePoints{one, one, one, one}));
    QVERIFY((sorted.box() == Rect{7, 8, 1, 1}));
}

void ExtremePointsTest::equalCostsKeepTheOrderOfTheClicks()
{
    // The corners of a square: every corner lies on two sides, and two assignments cost nothing.
    const Point a{0, 0};
    const Point b{10, 10};
    const Point c{0, 10};
    const Point d{10, 0};
    QVERIFY((sortExtremePoints({a, b, c, d}) == ExtremePoints{a, b, c, d}));
    QVERIFY((sortExtremePoints({d, c, a, b}) == ExtremePoints{d, c, a, b}));
}

void ExtremePointsTest::farApartClicksDoNotOverflow()
{
    constexpr int kFar = 1'000'000'000;
    const ExtremePoints far{{0, -kFar}, {0, kFar}, {-kFar, 0}, {kFar, 0}};
    QVERIFY(sortExtremePoints({far.right, far.left, far.bottom, far.top}) == far);
}

LABELWRIGHT_TEST(ExtremePointsTest)
#include "ExtremePointsTest.moc"
