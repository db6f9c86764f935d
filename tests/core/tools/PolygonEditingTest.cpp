// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/MaskEdit.h"
#include "core/edit/RegionEdits.h"
#include "core/mask/Components.h"
#include "core/mask/Shapes.h"
#include "core/tools/PolygonTool.h"

#include <QTest>

#include <random>

using namespace labelwright;

namespace {

Document blank()
{
    return Document(*LabelMask::create({200, 160}));
}

void paint(Document& document, const Region& region, Label label)
{
    MaskEdit edit(document);
    edit.paint(region, label);
    edit.commit("test");
}

PointerEvent at(PointF position)
{
    return {.position = position, .label = 1, .snapDistance = 4};
}

PointerEvent taking(PointF position)
{
    return {.position = position, .label = 1, .erase = true, .snapDistance = 4};
}

void click(PolygonTool& tool, Document& document, const PointerEvent& event)
{
    tool.press(document, event);
    tool.release(document, event);
}

void drag(PolygonTool& tool, Document& document, PointF from, PointF to)
{
    tool.press(document, at(from));
    tool.drag(document, at({(from.x + to.x) / 2, (from.y + to.y) / 2}));
    tool.drag(document, at(to));
    tool.release(document, at(to));
}

/// A tool with these vertices.
PolygonTool drawn(Document& document, const std::vector<PointF>& vertices)
{
    PolygonTool tool;
    for (const PointF& vertex : vertices)
        click(tool, document, at(vertex));
    return tool;
}

std::vector<PointF> vertices(const PolygonTool& tool)
{
    std::vector<PointF> positions;
    for (const ToolOutline::Marker& marker : tool.outline().markers)
        positions.push_back(marker.position);
    return positions;
}

const std::vector<PointF> kSquare{{20, 20}, {100, 20}, {100, 100}, {20, 100}};

Region disc(PointF centre, double radius)
{
    return capsule(centre, centre, radius);
}

} // namespace

