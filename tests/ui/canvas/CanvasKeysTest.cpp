// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/BrushTool.h"
#include "core/tools/PolygonTool.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/CanvasHand.h"

#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

/// Wheel and keys.
class CanvasKeysTest : public QObject {
    Q_OBJECT
private slots:
    void theWheelZoomsAtTheCursor_data();
    void theWheelZoomsAtTheCursor();
    void shiftWheelAsksForStepsOfTheBrush();
    void aWheelTurnedSidewaysByAltStillZooms();
    void arrowsPan_data();
    void arrowsPan();
    void zoomingGoesThroughTheStops();
    void enterBackspaceAndEscapeReachTheTool();
    void keysWithNothingToDoAreLeftToOthers_data();
    void keysWithNothingToDoAreLeftToOthers();
    void peekingShowsTheBarePhoto();
    void losingTheFocusEndsPeekingAndHeldKeys();
    void textInputIsOff();
};

void CanvasKeysTest::theWheelZoomsAtTheCursor_data()
{
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::newRow("plain") << Qt::KeyboardModifiers();
    QTest::newRow("Ctrl") << Qt::KeyboardModifiers(Qt::ControlModifier);
}

void CanvasKeysTest::theWheelZoomsAtTheCursor()
{
    QFETCH(const Qt::KeyboardModifiers, modifiers);
    CanvasHand hand;
    QSignalSpy zoomed(&hand.canvas, &Canvas::zoomChanged);
    const QPointF cursor = hand.inView({31, 47});
    hand.wheel(cursor, 120, modifiers);
    QCOMPARE(hand.canvas.zoom(), std::exp2(1.0 / 3));
    QVERIFY((hand.inView({31, 47}) - cursor).manhattanLength() <= 1);
    hand.wheel(cursor, 240, modifiers);
    QCOMPARE(hand.canvas.zoom(), 2.0);
    QVERIFY((hand.inView({31, 47}) - cursor).manhattanLength() <= 1);
    QCOMPARE(zoomed.count(), 2);
    QCOMPARE(zoomed.last().at(0).toDouble(), 2.0);
}

void CanvasKeysTest::shiftWheelAsksForStepsOfTheBrush()
{
    CanvasHand hand;
    QSignalSpy steps(&hand.canvas, &Canvas::brushSizeStepRequested);
    hand.wheel({50, 50}, 120, Qt::ShiftModifier);
    hand.wheel({50, 50}, -240, Qt::ShiftModifier);
    for (int i = 0; i < 4; ++i)
        hand.wheel({50, 50}, 30, Qt::ShiftModifier);
    QCOMPARE(steps.count(), 3);
    QCOMPARE(steps.at(0).at(0).toInt(), 1);
    QCOMPARE(steps.at(1).at(0).toInt(), -2);
    QCOMPARE(steps.at(2).at(0).toInt(), 1);
    QCOMPARE(hand.canvas.zoom(), 1.0);
}

void CanvasKeysTest::aWheelTurnedSidewaysByAltStillZooms()
{
    CanvasHand hand;
    QWheelEvent event({50, 50}, hand.canvas.mapToGlobal(QPointF(50, 50)), {}, {360, 0}, Qt::NoButton, Qt::AltModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&hand.canvas, &event);
    QCOMPARE(hand.canvas.zoom(), 2.0);
}

void CanvasKeysTest::arrowsPan_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QPointF>("moved");
    QTest::newRow("left") << int(Qt::Key_Left) << QPointF(64, 0);
    QTest::newRow("right") << int(Qt::Key_Right) << QPointF(-64, 0);
    QTest::newRow("up") << int(Qt::Key_Up) << QPointF(0, 64);
    QTest::newRow("down") << int(Qt::Key_Down) << QPointF(0, -64);
}

void CanvasKeysTest::arrowsPan()
{
    QFETCH(const int, key);
    QFETCH(const QPointF, moved);
    CanvasHand hand({1000, 1000});
    const QPointF before = hand.inView({500, 500});
    QVERIFY(hand.typeKey(key));
    QCOMPARE(hand.inView({500, 500}) - before, moved);
    QVERIFY(!hand.canvas.isFitted());
}

