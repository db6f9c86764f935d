// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/Viewport.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <cmath>

using namespace labelwright;

namespace {

Viewport viewportOf(Size image, double width, double height, double ratio)
{
    Viewport viewport;
    viewport.setView(width, height, ratio);
    viewport.setImageSize(image);
    return viewport;
}

double deviceDistance(const Viewport& viewport, PointF a, PointF b)
{
    return std::hypot(a.x - b.x, a.y - b.y) * viewport.devicePixelRatio();
}

} // namespace

class ViewportTest : public QObject {
    Q_OBJECT
private slots:
    void fitFillsTheViewUpToItsMargins_data();
    void fitFillsTheViewUpToItsMargins();
    void fitIsInTheMiddleOfWhatTheMarginsLeave();
    void imageAndViewAreInverse_data();
    void imageAndViewAreInverse();
    void zoomKeepsThePointUnderTheCursor_data();
    void zoomKeepsThePointUnderTheCursor();
    void zoomHasLimits();
    void fitOfAHugeImageGoesBelowTheUsualLimit();
    void stopsGoUpAndDownThroughOneHundredPercent();
    void wheelStopsOnceAtOneHundredPercent();
    void threeNotchesDouble();
    void panMovesWithTheHandUntilTheEdgeIsInTheMiddle();
    void resizingKeepsFitOrTheMiddle();
    void anotherSizeGoesToFitTheSameDoesNot();
    void deviceRectHoldsEveryPixelThatShowsTheImagePart();
    void originIsAWholeDevicePixel();
};

void ViewportTest::fitFillsTheViewUpToItsMargins_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<double>("ratio");
    QTest::addColumn<double>("zoom");
    QTest::newRow("wide") << 4000 << 1000 << 1.0 << 952.0 / 4000;
    QTest::newRow("tall") << 1000 << 4000 << 1.0 << 752.0 / 4000;
    QTest::newRow("wide, scale 2") << 4000 << 1000 << 2.0 << 2 * 952.0 / 4000;
    QTest::newRow("wide, scale 1.5") << 4000 << 1000 << 1.5 << 1.5 * 952.0 / 4000;
    QTest::newRow("hardly smaller than the view") << 900 << 400 << 1.0 << 1.0;
    QTest::newRow("smaller than the view") << 476 << 100 << 1.0 << 2.0;
    QTest::newRow("tiny is enlarged four times") << 8 << 8 << 1.0 << 4.0;
    QTest::newRow("tiny, scale 2") << 8 << 8 << 2.0 << 4.0;
}

void ViewportTest::fitFillsTheViewUpToItsMargins()
{
    QFETCH(const int, width);
    QFETCH(const int, height);
    QFETCH(const double, ratio);
    QFETCH(const double, zoom);
    const Viewport viewport = viewportOf({width, height}, 1000, 800, ratio);
    QVERIFY(viewport.isFitted());
    QCOMPARE(viewport.zoom(), zoom);
    const PointF topLeft = viewport.viewFromImage({0, 0});
    const PointF bottomRight = viewport.viewFromImage({double(width), double(height)});
    QVERIFY(topLeft.x >= 23.5 && topLeft.y >= 23.5);
    QVERIFY(bottomRight.x <= 976.5 && bottomRight.y <= 776.5);
    QVERIFY(std::abs(topLeft.x - (1000 - bottomRight.x)) <= 1);
    QVERIFY(std::abs(topLeft.y - (800 - bottomRight.y)) <= 1);
}

void ViewportTest::fitIsInTheMiddleOfWhatTheMarginsLeave()
{
    Viewport viewport = viewportOf({200, 100}, 300, 300, 1);
    viewport.setFitMargins({.left = 50, .top = 20, .right = 50, .bottom = 80});
    QCOMPARE(viewport.zoom(), 1.0);
    QCOMPARE(viewport.origin(), (Point{50, 70}));
}

void ViewportTest::imageAndViewAreInverse_data()
{
    QTest::addColumn<double>("ratio");
    QTest::addColumn<double>("zoom");
    for (const double ratio : {1.0, 1.25, 2.0}) {
        for (const double zoom : {0.05, 1.0, 7.3, 64.0})
            QTest::addRow("%g at %g", ratio, zoom) << ratio << zoom;
    }
}

