// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Shapes.h"
#include "core/tools/BrushTool.h"
#include "tests/ui/canvas/CanvasHand.h"

#include <QPainter>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace labelwright;
using namespace labelwright::test;

namespace {

double scaleFactor()
{
    return qEnvironmentVariable("QT_SCALE_FACTOR").toDouble();
}

} // namespace

/// On screens of one, one and a half and two pixels for each of the desktop's: the program runs once for each.
class CanvasScaleTest : public QObject {
    Q_OBJECT
private slots:
    void oneHundredPercentIsOneDevicePixel();
    void aPartRepaintedAloneIsTheSame();
    void labelsHaveThePhotosEdges_data();
    void labelsHaveThePhotosEdges();
    void fitUsesTheDevicesPixels();
    void strokesLandUnderThePointer();
};

void CanvasScaleTest::oneHundredPercentIsOneDevicePixel()
{
    CanvasHand hand;
    QCOMPARE(hand.canvas.devicePixelRatioF(), scaleFactor());
    const QImage image = grabbed(hand.canvas);
    QCOMPARE(image.size(), QSize(400, 300) * scaleFactor());
    const Point origin = hand.canvas.viewport().origin();
    QCOMPARE(image.copy(origin.x, origin.y, 120, 90), asQImage(patternImage({120, 90})));
}

void CanvasScaleTest::aPartRepaintedAloneIsTheSame()
{
    CanvasHand hand;
    hand.canvas.zoomIn();
    QImage screen(grabbed(hand.canvas).size(), QImage::Format_RGB32);
    screen.setDevicePixelRatio(scaleFactor());
    hand.canvas.render(&screen);
    const Rect rect{31, 23, 17, 19};
    paint(hand.document, Region::fromRect(rect), 2);
    const Rect device = hand.canvas.viewport().deviceFromImage(rect).grown(1);
    const QRectF part(device.x / scaleFactor(), device.y / scaleFactor(), device.width / scaleFactor(),
                      device.height / scaleFactor());
    QPainter painter(&screen);
    hand.canvas.render(&painter, part.toAlignedRect().topLeft(), part.toAlignedRect(), {});
    painter.end();
    screen.setDevicePixelRatio(1);
    QCOMPARE(screen, grabbed(hand.canvas));
}

void CanvasScaleTest::labelsHaveThePhotosEdges_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {1.0, 1.5, 3.0, 7.3, 16.0})
        QTest::addRow("%g", zoom) << zoom;
}

void CanvasScaleTest::labelsHaveThePhotosEdges()
{
    QFETCH(const double, zoom);
    const Size size{24, 18};
    CanvasHand hand(size);
    Image board = plainImage(size, {});
    for (int y = 0; y < size.height; ++y) {
        for (int x = (y * 5) % 3; x < size.width; x += 3) {
            std::ranges::fill(board.writableRow(y).subspan(static_cast<std::size_t>(3 * x), 3), std::uint8_t{255});
            paint(hand.document, Region::fromRect({x, y, 1, 1}), 1);
        }
    }
    hand.canvas.setImage(board);
    hand.wheel({200, 150}, int(std::lround(360 * std::log2(zoom / hand.canvas.zoom()))));
    const QImage photo = grabbed(hand.canvas);
    hand.canvas.setImage(plainImage(size, {}));
    hand.canvas.setDocument(&hand.document);
    const QImage labels = grabbed(hand.canvas);
    const Rect picture = hand.canvas.viewport().deviceFromImage({0, 0, size.width, size.height});
    const Rect seen = picture.intersected({0, 0, photo.width(), photo.height()});
    for (int y = seen.y; y < seen.bottom(); ++y) {
        for (int x = seen.x; x < seen.right(); ++x)
            QCOMPARE(labels.pixel(x, y) != qRgb(0, 0, 0), photo.pixel(x, y) == qRgb(255, 255, 255));
    }
}

void CanvasScaleTest::fitUsesTheDevicesPixels()
{
    CanvasHand hand({1000, 500});
    hand.canvas.fit();
    QCOMPARE(hand.canvas.zoom(), scaleFactor() * 352.0 / 1000);
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
    if (qEnvironmentVariableIsSet("QT_SCALE_FACTOR")) {
        QApplication application(argc, argv);
        CanvasScaleTest test;
        return QTest::qExec(&test, argc, argv);
    }
    int failures = 0;
    for (const char* factor : {"1", "1.5", "2"}) {
        qputenv("QT_SCALE_FACTOR", factor);
        failures += QProcess::execute(QString::fromLocal8Bit(argv[0]), {}) == 0 ? 0 : 1;
    }
    return failures;
}
#include "CanvasScaleTest.moc"
