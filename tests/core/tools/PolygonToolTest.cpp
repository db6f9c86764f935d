// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/PolygonTool.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

namespace {

Document blank()
{
    return Document(*LabelMask::create({100, 80}));
}

PointerEvent at(double x, double y, double snapDistance = 3)
{
    return {.position = {x, y}, .label = 1, .snapDistance = snapDistance};
}

std::int64_t count(const Document& document, Label label)
{
    return countLabels(document.mask())[label];
}

void click(PolygonTool& tool, Document& document, const PointerEvent& event)
{
    tool.press(document, event);
    tool.release(document, event);
}

void click(PolygonTool& tool, Document& document, const std::vector<PointF>& places)
{
    for (const PointF& place : places)
        click(tool, document, at(place.x, place.y));
}

} // namespace

class PolygonToolTest : public QObject {
    Q_OBJECT

private slots:
    void clickOnTheFirstVertexFills();
    void commitFillsWithItsLabel();
    void eraseFillsWithUnlabelled_data();
    void eraseFillsWithUnlabelled();
    void verticesRoundToCornersAndClampToTheImage();
    void wholeImageCanBeFilled();
    void closingNeedsThreeVertices();
    void closingFromOutsideTheImage();
    void closingByHandWithoutSnapping();
    void doubleClickAddsNoSecondVertex();
    void stepBackDropsTheLastVertex();
    void cancelLeavesNoTrace();
    void flatPolygonEndsWithoutAStep();
    void outlineFollowsThePointer();
    void dragMovesNoVertex();
    void hintSaysWhatComesNext();
};

void PolygonToolTest::clickOnTheFirstVertexFills()
{
    Document document = blank();
    PolygonTool tool;
    click(tool, document, {{10, 10}, {30, 10}, {30, 25}, {10, 25}});
    QVERIFY(tool.isActive());
    QCOMPARE(count(document, 1), 0);
    click(tool, document, at(12, 8));
    QVERIFY(!tool.isActive());
    QCOMPARE(count(document, 1), 20 * 15);
    QCOMPARE(document.mask().at({10, 10}), Label(1));
    QCOMPARE(document.mask().at({30, 24}), kUnlabelled);
    QCOMPARE(document.history().undoNames(), std::vector<std::string>{"polygon"});
}

void PolygonToolTest::commitFillsWithItsLabel()
{
    Document document = blank();
    PolygonTool tool;
    click(tool, document, {{10, 10}, {30, 10}, {30, 25}, {10, 25}});
    QVERIFY(tool.commit(document, 7));
    QCOMPARE(count(document, 7), 20 * 15);
    QVERIFY(!tool.isActive());
    QVERIFY(!tool.commit(document, 7));
}

void PolygonToolTest::eraseFillsWithUnlabelled_data()
{
    QTest::addColumn<bool>("byClick");
    QTest::newRow("closed by a click") << true;
    QTest::newRow("closed by Enter") << false;
}

void PolygonToolTest::eraseFillsWithUnlabelled()
{
    QFETCH(bool, byClick);
    Document document = blank();
    PolygonTool tool;
    click(tool, document, {{0, 0}, {50, 0}, {50, 50}, {0, 50}, {0, 0}});
    QCOMPARE(count(document, 1), 2500);
    click(tool, document, {{10, 10}, {20, 10}, {20, 20}});
    PointerEvent last = at(10, 20);
    last.erase = true;
    click(tool, document, last);
    last.position = {10, 10};
    if (byClick)
        click(tool, document, last);
    else
        QVERIFY(tool.commit(document, 1));
    QCOMPARE(count(document, 1), 2400);
}

void PolygonToolTest::verticesRoundToCornersAndClampToTheImage()
{
    Document document = blank();
    PolygonTool tool;
    click(tool, document, {{10.4, 10.6}, {500, 3}, {-2, 90}});
    const ToolOutline outline = tool.outline();
    QCOMPARE(outline.markers.size(), std::size_t(3));
    QVERIFY((outline.markers[0].position == PointF{10, 11}));
    QVERIFY((outline.markers[1].position == PointF{100, 3}));
    QVERIFY((outline.markers[2].position == PointF{0, 80}));
    QVERIFY(outline.markers[0].handle == ToolOutline::Handle::Start);
    QVERIFY(outline.markers[1].handle == ToolOutline::Handle::Vertex);
}

void PolygonToolTest::wholeImageCanBeFilled()
{
    Document document = blank();
    PolygonTool tool;
    click(tool, document, {{-9, -9}, {109, -9}, {109, 89}, {-9, 89}});
    QVERIFY(tool.commit(document, 1));
    QCOMPARE(count(document, 1), 100 * 80);
}

