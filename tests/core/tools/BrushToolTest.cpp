// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/BrushTool.h"

#include "core/mask/Shapes.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <random>

using namespace labelwright;

namespace {

Document blank()
{
    return Document(*LabelMask::create({100, 80}));
}

PointerEvent at(double x, double y, Label label = 1)
{
    return {.position = {x, y}, .label = label};
}

std::int64_t count(const Document& document, Label label)
{
    return countLabels(document.mask())[label];
}

void stroke(BrushTool& brush, Document& document, const std::vector<PointerEvent>& events)
{
    brush.press(document, events.front());
    for (std::size_t i = 1; i < events.size(); ++i)
        brush.drag(document, events[i]);
    brush.release(document, events.back());
}

} // namespace

/// Gestures as a user makes them; no widget, no display.
class BrushToolTest : public QObject {
    Q_OBJECT

private slots:
    void onePixelBrushPaintsThePixelUnderThePointer();
    void dabIsAsWideAsItsDiameter_data();
    void dabIsAsWideAsItsDiameter();
    void fastStrokeHasNoGap();
    void strokeIsOneUndoStep();
    void strokeMayLeaveTheImage();
    void eraserTakesAway_data();
    void eraserTakesAway();
    void pressSettlesWhatAStrokePaints();
    void shiftDrawsALineFromTheLastStrokesEnd();
    void shiftWithoutALastStrokeIsAPlainDab();
    void cancelRestoresEveryPixel();
    void cancelForgetsTheLastStrokesEnd();
    void commitEndsTheStroke();
    void lostReleaseDropsTheStroke();
    void undoWaitsForTheEndOfTheStroke();
    void diameterIsClamped();
    void ringShowsWhatADabWouldPaint();
    void hintNamesTheTool();
};

void BrushToolTest::onePixelBrushPaintsThePixelUnderThePointer()
{
    std::mt19937 random(1);
    std::uniform_real_distribution<double> x(0, 100);
    std::uniform_real_distribution<double> y(0, 80);
    for (int round = 0; round < 200; ++round) {
        Document document = blank();
        BrushTool brush({.diameterPx = 1});
        PointerEvent event = at(x(random), y(random));
        if (round % 2 == 0)
            event.position = {std::floor(event.position.x), std::floor(event.position.y)};
        stroke(brush, document, {event});
        QCOMPARE(count(document, 1), 1);
        QCOMPARE(document.mask().at({static_cast<int>(event.position.x), static_cast<int>(event.position.y)}),
                 Label(1));
    }
}

void BrushToolTest::dabIsAsWideAsItsDiameter_data()
{
    QTest::addColumn<double>("diameter");
    QTest::addColumn<int>("width");
    QTest::newRow("1") << 1.0 << 1;
    QTest::newRow("2") << 2.0 << 2;
    QTest::newRow("3") << 3.0 << 3;
    QTest::newRow("8") << 8.0 << 8;
    QTest::newRow("9") << 9.0 << 9;
    QTest::newRow("24") << 24.0 << 24;
    QTest::newRow("31") << 31.0 << 31;
}

void BrushToolTest::dabIsAsWideAsItsDiameter()
{
    QFETCH(double, diameter);
    QFETCH(int, width);
    std::int64_t area = 0;
    for (const double shift : {0.0, 0.2, 0.5, 0.7, 0.99}) {
        Document document = blank();
        Rect painted;
        document.onMaskChanged = [&](const Rect& rect) { painted = painted.united(rect); };
        BrushTool brush({.diameterPx = diameter});
        stroke(brush, document, {at(40 + shift, 40 + shift)});
        QCOMPARE(painted.width, width);
        QCOMPARE(painted.height, width);
        area = area == 0 ? count(document, 1) : area;
        QCOMPARE(count(document, 1), area); // the same wherever the pointer is inside a pixel
    }
}

void BrushToolTest::fastStrokeHasNoGap()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 1});
    stroke(brush, document, {at(2, 3), at(90, 60), at(91, 5)});
    for (int x = 2; x <= 90; ++x) {
        int inColumn = 0;
        for (int y = 0; y < 80; ++y)
            inColumn += document.mask().at({x, y}) == 1 ? 1 : 0;
        QVERIFY(inColumn >= 1);
    }
    for (int y = 5; y <= 60; ++y)
        QVERIFY(document.mask().at({90, y}) == 1 || document.mask().at({91, y}) == 1);
}

void BrushToolTest::strokeIsOneUndoStep()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 6});
    stroke(brush, document, {at(10, 10), at(20, 12), at(30, 20)});
    QCOMPARE(document.history().undoNames(), std::vector<std::string>{"brush"});
    QVERIFY(!brush.isActive());
    document.undo();
    QCOMPARE(count(document, 1), 0);
}

void BrushToolTest::strokeMayLeaveTheImage()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 10});
    stroke(brush, document, {at(-1e9, 40), at(1e9, 40)});
    QCOMPARE(count(document, 1), 10 * 100);
    stroke(brush, document, {at(-500, -500, 2)});
    QCOMPARE(count(document, 2), 0);
    QCOMPARE(document.history().undoNames().size(), std::size_t(1));
}

void BrushToolTest::eraserTakesAway_data()
{
    QTest::addColumn<bool>("option");
    QTest::addColumn<bool>("modifier");
    QTest::newRow("the eraser") << true << false;
    QTest::newRow("the brush with its modifier") << false << true;
}

