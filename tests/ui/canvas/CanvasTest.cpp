// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Shapes.h"
#include "core/tools/AutoSegmentTool.h"
#include "core/tools/BrushTool.h"
#include "core/tools/PolygonTool.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/CanvasHand.h"
#include "tests/ui/canvas/RecordingTool.h"

#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// Takes the box of the four points for the object.
constexpr Engine kBoxEngine{"box",
                            [](const Image&, const ObjectHints& hints, const SegmentOptions&) -> Result<Segmentation> {
                                return Segmentation{Region::fromRect(hints.points.box()), 1};
                            }};

} // namespace

/// Gestures of mouse and pen, with the real tools.
class CanvasTest : public QObject {
    Q_OBJECT
private slots:
    void aStrokePaintsThePixelsUnderIt_data();
    void aStrokePaintsThePixelsUnderIt();
    void everyMoveReachesTheTool();
    void escapeInTheMiddleOfAStrokeRestoresEveryPixel();
    void afterEscapeTheRestOfTheDragIsHover();
    void shiftDrawsStraight();
    void quickDabsAreStrokesOfTheirOwn();
    void aDoubleClickClosesThePolygon();
    void snappingIsMeasuredOnTheScreen_data();
    void snappingIsMeasuredOnTheScreen();
    void fourClicksRequestASegmentation();
    void middleAndSpaceDragPanAndPaintNothing();
    void otherButtonsPaintNothing();
    void rightDragAsksForADiameter_data();
    void rightDragAsksForADiameter();
    void anotherToolDropsWhatWasUnderConstruction();
    void editedIsToldOnlyWhenPixelsChanged();
    void withoutDocumentOrToolNothingHappens();
};

void CanvasTest::aStrokePaintsThePixelsUnderIt_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.5, 1.0, 3.0, 17.0})
        QTest::addRow("%g", zoom) << zoom;
}

void CanvasTest::aStrokePaintsThePixelsUnderIt()
{
    QFETCH(const double, zoom);
    CanvasHand hand;
    hand.wheel(hand.inView({20, 20}), int(std::lround(360 * std::log2(zoom))));
    BrushTool brush({.diameterPx = 5});
    hand.canvas.setTool(&brush);
    hand.stroke({{10.5, 10.5}, {40.5, 22.5}, {15.5, 60.5}});

    Document expected(blankMask(hand.document.mask().size()));
    paint(expected, capsule({10.5, 10.5}, {40.5, 22.5}, 2.5), 1);
    paint(expected, capsule({40.5, 22.5}, {15.5, 60.5}, 2.5), 1);
    QCOMPARE(hand.document.mask(), expected.mask());
}

void CanvasTest::everyMoveReachesTheTool()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 1});
    hand.canvas.setTool(&brush);
    hand.press({5.5, 5.5});
    for (int x = 5; x < 100; x += 5)
        hand.move({x + 0.5, x % 10 ? 5.5 : 45.5}, Qt::LeftButton);
    hand.release({99.5, 5.5});
    for (int x = 5; x < 95; x += 5)
        QCOMPARE(int(hand.at(x, x % 10 ? 5 : 45)), 1);
    for (int x = 5; x < 95; ++x) {
        int inColumn = 0;
        for (int y = 0; y < 90; ++y)
            inColumn += hand.at(x, y);
        QVERIFY(inColumn > 0);
    }
    QVERIFY(!QCoreApplication::testAttribute(Qt::AA_CompressHighFrequencyEvents));
}

void CanvasTest::escapeInTheMiddleOfAStrokeRestoresEveryPixel()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    hand.press({20, 20});
    hand.move({50, 50}, Qt::LeftButton);
    QVERIFY(!hand.isBlank());
    QVERIFY(hand.typeKey(Qt::Key_Escape));
    QVERIFY(hand.isBlank());
    hand.move({60, 60}, Qt::LeftButton);
    hand.release({60, 60});
    QVERIFY(hand.isBlank());
    QVERIFY(!hand.document.history().canUndo());
    hand.click({30, 30});
    QVERIFY(!hand.isBlank());
}