void CanvasKeysTest::zoomingGoesThroughTheStops()
{
    CanvasHand hand;
    hand.canvas.zoomIn();
    QCOMPARE(hand.canvas.zoom(), 1.5);
    hand.canvas.zoomIn();
    QCOMPARE(hand.canvas.zoom(), 2.0);
    hand.canvas.zoomOut();
    hand.canvas.zoomOut();
    QCOMPARE(hand.canvas.zoom(), 1.0);
    hand.canvas.fit();
    QVERIFY(hand.canvas.isFitted());
    QCOMPARE(hand.canvas.zoom(), 252.0 / 90);
}

void CanvasKeysTest::enterBackspaceAndEscapeReachTheTool()
{
    CanvasHand hand;
    PolygonTool polygonTool;
    hand.canvas.setTool(&polygonTool);
    for (const PointF corner : {PointF{10, 10}, PointF{60, 10}, PointF{60, 50}, PointF{90, 80}})
        hand.click(corner);
    QVERIFY(hand.typeKey(Qt::Key_Backspace));
    QVERIFY(hand.typeKey(Qt::Key_Enter));
    QCOMPARE(int(hand.at(55, 30)), 1);
    QCOMPARE(int(hand.at(80, 72)), 0);
    hand.click({10, 10});
    QVERIFY(hand.typeKey(Qt::Key_Escape));
    QVERIFY(!polygonTool.isActive());
}

void CanvasKeysTest::keysWithNothingToDoAreLeftToOthers_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::newRow("Escape") << int(Qt::Key_Escape) << Qt::KeyboardModifiers();
    QTest::newRow("Enter") << int(Qt::Key_Return) << Qt::KeyboardModifiers();
    QTest::newRow("Backspace") << int(Qt::Key_Backspace) << Qt::KeyboardModifiers();
    QTest::newRow("Ctrl+Enter") << int(Qt::Key_Return) << Qt::KeyboardModifiers(Qt::ControlModifier);
    QTest::newRow("Ctrl+H") << int(Qt::Key_H) << Qt::KeyboardModifiers(Qt::ControlModifier);
    QTest::newRow("H") << int(Qt::Key_H) << Qt::KeyboardModifiers();
    QTest::newRow("+") << int(Qt::Key_Plus) << Qt::KeyboardModifiers();
    QTest::newRow("B") << int(Qt::Key_B) << Qt::KeyboardModifiers();
    QTest::newRow("Tab") << int(Qt::Key_F5) << Qt::KeyboardModifiers();
}

void CanvasKeysTest::keysWithNothingToDoAreLeftToOthers()
{
    QFETCH(const int, key);
    QFETCH(const Qt::KeyboardModifiers, modifiers);
    CanvasHand hand;
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    QVERIFY(!hand.typeKey(key, modifiers));
}

void CanvasKeysTest::peekingShowsTheBarePhoto()
{
    CanvasHand hand;
    const QImage bare = hand.canvas.grab().toImage();
    paint(hand.document, Region::fromRect({10, 10, 50, 50}), 1);
    const QImage labelled = hand.canvas.grab().toImage();
    QVERIFY(labelled != bare);
    hand.canvas.setPeek(true);
    QCOMPARE(hand.canvas.grab().toImage(), bare);
    hand.canvas.setPeek(false);
    QCOMPARE(hand.canvas.grab().toImage(), labelled);
}

void CanvasKeysTest::losingTheFocusEndsPeekingAndHeldKeys()
{
    CanvasHand hand;
    paint(hand.document, Region::fromRect({10, 10, 50, 50}), 1);
    const QImage labelled = hand.canvas.grab().toImage();
    hand.canvas.setPeek(true);
    hand.key(QEvent::KeyPress, Qt::Key_Space);
    QFocusEvent lost(QEvent::FocusOut);
    QApplication::sendEvent(&hand.canvas, &lost);
    QCOMPARE(hand.canvas.grab().toImage(), labelled);
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    hand.click({80, 80});
    QCOMPARE(int(hand.at(80, 80)), 1);
}

void CanvasKeysTest::textInputIsOff()
{
    const Canvas canvas;
    QVERIFY(!canvas.testAttribute(Qt::WA_InputMethodEnabled));
    QCOMPARE(canvas.focusPolicy(), Qt::StrongFocus);
    QVERIFY(!canvas.accessibleName().isEmpty());
}

LABELWRIGHT_TEST(CanvasKeysTest)
#include "CanvasKeysTest.moc"
