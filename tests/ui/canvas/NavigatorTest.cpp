// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/Navigator.h"

#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/CanvasHand.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr Size kPhoto{1000, 500};
constexpr Color kGray{90, 90, 90};

/// A canvas at 100 % and its navigator, of which the picture covers the middle half.
struct NavigatorHand {
    NavigatorHand() : hand(kPhoto), navigator(hand.canvas)
    {
        hand.canvas.setImage(plainImage(kPhoto, kGray));
        hand.canvas.setDocument(&hand.document);
        hand.canvas.zoomTo100();
        navigator.resize(200, 200);
        navigator.show();
    }

    QImage shown() { return navigator.grab().toImage().convertToFormat(QImage::Format_RGB32); }
    void mouse(QEvent::Type type, QPointF at)
    {
        QMouseEvent event(type, at, navigator.mapToGlobal(at),
                          type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, Qt::LeftButton, {});
        QApplication::sendEvent(&navigator, &event);
    }
    PointF middle() const { return hand.canvas.viewport().imageFromView({200, 150}); }

    CanvasHand hand;
    Navigator navigator;
};

bool isNear(PointF a, PointF b)
{
    return std::abs(a.x - b.x) <= 3 && std::abs(a.y - b.y) <= 3;
}

} // namespace

class NavigatorTest : public QObject {
    Q_OBJECT
private slots:
    void showsTheWholePictureWithItsLabels();
    void aStrokeIsSeenALittleLater();
    void pressAndDragLookElsewhere();
    void theFrameIsWhereTheCanvasLooks();
    void theWheelZooms();
    void withoutAPictureThereIsNothing();
    void hiddenItMakesNothing();
};

void NavigatorTest::showsTheWholePictureWithItsLabels()
{
    NavigatorHand it;
    paint(it.hand.document, Region::fromRect({0, 0, 500, 500}), 2);
    it.navigator.hide();
    it.navigator.show();
    const QImage image = it.shown();
    QVERIFY(qBlue(image.pixel(30, 100)) > qRed(image.pixel(30, 100)) + 50);
    QCOMPARE(image.pixel(190, 100), qRgb(kGray.red, kGray.green, kGray.blue));
    QVERIFY(image.pixel(100, 20) != image.pixel(190, 100));
}

void NavigatorTest::aStrokeIsSeenALittleLater()
{
    NavigatorHand it;
    const QImage before = it.shown();
    paint(it.hand.document, Region::fromRect({700, 100, 200, 200}), 1);
    QCOMPARE(it.shown(), before);
    QTRY_VERIFY(it.shown() != before);
}

void NavigatorTest::pressAndDragLookElsewhere()
{
    NavigatorHand it;
    it.mouse(QEvent::MouseButtonPress, {120, 90});
    QVERIFY(isNear(it.middle(), {600, 200}));
    it.mouse(QEvent::MouseMove, {80, 120});
    QVERIFY(isNear(it.middle(), {400, 350}));
}

void NavigatorTest::theFrameIsWhereTheCanvasLooks()
{
    NavigatorHand it;
    it.hand.canvas.centreOn({500, 250});
    const QImage image = it.shown();
    // The view's 400 x 300 pixels are 80 x 60 of the navigator's.
    for (const QPoint at : {QPoint(60, 100), QPoint(139, 100), QPoint(100, 70), QPoint(100, 129)})
        QVERIFY2(qGray(image.pixel(at)) > 200, qPrintable(QStringLiteral("%1 %2").arg(at.x()).arg(at.y())));
    QCOMPARE(qGray(image.pixel(100, 100)), int(kGray.red));
    it.hand.canvas.centreOn({600, 250});
    QVERIFY(qGray(it.shown().pixel(159, 100)) > 200);
}

void NavigatorTest::theWheelZooms()
{
    NavigatorHand it;
    const double before = it.hand.canvas.zoom();
    QWheelEvent event({100, 100}, it.navigator.mapToGlobal(QPointF(100, 100)), {}, {0, 360}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&it.navigator, &event);
    QCOMPARE(it.hand.canvas.zoom(), 2 * before);
}

void NavigatorTest::withoutAPictureThereIsNothing()
{
    NavigatorHand it;
    it.hand.canvas.showLoading();
    it.mouse(QEvent::MouseButtonPress, {120, 90});
    const QImage image = it.shown();
    QCOMPARE(image.pixel(100, 100), image.pixel(2, 2));
}

void NavigatorTest::hiddenItMakesNothing()
{
    NavigatorHand it;
    const QImage before = it.shown();
    it.navigator.hide();
    paint(it.hand.document, Region::fromRect({700, 100, 200, 200}), 1);
    QTest::qWait(300);
    QCOMPARE(it.shown(), before);
    it.navigator.show();
    QVERIFY(it.shown() != before);
}

LABELWRIGHT_TEST(NavigatorTest)
#include "NavigatorTest.moc"
