// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/GraphCut.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>

using namespace labelwright;

namespace {

/// A row of pixels: dark up to `edge`, bright from there.
ColorGrid rowWithEdge(int width, int edge)
{
    ColorGrid colors({width, 1});
    for (int x = 0; x < width; ++x)
        colors.at(x, 0) = x < edge ? PixelColor{10, 10, 10} : PixelColor{200, 200, 200};
    return colors;
}

int objectPixels(const ObjectMask& mask)
{
    return static_cast<int>(std::ranges::count(mask.values(), kObject));
}

} // namespace

class GraphCutTest : public QObject {
    Q_OBJECT
private slots:
    void withoutSmoothnessEveryPixelFollowsItsOdds();
    void theBorderFallsOnTheColourEdge_data();
    void theBorderFallsOnTheColourEdge();
    void smoothnessOutvotesALonePixel();
    void closedPixelsKeepTheirSide();
    void nothingOpenIsTheFixedMask();
    void bestOfAllMasksOnASmallGrid();
    void contrastOfOneColourIsZero();
};

void GraphCutTest::withoutSmoothnessEveryPixelFollowsItsOdds()
{
    const ColorGrid colors({4, 1});
    Grid<float> odds({4, 1});
    odds.values() = {1, -1, 0.1F, -0.1F};
    const Grid<std::uint8_t> isOpen({4, 1}, 1);
    const ObjectMask mask = cutGraph({colors, odds, isOpen, ObjectMask({4, 1}), 0, 0});
    QVERIFY((mask.values() == std::vector<std::uint8_t>{kObject, 0, kObject, 0}));
}

void GraphCutTest::theBorderFallsOnTheColourEdge_data()
{
    QTest::addColumn<int>("edge");
    for (int edge : {2, 5, 8})
        QTest::addRow("at %d", edge) << edge;
}

void GraphCutTest::theBorderFallsOnTheColourEdge()
{
    QFETCH(int, edge);
    const ColorGrid colors = rowWithEdge(10, edge);
    const Grid<float> odds({10, 1});
    Grid<std::uint8_t> isOpen({10, 1}, 1);
    isOpen.at(0, 0) = isOpen.at(9, 0) = 0;
    ObjectMask fixed({10, 1});
    fixed.at(0, 0) = kObject;
    const ObjectMask mask = cutGraph({colors, odds, isOpen, fixed, 5, contrastScale(colors)});
    QCOMPARE(objectPixels(mask), edge);
    QCOMPARE(int{mask.at(edge - 1, 0)}, int{kObject});
}

void GraphCutTest::smoothnessOutvotesALonePixel()
{
    const ColorGrid colors({5, 5});
    Grid<float> odds({5, 5}, 1);
    odds.at(2, 2) = -2;
    const Grid<std::uint8_t> isOpen({5, 5}, 1);
    QCOMPARE(objectPixels(cutGraph({colors, odds, isOpen, ObjectMask({5, 5}), 0.1F, 0})), 24);
    QCOMPARE(objectPixels(cutGraph({colors, odds, isOpen, ObjectMask({5, 5}), 1, 0})), 25);
}

void GraphCutTest::closedPixelsKeepTheirSide()
{
    const ColorGrid colors({3, 1});
    const Grid<float> odds({3, 1}, -100);
    Grid<std::uint8_t> isOpen({3, 1}, 1);
    isOpen.at(1, 0) = 0;
    ObjectMask fixed({3, 1});
    fixed.at(1, 0) = kObject;
    const ObjectMask mask = cutGraph({colors, odds, isOpen, fixed, 1, 0});
    QVERIFY((mask.values() == std::vector<std::uint8_t>{0, kObject, 0}));
}

void GraphCutTest::nothingOpenIsTheFixedMask()
{
    const ColorGrid colors({2, 2});
    ObjectMask fixed({2, 2});
    fixed.at(1, 0) = kObject;
    const ObjectMask mask = cutGraph({colors, Grid<float>({2, 2}, 9), Grid<std::uint8_t>({2, 2}), fixed, 1, 0});
    QVERIFY(mask.values() == fixed.values());
}

void GraphCutTest::bestOfAllMasksOnASmallGrid()
{
    constexpr int kPixels = 9;
    ColorGrid colors({3, 3});
    Grid<float> odds({3, 3});
    for (int i = 0; i < kPixels; ++i) {
        const auto level = static_cast<std::uint8_t>(i * 83 % 251);
        colors.values()[static_cast<std::size_t>(i)] = {level, level, level};
        odds.values()[static_cast<std::size_t>(i)] = static_cast<float>((i * 37 % 11) - 5) * 0.4F;
    }
    const float beta = contrastScale(colors);
    const auto costOf = [&](unsigned object) {
        float cost = 0;
        const auto isObject = [object](int x, int y) { return (object >> (y * 3 + x) & 1U) != 0; };
        for (int y = 0; y < 3; ++y) {
            for (int x = 0; x < 3; ++x) {
                const float odd = odds.at(x, y);
                cost += isObject(x, y) ? std::max(-odd, 0.F) : std::max(odd, 0.F);
                for (const Neighbour& n : kNeighbours) {
                    if (colors.bounds().contains({x + n.dx, y + n.dy}) &&
                        isObject(x, y) != isObject(x + n.dx, y + n.dy))
                        cost +=
                            n.closeness *
                            (0.08F + 0.92F * std::exp(-beta * static_cast<float>(squaredDistance(
                                                                  colors.at(x, y), colors.at(x + n.dx, y + n.dy)))));
                }
            }
        }
        return cost;
    };
    float least = 1e9F;
    for (unsigned object = 0; object < 1U << kPixels; ++object)
        least = std::min(least, costOf(object));
    const ObjectMask mask = cutGraph({colors, odds, Grid<std::uint8_t>({3, 3}, 1), ObjectMask({3, 3}), 1, beta});
    unsigned found = 0;
    for (unsigned i = 0; i < kPixels; ++i)
        found |= (mask.values()[i] ? 1U : 0U) << i;
    QVERIFY(found != 0 && found != (1U << kPixels) - 1);
    QVERIFY(std::abs(costOf(found) - least) < 1e-4F);
}

void GraphCutTest::contrastOfOneColourIsZero()
{
    QCOMPARE(contrastScale(ColorGrid({6, 6})), 0.F);
    QCOMPARE(contrastScale(ColorGrid({1, 1})), 0.F);
    QVERIFY(contrastScale(rowWithEdge(10, 5)) > 0);
}

LABELWRIGHT_TEST(GraphCutTest)
#include "GraphCutTest.moc"
