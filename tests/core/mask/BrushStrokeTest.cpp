// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Components.h"
#include "core/mask/Shapes.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace labelwright;

namespace {

/// How far the point lies outside the hull of the two dabs: the least of (distance - radius) over all dabs between
/// them. The function is convex, so that halving the interval finds it.
double outside(BrushTip tip, PointF p, const Dab& from, const Dab& to)
{
    const auto at = [&](double share) {
        const double x = std::abs(p.x - from.centre.x - share * (to.centre.x - from.centre.x));
        const double y = std::abs(p.y - from.centre.y - share * (to.centre.y - from.centre.y));
        const double distance = tip == BrushTip::Round ? std::hypot(x, y) : std::max(x, y);
        return distance - from.radiusPx - share * (to.radiusPx - from.radiusPx);
    };
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60; ++i) {
        const double third = (high - low) / 3;
        if (at(low + third) < at(high - third))
            high -= third;
        else
            low += third;
    }
    return std::min({at(low), at(0), at(1)});
}

Region squareByDefinition(PointF a, PointF b, double halfSide)
{
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double reach = halfSide * (std::abs(dx) + std::abs(dy));
    std::vector<RowSpan> spans;
    for (int row = -40; row < 40; ++row) {
        for (int column = -40; column < 40; ++column) {
            const double x = column + 0.5;
            const double y = row + 0.5;
            const bool inBox = x >= std::min(a.x, b.x) - halfSide && x <= std::max(a.x, b.x) + halfSide &&
                               y >= std::min(a.y, b.y) - halfSide && y <= std::max(a.y, b.y) + halfSide;
            if (inBox && std::abs((x - a.x) * dy - (y - a.y) * dx) <= reach)
                spans.push_back({row, column, column + 1});
        }
    }
    return Region::fromSpans(std::move(spans));
}

} // namespace

class BrushStrokeTest : public QObject {
    Q_OBJECT

private slots:
    void strokeIsTheHullOfItsDabs_data();
    void strokeIsTheHullOfItsDabs();
    void squareStrokeOnHalfPixelsIsItsDefinition();
    void squareDabIsAsWideAsItsDiameter();
    void dabInsideTheOtherAddsNothing();
    void strokeHasNoGapAndIsNeverEmpty_data();
    void strokeHasNoGapAndIsNeverEmpty();
    void thinStrokeIsALineOfSinglePixels();
};

Q_DECLARE_METATYPE(BrushTip)

void BrushStrokeTest::strokeIsTheHullOfItsDabs_data()
{
    QTest::addColumn<BrushTip>("tip");
    QTest::newRow("round") << BrushTip::Round;
    QTest::newRow("square") << BrushTip::Square;
}

void BrushStrokeTest::strokeIsTheHullOfItsDabs()
{
    QFETCH(BrushTip, tip);
    std::mt19937 random(31);
    std::uniform_real_distribution<double> place(10, 30);
    std::uniform_real_distribution<double> radius(0.8, 9);
    for (int round = 0; round < 40; ++round) {
        const Dab from{{place(random), place(random)}, radius(random)};
        Dab to{{place(random), place(random)}, radius(random)};
        if (round % 4 == 1)
            to.centre.y = from.centre.y;
        else if (round % 4 == 2)
            to.radiusPx = from.radiusPx;
        else if (round % 4 == 3)
            to.centre = {from.centre.x + 1, from.centre.y + 0.5}; // mostly one inside the other
        const Region region = brushStroke(tip, from, to);
        for (int y = -8; y < 45; ++y) {
            for (int x = -8; x < 45; ++x) {
                const double distance = outside(tip, {x + 0.5, y + 0.5}, from, to);
                if (std::abs(distance) < 1e-7)
                    continue;
                QVERIFY2(region.contains({x, y}) == (distance < 0),
                         qPrintable(QStringLiteral("round %1 at %2, %3").arg(round).arg(x).arg(y)));
            }
        }
        QVERIFY(brushStroke(tip, to, from) == region);
    }
}

void BrushStrokeTest::squareStrokeOnHalfPixelsIsItsDefinition()
{
    std::mt19937 random(32);
    std::uniform_int_distribution<int> halves(-40, 40);
    for (int round = 0; round < 500; ++round) {
        const PointF a{halves(random) / 2.0, halves(random) / 2.0};
        const PointF b{halves(random) / 2.0, halves(random) / 2.0};
        const double halfSide = 1 + round % 20 / 2.0;
        QVERIFY2(brushStroke(BrushTip::Square, {a, halfSide}, {b, halfSide}) == squareByDefinition(a, b, halfSide),
                 qPrintable(QString::number(round)));
    }
}

void BrushStrokeTest::squareDabIsAsWideAsItsDiameter()
{
    for (int diameter = 1; diameter <= 12; ++diameter) {
        const double middle = diameter % 2 == 1 ? 20.5 : 20;
        const Dab dab{{middle, middle}, diameter / 2.0};
        const int first = 20 - diameter / 2;
        QVERIFY(brushStroke(BrushTip::Square, dab, dab) == Region::fromRect({first, first, diameter, diameter}));
    }
}

void BrushStrokeTest::dabInsideTheOtherAddsNothing()
{
    const Dab large{{20, 20}, 9};
    for (const BrushTip tip : {BrushTip::Round, BrushTip::Square})
        for (const Dab& small :
             {Dab{{24, 22}, 2}, Dab{{27, 20}, 2}, Dab{{20, 20}, 9}}) // the second touches from inside
            QVERIFY(brushStroke(tip, large, small) == brushStroke(tip, large, large));
}

void BrushStrokeTest::strokeHasNoGapAndIsNeverEmpty_data()
{
    strokeIsTheHullOfItsDabs_data();
}

void BrushStrokeTest::strokeHasNoGapAndIsNeverEmpty()
{
    QFETCH(BrushTip, tip);
    std::mt19937 random(33);
    std::uniform_real_distribution<double> place(-60, 60);
    std::uniform_real_distribution<double> radius(0.1, 3);
    for (int round = 0; round < 2000; ++round) {
        const Dab from{{place(random), place(random)}, radius(random)};
        const Dab to{{place(random), place(random)}, radius(random)};
        const Region region = brushStroke(tip, from, to);
        QVERIFY(!region.isEmpty());
        QVERIFY2(parts(region, Connectivity::Eight).size() == 1, qPrintable(QString::number(round)));
        for (const Dab& end : {from, to}) {
            // What paints on from here joins: a pixel that the dab's centre lies in, or one beside it, is part of it.
            const Point pixel{static_cast<int>(std::floor(end.centre.x)), static_cast<int>(std::floor(end.centre.y))};
            bool isNear = false;
            for (int y = -1; y <= 1; ++y)
                for (int x = -1; x <= 1; ++x)
                    isNear = isNear || region.contains({pixel.x + x, pixel.y + y});
            QVERIFY(isNear);
        }
    }
}

void BrushStrokeTest::thinStrokeIsALineOfSinglePixels()
{
    const Region round = brushStroke(BrushTip::Round, {{2.5, 3.5}, 0.5}, {{30.5, 14.5}, 0.3});
    QVERIFY(round == brushStroke(BrushTip::Square, {{2.5, 3.5}, 0.5}, {{30.5, 14.5}, 0.3}));
    QCOMPARE(round.area(), 29);
}

LABELWRIGHT_TEST(BrushStrokeTest)
#include "BrushStrokeTest.moc"
