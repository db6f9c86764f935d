// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/RegionEdits.h"
#include "core/mask/Components.h"
#include "core/mask/Shapes.h"
#include "tests/core/tools/PolygonHand.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <random>

using namespace labelwright;
using namespace labelwright::test;
using namespace labelwright::test::polygon_hand;

namespace {

Region disc(PointF centre, double radius)
{
    return capsule(centre, centre, radius);
}

struct OpenedRegion {
    Document document;
    PolygonTool tool;
};

/// `region` of label 3, alone, opened as a polygon.
OpenedRegion opened(const Region& region)
{
    OpenedRegion ready{blank(), {}};
    paint(ready.document, region, 3);
    ready.tool.edit(ready.document, region);
    return ready;
}

} // namespace

/// A region opened as a polygon.
class RegionContourTest : public QObject {
    Q_OBJECT

private slots:
    void openedRegionIsUntouchedByCommit();
    void openedRegionShowsOutlinesAndHoles();
    void movedVertexReshapesTheRegionAlone();
    void whatLeavesARegionGetsTheLabelBesideIt();
    void aChangesSurroundingsAreThoseOfTheWholeRegion();
    void holesCanBeReshaped();
    void eraseClickTakesAVertexOutOfARegion();
    void clicksAddNothingToARegion();
    void reshapedRegionKeepsItsLabel();
    void cancelledRegionStaysAsItWas();
    void stepBackInARegionEndsWithItsFirstChange();
    void ownBorderDoesNotHoldAVertex();
    void whatChangedMeanwhileIsLeftAlone();
    void onlyMarkersNearThePointerAreShownOfALargeRegion();
};

void RegionContourTest::openedRegionIsUntouchedByCommit()
{
    auto [document, tool] = opened(subtracted(disc({90, 80}, 61.3), disc({100, 70}, 17.2)));
    const LabelMask before = document.mask();
    QVERIFY(tool.isActive());
    QCOMPARE(tool.hint(), std::string("polygon.edit"));
    QVERIFY(tool.commit(document, 1));
    QVERIFY(!tool.isActive());
    QVERIFY(document.mask() == before);
    QCOMPARE(document.history().undoNames().size(), std::size_t(1)); // no step for nothing
}

void RegionContourTest::openedRegionShowsOutlinesAndHoles()
{
    auto [document, tool] =
        opened(subtracted(Region::fromRect({20, 20, 100, 100}), Region::fromRect({50, 50, 30, 30})));
    QCOMPARE(tool.outline().rings.size(), std::size_t(2));
    QVERIFY(tool.outline().path.empty());
    QCOMPARE(vertices(tool).size(), std::size_t(8));
    tool.hover(document, at({70, 21}));
    QCOMPARE(vertices(tool).size(), std::size_t(9)); // where a drag would put one
    tool.hover(document, at({21, 21}));
    QCOMPARE(vertices(tool).size(), std::size_t(8));
}

void RegionContourTest::movedVertexReshapesTheRegionAlone()
{
    Document document = blank();
    const Region region = disc({90, 80}, 60);
    paint(document, region, 3);
    paint(document, disc({90, 12}, 6), 5); // grown over
    paint(document, Region::fromRect({0, 140, 200, 20}), 6);
    const LabelMask before = document.mask();
    PolygonTool tool;
    tool.edit(document, componentAt(document.mask(), {90, 80}));
    drag(tool, document, {90, 20}, {90, 4});
    QVERIFY(tool.commit(document, 1));
    QCOMPARE(document.history().undoNames().front(), std::string("edit-contour"));
    QCOMPARE(document.mask().at({90, 9}), Label(3));
    int changed = 0;
    for (int y = 0; y < before.height(); ++y) {
        for (int x = 0; x < before.width(); ++x) {
            if (before.at({x, y}) == document.mask().at({x, y}))
                continue;
            ++changed;
            QVERIFY(y < 40);
            QCOMPARE(document.mask().at({x, y}), Label(3));
        }
    }
    QVERIFY(changed > 50);
    QCOMPARE(parts(pixelsOf(document.mask(), 3), Connectivity::Eight).size(), std::size_t(1)); // no specks
    document.undo();
    QVERIFY(document.mask() == before);
}

