// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Shapes.h"
#include "core/tools/BrushTool.h"
#include "tests/ui/canvas/CanvasHand.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

/// On a screen of twice the pixels.
class CanvasScaleTest : public QObject {
    Q_OBJECT
private slots:
    void oneHundredPercentIsOneDevicePixel();
    void fitUsesTheDevicesPixels();
    void strokesLandUnderThePointer();
};

void CanvasScaleTest::oneHundredPercentIsOneDevicePixel()
{
    CanvasHand hand;
    QCOMPARE(hand.canvas.devicePixelRatioF(), 2.0);
    QImage image = hand.canvas.grab().toImage().convertToFormat(QImage::Format_RGB32);
    QCOMPARE(image.size(), QSize(800, 600));
    image.setDevicePixelRatio(1);
    const Point origin = hand.canvas.viewport().origin();
    QCOMPARE(image.copy(origin.x, origin.y, 120, 90), asQImage(patternImage({120, 90})));
}

void CanvasScaleTest::fitUsesTheDevicesPixels()
{
    CanvasHand hand({1000, 500});
    hand.canvas.fit();
    QCOMPARE(hand.canvas.zoom(), 2 * 352.0 / 1000);
    QCOMPARE(hand.inView({0, 0}).x(), 24.0);
    QCOMPARE(hand.inView({1000, 0}).x(), 376.0);
}

void CanvasScaleTest::strokesLandUnderThePointer()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 5});
    hand.canvas.setTool(&brush);
    hand.stroke({{10.5, 10.5}, {40.5, 22.5}});
    Document expected(blankMask({120, 90}));
    paint(expected, capsule({10.5, 10.5}, {40.5, 22.5}, 2.5), 1);
    QCOMPARE(hand.document.mask(), expected.mask());
}

int main(int argc, char** argv)
{
    qputenv("QT_SCALE_FACTOR", "2");
    QApplication application(argc, argv);
    CanvasScaleTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "CanvasScaleTest.moc"
