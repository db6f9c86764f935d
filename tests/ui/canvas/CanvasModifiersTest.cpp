// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/BrushTool.h"
#include "core/tools/PolygonTool.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/CanvasHand.h"
#include "tests/ui/canvas/RecordingTool.h"

#include <QSignalSpy>
#include <QTest>

#include <vector>

using namespace labelwright;
using namespace labelwright::test;

/// What the pen's ends and pressure, Shift, Ctrl and Alt make of a gesture.
class CanvasModifiersTest : public QObject {
    Q_OBJECT
private slots:
    void thePensPressureReachesTheTool();
    void modifiersReachTheTool_data();
    void modifiersReachTheTool();
    void altErasesForOneStroke();
    void thePensEraserEndErases();
    void ctrlPicksTheLabelUnderThePointer();
    void ctrlPicksNothingWhileTheToolIsActive();
    void aReadingIsOfThePhotoItself();
};

void CanvasModifiersTest::thePensPressureReachesTheTool()
{
    using Tip = QPointingDevice::PointerType;
    CanvasHand hand;
    RecordingTool tool;
    hand.canvas.setTool(&tool);
    hand.pen(QEvent::TabletPress, {20.5, 20.5}, Tip::Pen, 0.25);
    QCOMPARE(tool.last.pressure, 0.25);
    hand.pen(QEvent::TabletMove, {60.5, 20.5}, Tip::Pen, 0.75);
    QCOMPARE(tool.last.pressure, 0.75);
    hand.pen(QEvent::TabletRelease, {60.5, 20.5}, Tip::Pen, 0);
    hand.pen(QEvent::TabletPress, {30.5, 20.5}, Tip::Eraser, 0);
    QCOMPARE(tool.last.pressure, 1.0); // that end does not feel any
    hand.pen(QEvent::TabletRelease, {30.5, 20.5}, Tip::Eraser, 0);
    hand.click({20, 20});
    QCOMPARE(tool.last.pressure, 1.0);
    hand.canvas.setTool(nullptr);
}

void CanvasModifiersTest::modifiersReachTheTool_data()
{
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<bool>("straight");
    QTest::addColumn<bool>("constrained");
    QTest::addColumn<bool>("erase");
    QTest::newRow("none") << Qt::KeyboardModifiers() << false << false << false;
    QTest::newRow("Shift") << Qt::KeyboardModifiers(Qt::ShiftModifier) << true << false << false;
    QTest::newRow("Shift+Ctrl") << (Qt::ShiftModifier | Qt::ControlModifier) << true << true << false;
    QTest::newRow("Alt") << Qt::KeyboardModifiers(Qt::AltModifier) << false << false << true;
    QTest::newRow("Shift+Alt") << (Qt::ShiftModifier | Qt::AltModifier) << true << false << true;
}

void CanvasModifiersTest::modifiersReachTheTool()
{
    QFETCH(const Qt::KeyboardModifiers, modifiers);
    CanvasHand hand;
    RecordingTool tool;
    hand.canvas.setTool(&tool);
    QSignalSpy picked(&hand.canvas, &Canvas::labelPicked);
    hand.click({20, 20}, modifiers);
    QTEST(tool.last.straight, "straight");
    QTEST(tool.last.constrained, "constrained");
    QTEST(tool.last.erase, "erase");
    QCOMPARE(picked.count(), 0);
    hand.canvas.setTool(nullptr);
}

void CanvasModifiersTest::altErasesForOneStroke()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    hand.stroke({{20.5, 20.5}, {60.5, 20.5}});
    hand.click({40.5, 20.5}, Qt::AltModifier);
    QCOMPARE(int(hand.at(40, 20)), 0);
    QCOMPARE(int(hand.at(25, 20)), 1);
    hand.click({40.5, 20.5});
    QCOMPARE(int(hand.at(40, 20)), 1);
}

void CanvasModifiersTest::thePensEraserEndErases()
{
    using Tip = QPointingDevice::PointerType;
    CanvasHand hand;
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    hand.pen(QEvent::TabletPress, {20.5, 20.5}, Tip::Pen);
    hand.pen(QEvent::TabletMove, {60.5, 20.5}, Tip::Pen);
    hand.pen(QEvent::TabletRelease, {60.5, 20.5}, Tip::Pen);
    QCOMPARE(int(hand.at(40, 20)), 1);
    hand.pen(QEvent::TabletPress, {30.5, 20.5}, Tip::Eraser);
    hand.pen(QEvent::TabletMove, {50.5, 20.5}, Tip::Eraser);
    hand.pen(QEvent::TabletRelease, {50.5, 20.5}, Tip::Eraser);
    QCOMPARE(int(hand.at(40, 20)), 0);
    QCOMPARE(int(hand.at(18, 20)), 1);
}

void CanvasModifiersTest::ctrlPicksTheLabelUnderThePointer()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    paint(hand.document, Region::fromRect({40, 20, 30, 30}), 3);
    const LabelMask before = hand.document.mask();
    std::vector<int> picked;
    connect(&hand.canvas, &Canvas::labelPicked, this, [&](Label label) { picked.push_back(label); });
    hand.press({50, 30}, Qt::LeftButton, Qt::ControlModifier);
    hand.move({10, 10}, Qt::LeftButton, Qt::ControlModifier);
    hand.release({10, 10}, Qt::LeftButton, Qt::ControlModifier);
    hand.click({-10, 10}, Qt::ControlModifier);
    QCOMPARE(picked, (std::vector{3, 0}));
    QVERIFY(hand.document.mask() == before);
    hand.click({50, 30});
    QCOMPARE(int(hand.at(50, 30)), 1);
}

void CanvasModifiersTest::ctrlPicksNothingWhileTheToolIsActive()
{
    CanvasHand hand;
    PolygonTool polygon;
    hand.canvas.setTool(&polygon);
    paint(hand.document, Region::fromRect({40, 20, 30, 30}), 3);
    QSignalSpy picked(&hand.canvas, &Canvas::labelPicked);
    hand.click({10, 10});
    hand.move({50, 35});
    const QImage before = grabbed(hand.canvas);
    hand.key(QEvent::KeyPress, Qt::Key_Control, Qt::ControlModifier);
    QVERIFY(grabbed(hand.canvas) == before); // the tag goes on naming the active label
    hand.click({50, 35}, Qt::ControlModifier);
    QCOMPARE(picked.count(), 0);
    QCOMPARE(polygon.outline().markers.size(), std::size_t(2));
    polygon.cancel();
    hand.click({50, 35}, Qt::ControlModifier);
    QCOMPARE(picked.count(), 1);
    hand.canvas.setTool(nullptr);
}

void CanvasModifiersTest::aReadingIsOfThePhotoItself()
{
    CanvasHand hand;
    hand.canvas.setTone({.brightness = 40});
    paint(hand.document, Region::fromRect({40, 20, 30, 30}), 3);
    QVERIFY(!hand.canvas.reading());
    hand.move({50.5, 30.5});
    const QColor photo = asQImage(patternImage({120, 90})).pixelColor(50, 30);
    const auto reading = hand.canvas.reading();
    QVERIFY(reading);
    QCOMPARE(reading->pixel, (Point{50, 30}));
    QCOMPARE(QColor(reading->rgb.red, reading->rgb.green, reading->rgb.blue), photo);
    QCOMPARE(int(reading->label), 3);
    hand.move({-3, 30});
    QVERIFY(!hand.canvas.reading());
}

LABELWRIGHT_TEST(CanvasModifiersTest)
#include "CanvasModifiersTest.moc"