void RegionContourTest::whatLeavesARegionGetsTheLabelBesideIt()
{
    Document document = blank();
    paint(document, Region::fromRect({0, 0, 100, 160}), 2);
    const Region region = Region::fromRect({40, 40, 40, 40});
    paint(document, region, 3);
    PolygonTool tool;
    tool.edit(document, region);
    drag(tool, document, {40, 40}, {60, 60});
    tool.commit(document, 1);
    const std::vector<PointF> remaining{{60, 60}, {80, 40}, {80, 80}, {40, 80}};
    QVERIFY(pixelsOf(document.mask(), 3) == polygon(remaining));
    QCOMPARE(document.mask().at({41, 41}), Label(2));
    QCOMPARE(countLabels(document.mask())[kUnlabelled], 100 * 160);
}

void RegionContourTest::aChangesSurroundingsAreThoseOfTheWholeRegion()
{
    std::mt19937 random(14);
    std::uniform_int_distribution<int> place(0, 159);
    const Region region = Region::fromRect({30, 30, 100, 90});
    for (int round = 0; round < 40; ++round) {
        Document document = blank();
        for (Label label = 4; label < 12; ++label)
            paint(document, Region::fromRect({place(random), place(random), 60, 50}), label);
        paint(document, region, 3);
        const Region opened = componentAt(document.mask(), {35, 35});
        Document expected(document.mask());
        PolygonTool tool;
        tool.edit(document, opened);
        for (int vertex = 0; vertex <= round % 3; ++vertex) {
            tool.press(document, at(vertices(tool)[static_cast<std::size_t>(vertex)]));
            PointerEvent end = at({double(place(random)), double(place(random))});
            end.freehand = true;
            tool.drag(document, end);
            tool.release(document, end);
        }
        const std::vector<std::vector<PointF>> rings = tool.outline().rings;
        tool.commit(document, 1);
        reshape(expected, opened, polygon(rings), "expected");
        QVERIFY2(document.mask() == expected.mask(), qPrintable(QString::number(round)));
    }
}

void RegionContourTest::holesCanBeReshaped()
{
    auto [document, tool] =
        opened(subtracted(Region::fromRect({20, 20, 100, 100}), Region::fromRect({50, 50, 30, 30})));
    drag(tool, document, {80, 80}, {100, 100});
    tool.commit(document, 1);
    const std::vector<std::vector<PointF>> expected{{{20, 20}, {120, 20}, {120, 120}, {20, 120}},
                                                    {{50, 50}, {80, 50}, {100, 100}, {50, 80}}};
    QVERIFY(pixelsOf(document.mask(), 3) == polygon(expected));
}

void RegionContourTest::eraseClickTakesAVertexOutOfARegion()
{
    auto [document, tool] = opened(Region::fromRect({20, 20, 100, 100}));
    click(tool, document, taking({120, 20}));
    QCOMPARE(vertices(tool).size(), std::size_t(3));
    click(tool, document, taking({120, 120}));
    QCOMPARE(vertices(tool).size(), std::size_t(3)); // three stay
    tool.commit(document, 1);
    const std::vector<PointF> triangle{{20, 20}, {120, 120}, {20, 120}};
    QVERIFY(pixelsOf(document.mask(), 3) == polygon(triangle));
}

void RegionContourTest::clicksAddNothingToARegion()
{
    auto [document, tool] = opened(Region::fromRect({20, 20, 100, 100}));
    const LabelMask before = document.mask();
    for (const PointF place : {PointF{20, 20}, PointF{70, 20}, PointF{70, 70}, PointF{150, 150}})
        click(tool, document, at(place));
    QVERIFY(tool.isActive());
    tool.commit(document, 1);
    QVERIFY(document.mask() == before);
}