void ViewportTest::imageAndViewAreInverse()
{
    QFETCH(const double, ratio);
    QFETCH(const double, zoom);
    Viewport viewport = viewportOf({3000, 2000}, 640, 480, ratio);
    viewport.zoomAt({100, 50}, zoom);
    for (const PointF view : {PointF{0, 0}, PointF{100.25, 50.5}, PointF{639, 479}}) {
        const PointF back = viewport.viewFromImage(viewport.imageFromView(view));
        QVERIFY(deviceDistance(viewport, back, view) < 1e-6);
    }
    const PointF a = viewport.viewFromImage({10, 10});
    const PointF b = viewport.viewFromImage({11, 10});
    QVERIFY(std::abs((b.x - a.x) * ratio - zoom) < 1e-9);
    QCOMPARE(viewport.imageDistance((b.x - a.x)), 1.0);
}

void ViewportTest::zoomKeepsThePointUnderTheCursor_data()
{
    QTest::addColumn<double>("ratio");
    QTest::newRow("1") << 1.0;
    QTest::newRow("1.5") << 1.5;
    QTest::newRow("2") << 2.0;
}

void ViewportTest::zoomKeepsThePointUnderTheCursor()
{
    QFETCH(const double, ratio);
    Viewport viewport = viewportOf({4000, 3000}, 900, 700, ratio);
    const PointF cursor{411, 333};
    const PointF pixel = viewport.imageFromView(cursor);
    for (int i = 0; i < 20; ++i) {
        viewport.zoomAt(cursor, viewport.zoomAfterWheel(120));
        const double off = deviceDistance(viewport, viewport.viewFromImage(pixel), cursor);
        // What was seen at the start was rounded to a device pixel, so the place is known to half of one.
        QVERIFY2(off <= 0.75 * viewport.zoom() / viewport.fitZoom() + 0.75, qPrintable(QString::number(off)));
    }
    const PointF zoomed = viewport.imageFromView(cursor);
    for (int i = 0; i < 12; ++i) {
        viewport.zoomAt(cursor, viewport.zoomAfterWheel(-120));
        QVERIFY(deviceDistance(viewport, viewport.viewFromImage(zoomed), cursor) <= 1);
    }
}

void ViewportTest::zoomHasLimits()
{
    Viewport viewport = viewportOf({4000, 3000}, 900, 700, 1);
    viewport.zoomAt({0, 0}, 1000);
    QCOMPARE(viewport.zoom(), 64.0);
    viewport.zoomAt({0, 0}, 0.0001);
    QCOMPARE(viewport.zoom(), 1.0 / 32);
    QVERIFY(!viewport.isFitted());
}

void ViewportTest::fitOfAHugeImageGoesBelowTheUsualLimit()
{
    Viewport viewport = viewportOf({32768, 32768}, 648, 648, 1);
    QCOMPARE(viewport.zoom(), 600.0 / 32768);
    viewport.zoomAt({0, 0}, 0.0001);
    QCOMPARE(viewport.zoom(), 600.0 / 32768);
}

void ViewportTest::stopsGoUpAndDownThroughOneHundredPercent()
{
    Viewport viewport = viewportOf({4000, 3000}, 900, 700, 1);
    viewport.zoomAt({450, 350}, 0.7);
    QCOMPARE(viewport.zoomStopAbove(), 1.0);
    QCOMPARE(viewport.zoomStopBelow(), 2.0 / 3);
    viewport.zoomAt({450, 350}, 1);
    QCOMPARE(viewport.zoomStopAbove(), 1.5);
    QCOMPARE(viewport.zoomStopBelow(), 2.0 / 3);
    viewport.zoomAt({450, 350}, 64);
    QCOMPARE(viewport.zoomStopAbove(), 64.0);
    viewport.zoomAt({450, 350}, 1.0 / 32);
    QCOMPARE(viewport.zoomStopBelow(), 1.0 / 32);
}