void CanvasTest::afterEscapeTheRestOfTheDragIsHover()
{
    CanvasHand hand;
    RecordingTool tool;
    hand.canvas.setTool(&tool);
    hand.press({20, 20});
    hand.move({30, 30}, Qt::LeftButton);
    QVERIFY(hand.typeKey(Qt::Key_Escape));
    hand.move({40, 40}, Qt::LeftButton);
    hand.release({40, 40});
    QCOMPARE(tool.calls, std::string("pdch"));
    hand.canvas.setTool(nullptr);
}

void CanvasTest::shiftDrawsStraight()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 3});
    hand.canvas.setTool(&brush);
    hand.click({10.5, 10.5});
    hand.click({80.5, 10.5});
    QCOMPARE(int(hand.at(40, 10)), 0);
    hand.click({10.5, 50.5});
    hand.click({80.5, 50.5}, Qt::ShiftModifier);
    QCOMPARE(int(hand.at(40, 50)), 1);
}

void CanvasTest::quickDabsAreStrokesOfTheirOwn()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 3});
    hand.canvas.setTool(&brush);
    hand.doubleClick({30.5, 30.5});
    hand.canvas.setActiveLabel(2);
    hand.doubleClick({30.5, 30.5});
    QCOMPARE(int(hand.at(30, 30)), 2);
    QCOMPARE(int(hand.document.history().undoNames().size()), 2);
}

void CanvasTest::aDoubleClickClosesThePolygon()
{
    CanvasHand hand;
    PolygonTool polygonTool;
    hand.canvas.setTool(&polygonTool);
    hand.click({10, 10});
    hand.click({60, 10});
    hand.doubleClick({60, 50});
    QVERIFY(!polygonTool.isActive());
    Document expected(blankMask(hand.document.mask().size()));
    const std::vector<PointF> triangle{{10, 10}, {60, 10}, {60, 50}};
    paint(expected, polygon(triangle), 1);
    QCOMPARE(hand.document.mask(), expected.mask());
}

void CanvasTest::snappingIsMeasuredOnTheScreen_data()
{
    aStrokePaintsThePixelsUnderIt_data();
}

void CanvasTest::snappingIsMeasuredOnTheScreen()
{
    QFETCH(const double, zoom);
    CanvasHand hand({120, 90});
    hand.wheel(hand.inView({20, 20}), int(std::lround(360 * std::log2(zoom))));
    PolygonTool polygonTool;
    hand.canvas.setTool(&polygonTool);
    const auto near = [&](PointF point, double viewPixels) {
        return PointF{point.x + viewPixels / hand.canvas.zoom(), point.y};
    };
    for (const PointF corner : {PointF{10, 10}, PointF{110, 10}, PointF{60, 80}})
        hand.click(corner);
    hand.click(near({10, 10}, 10));
    QVERIFY(polygonTool.isActive());
    QVERIFY(hand.typeKey(Qt::Key_Backspace));
    hand.click(near({10, 10}, 7));
    QVERIFY(!polygonTool.isActive());
    QVERIFY(!hand.isBlank());
}

void CanvasTest::fourClicksRequestASegmentation()
{
    CanvasHand hand;
    AutoSegmentTool tool(kBoxEngine);
    hand.canvas.setTool(&tool);
    int requests = 0;
    connect(&hand.canvas, &Canvas::workPending, this, [&] {
        if (const auto work = tool.takeWork()) {
            ++requests;
            QVERIFY(tool.deliver(hand.document, work, work->run({})));
            hand.canvas.toolUpdated();
        }
    });
    QSignalSpy changes(&hand.canvas, &Canvas::toolChanged);
    for (const PointF click : {PointF{40, 10}, PointF{70, 30}, PointF{40, 50}, PointF{10, 30}})
        hand.click(click);
    QVERIFY(requests >= 1);
    QVERIFY(tool.hasPreview());
    QVERIFY(changes.count() >= 4);
    QVERIFY(hand.isBlank());
    QVERIFY(hand.typeKey(Qt::Key_Return));
    QCOMPARE(int(hand.at(40, 30)), 1);
    QCOMPARE(int(hand.at(80, 30)), 0);
}