void RegionContourTest::reshapedRegionKeepsItsLabel()
{
    auto [document, tool] = opened(Region::fromRect({20, 20, 50, 50}));
    drag(tool, document, {70, 70}, {90, 90});
    tool.commit(document, 7);
    QCOMPARE(countLabels(document.mask())[7], 0);
    QVERIFY(countLabels(document.mask())[3] > 2500);
}

void RegionContourTest::cancelledRegionStaysAsItWas()
{
    auto [document, tool] = opened(Region::fromRect({20, 20, 50, 50}));
    const LabelMask before = document.mask();
    drag(tool, document, {70, 70}, {90, 90});
    QVERIFY(tool.cancel());
    QVERIFY(!tool.isActive());
    QVERIFY(document.mask() == before);
    click(tool, document, at({120, 20})); // an ordinary polygon again
    QCOMPARE(tool.hint(), std::string("polygon.next"));
}

void RegionContourTest::stepBackInARegionEndsWithItsFirstChange()
{
    auto [document, tool] = opened(Region::fromRect({20, 20, 50, 50}));
    const LabelMask before = document.mask();
    drag(tool, document, {70, 70}, {90, 90});
    QVERIFY(tool.stepBack());
    QVERIFY(!tool.stepBack());
    QVERIFY(tool.isActive());
    tool.commit(document, 1);
    QVERIFY(document.mask() == before);
}

void RegionContourTest::ownBorderDoesNotHoldAVertex()
{
    Document document = blank();
    const Region region = Region::fromRect({20, 20, 50, 50});
    paint(document, region, 3);
    paint(document, Region::fromRect({75, 20, 50, 50}), 4);
    PolygonTool tool;
    tool.edit(document, region);
    drag(tool, document, {70, 20}, {67, 17});
    QVERIFY((vertices(tool)[1] == PointF{67, 17}));
    drag(tool, document, {67, 17}, {73, 21});
    QVERIFY((vertices(tool)[1] == PointF{75, 21})); // but the neighbour's does
}

void RegionContourTest::whatChangedMeanwhileIsLeftAlone()
{
    auto [document, tool] = opened(Region::fromRect({20, 20, 60, 60}));
    drag(tool, document, {20, 20}, {50, 50});
    paint(document, Region::fromRect({20, 20, 10, 10}), 5);
    tool.commit(document, 1);
    QVERIFY(pixelsOf(document.mask(), 5).area() >= 100);
    QCOMPARE(document.mask().at({21, 21}), Label(5));
}

void RegionContourTest::onlyMarkersNearThePointerAreShownOfALargeRegion()
{
    Document document = blank();
    std::vector<RowSpan> spans; // a bar of four rows, four rows of teeth, and so on
    for (int y = 0; y < 160; ++y) {
        const int tooth = y % 8 < 4 ? 8 : 4;
        for (int x = 0; x < 200; x += 8)
            spans.push_back({y, x, x + tooth});
    }
    const Region jagged = Region::fromSpans(spans);
    paint(document, jagged, 3);
    PolygonTool tool;
    tool.edit(document, jagged);
    QVERIFY(tool.outline().markers.empty());
    PointerEvent event = at({100, 80});
    event.snapDistance = 1;
    tool.hover(document, event);
    const std::size_t shown = tool.outline().markers.size();
    QVERIFY(shown > 0);
    std::size_t all = 0;
    for (const std::vector<PointF>& ring : tool.outline().rings)
        all += ring.size();
    QVERIFY2(all > 400 && shown < all / 4, qPrintable(QStringLiteral("%1 of %2").arg(shown).arg(all)));
}

LABELWRIGHT_TEST(RegionContourTest)
#include "RegionContourTest.moc"
