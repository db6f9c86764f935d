// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Components.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <string>

using namespace labelwright;

namespace {

/// A mask of rows of digits.
LabelMask drawn(const std::vector<std::string>& rows)
{
    std::vector<Label> labels;
    for (const std::string& row : rows)
        for (const char digit : row)
            labels.push_back(static_cast<Label>(digit - '0'));
    return *LabelMask::create({static_cast<int>(rows[0].size()), static_cast<int>(rows.size())}, std::move(labels));
}

LabelMask randomMask(std::mt19937& random)
{
    const Size size{1 + static_cast<int>(random() % 23), 1 + static_cast<int>(random() % 17)};
    std::vector<Label> labels(static_cast<std::size_t>(size.width * size.height));
    const unsigned count = 1 + random() % 4;
    std::ranges::generate(labels, [&] { return static_cast<Label>(random() % count); });
    return *LabelMask::create(size, std::move(labels));
}

/// Pixel by pixel, for comparison.
Region slowComponent(const LabelMask& mask, Point seed, Connectivity connectivity)
{
    std::vector<RowSpan> found;
    std::vector<bool> isDone(mask.pixels().size());
    std::vector<Point> open{seed};
    while (!open.empty()) {
        const Point p = open.back();
        open.pop_back();
        if (!mask.bounds().contains(p) || mask.at(p) != mask.at(seed))
            continue;
        const auto index = static_cast<std::size_t>(p.y * mask.width() + p.x);
        if (isDone[index])
            continue;
        isDone[index] = true;
        found.push_back({p.y, p.x, p.x + 1});
        for (int dy = -1; dy <= 1; ++dy)
            for (int dx = -1; dx <= 1; ++dx)
                if (connectivity == Connectivity::Eight || dx == 0 || dy == 0)
                    open.push_back({p.x + dx, p.y + dy});
    }
    return Region::fromSpans(std::move(found));
}

std::vector<Component> slowComponents(const LabelMask& mask, Connectivity connectivity)
{
    std::vector<Component> all;
    Region done;
    for (int y = 0; y < mask.height(); ++y)
        for (int x = 0; x < mask.width(); ++x) {
            if (done.contains({x, y}))
                continue;
            const Region region = slowComponent(mask, {x, y}, connectivity);
            all.push_back({mask.at({x, y}), region.area(), region.bounds(), {x, y}});
            done = united(done, region);
        }
    return all;
}

} // namespace

class ComponentsTest : public QObject {
    Q_OBJECT

private slots:
    void componentsAreThoseOfASlowSearch();
    void componentAtIsThatOfASlowSearch();
    void componentOutsideTheMaskIsEmpty();
    void pixelsOfALabelInAWindow();
    void cornersJoinOnlyWhenEightAreNeighbours();
    void stoppedScanEndsEarly();
    void islandsComeSmallestFirst();
    void maskOfOneLabelHasNoIsland();
    void pixelsOfAnIslandThatIsGoneAreNone();
    void longestBorderSurrounds_data();
    void longestBorderSurrounds();
    void regionThatCoversTheMaskIsItsOwnSurroundings();
    void partsHangTogether();
};

void ComponentsTest::componentsAreThoseOfASlowSearch()
{
    std::mt19937 random(1);
    for (int round = 0; round < 60; ++round) {
        const LabelMask mask = randomMask(random);
        for (const Connectivity connectivity : {Connectivity::Four, Connectivity::Eight})
            QVERIFY2(components(mask, connectivity) == slowComponents(mask, connectivity),
                     qPrintable(QString("round %1").arg(round)));
    }
}

void ComponentsTest::componentAtIsThatOfASlowSearch()
{
    std::mt19937 random(2);
    for (int round = 0; round < 300; ++round) {
        const LabelMask mask = randomMask(random);
        const Point seed{static_cast<int>(random() % static_cast<unsigned>(mask.width())),
                         static_cast<int>(random() % static_cast<unsigned>(mask.height()))};
        for (const Connectivity connectivity : {Connectivity::Four, Connectivity::Eight})
            QVERIFY2(componentAt(mask, seed, connectivity) == slowComponent(mask, seed, connectivity),
                     qPrintable(QString("round %1").arg(round)));
    }
}

void ComponentsTest::componentOutsideTheMaskIsEmpty()
{
    const LabelMask mask = drawn({"11", "11"});
    QVERIFY(componentAt(mask, {2, 0}).isEmpty());
    QVERIFY(componentAt(mask, {0, -1}).isEmpty());
}

void ComponentsTest::pixelsOfALabelInAWindow()
{
    const LabelMask mask = drawn({"1121", "2111", "1222"});
    QCOMPARE(pixelsOf(mask, Label(1)).spans(), (std::vector<RowSpan>{{0, 0, 2}, {0, 3, 4}, {1, 1, 4}, {2, 0, 1}}));
    QCOMPARE(pixelsOf(mask, Label(1), {1, -5, 2, 7}).spans(), (std::vector<RowSpan>{{0, 1, 2}, {1, 1, 3}}));
    QVERIFY(pixelsOf(mask, Label(3)).isEmpty());
    QVERIFY(pixelsOf(mask, Label(1), {4, 0, 9, 9}).isEmpty());
}

