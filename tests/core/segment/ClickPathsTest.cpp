// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/ClickPaths.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace labelwright;

namespace {

constexpr Size kSize{60, 60};
constexpr Rect kWhole{0, 0, 60, 60};

/// A horseshoe open at the top: two arms and the bend below.
bool isInHorseshoe(int x, int y)
{
    return x >= 5 && x < 55 && y >= 5 && y < 55 && (x < 20 || x >= 40 || y >= 40);
}

Grid<float> horseshoe()
{
    Grid<float> probability(kSize, 0.05F);
    for (int y = 0; y < 60; ++y) {
        for (int x = 0; x < 60; ++x) {
            if (isInHorseshoe(x, y))
                probability.at(x, y) = 0.95F;
        }
    }
    return probability;
}

} // namespace

class ClickPathsTest : public QObject {
    Q_OBJECT
private slots:
    void goRoundANotch();
    void reachTowardsEveryClick();
    void stayAwayFromTheClicksThemselves();
    void stayInsideTheBox();
    void areNeverEmpty();
    void areTheSameEveryTime();
};

void ClickPathsTest::goRoundANotch()
{
    const ExtremePoints points{{12, 5}, {30, 54}, {5, 10}, {54, 10}};
    for (Point pixel : clickPaths(horseshoe(), ColorGrid(kSize), kWhole, points))
        QVERIFY2(isInHorseshoe(pixel.x, pixel.y), qPrintable(QString("%1, %2").arg(pixel.x).arg(pixel.y)));
}

void ClickPathsTest::reachTowardsEveryClick()
{
    const ExtremePoints points{{12, 5}, {30, 54}, {5, 10}, {54, 10}};
    const std::vector<Point> path = clickPaths(horseshoe(), ColorGrid(kSize), kWhole, points);
    for (Point click : points.all()) {
        const bool near =
            std::ranges::any_of(path, [click](Point p) { return std::hypot(p.x - click.x, p.y - click.y) < 5; });
        QVERIFY2(near, qPrintable(QString("%1, %2").arg(click.x).arg(click.y)));
    }
}

void ClickPathsTest::stayAwayFromTheClicksThemselves()
{
    const ExtremePoints points{{30, 2}, {30, 57}, {2, 30}, {57, 30}};
    const std::vector<Point> path = clickPaths(Grid<float>(kSize, 0.9F), ColorGrid(kSize), kWhole, points);
    for (Point click : points.all())
        QVERIFY(std::ranges::find(path, click) == path.end());
}

void ClickPathsTest::stayInsideTheBox()
{
    const Rect box{10, 20, 30, 15};
    const ExtremePoints points{{20, 20}, {25, 34}, {10, 30}, {39, 25}};
    for (Point pixel : clickPaths(Grid<float>(kSize, 0.5F), ColorGrid(kSize), box, points))
        QVERIFY(box.contains(pixel));
}

void ClickPathsTest::areNeverEmpty()
{
    const Point one{7, 7};
    const std::vector<Point> path =
        clickPaths(Grid<float>(kSize, 0), ColorGrid(kSize), {7, 7, 1, 1}, {one, one, one, one});
    QCOMPARE(path.size(), std::size_t{1});
    QVERIFY(path.front() == one);
}

void ClickPathsTest::areTheSameEveryTime()
{
    const ExtremePoints points{{30, 2}, {31, 57}, {2, 33}, {57, 30}};
    const auto path = [&] { return clickPaths(Grid<float>(kSize, 0.7F), ColorGrid(kSize), kWhole, points); };
    QVERIFY(path() == path());
}

LABELWRIGHT_TEST(ClickPathsTest)
#include "ClickPathsTest.moc"