void CanvasTest::middleAndSpaceDragPanAndPaintNothing()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    const Point start = hand.canvas.viewport().origin();
    hand.press({20, 20}, Qt::MiddleButton);
    QCOMPARE(hand.canvas.cursor().shape(), Qt::ClosedHandCursor);
    const QPointF from = hand.inView({20, 20});
    hand.move({35, 31}, Qt::MiddleButton);
    hand.release({20, 20}, Qt::MiddleButton);
    QCOMPARE(hand.inView({20, 20}) - from, QPointF(15, 11));
    QCOMPARE(hand.canvas.cursor().shape(), Qt::BlankCursor);

    hand.key(QEvent::KeyPress, Qt::Key_Space);
    QCOMPARE(hand.canvas.cursor().shape(), Qt::OpenHandCursor);
    hand.press({35, 31});
    hand.move({20, 20}, Qt::LeftButton);
    hand.release({35, 31});
    hand.key(QEvent::KeyRelease, Qt::Key_Space);
    QCOMPARE(hand.canvas.viewport().origin(), start);
    QVERIFY(hand.isBlank());
    hand.click({20, 20});
    QVERIFY(!hand.isBlank());
}

void CanvasTest::otherButtonsPaintNothing()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    for (const Qt::MouseButton button : {Qt::RightButton, Qt::BackButton}) {
        hand.press({20, 20}, button);
        hand.move({60, 60}, button);
        hand.release({60, 60}, button);
    }
    hand.press({20, 20});
    hand.press({20, 20}, Qt::RightButton);
    hand.release({20, 20}, Qt::RightButton);
    QVERIFY(brush.isActive());
    hand.release({20, 20});
    QVERIFY(!brush.isActive());
}

void CanvasTest::rightDragAsksForADiameter_data()
{
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::newRow("Ctrl") << Qt::KeyboardModifiers(Qt::ControlModifier);
    QTest::newRow("Alt") << Qt::KeyboardModifiers(Qt::AltModifier);
}

void CanvasTest::rightDragAsksForADiameter()
{
    QFETCH(const Qt::KeyboardModifiers, modifiers);
    CanvasHand hand;
    hand.wheel(hand.inView({30, 30}), 360);
    QCOMPARE(hand.canvas.zoom(), 2.0);
    BrushTool brush({.diameterPx = 10});
    hand.canvas.setTool(&brush);
    QSignalSpy asked(&hand.canvas, &Canvas::brushDiameterRequested);
    hand.move({30, 30});
    hand.press({30, 30}, Qt::RightButton, modifiers);
    hand.move({38, 44}, Qt::RightButton, modifiers);
    QCOMPARE(asked.takeLast().at(0).toDouble(), 26.0);
    hand.move({26, 30}, Qt::RightButton, modifiers);
    QCOMPARE(asked.takeLast().at(0).toDouble(), 2.0);
    const auto centre = brush.outline().ringCentre;
    hand.release({26, 30}, Qt::RightButton, modifiers);
    QCOMPARE(*centre, (PointF{30, 30}));
    QVERIFY(hand.isBlank());
}

void CanvasTest::anotherToolDropsWhatWasUnderConstruction()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 9});
    PolygonTool polygonTool;
    hand.canvas.setTool(&polygonTool);
    hand.click({10, 10});
    hand.click({50, 10});
    hand.canvas.setTool(&brush);
    QVERIFY(!polygonTool.isActive());
    hand.press({20, 20});
    hand.canvas.setTool(&polygonTool);
    QVERIFY(hand.isBlank());
    hand.move({60, 60}, Qt::LeftButton);
    hand.release({60, 60});
    QVERIFY(hand.isBlank());
    QVERIFY(!polygonTool.isActive());
}

void CanvasTest::editedIsToldOnlyWhenPixelsChanged()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    QSignalSpy edited(&hand.canvas, &Canvas::edited);
    hand.move({20, 20});
    QCOMPARE(edited.count(), 0);
    hand.click({20, 20});
    QCOMPARE(edited.count(), 1);
    hand.press({1000, 1000});
    hand.release({1000, 1000});
    QCOMPARE(edited.count(), 1);
}

void CanvasTest::withoutDocumentOrToolNothingHappens()
{
    CanvasHand hand;
    hand.click({20, 20});
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    hand.canvas.setDocument(nullptr);
    hand.click({20, 20});
    QVERIFY(!hand.typeKey(Qt::Key_Escape));
    hand.canvas.showLoading();
    hand.click({20, 20});
    hand.wheel({50, 50}, 120);
    QVERIFY(hand.isBlank());
}

LABELWRIGHT_TEST(CanvasTest)
#include "CanvasTest.moc"