void ViewportTest::wheelStopsOnceAtOneHundredPercent()
{
    Viewport viewport = viewportOf({4000, 3000}, 900, 700, 1);
    viewport.zoomAt({450, 350}, 0.9);
    QCOMPARE(viewport.zoomAfterWheel(120), 1.0);
    viewport.zoomAt({450, 350}, 1.1);
    QCOMPARE(viewport.zoomAfterWheel(-120), 1.0);
    viewport.zoomAt({450, 350}, 1);
    QVERIFY(viewport.zoomAfterWheel(120) > 1.2);
    QVERIFY(viewport.zoomAfterWheel(-120) < 0.8);
}

void ViewportTest::threeNotchesDouble()
{
    Viewport viewport = viewportOf({4000, 3000}, 900, 700, 1);
    viewport.zoomAt({450, 350}, 2);
    QCOMPARE(viewport.zoomAfterWheel(360), 4.0);
    QCOMPARE(viewport.zoomAfterWheel(-360), 1.0);
}

void ViewportTest::panMovesWithTheHandUntilTheEdgeIsInTheMiddle()
{
    Viewport viewport = viewportOf({1000, 1000}, 400, 300, 2);
    viewport.zoomAt({200, 150}, 2);
    const PointF before = viewport.viewFromImage({500, 500});
    viewport.panBy(30, -20);
    const PointF after = viewport.viewFromImage({500, 500});
    QCOMPARE(after.x - before.x, 30.0);
    QCOMPARE(after.y - before.y, -20.0);
    viewport.panBy(1e6, 1e6);
    QCOMPARE(viewport.imageFromView(viewport.viewCentre()), (PointF{0, 0}));
    viewport.panBy(-1e6, -1e6);
    QCOMPARE(viewport.imageFromView(viewport.viewCentre()), (PointF{1000, 1000}));
}

void ViewportTest::resizingKeepsFitOrTheMiddle()
{
    Viewport viewport = viewportOf({4000, 3000}, 900, 700, 1);
    viewport.setView(500, 700, 1);
    QCOMPARE(viewport.zoom(), viewport.fitZoom());
    viewport.zoomAt({100, 100}, 3);
    const PointF middle = viewport.imageFromView(viewport.viewCentre());
    viewport.setView(801, 433, 2);
    QCOMPARE(viewport.zoom(), 3.0);
    QVERIFY(deviceDistance(viewport, viewport.viewFromImage(middle), viewport.viewCentre()) <= 1);
}

void ViewportTest::anotherSizeGoesToFitTheSameDoesNot()
{
    Viewport viewport = viewportOf({4000, 3000}, 900, 700, 1);
    viewport.zoomAt({100, 100}, 3);
    const Point origin = viewport.origin();
    viewport.setImageSize({4000, 3000});
    QCOMPARE(viewport.zoom(), 3.0);
    QCOMPARE(viewport.origin(), origin);
    viewport.setImageSize({3000, 4000});
    QVERIFY(viewport.isFitted());
}

void ViewportTest::deviceRectHoldsEveryPixelThatShowsTheImagePart()
{
    Viewport viewport = viewportOf({100, 100}, 200, 200, 1);
    viewport.setFitMargins({0, 0, 0, 0});
    viewport.zoomAt({0, 0}, 2);
    QCOMPARE(viewport.deviceFromImage({10, 20, 3, 4}), (Rect{20, 40, 6, 8}));
    viewport.fit();
    viewport.zoomAt({0, 0}, 1.5);
    QCOMPARE(viewport.origin(), (Point{0, 0}));
    QCOMPARE(viewport.deviceFromImage({1, 1, 1, 1}), (Rect{1, 1, 2, 2}));
}

void ViewportTest::originIsAWholeDevicePixel()
{
    Viewport viewport = viewportOf({101, 77}, 333, 222, 1.25);
    viewport.zoomAt({7, 9}, 3.3);
    viewport.panBy(0.3, 0.7);
    const PointF corner = viewport.viewFromImage({0, 0});
    QCOMPARE(corner.x * 1.25, double(viewport.origin().x));
    QCOMPARE(corner.y * 1.25, double(viewport.origin().y));
}

LABELWRIGHT_TEST(ViewportTest)
#include "ViewportTest.moc"
