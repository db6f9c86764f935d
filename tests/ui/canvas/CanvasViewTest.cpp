// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Shapes.h"
#include "core/tools/AutoSegmentTool.h"
#include "core/tools/BrushTool.h"
#include "core/tools/PolygonTool.h"
#include "tests/ui/canvas/CanvasHand.h"
#include "ui/look/Look.h"

#include <QPaintEvent>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace labelwright;
using namespace labelwright::test;

namespace {

QImage grabbed(Canvas& canvas)
{
    return canvas.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

/// The part of the canvas that the photo covers.
QImage shownPicture(CanvasHand& hand)
{
    const Size size = hand.document.mask().size();
    return grabbed(hand.canvas).copy(QRect(hand.inView({0, 0}).toPoint(), QSize(size.width, size.height)));
}

int channelMix(int under, int over, double opacity)
{
    return int(std::lround(under + (over - under) * opacity));
}

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

/// What is to be seen.
class CanvasViewTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { Look::instance().setTheme(Theme::Light); }

    void theOverlaysColorsAreExactAtOneHundredPercent();
    void hiddenShowsThePhotoItself();
    void viewSettingsStayWithTheNextImage();
    void aToneChangesWhatIsShown();
    void aChannelIsShownAsGray_data();
    void aChannelIsShownAsGray();
    void theGridIsDrawnOnEnlargedPixels();
    void heldCtrlShowsWhichLabelWouldBePicked();
    void aPlaceCanBeBroughtToTheMiddle();
    void anotherSizeGoesToFitTheSameKeepsTheView();
    void aStrokeRepaintsOnlyAroundItself();
    void theCursorIsRepaintedWhereItWas_data();
    void theCursorIsRepaintedWhereItWas();
    void theRingHasTheBrushsSize();
    void theSystemsArrowIsGoneWhilePainting();
    void cursorMovedTellsThePixel();
    void thePreviewIsShownInTheActiveLabelsColor();
    void thePolygonIsDrawn();
    void boxesAreDrawn();
    void messagesTakeThePictureAway();
    void theSurroundFollowsTheTheme();
};

void CanvasViewTest::theOverlaysColorsAreExactAtOneHundredPercent()
{
    CanvasHand hand;
    paint(hand.document, Region::fromRect({20, 20, 30, 30}), 2);
    const QImage image = grabbed(hand.canvas);
    const QImage photo = asQImage(patternImage({120, 90}));
    const QPoint corner = hand.inView({0, 0}).toPoint();
    for (int y = 21; y < 49; ++y) {
        for (int x = 21; x < 49; ++x) {
            const QRgb under = photo.pixel(x, y);
            const QRgb shown = image.pixel(corner + QPoint(x, y));
            QVERIFY(std::abs(qRed(shown) - channelMix(qRed(under), 0, 0.45)) <= 1);
            QVERIFY(std::abs(qGreen(shown) - channelMix(qGreen(under), 0, 0.45)) <= 1);
            QVERIFY(std::abs(qBlue(shown) - channelMix(qBlue(under), 200, 0.45)) <= 1);
        }
    }
    QVERIFY(std::abs(qBlue(image.pixel(corner + QPoint(20, 30))) - channelMix(qBlue(photo.pixel(20, 30)), 110, 0.9)) <=
            1);
    QCOMPARE(image.pixel(corner + QPoint(19, 30)), photo.pixel(19, 30));
}

void CanvasViewTest::hiddenShowsThePhotoItself()
{
    CanvasHand hand;
    paint(hand.document, Region::fromRect({20, 20, 30, 30}), 2);
    hand.canvas.setOverlayStyle({.hidden = true});
    const QRect picture(hand.inView({0, 0}).toPoint(), QSize(120, 90));
    QCOMPARE(grabbed(hand.canvas).copy(picture), asQImage(patternImage({120, 90})));
}

void CanvasViewTest::viewSettingsStayWithTheNextImage()
{
    CanvasHand hand;
    const OverlayStyle style{.opacityPercent = 70, .mode = OverlayMode::Outline};
    hand.canvas.setOverlayStyle(style);
    hand.canvas.setTone({.gamma = 2});
    hand.canvas.setChannelView(ChannelView::Red);
    hand.canvas.setPixelGridShown(true);
    const QImage before = grabbed(hand.canvas);
    hand.canvas.showLoading();
    hand.canvas.setImage(patternImage({120, 90}));
    QCOMPARE(hand.canvas.overlayStyle(), style);
    QCOMPARE(hand.canvas.tone(), (Tone{.gamma = 2}));
    QCOMPARE(hand.canvas.channelView(), ChannelView::Red);
    QVERIFY(hand.canvas.isPixelGridShown());
    QCOMPARE(grabbed(hand.canvas), before);
}

void CanvasViewTest::aToneChangesWhatIsShown()
{
    CanvasHand hand;
    const Tone tone{.brightness = 10, .contrast = 20, .gamma = 1.5};
    const ToneTable table = toneTable(tone);
    const QImage bare = shownPicture(hand);
    hand.canvas.setTone(tone);
    const QImage toned = shownPicture(hand);
    for (int y = 0; y < bare.height(); ++y) {
        for (int x = 0; x < bare.width(); ++x) {
            const QRgb under = bare.pixel(x, y);
            const auto at = [&](int value) { return table[static_cast<std::size_t>(value)]; };
            QCOMPARE(toned.pixel(x, y), qRgb(at(qRed(under)), at(qGreen(under)), at(qBlue(under))));
        }
    }
    hand.canvas.setTone({});
    QCOMPARE(shownPicture(hand), bare);
}

void CanvasViewTest::aChannelIsShownAsGray_data()
{
    QTest::addColumn<ChannelView>("view");
    QTest::newRow("red") << ChannelView::Red;
    QTest::newRow("green") << ChannelView::Green;
    QTest::newRow("blue") << ChannelView::Blue;
    QTest::newRow("luminance") << ChannelView::Luminance;
}

void CanvasViewTest::aChannelIsShownAsGray()
{
    QFETCH(const ChannelView, view);
    CanvasHand hand;
    const QImage bare = shownPicture(hand);
    hand.canvas.setChannelView(view);
    const QImage gray = shownPicture(hand);
    const auto value = [&](QRgb pixel) {
        switch (view) {
        case ChannelView::Red:
            return qRed(pixel);
        case ChannelView::Green:
            return qGreen(pixel);
        case ChannelView::Blue:
            return qBlue(pixel);
        default:
            return int(std::lround(0.299 * qRed(pixel) + 0.587 * qGreen(pixel) + 0.114 * qBlue(pixel)));
        }
    };
    for (int y = 0; y < bare.height(); ++y) {
        for (int x = 0; x < bare.width(); ++x) {
            const QRgb shown = gray.pixel(x, y);
            QVERIFY(qRed(shown) == qGreen(shown) && qGreen(shown) == qBlue(shown));
            QVERIFY(std::abs(qRed(shown) - value(bare.pixel(x, y))) <= 1);
        }
    }
}

void CanvasViewTest::theGridIsDrawnOnEnlargedPixels()
{
    CanvasHand hand;
    hand.wheel({200, 150}, 360 * 3);
    QCOMPARE(hand.canvas.zoom(), 8.0);
    const QImage bare = grabbed(hand.canvas);
    hand.canvas.setPixelGridShown(true);
    QVERIFY(grabbed(hand.canvas) != bare);
    hand.canvas.zoomTo100();
    const QImage small = grabbed(hand.canvas);
    hand.canvas.setPixelGridShown(false);
    QCOMPARE(grabbed(hand.canvas), small);
}

void CanvasViewTest::heldCtrlShowsWhichLabelWouldBePicked()
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

void CanvasViewTest::aPlaceCanBeBroughtToTheMiddle()
{
    CanvasHand hand({1000, 800});
    QSignalSpy moved(&hand.canvas, &Canvas::viewMoved);
    hand.canvas.centreOn({700, 300});
    const PointF middle = hand.canvas.viewport().imageFromView({200, 150});
    QVERIFY(std::abs(middle.x - 700) <= 1 && std::abs(middle.y - 300) <= 1);
    QVERIFY(moved.count() >= 1);
}

void CanvasViewTest::anotherSizeGoesToFitTheSameKeepsTheView()
{
    CanvasHand hand;
    hand.wheel({100, 100}, 360);
    const Point origin = hand.canvas.viewport().origin();
    hand.canvas.setImage(plainImage({120, 90}, {1, 2, 3}));
    QCOMPARE(hand.canvas.zoom(), 2.0);
    QCOMPARE(hand.canvas.viewport().origin(), origin);
    hand.canvas.setImage(plainImage({90, 120}, {1, 2, 3}));
    QVERIFY(hand.canvas.isFitted());
}

void CanvasViewTest::aStrokeRepaintsOnlyAroundItself()
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

void CanvasViewTest::theCursorIsRepaintedWhereItWas_data()
{
    QTest::addColumn<bool>("ring");
    QTest::newRow("ring") << true;
    QTest::newRow("cross") << false;
}

void CanvasViewTest::theCursorIsRepaintedWhereItWas()
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

void CanvasViewTest::theRingHasTheBrushsSize()
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

void CanvasViewTest::theSystemsArrowIsGoneWhilePainting()
{
    CanvasHand hand;
    QCOMPARE(hand.canvas.cursor().shape(), Qt::ArrowCursor);
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    QCOMPARE(hand.canvas.cursor().shape(), Qt::BlankCursor);
    hand.canvas.showMessage(QStringLiteral("Nothing here."));
    QCOMPARE(hand.canvas.cursor().shape(), Qt::ArrowCursor);
}

void CanvasViewTest::cursorMovedTellsThePixel()
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

void CanvasViewTest::thePreviewIsShownInTheActiveLabelsColor()
{
    CanvasHand hand;
    constexpr Engine kEngine{"fixed", [](const Image&, const ExtremePoints&) -> Result<Segmentation> {
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

void CanvasViewTest::thePolygonIsDrawn()
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

void CanvasViewTest::boxesAreDrawn()
{
    CanvasHand hand({200, 200});
    hand.canvas.setImage(plainImage({200, 200}, {128, 128, 128}));
    hand.canvas.zoomTo100();
    const QImage bare = grabbed(hand.canvas);
    hand.canvas.setBoxes({{{40, 60, 80, 50}, QStringLiteral("dog"), {255, 200, 0}}});
    const QImage image = grabbed(hand.canvas);
    const auto at = [&](PointF point) { return image.pixel(hand.inView(point).toPoint()); };
    QVERIFY(qRed(at({40, 90})) > 200 && qBlue(at({40, 90})) < 90);
    QVERIFY(qRed(at({120, 90})) > 200 && qBlue(at({120, 90})) < 90);
    QCOMPARE(at({80, 90}), qRgb(128, 128, 128));
    QVERIFY(at({50, 47}) != qRgb(128, 128, 128));
    hand.canvas.setBoxes({});
    QCOMPARE(grabbed(hand.canvas), bare);
}

void CanvasViewTest::messagesTakeThePictureAway()
{
    CanvasHand hand;
    BrushTool brush({.diameterPx = 9});
    hand.canvas.setTool(&brush);
    hand.press({20, 20});
    hand.canvas.showMessage(QStringLiteral("The image 12.jpg ends too early."));
    QVERIFY(hand.isBlank());
    QVERIFY(!hand.canvas.hasImage());
    const QImage image = grabbed(hand.canvas);
    const QRgb surround = lightTokens().surround.rgb();
    QCOMPARE(image.pixel(5, 5), surround);
    int words = 0;
    for (int x = 0; x < image.width(); ++x) {
        for (int y = 100; y < 200; ++y)
            words += image.pixel(x, y) != surround ? 1 : 0;
    }
    QVERIFY(words > 300);
    hand.canvas.showLoading();
    QVERIFY(grabbed(hand.canvas) != image);
}

void CanvasViewTest::theSurroundFollowsTheTheme()
{
    CanvasHand hand;
    QCOMPARE(grabbed(hand.canvas).pixel(2, 2), lightTokens().surround.rgb());
    Look::instance().setTheme(Theme::Dark);
    QCOMPARE(grabbed(hand.canvas).pixel(2, 2), darkTokens().surround.rgb());
    Look::instance().setTheme(Theme::Light);
}

QTEST_MAIN(CanvasViewTest)
#include "CanvasViewTest.moc"