void BrushToolTest::eraserTakesAway()
{
    QFETCH(bool, option);
    QFETCH(bool, modifier);
    Document document = blank();
    BrushTool brush({.diameterPx = 9});
    stroke(brush, document, {at(40, 40)});
    BrushTool eraser({.diameterPx = 9, .erases = option});
    PointerEvent event = at(40, 40);
    event.erase = modifier;
    stroke(eraser, document, {event});
    QCOMPARE(count(document, 1), 0);
    QCOMPARE(document.history().undoNames().front(), std::string("eraser"));
}

void BrushToolTest::pressSettlesWhatAStrokePaints()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 3});
    PointerEvent other = at(50, 40, 2);
    other.erase = true;
    stroke(brush, document, {at(10, 40, 1), other});
    QVERIFY(count(document, 1) > 3 * 40);
    QCOMPARE(count(document, 2), 0);
    QCOMPARE(document.history().undoNames().front(), std::string("brush"));
}

void BrushToolTest::shiftDrawsALineFromTheLastStrokesEnd()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 1});
    stroke(brush, document, {at(5.5, 5.5), at(10.5, 10.5)});
    PointerEvent line = at(60.5, 10.5);
    line.straight = true;
    stroke(brush, document, {line});
    for (int x = 10; x <= 60; ++x)
        QCOMPARE(document.mask().at({x, 10}), Label(1));
    QCOMPARE(count(document, 1), 6 + 50);
    QCOMPARE(document.history().undoNames().size(), std::size_t(2));
    PointerEvent next = at(60.5, 70.5);
    next.straight = true;
    stroke(brush, document, {next}); // from the line's end
    QCOMPARE(document.mask().at({60, 40}), Label(1));
}

void BrushToolTest::shiftWithoutALastStrokeIsAPlainDab()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 1});
    PointerEvent line = at(60, 10);
    line.straight = true;
    stroke(brush, document, {line});
    QCOMPARE(count(document, 1), 1);
}

void BrushToolTest::cancelRestoresEveryPixel()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 20});
    stroke(brush, document, {at(20, 20, 2), at(60, 50, 2)});
    const LabelMask before = document.mask();
    brush.press(document, at(10, 10));
    brush.drag(document, at(80, 70));
    QVERIFY(brush.isActive());
    QVERIFY(document.mask() != before);
    QVERIFY(brush.cancel());
    QVERIFY(document.mask() == before);
    QCOMPARE(document.history().undoNames().size(), std::size_t(1));
    brush.drag(document, at(5, 5)); // the button is still down
    brush.release(document, at(5, 5));
    QVERIFY(document.mask() == before);
    QVERIFY(!brush.cancel());
}

void BrushToolTest::cancelForgetsTheLastStrokesEnd()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 1});
    stroke(brush, document, {at(5, 5)});
    brush.cancel();
    PointerEvent line = at(60, 5);
    line.straight = true;
    stroke(brush, document, {line});
    QCOMPARE(count(document, 1), 2);
}

void BrushToolTest::commitEndsTheStroke()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 5});
    QVERIFY(!brush.commit(document, 1));
    brush.press(document, at(10, 10));
    QVERIFY(brush.commit(document, 1));
    QVERIFY(!brush.isActive());
    QVERIFY(document.history().canUndo());
    QVERIFY(!brush.stepBack());
}

void BrushToolTest::lostReleaseDropsTheStroke()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 1});
    brush.press(document, at(10, 10));
    brush.press(document, at(50, 50));
    brush.release(document, at(50, 50));
    QCOMPARE(count(document, 1), 1);
    QCOMPARE(document.history().undoNames().size(), std::size_t(1));
}

void BrushToolTest::undoWaitsForTheEndOfTheStroke()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 3});
    stroke(brush, document, {at(10, 10)});
    brush.press(document, at(50, 50));
    document.undo();
    QCOMPARE(count(document, 1), 2 * 9);
    brush.release(document, at(50, 50));
    document.undo();
    QCOMPARE(count(document, 1), 9);
}

void BrushToolTest::diameterIsClamped()
{
    BrushTool brush({.diameterPx = 0});
    QCOMPARE(brush.options().diameterPx, BrushOptions::kMinDiameter);
    brush.setDiameter(1e6);
    QCOMPARE(brush.options().diameterPx, BrushOptions::kMaxDiameter);
    brush.setDiameter(17.5);
    QCOMPARE(brush.options().diameterPx, 17.5);
}

void BrushToolTest::ringShowsWhatADabWouldPaint()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 5});
    QVERIFY(!brush.outline().ringCentre);
    brush.hover(document, at(20.9, 30.1));
    QVERIFY((brush.outline().ringCentre == PointF{20.5, 30.5}));
    QCOMPARE(brush.outline().ringRadius, 2.5);
    stroke(brush, document, {at(20.9, 30.1)});
    const ToolOutline outline = brush.outline();
    const Region ring = capsule(*outline.ringCentre, *outline.ringCentre, outline.ringRadius);
    QCOMPARE(ring.area(), count(document, 1));
    for (const RowSpan& span : ring.spans())
        QCOMPARE(document.mask().at({span.x0, span.y}), Label(1));
    brush.setDiameter(4);
    brush.hover(document, at(20.9, 30.1));
    QVERIFY((brush.outline().ringCentre == PointF{21, 30}));
}

void BrushToolTest::hintNamesTheTool()
{
    QCOMPARE(BrushTool({}).hint(), std::string("brush"));
    QCOMPARE(BrushTool({.erases = true}).hint(), std::string("eraser"));
}

LABELWRIGHT_TEST(BrushToolTest)
#include "BrushToolTest.moc"
