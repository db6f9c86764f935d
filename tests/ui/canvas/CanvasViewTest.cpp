// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/BrushTool.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/CanvasHand.h"
#include "ui/look/Look.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// The part of the canvas that the photo covers.
QImage shownPicture(CanvasHand& hand)
{
    const Size size = hand.document.mask().size();
    return grabbed(hand.canvas).copy(QRect(hand.inView({0, 0}).toPoint(), QSize(size.width, size.height)));
}

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
    void aPlaceCanBeBroughtToTheMiddle();
    void anotherCanvasPlaceIsTakenOver();
    void anotherSizeGoesToFitTheSameKeepsTheView();
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

void CanvasViewTest::aPlaceCanBeBroughtToTheMiddle()
{
    CanvasHand hand({1000, 800});
    QSignalSpy moved(&hand.canvas, &Canvas::viewMoved);
    hand.canvas.centreOn({700, 300});
    const PointF middle = hand.canvas.viewport().imageFromView({200, 150});
    QVERIFY(std::abs(middle.x - 700) <= 1 && std::abs(middle.y - 300) <= 1);
    QVERIFY(moved.count() >= 1);
}

void CanvasViewTest::anotherCanvasPlaceIsTakenOver()
{
    CanvasHand hand;
    CanvasHand other;
    other.canvas.zoomTo(7);
    other.canvas.centreOn({30, 20});
    hand.canvas.showSamePlace(other.canvas.viewport());
    QCOMPARE(hand.canvas.viewport().origin(), other.canvas.viewport().origin());
    other.canvas.fit();
    hand.canvas.showSamePlace(other.canvas.viewport());
    QVERIFY(hand.canvas.isFitted());
    Viewport smaller;
    smaller.setImageSize({10, 10});
    smaller.zoomAt({0, 0}, 3);
    hand.canvas.showSamePlace(smaller);
    QVERIFY(hand.canvas.isFitted());
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

LABELWRIGHT_TEST(CanvasViewTest)
#include "CanvasViewTest.moc"