void PolygonToolTest::closingNeedsThreeVertices()
{
    Document document = blank();
    PolygonTool tool;
    click(tool, document, {{10, 10}, {30, 10}});
    QVERIFY(!tool.commit(document, 1));
    click(tool, document, at(11, 10)); // near the first, yet a vertex
    QVERIFY(tool.isActive());
    QCOMPARE(tool.outline().markers.size(), std::size_t(3));
    QVERIFY(!document.history().canUndo());
}

void PolygonToolTest::closingFromOutsideTheImage()
{
    Document document = blank();
    PolygonTool tool;
    click(tool, document, {{0, 0}, {50, 0}, {0, 50}});
    click(tool, document, at(-40, -40));
    QVERIFY(!tool.isActive());
    QVERIFY(count(document, 1) > 1000);
}

void PolygonToolTest::closingByHandWithoutSnapping()
{
    Document document = blank();
    PolygonTool tool;
    for (const PointF place : {PointF{10, 10}, PointF{12, 10}, PointF{12, 12}, PointF{10, 11}})
        click(tool, document, at(place.x, place.y, 0));
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    click(tool, document, at(10.3, 9.7, 0));
    QVERIFY(!tool.isActive());
    QVERIFY(count(document, 1) >= 3);
}

void PolygonToolTest::doubleClickAddsNoSecondVertex()
{
    Document document = blank();
    PolygonTool tool;
    click(tool, document, {{10, 10}, {30, 10}, {30, 40}});
    click(tool, document, at(31, 41));
    QCOMPARE(tool.outline().markers.size(), std::size_t(3));
    click(tool, document, at(34, 41));
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    click(tool, document, at(34.2, 41.2, 0));
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
}

void PolygonToolTest::stepBackDropsTheLastVertex()
{
    Document document = blank();
    PolygonTool tool;
    QVERIFY(!tool.stepBack());
    click(tool, document, {{10, 10}, {30, 10}});
    QVERIFY(tool.stepBack());
    QCOMPARE(tool.outline().markers.size(), std::size_t(1));
    QVERIFY(tool.stepBack());
    QVERIFY(!tool.isActive());
    QVERIFY(tool.outline().path.empty());
    QVERIFY(!tool.stepBack());
}

void PolygonToolTest::cancelLeavesNoTrace()
{
    Document document = blank();
    PolygonTool tool;
    QVERIFY(!tool.cancel());
    click(tool, document, {{10, 10}, {30, 10}, {30, 40}});
    QVERIFY(tool.cancel());
    QVERIFY(!tool.isActive());
    QVERIFY(tool.outline().markers.empty());
    QVERIFY(tool.outline().path.empty());
    QCOMPARE(document.revision(), std::uint64_t(0));
}

void PolygonToolTest::flatPolygonEndsWithoutAStep()
{
    Document document = blank();
    PolygonTool tool;
    click(tool, document, {{10, 10}, {30, 10}, {50, 10}});
    QVERIFY(tool.commit(document, 1));
    QVERIFY(!tool.isActive());
    QVERIFY(!document.history().canUndo());
}

void PolygonToolTest::outlineFollowsThePointer()
{
    Document document = blank();
    PolygonTool tool;
    tool.hover(document, at(5, 5));
    QVERIFY(tool.outline().path.empty());
    click(tool, document, {{10, 10}, {30, 10}, {30, 40}});
    tool.hover(document, at(70.4, 60.4));
    ToolOutline outline = tool.outline();
    QVERIFY((outline.path == std::vector<PointF>{{10, 10}, {30, 10}, {30, 40}, {70, 60}}));
    QVERIFY(!outline.closed);
    tool.hover(document, at(11, 11));
    outline = tool.outline();
    QVERIFY((outline.path == std::vector<PointF>{{10, 10}, {30, 10}, {30, 40}}));
    QVERIFY(outline.closed);
}

void PolygonToolTest::dragMovesNoVertex()
{
    Document document = blank();
    PolygonTool tool;
    tool.press(document, at(10, 10));
    tool.drag(document, at(40, 40));
    tool.release(document, at(40, 40));
    const ToolOutline outline = tool.outline();
    QVERIFY((outline.path == std::vector<PointF>{{10, 10}, {40, 40}})); // the vertex and the pointer
    QCOMPARE(outline.markers.size(), std::size_t(1));
}

void PolygonToolTest::hintSaysWhatComesNext()
{
    Document document = blank();
    PolygonTool tool;
    QCOMPARE(tool.hint(), std::string("polygon.start"));
    click(tool, document, at(10, 10));
    QCOMPARE(tool.hint(), std::string("polygon.next"));
    click(tool, document, {{30, 10}, {30, 40}});
    QCOMPARE(tool.hint(), std::string("polygon.close"));
}

LABELWRIGHT_TEST(PolygonToolTest)
#include "PolygonToolTest.moc"
