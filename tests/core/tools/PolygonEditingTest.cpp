// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Components.h"
#include "core/mask/Shapes.h"
#include "tests/core/tools/PolygonHand.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
using namespace labelwright::test::polygon_hand;

namespace {

/// A tool with these vertices.
PolygonTool drawn(Document& document, const std::vector<PointF>& vertices)
{
    PolygonTool tool;
    for (const PointF& vertex : vertices)
        click(tool, document, at(vertex));
    return tool;
}

const std::vector<PointF> kSquare{{20, 20}, {100, 20}, {100, 100}, {20, 100}};

} // namespace

/// Changing a polygon before it is filled.
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
    void anyVertexUnderThePointerIsTakenOut();
    void takingOutTheOnlyVertexEndsThePolygon();
    void movingAVertexKeepsAnEraserAnEraser();
    void stepBackTakesBackEachChange();
    void verticesSnapToBorders();
    void freehandDoesNotSnap();
    void draggedVerticesSnapToBorders();
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

void PolygonEditingTest::anyVertexUnderThePointerIsTakenOut()
{
    Document document = blank();
    PolygonTool tool = drawn(document, kSquare);
    QVERIFY(!tool.takeOut(document, at({60, 60})));
    QVERIFY(tool.takeOut(document, at({21, 99}))); // the last one
    QVERIFY((vertices(tool) == std::vector<PointF>{{20, 20}, {100, 20}, {100, 100}}));
    QVERIFY(tool.takeOut(document, at({20, 20}))); // the first one
    QVERIFY((vertices(tool) == std::vector<PointF>{{100, 20}, {100, 100}}));
    QVERIFY(tool.stepBack());
    QVERIFY(tool.stepBack());
    QVERIFY(vertices(tool) == kSquare);
    QCOMPARE(document.revision(), std::uint64_t(0));
}

void PolygonEditingTest::takingOutTheOnlyVertexEndsThePolygon()
{
    Document document = blank();
    PolygonTool tool = drawn(document, {{20, 20}});
    QVERIFY(tool.takeOut(document, at({20, 20})));
    QVERIFY(!tool.isActive());
    QVERIFY(!tool.stepBack());
    QVERIFY(!tool.takeOut(document, at({20, 20})));
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

LABELWRIGHT_TEST(PolygonEditingTest)
#include "PolygonEditingTest.moc"
