// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/RegionEdits.h"
#include "core/mask/Components.h"
#include "core/mask/Shapes.h"
#include "core/tools/BrushTool.h"
#include "core/tools/RegionTool.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/CanvasHand.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

Region filled(const std::vector<PointF>& vertices)
{
    return polygon(vertices);
}

} // namespace

/// Lines, polygons and regions under a real hand: mouse, pen, modifiers and keys.
class CanvasToolsTest : public QObject {
    Q_OBJECT

private slots:
    void ctrlShiftKeepsALineToItsAngle();
    void lineIsPaintedWhereTheButtonIsLetGo();
    void penPressureNarrowsTheStroke();
    void verticesAreDraggedAddedAndTakenOut();
    void shiftSuspendsSnapping();
    void doubleClickOpensARegionAndEnterKeepsIt();
    void escapeClosesTheRegionThenDropsIt();
};

void CanvasToolsTest::ctrlShiftKeepsALineToItsAngle()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 1});
    hand.canvas.setTool(&brush);
    hand.click({10, 20});
    hand.click({70, 24}, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(int(hand.at(70, 20)), 1);
    QCOMPARE(int(hand.at(70, 24)), 0);
    hand.click({90, 30}, Qt::ShiftModifier);
    QCOMPARE(int(hand.at(90, 30)), 1);
}

void CanvasToolsTest::lineIsPaintedWhereTheButtonIsLetGo()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 1});
    hand.canvas.setTool(&brush);
    hand.click({10, 20});
    hand.press({30, 60}, Qt::LeftButton, Qt::ShiftModifier);
    hand.move({60, 20}, Qt::LeftButton, Qt::ShiftModifier);
    QCOMPARE(countLabels(hand.document.mask())[1], 1);
    hand.release({60, 20}, Qt::LeftButton, Qt::ShiftModifier);
    QCOMPARE(countLabels(hand.document.mask())[1], 51);
}

void CanvasToolsTest::penPressureNarrowsTheStroke()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 21, .pressureScales = true});
    hand.canvas.setTool(&brush);
    const auto pen = QPointingDevice::PointerType::Pen;
    hand.pen(QEvent::TabletPress, {20, 40}, pen, 0.0);
    hand.pen(QEvent::TabletMove, {90, 40}, pen, 1.0);
    hand.pen(QEvent::TabletRelease, {90, 40}, pen, 0.0);
    const auto heightAt = [&](int x) {
        int height = 0;
        for (int y = 0; y < 90; ++y)
            height += hand.at(x, y) == 1 ? 1 : 0;
        return height;
    };
    QVERIFY(heightAt(22) >= 1 && heightAt(22) <= 5);
    QCOMPARE(heightAt(90), 21);
}

void CanvasToolsTest::verticesAreDraggedAddedAndTakenOut()
{
    CanvasHand hand;
    PolygonTool tool;
    hand.canvas.setTool(&tool);
    for (const PointF corner : {PointF{20, 20}, PointF{80, 20}, PointF{80, 70}, PointF{20, 70}})
        hand.click(corner);
    hand.stroke({{80, 20}, {90, 18}, {100, 10}});
    hand.stroke({{80 + 10, 40}, {110, 40}}); // from the middle of the edge that leads down from there
    hand.click({80, 70}, Qt::AltModifier);
    QVERIFY(hand.isBlank());
    QVERIFY(hand.typeKey(Qt::Key_Return));
    QVERIFY(pixelsOf(hand.document.mask(), 1) == filled({{20, 20}, {100, 10}, {110, 40}, {20, 70}}));
}

void CanvasToolsTest::shiftSuspendsSnapping()
{
    CanvasHand hand;
    relabelRegion(hand.document, Region::fromRect({50, 0, 30, 90}), 2);
    PolygonTool tool;
    hand.canvas.setTool(&tool);
    hand.click({45, 30});
    hand.click({45, 60}, Qt::ShiftModifier);
    const ToolOutline outline = tool.outline();
    QVERIFY((outline.markers.at(0).position == PointF{50, 30}));
    QVERIFY((outline.markers.at(1).position == PointF{45, 60}));
}

void CanvasToolsTest::doubleClickOpensARegionAndEnterKeepsIt()
{
    CanvasHand hand;
    relabelRegion(hand.document, Region::fromRect({20, 20, 40, 30}), 2);
    RegionTool tool;
    hand.canvas.setTool(&tool);
    hand.doubleClick({40, 40});
    QVERIFY(tool.isEditing());
    hand.stroke({{60, 50}, {70, 60}, {80, 70}});
    QVERIFY(hand.typeKey(Qt::Key_Return));
    QVERIFY(!tool.isEditing());
    QVERIFY(pixelsOf(hand.document.mask(), 2) == filled({{20, 20}, {60, 20}, {80, 70}, {20, 50}}));
    QCOMPARE(countLabels(hand.document.mask())[1], 0); // the active label has no part in it
    hand.document.undo();
    QVERIFY(pixelsOf(hand.document.mask(), 2) == Region::fromRect({20, 20, 40, 30}));
}

void CanvasToolsTest::escapeClosesTheRegionThenDropsIt()
{
    CanvasHand hand;
    relabelRegion(hand.document, Region::fromRect({20, 20, 40, 30}), 2);
    RegionTool tool;
    hand.canvas.setTool(&tool);
    hand.doubleClick({40, 40});
    hand.stroke({{60, 50}, {80, 70}});
    QVERIFY(hand.typeKey(Qt::Key_Backspace));
    QVERIFY(hand.typeKey(Qt::Key_Escape));
    QVERIFY(!tool.isEditing());
    QVERIFY(tool.selected(hand.document).has_value());
    QVERIFY(hand.typeKey(Qt::Key_Escape));
    QVERIFY(!tool.selected(hand.document));
    QVERIFY(pixelsOf(hand.document.mask(), 2) == Region::fromRect({20, 20, 40, 30}));
}

LABELWRIGHT_TEST(CanvasToolsTest)
#include "CanvasToolsTest.moc"
