// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/ObjectHints.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <cstdlib>

using namespace labelwright;

class ObjectHintsTest : public QObject {
    Q_OBJECT
private slots:
    void aBoxIsItsFourSides();
    void aLassoIsTheBoxAroundItAndItsInside();
    void strokesThatBelongMakeTheBoxLarger();
    void aStrokesPixelsHangTogether();
    void aClickIsOnePixel();
};

void ObjectHintsTest::aBoxIsItsFourSides()
{
    const ObjectHints hints = ObjectHints::ofBox({10, 20, 31, 41});
    QVERIFY((hints.box() == Rect{10, 20, 31, 41}));
    QVERIFY((hints.points == ExtremePoints{{25, 20}, {25, 60}, {10, 40}, {40, 40}}));
    QCOMPARE(hints.start, ObjectHints::Start::Box);
    QVERIFY((ObjectHints::ofBox({7, 8, 1, 1}).box() == Rect{7, 8, 1, 1}));
}

void ObjectHintsTest::aLassoIsTheBoxAroundItAndItsInside()
{
    const Region inside = united(Region::fromRect({5, 5, 10, 3}), Region::fromRect({8, 8, 2, 9}));
    const ObjectHints hints = ObjectHints::ofLasso(inside);
    QVERIFY(hints.within == inside);
    QVERIFY((hints.box() == Rect{5, 5, 10, 12}));
}

void ObjectHintsTest::strokesThatBelongMakeTheBoxLarger()
{
    ObjectHints hints = ObjectHints::ofBox({10, 10, 10, 10});
    hints.strokes = {{{{30, 12}, {32, 5}}, true}, {{{0, 0}}, false}};
    QVERIFY((hints.box() == Rect{10, 5, 23, 15}));
}

void ObjectHintsTest::aStrokesPixelsHangTogether()
{
    const std::vector<Point> pixels = pixelsOf({{{0, 0}, {17, 5}, {17, 5}, {3, 40}}, true});
    QVERIFY((pixels.front() == Point{0, 0}));
    QVERIFY((pixels.back() == Point{3, 40}));
    for (std::size_t i = 1; i < pixels.size(); ++i) {
        const Point way{std::abs(pixels[i].x - pixels[i - 1].x), std::abs(pixels[i].y - pixels[i - 1].y)};
        QCOMPARE(std::max(way.x, way.y), 1);
    }
}

void ObjectHintsTest::aClickIsOnePixel()
{
    QVERIFY((pixelsOf({{{4, 9}}, true}) == std::vector<Point>{{4, 9}}));
}

LABELWRIGHT_TEST(ObjectHintsTest)
#include "ObjectHintsTest.moc"