/// Changing a polygon before it is filled, and a region's outline.
class PolygonEditingTest : public QObject {
    Q_OBJECT

private slots:
    void draggedVertexMoves();
    void draggedFirstVertexMovesAndDoesNotClose();
    void draggedEdgeGetsAVertex();
    void tremblingClickOnAVertexMovesNothing();
    void clickOnAnEdgeAddsAVertexAtTheEnd();
    void eraseClickTakesAVertexOut();
    void eraseClickOnTheFirstVertexCloses();
    void movingAVertexKeepsAnEraserAnEraser();
    void stepBackTakesBackEachChange();
    void verticesSnapToBorders();
    void freehandDoesNotSnap();
    void draggedVerticesSnapToBorders();
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

void PolygonEditingTest::draggedVertexMoves()
{
    Document document = blank();
    PolygonTool tool = drawn(document, kSquare);
    drag(tool, document, {101, 19}, {120, 10});
    QVERIFY((vertices(tool) == std::vector<PointF>{{20, 20}, {120, 10}, {100, 100}, {20, 100}}));
    QCOMPARE(document.revision(), std::uint64_t(0));
    QVERIFY(tool.commit(document, 1));
    const std::vector<PointF> moved{{20, 20}, {120, 10}, {100, 100}, {20, 100}};
    QVERIFY(pixelsOf(document.mask(), 1) == polygon(moved));
}

void PolygonEditingTest::draggedFirstVertexMovesAndDoesNotClose()
{
    Document document = blank();
    PolygonTool tool = drawn(document, kSquare);
    drag(tool, document, {20, 20}, {5, 7});
    QVERIFY(tool.isActive());
    QVERIFY((vertices(tool).front() == PointF{5, 7}));
    QVERIFY(tool.outline().markers.front().handle == ToolOutline::Handle::Start);
    click(tool, document, at({5, 7}));
    QVERIFY(!tool.isActive());
    QVERIFY(document.history().canUndo());
}

void PolygonEditingTest::draggedEdgeGetsAVertex()
{
    Document document = blank();
    PolygonTool tool = drawn(document, kSquare);
    drag(tool, document, {60, 22}, {60, 5});
    QVERIFY((vertices(tool) == std::vector<PointF>{{20, 20}, {60, 5}, {100, 20}, {100, 100}, {20, 100}}));
}

void PolygonEditingTest::tremblingClickOnAVertexMovesNothing()
{
    Document document = blank();
    PolygonTool tool = drawn(document, kSquare);
    drag(tool, document, {20, 100}, {21, 101}); // the last one
    QVERIFY(vertices(tool) == kSquare);
    drag(tool, document, {20, 20}, {21, 21}); // the first one
    QVERIFY(!tool.isActive());
}

void PolygonEditingTest::clickOnAnEdgeAddsAVertexAtTheEnd()
{
    Document document = blank();
    PolygonTool tool = drawn(document, kSquare);
    click(tool, document, at({60, 21}));
    QCOMPARE(vertices(tool).size(), std::size_t(5));
    QVERIFY((vertices(tool).back() == PointF{60, 21}));
}

void PolygonEditingTest::eraseClickTakesAVertexOut()
{
    Document document = blank();
    PolygonTool tool = drawn(document, kSquare);
    click(tool, document, taking({99, 21}));
    QVERIFY((vertices(tool) == std::vector<PointF>{{20, 20}, {100, 100}, {20, 100}}));
    click(tool, document, taking({20, 100})); // the last one: as a click there
    QCOMPARE(vertices(tool).size(), std::size_t(3));
    QVERIFY(tool.commit(document, 1));
    QVERIFY(document.mask().at({40, 60}) == 1); // it paints
}

void PolygonEditingTest::eraseClickOnTheFirstVertexCloses()
{
    Document document = blank();
    paint(document, Region::fromRect({0, 0, 200, 160}), 1);
    PolygonTool tool = drawn(document, kSquare);
    click(tool, document, taking({20, 20}));
    QVERIFY(!tool.isActive());
    QVERIFY(pixelsOf(document.mask(), kUnlabelled) == polygon(kSquare));
    QCOMPARE(document.history().undoNames().front(), std::string("polygon-erase"));
}

void PolygonEditingTest::movingAVertexKeepsAnEraserAnEraser()
{
    Document document = blank();
    paint(document, Region::fromRect({0, 0, 200, 160}), 1);
    PolygonTool tool;
    for (const PointF& vertex : kSquare)
        click(tool, document, taking(vertex));
    drag(tool, document, {100, 20}, {120, 20});
    QVERIFY(tool.commit(document, 1));
    QCOMPARE(document.mask().at({60, 60}), kUnlabelled);
}

void PolygonEditingTest::stepBackTakesBackEachChange()
{
    Document document = blank();
    PolygonTool tool = drawn(document, kSquare);
    drag(tool, document, {100, 20}, {120, 10});
    drag(tool, document, {100, 60}, {130, 60});
    click(tool, document, taking({120, 10}));
    QCOMPARE(vertices(tool).size(), std::size_t(4));
    QVERIFY(tool.stepBack());
    QCOMPARE(vertices(tool).size(), std::size_t(5));
    QVERIFY(tool.stepBack());
    QVERIFY((vertices(tool) == std::vector<PointF>{{20, 20}, {120, 10}, {100, 100}, {20, 100}}));
    QVERIFY(tool.stepBack());
    QVERIFY(vertices(tool) == kSquare);
    QVERIFY(tool.stepBack());
    QCOMPARE(vertices(tool).size(), std::size_t(3));
}

void PolygonEditingTest::verticesSnapToBorders()
{
    Document document = blank();
    paint(document, Region::fromRect({50, 50, 40, 40}), 2);
    PolygonTool tool;
    click(tool, document, at({47, 60.2}));
    tool.hover(document, at({60.4, 93.5}));
    QVERIFY((tool.outline().path == std::vector<PointF>{{50, 60}, {60, 90}}));
    click(tool, document, at({60.4, 93.5}));
    click(tool, document, at({150, 93.5}));
    QVERIFY((vertices(tool) == std::vector<PointF>{{50, 60}, {60, 90}, {150, 94}}));
}

void PolygonEditingTest::freehandDoesNotSnap()
{
    Document document = blank();
    paint(document, Region::fromRect({50, 50, 40, 40}), 2);
    PolygonTool tool;
    PointerEvent event = at({47, 60.2});
    event.freehand = true;
    click(tool, document, event);
    QVERIFY((vertices(tool) == std::vector<PointF>{{47, 60}}));
}

void PolygonEditingTest::draggedVerticesSnapToBorders()
{
    Document document = blank();
    paint(document, Region::fromRect({120, 20, 40, 40}), 2);
    PolygonTool tool = drawn(document, kSquare);
    drag(tool, document, {100, 20}, {118, 22});
    QVERIFY((vertices(tool)[1] == PointF{120, 22}));
}

void PolygonEditingTest::openedRegionIsUntouchedByCommit()
{
    Document document = blank();
    const Region region = subtracted(disc({90, 80}, 61.3), disc({100, 70}, 17.2));
    paint(document, region, 3);
    const LabelMask before = document.mask();
    PolygonTool tool;
    tool.edit(document, region);
    QVERIFY(tool.isActive());
    QCOMPARE(tool.hint(), std::string("polygon.edit"));
    QVERIFY(tool.commit(document, 1));
    QVERIFY(!tool.isActive());
    QVERIFY(document.mask() == before);
    QCOMPARE(document.history().undoNames().size(), std::size_t(1)); // no step for nothing
}

void PolygonEditingTest::openedRegionShowsOutlinesAndHoles()
{
    Document document = blank();
    const Region region = subtracted(Region::fromRect({20, 20, 100, 100}), Region::fromRect({50, 50, 30, 30}));
    paint(document, region, 3);
    PolygonTool tool;
    tool.edit(document, region);
    QCOMPARE(tool.outline().rings.size(), std::size_t(2));
    QVERIFY(tool.outline().path.empty());
    QCOMPARE(vertices(tool).size(), std::size_t(8));
    tool.hover(document, at({70, 21}));
    QCOMPARE(vertices(tool).size(), std::size_t(9)); // where a drag would put one
    tool.hover(document, at({21, 21}));
    QCOMPARE(vertices(tool).size(), std::size_t(8));
}

void PolygonEditingTest::movedVertexReshapesTheRegionAlone()
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

void PolygonEditingTest::whatLeavesARegionGetsTheLabelBesideIt()
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

void PolygonEditingTest::aChangesSurroundingsAreThoseOfTheWholeRegion()
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

void PolygonEditingTest::holesCanBeReshaped()
{
    Document document = blank();
    const Region region = subtracted(Region::fromRect({20, 20, 100, 100}), Region::fromRect({50, 50, 30, 30}));
    paint(document, region, 3);
    PolygonTool tool;
    tool.edit(document, region);
    drag(tool, document, {80, 80}, {100, 100});
    tool.commit(document, 1);
    const std::vector<std::vector<PointF>> expected{{{20, 20}, {120, 20}, {120, 120}, {20, 120}},
                                                    {{50, 50}, {80, 50}, {100, 100}, {50, 80}}};
    QVERIFY(pixelsOf(document.mask(), 3) == polygon(expected));
}

void PolygonEditingTest::eraseClickTakesAVertexOutOfARegion()
{
    Document document = blank();
    const Region region = Region::fromRect({20, 20, 100, 100});
    paint(document, region, 3);
    PolygonTool tool;
    tool.edit(document, region);
    click(tool, document, taking({120, 20}));
    QCOMPARE(vertices(tool).size(), std::size_t(3));
    click(tool, document, taking({120, 120}));
    QCOMPARE(vertices(tool).size(), std::size_t(3)); // three stay
    tool.commit(document, 1);
    const std::vector<PointF> triangle{{20, 20}, {120, 120}, {20, 120}};
    QVERIFY(pixelsOf(document.mask(), 3) == polygon(triangle));
}

void PolygonEditingTest::clicksAddNothingToARegion()
{
    Document document = blank();
    const Region region = Region::fromRect({20, 20, 100, 100});
    paint(document, region, 3);
    const LabelMask before = document.mask();
    PolygonTool tool;
    tool.edit(document, region);
    for (const PointF place : {PointF{20, 20}, PointF{70, 20}, PointF{70, 70}, PointF{150, 150}})
        click(tool, document, at(place));
    QVERIFY(tool.isActive());
    tool.commit(document, 1);
    QVERIFY(document.mask() == before);
}

void PolygonEditingTest::reshapedRegionKeepsItsLabel()
{
    Document document = blank();
    const Region region = Region::fromRect({20, 20, 50, 50});
    paint(document, region, 3);
    PolygonTool tool;
    tool.edit(document, region);
    drag(tool, document, {70, 70}, {90, 90});
    tool.commit(document, 7);
    QCOMPARE(countLabels(document.mask())[7], 0);
    QVERIFY(countLabels(document.mask())[3] > 2500);
}

void PolygonEditingTest::cancelledRegionStaysAsItWas()
{
    Document document = blank();
    const Region region = Region::fromRect({20, 20, 50, 50});
    paint(document, region, 3);
    const LabelMask before = document.mask();
    PolygonTool tool;
    tool.edit(document, region);
    drag(tool, document, {70, 70}, {90, 90});
    QVERIFY(tool.cancel());
    QVERIFY(!tool.isActive());
    QVERIFY(document.mask() == before);
    click(tool, document, at({120, 20})); // an ordinary polygon again
    QCOMPARE(tool.hint(), std::string("polygon.next"));
}

void PolygonEditingTest::stepBackInARegionEndsWithItsFirstChange()
{
    Document document = blank();
    const Region region = Region::fromRect({20, 20, 50, 50});
    paint(document, region, 3);
    const LabelMask before = document.mask();
    PolygonTool tool;
    tool.edit(document, region);
    drag(tool, document, {70, 70}, {90, 90});
    QVERIFY(tool.stepBack());
    QVERIFY(!tool.stepBack());
    QVERIFY(tool.isActive());
    tool.commit(document, 1);
    QVERIFY(document.mask() == before);
}

void PolygonEditingTest::ownBorderDoesNotHoldAVertex()
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

void PolygonEditingTest::whatChangedMeanwhileIsLeftAlone()
{
    Document document = blank();
    const Region region = Region::fromRect({20, 20, 60, 60});
    paint(document, region, 3);
    PolygonTool tool;
    tool.edit(document, region);
    drag(tool, document, {20, 20}, {50, 50});
    paint(document, Region::fromRect({20, 20, 10, 10}), 5);
    tool.commit(document, 1);
    QVERIFY(pixelsOf(document.mask(), 5).area() >= 100);
    QCOMPARE(document.mask().at({21, 21}), Label(5));
}

void PolygonEditingTest::onlyMarkersNearThePointerAreShownOfALargeRegion()
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

QTEST_APPLESS_MAIN(PolygonEditingTest)
#include "PolygonEditingTest.moc"
