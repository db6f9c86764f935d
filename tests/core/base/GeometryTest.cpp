// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Geometry.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class GeometryTest : public QObject {
    Q_OBJECT

private slots:
    void intersectionAndUnion_data();
    void intersectionAndUnion();
    void spanningHoldsBothCorners();
    void containsIsHalfOpen();
    void grownTakesAMarginOnEverySide();
};

Q_DECLARE_METATYPE(Rect)

void GeometryTest::intersectionAndUnion_data()
{
    QTest::addColumn<Rect>("a");
    QTest::addColumn<Rect>("b");
    QTest::addColumn<Rect>("both");
    QTest::addColumn<Rect>("either");
    QTest::newRow("overlap") << Rect{0, 0, 4, 4} << Rect{2, 1, 4, 2} << Rect{2, 1, 2, 2} << Rect{0, 0, 6, 4};
    QTest::newRow("inside") << Rect{0, 0, 9, 9} << Rect{2, 3, 1, 1} << Rect{2, 3, 1, 1} << Rect{0, 0, 9, 9};
    QTest::newRow("side by side") << Rect{0, 0, 2, 2} << Rect{2, 0, 2, 2} << Rect{} << Rect{0, 0, 4, 2};
    QTest::newRow("apart") << Rect{-5, -5, 2, 2} << Rect{3, 3, 1, 1} << Rect{} << Rect{-5, -5, 9, 9};
    QTest::newRow("one empty") << Rect{1, 1, 3, 3} << Rect{7, 7, 0, 5} << Rect{} << Rect{1, 1, 3, 3};
    QTest::newRow("both empty") << Rect{} << Rect{} << Rect{} << Rect{};
}

void GeometryTest::intersectionAndUnion()
{
    QFETCH(Rect, a);
    QFETCH(Rect, b);
    QFETCH(Rect, both);
    QFETCH(Rect, either);
    QVERIFY(a.intersected(b) == both);
    QVERIFY(b.intersected(a) == both);
    QVERIFY(a.united(b) == either);
    QVERIFY(b.united(a) == either);
}

void GeometryTest::spanningHoldsBothCorners()
{
    const Rect expected{-1, 2, 5, 4};
    QVERIFY(Rect::spanning({-1, 5}, {3, 2}) == expected);
    QVERIFY(Rect::spanning({3, 2}, {-1, 5}) == expected);
    QVERIFY((Rect::spanning({7, 7}, {7, 7}) == Rect{7, 7, 1, 1}));
}

void GeometryTest::containsIsHalfOpen()
{
    const Rect rect{2, 3, 4, 5};
    QVERIFY(rect.contains({2, 3}));
    QVERIFY(rect.contains({5, 7}));
    QVERIFY(!rect.contains({6, 7}));
    QVERIFY(!rect.contains({5, 8}));
    QVERIFY(!rect.contains({1, 3}));
    QVERIFY(!Rect{}.contains({0, 0}));
}

void GeometryTest::grownTakesAMarginOnEverySide()
{
    QVERIFY((Rect{2, 3, 4, 5}.grown(2) == Rect{0, 1, 8, 9}));
    QVERIFY((Rect{2, 3, 4, 5}.grown(-2)).isEmpty());
}

LABELWRIGHT_TEST(GeometryTest)
#include "GeometryTest.moc"