void ComponentsTest::cornersJoinOnlyWhenEightAreNeighbours()
{
    const LabelMask mask = drawn({"100", "010", "001"});
    QCOMPARE(componentAt(mask, {1, 1}).area(), 1);
    QCOMPARE(componentAt(mask, {1, 1}, Connectivity::Eight).area(), 3);
    QCOMPARE(components(mask).size(), std::size_t(5));
    QCOMPARE(components(mask, Connectivity::Eight).size(), std::size_t(2));
}

void ComponentsTest::stoppedScanEndsEarly()
{
    std::stop_source source;
    source.request_stop();
    QVERIFY(components(drawn({"1"}), Connectivity::Four, source.get_token()).empty());
}

void ComponentsTest::islandsComeSmallestFirst()
{
    const LabelMask mask = drawn({"1111111",   //
                                  "1022131",   //
                                  "1111131",   //
                                  "1211111",   //
                                  "1111115"}); //
    const std::vector<Island> islands = findIslands(mask, 2);
    const std::vector<Island> expected{{0, 1, {1, 1, 1, 1}, {1, 1}},
                                       {2, 1, {1, 3, 1, 1}, {1, 3}},
                                       {5, 1, {6, 4, 1, 1}, {6, 4}},
                                       {2, 2, {2, 1, 2, 1}, {2, 1}},
                                       {3, 2, {5, 1, 1, 2}, {5, 1}}};
    QVERIFY(islands == expected);
    QCOMPARE(findIslands(mask, 1).size(), std::size_t(3));
    QCOMPARE(findIslands(mask, 1000).size(), std::size_t(6));
    QVERIFY(findIslands(mask, 0).empty());
}

void ComponentsTest::maskOfOneLabelHasNoIsland()
{
    QVERIFY(findIslands(drawn({"11", "11"}), 1000).empty());
}

void ComponentsTest::pixelsOfAnIslandThatIsGoneAreNone()
{
    const Island island{2, 2, {1, 1, 2, 2}, {1, 1}};
    QCOMPARE(pixelsOf(drawn({"0000", "0200", "0020"}), island).area(), 2);
    QVERIFY(pixelsOf(drawn({"0000", "0100", "0020"}), island).isEmpty());
    QVERIFY(pixelsOf(drawn({"0"}), island).isEmpty());
}

void ComponentsTest::longestBorderSurrounds_data()
{
    QTest::addColumn<std::vector<std::string>>("rows");
    QTest::addColumn<int>("around");
    QTest::newRow("one label") << std::vector<std::string>{"222", "212", "222"} << 2;
    QTest::newRow("three sides of four") << std::vector<std::string>{"333", "214", "333"} << 3;
    QTest::newRow("corners do not count") << std::vector<std::string>{"242", "312", "232"} << 3;
    QTest::newRow("the lowest of equal ones") << std::vector<std::string>{"050", "415", "040"} << 4;
    QTest::newRow("unlabelled only when longer") << std::vector<std::string>{"000", "210", "222"} << 2;
    QTest::newRow("unlabelled when longer") << std::vector<std::string>{"000", "210", "000"} << 0;
    QTest::newRow("image's edge is no border") << std::vector<std::string>{"13", "00"} << 3;
}

void ComponentsTest::longestBorderSurrounds()
{
    QFETCH(std::vector<std::string>, rows);
    QFETCH(int, around);
    const LabelMask mask = drawn(rows);
    QCOMPARE(int(surroundingLabel(mask, pixelsOf(mask, Label(1)))), around);
    const Point seed = components(mask)[0].label == 1 ? Point{0, 0} : Point{1, 1};
    QCOMPARE(int(surroundingLabel(mask, Island{1, 1, {seed.x, seed.y, 1, 1}, seed})), around);
}

void ComponentsTest::regionThatCoversTheMaskIsItsOwnSurroundings()
{
    const LabelMask mask = drawn({"33", "33"});
    QCOMPARE(int(surroundingLabel(mask, Region::fromRect(mask.bounds()))), 3);
}

void ComponentsTest::partsHangTogether()
{
    std::mt19937 random(3);
    for (int round = 0; round < 200; ++round) {
        const LabelMask mask = randomMask(random);
        const Region region = pixelsOf(mask, Label(1)).translated(-4, -7);
        for (const Connectivity connectivity : {Connectivity::Four, Connectivity::Eight}) {
            std::vector<Region> expected;
            for (const Component& component : slowComponents(mask, connectivity))
                if (component.label == 1)
                    expected.push_back(slowComponent(mask, component.seed, connectivity).translated(-4, -7));
            QVERIFY2(parts(region, connectivity) == expected, qPrintable(QString("round %1").arg(round)));
        }
    }
    QVERIFY(parts({}).empty());
}

LABELWRIGHT_TEST(ComponentsTest)
#include "ComponentsTest.moc"
