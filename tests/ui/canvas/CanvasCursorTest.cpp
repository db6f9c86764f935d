// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/AutoSegmentTool.h"
#include "core/tools/BrushTool.h"
#include "core/tools/PolygonTool.h"
#include "core/tools/RegionTool.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/CanvasHand.h"
#include "ui/look/Look.h"

#include <QPaintEvent>
#include <QTest>

#include <cmath>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// Collects what a widget is asked to paint.
class PaintSpy : public QObject {
public:
    explicit PaintSpy(QWidget& widget) { widget.installEventFilter(this); }
    QRegion painted;

protected:
    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            painted += static_cast<QPaintEvent*>(event)->region();
        return QObject::eventFilter(object, event);
    }
};

} // namespace

/// What a tool shows of itself over the picture.
class CanvasCursorTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { Look::instance().setTheme(Theme::Light); }

    void heldCtrlShowsWhichLabelWouldBePicked();
    void aStrokeRepaintsOnlyAroundItself();
    void theCursorIsRepaintedWhereItWas_data();
    void theCursorIsRepaintedWhereItWas();
    void theRingHasTheBrushsSize();
    void theSystemsArrowIsGoneWhilePainting();
    void cursorMovedTellsThePixel();
    void thePreviewIsShownInTheActiveLabelsColor();
    void thePolygonIsDrawn();
    void thePlacedRegionsTagNamesItsOwnLabel();
};

void CanvasCursorTest::heldCtrlShowsWhichLabelWouldBePicked()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    paint(hand.document, Region::fromRect({40, 20, 30, 30}), 3);
    hand.move({50, 30});
    const QImage ring = grabbed(hand.canvas);
    hand.key(QEvent::KeyPress, Qt::Key_Control);
    const QImage picking = grabbed(hand.canvas);
    QVERIFY(picking != ring);
    hand.move({10, 10}, Qt::NoButton, Qt::ControlModifier);
    hand.move({50, 30}, Qt::NoButton, Qt::ControlModifier);
    QCOMPARE(grabbed(hand.canvas), picking);
    hand.key(QEvent::KeyRelease, Qt::Key_Control);
    QCOMPARE(grabbed(hand.canvas), ring);
}

void CanvasCursorTest::aStrokeRepaintsOnlyAroundItself()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    QTest::qWait(100); // for the platform's own events after showing
    hand.move({20, 20});
    QTest::qWait(20);
    PaintSpy spy(hand.canvas);
    hand.press({20, 20});
    hand.move({30, 24}, Qt::LeftButton);
    hand.release({30, 24});
    QTRY_VERIFY(!spy.painted.isEmpty());
    const QRectF allowed(hand.inView({-15, -15}), hand.inView({65, 60}));
    QVERIFY2(allowed.contains(spy.painted.boundingRect()),
             qPrintable(QDebug::toString(spy.painted.boundingRect()) + QDebug::toString(allowed)));

    hand.canvas.setTool(nullptr);
    const QImage partly = grabbed(hand.canvas);
    hand.canvas.setOverlayStyle(hand.canvas.overlayStyle());
    QCOMPARE(grabbed(hand.canvas), partly);
}

void CanvasCursorTest::theCursorIsRepaintedWhereItWas_data()
{
    QTest::addColumn<bool>("ring");
    QTest::newRow("ring") << true;
    QTest::newRow("cross") << false;
}

void CanvasCursorTest::theCursorIsRepaintedWhereItWas()
{
    QFETCH(const bool, ring);
    CanvasHand hand;
    BrushTool brush({.diameterPx = 20});
    PolygonTool polygonTool;
    hand.canvas.setTool(ring ? static_cast<Tool*>(&brush) : &polygonTool);
    hand.canvas.setActiveLabel(kUnlabelled);
    QTest::qWait(100);
    hand.move({20, 20});
    QTest::qWait(20);
    PaintSpy spy(hand.canvas);
    hand.move({90, 60});
    const QRect before = QRectF(hand.inView({10, 10}), hand.inView({30, 30})).toAlignedRect();
    const QRect after = QRectF(hand.inView({80, 50}), hand.inView({100, 70})).toAlignedRect();
    QTRY_VERIFY(spy.painted.contains(after));
    QVERIFY(QRegion(before).subtracted(spy.painted).isEmpty());
    QVERIFY(!spy.painted.contains(QPoint(0, 0)));
    QVERIFY(!spy.painted.intersects(QRectF(hand.inView({50, 35}), hand.inView({60, 45})).toAlignedRect()));
}

void CanvasCursorTest::theRingHasTheBrushsSize()
{
    CanvasHand hand({200, 200});
    hand.canvas.setImage(plainImage({200, 200}, {128, 128, 128}));
    hand.canvas.setDocument(&hand.document);
    hand.canvas.zoomTo100();
    BrushTool brush({.diameterPx = 40});
    hand.canvas.setTool(&brush);
    hand.move({100, 100});
    const QImage image = grabbed(hand.canvas);
    const QPoint centre = hand.inView({100, 100}).toPoint();
    int brightest = 0;
    int darkest = 255;
    for (int x = 17; x <= 23; ++x) {
        brightest = std::max(brightest, qGray(image.pixel(centre + QPoint(x, 0))));
        darkest = std::min(darkest, qGray(image.pixel(centre + QPoint(x, 0))));
    }
    QVERIFY(brightest > 190);
    QVERIFY(darkest < 90);
    for (const int x : {0, 10, 14, 26, 40})
        QCOMPARE(image.pixel(centre + QPoint(x, 0)), qRgb(128, 128, 128));
}

void CanvasCursorTest::theSystemsArrowIsGoneWhilePainting()
{
    CanvasHand hand;
    QCOMPARE(hand.canvas.cursor().shape(), Qt::OpenHandCursor);
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    QCOMPARE(hand.canvas.cursor().shape(), Qt::BlankCursor);
    hand.canvas.showMessage(QStringLiteral("Nothing here."));
    QCOMPARE(hand.canvas.cursor().shape(), Qt::ArrowCursor);
}

void CanvasCursorTest::cursorMovedTellsThePixel()
{
    CanvasHand hand({300, 200});
    std::optional<Point> pixel;
    connect(&hand.canvas, &Canvas::cursorMoved, this, [&](const std::optional<Point>& at) { pixel = at; });
    hand.move({17.4, 33.9});
    QCOMPARE(pixel, std::optional(Point{17, 33}));
    QCOMPARE(hand.canvas.pixelUnderCursor(), pixel);
    hand.move({-0.4, 33});
    QCOMPARE(pixel, std::nullopt);
    hand.move({299.9, 199.9});
    QCOMPARE(pixel, std::optional(Point{299, 199}));
    hand.typeKey(Qt::Key_Left);
    QCOMPARE(pixel, std::optional(Point{235, 199}));
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&hand.canvas, &leave);
    QCOMPARE(pixel, std::nullopt);
}

void CanvasCursorTest::thePreviewIsShownInTheActiveLabelsColor()
{
    CanvasHand hand;
    constexpr Engine kEngine{"fixed",
                             [](const Image&, const ObjectHints&, const SegmentOptions&) -> Result<Segmentation> {
                                 return Segmentation{Region::fromRect({20, 20, 30, 25}), 1};
                             }};
    AutoSegmentTool tool(kEngine);
    hand.canvas.setTool(&tool);
    for (const PointF click : {PointF{40, 10}, PointF{70, 30}, PointF{40, 50}, PointF{10, 30}})
        hand.click(click);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&hand.canvas, &leave);
    const auto work = tool.takeWork();
    QVERIFY(work);
    QVERIFY(tool.deliver(hand.document, work, work->run({})));
    hand.canvas.toolUpdated();
    const QRgb under = asQImage(patternImage({120, 90})).pixel(30, 36);
    const QPoint place = hand.inView({30, 36}).toPoint();
    QVERIFY(std::abs(qGreen(grabbed(hand.canvas).pixel(place)) - channelMix(qGreen(under), 200, 0.6)) <= 1);
    hand.canvas.setActiveLabel(3);
    QVERIFY(std::abs(qRed(grabbed(hand.canvas).pixel(place)) - channelMix(qRed(under), 200, 0.6)) <= 1);
    hand.typeKey(Qt::Key_Escape);
    QCOMPARE(grabbed(hand.canvas).pixel(place), under);
}

void CanvasCursorTest::thePolygonIsDrawn()
{
    CanvasHand hand({200, 200});
    hand.canvas.setImage(plainImage({200, 200}, {128, 128, 128}));
    hand.canvas.setDocument(&hand.document);
    hand.canvas.zoomTo100();
    PolygonTool polygonTool;
    hand.canvas.setTool(&polygonTool);
    hand.click({50, 50});
    hand.click({150, 50});
    hand.move({150, 120});
    const QImage image = grabbed(hand.canvas);
    const auto at = [&](PointF point) { return qGray(image.pixel(hand.inView(point).toPoint())); };
    QVERIFY(at({50, 50}) > 240);
    QVERIFY(at({100, 50}) > 180 || at({100, 49}) > 180);
    QVERIFY(at({150, 85}) > 180 || at({149, 85}) > 180);
    QCOMPARE(at({100, 90}), 128);
}

void CanvasCursorTest::thePlacedRegionsTagNamesItsOwnLabel()
{
    CanvasHand hand;
    const Region region = Region::fromRect({40, 20, 30, 30});
    paint(hand.document, region, 2);
    RegionTool tool;
    tool.place(hand.document, cutOut(hand.document.mask(), region));
    hand.canvas.setTool(&tool);
    hand.canvas.setActiveLabel(2);
    hand.move({50, 30});
    const QImage ofItsLabel = grabbed(hand.canvas);
    hand.canvas.setActiveLabel(1);
    QCOMPARE(grabbed(hand.canvas), ofItsLabel);
}

LABELWRIGHT_TEST(CanvasCursorTest)
#include "CanvasCursorTest.moc"
