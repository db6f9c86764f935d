// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/Compositor.h"

#include "core/mask/Shapes.h"
#include "tests/ui/canvas/Pictures.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr Color kPhoto{100, 150, 200};

/// The picture's corner in the view's corner.
Viewport cornerViewport(Size image, double zoom)
{
    Viewport viewport;
    viewport.setFitMargins({0, 0, 0, 0});
    viewport.setView(image.width * zoom, image.height * zoom, 1);
    viewport.setImageSize(image);
    viewport.zoomAt(viewport.viewCentre(), zoom);
    return viewport;
}

QImage photoScene(int width, int height)
{
    QImage scene(width, height, QImage::Format_RGB32);
    scene.fill(qRgb(kPhoto.red, kPhoto.green, kPhoto.blue));
    return scene;
}

PictureStyle pictureStyle(const OverlayStyle& style)
{
    return {.colors = overlayColors(threeLabels(), style),
            .mode = style.mode,
            .hatchesUnlabelled = style.unlabelledHighlighted,
            .surround = qRgb(1, 2, 3)};
}

QImage composed(const LabelMask* mask, const Viewport& viewport, const PictureStyle& style)
{
    MaskPyramid pyramid;
    pyramid.setMask(mask);
    const Picture picture{{plainImage(viewport.imageSize(), kPhoto), 1},
                          mask ? std::optional(pyramid.levelFor(viewport.zoom())) : std::nullopt};
    QImage scene(viewport.deviceSize().width, viewport.deviceSize().height, QImage::Format_RGB32);
    compose(scene, {0, 0, scene.width(), scene.height()}, picture, viewport, style);
    return scene;
}

QImage overlaid(const LabelMask& mask, double zoom, const OverlayStyle& style)
{
    return composed(&mask, cornerViewport(mask.size(), zoom), pictureStyle(style));
}

bool isNear(QRgb pixel, double red, double green, double blue)
{
    return std::abs(qRed(pixel) - red) <= 1 && std::abs(qGreen(pixel) - green) <= 1 &&
           std::abs(qBlue(pixel) - blue) <= 1;
}

bool isNearMix(QRgb pixel, Color over, double opacity)
{
    const auto mix = [opacity](double under, double top) { return under + (top - under) * opacity; };
    return isNear(pixel, mix(kPhoto.red, over.red), mix(kPhoto.green, over.green), mix(kPhoto.blue, over.blue));
}

LabelMask maskWithSquare(Label label)
{
    Document document(blankMask({12, 12}));
    paint(document, Region::fromRect({3, 3, 6, 6}), label);
    return document.mask();
}

} // namespace

class CompositorTest : public QObject {
    Q_OBJECT
private slots:
    void fillAndEdgeHaveTheirOpacity_data();
    void fillAndEdgeHaveTheirOpacity();
    void unlabelledPixelsAreUntouched();
    void edgeIsOneDevicePixelWide_data();
    void edgeIsOneDevicePixelWide();
    void neighboursEachHaveAnEdge();
    void hiddenDrawsNothing();
    void aHiddenLabelLeavesTheOthers();
    void anOutlineIsTwoPixelsWideWithACasing_data();
    void anOutlineIsTwoPixelsWideWithACasing();
    void aCasingStandsOutFromItsLine();
    void theImagesBorderIsAnEdge_data();
    void theImagesBorderIsAnEdge();
    void soloShowsOneLabelAlone();
    void unlabelledIsHatchedWhereAsked();
    void aPixelGridIsDrawnFromEightToOneUp();
    void theGridIsSeenOnBlackAndOnWhite();
    void aLargePartIsDrawnAsTheSmallOnesInIt_data();
    void aLargePartIsDrawnAsTheSmallOnesInIt();
    void partsAreToldOnceDrawnFromTopToBottom();
    void aroundThePictureIsTheSurround();
    void aRegionIsDrawnAsItWouldBePainted();
    void allOpacitiesStayInRange();
};

void CompositorTest::fillAndEdgeHaveTheirOpacity_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<double>("fill");
    QTest::addColumn<double>("edge");
    QTest::newRow("0") << 0 << 0.0 << 0.0;
    QTest::newRow("10") << 10 << 0.1 << 0.2;
    QTest::newRow("default") << OverlayStyle::kDefaultOpacityPercent << 0.45 << 0.9;
    QTest::newRow("100") << 100 << 1.0 << 1.0;
}

void CompositorTest::fillAndEdgeHaveTheirOpacity()
{
    QFETCH(const int, percent);
    QFETCH(const double, fill);
    QFETCH(const double, edge);
    const QImage scene = overlaid(maskWithSquare(1), 1, {.opacityPercent = percent});
    QVERIFY(isNearMix(scene.pixel(5, 5), {0, 200, 0}, fill));
    QVERIFY(isNearMix(scene.pixel(3, 5), {0, 110, 0}, edge));
    QVERIFY(isNearMix(scene.pixel(8, 8), {0, 110, 0}, edge));
}

void CompositorTest::unlabelledPixelsAreUntouched()
{
    const QImage scene = overlaid(maskWithSquare(1), 1, {});
    for (const QPoint at : {QPoint(0, 0), QPoint(2, 5), QPoint(9, 5), QPoint(5, 2), QPoint(11, 11)})
        QCOMPARE(scene.pixel(at), qRgb(kPhoto.red, kPhoto.green, kPhoto.blue));
}

void CompositorTest::edgeIsOneDevicePixelWide_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.5, 1.0, 2.0, 3.7, 16.0})
        QTest::addRow("%g", zoom) << zoom;
}

void CompositorTest::edgeIsOneDevicePixelWide()
{
    QFETCH(const double, zoom);
    Document document(blankMask({40, 40}));
    paint(document, Region::fromRect({10, 10, 20, 20}), 3);
    const QImage scene = overlaid(document.mask(), zoom, {.opacityPercent = 50});
    const int y = scene.height() / 2;
    int edges = 0;
    int fills = 0;
    for (int x = 0; x < scene.width(); ++x) {
        edges += isNear(scene.pixel(x, y), 110, 0, 0) ? 1 : 0;
        fills += isNear(scene.pixel(x, y), 150, 75, 100) ? 1 : 0;
    }
    QCOMPARE(edges, 2);
    QVERIFY(std::abs(fills + edges - 20 * zoom) <= 1);
}

void CompositorTest::neighboursEachHaveAnEdge()
{
    Document document(blankMask({12, 12}));
    paint(document, Region::fromRect({0, 0, 6, 12}), 1);
    paint(document, Region::fromRect({6, 0, 6, 12}), 2);
    const QImage scene = overlaid(document.mask(), 1, {.opacityPercent = 50});
    QVERIFY(isNear(scene.pixel(5, 6), 0, 110, 0));
    QVERIFY(isNear(scene.pixel(6, 6), 0, 0, 110));
    QVERIFY(isNearMix(scene.pixel(4, 6), {0, 200, 0}, 0.5));
}

void CompositorTest::hiddenDrawsNothing()
{
    QCOMPARE(overlaid(maskWithSquare(1), 1, {.hidden = true}), photoScene(12, 12));
}

void CompositorTest::aHiddenLabelLeavesTheOthers()
{
    Document document(blankMask({12, 12}));
    paint(document, Region::fromRect({0, 0, 4, 12}), 1);
    paint(document, Region::fromRect({6, 0, 6, 12}), 2);
    OverlayStyle style;
    style.hiddenLabels.set(2);
    const QImage scene = overlaid(document.mask(), 1, style);
    QVERIFY(isNearMix(scene.pixel(2, 6), {0, 200, 0}, 0.45));
    QCOMPARE(scene.copy(6, 0, 6, 12), photoScene(6, 12));
}

void CompositorTest::anOutlineIsTwoPixelsWideWithACasing_data()
{
    edgeIsOneDevicePixelWide_data();
}

void CompositorTest::anOutlineIsTwoPixelsWideWithACasing()
{
    QFETCH(const double, zoom);
    Document document(blankMask({40, 40}));
    paint(document, Region::fromRect({10, 10, 20, 20}), 1);
    const QImage scene = overlaid(document.mask(), zoom, {.mode = OverlayMode::Outline});
    const int y = scene.height() / 2;
    int lines = 0;
    int casings = 0;
    for (int x = 0; x < scene.width(); ++x) {
        lines += scene.pixel(x, y) == qRgb(0, 200, 0) ? 1 : 0;
        casings += isNearMix(scene.pixel(x, y), kWhite, 0.75) ? 1 : 0;
    }
    QCOMPARE(lines, 4);
    QCOMPARE(casings, 2);
    QCOMPARE(scene.pixel(scene.width() / 2, y), photoScene(1, 1).pixel(0, 0));
}

void CompositorTest::aCasingStandsOutFromItsLine()
{
    const LabelSet labels = LabelSet::fromNames({"pale", "deep"}, {{250, 240, 120}, {20, 0, 90}}).value();
    const OverlayColors colors = overlayColors(labels, {.mode = OverlayMode::Outline});
    QCOMPARE(colors.of(Part::Casing)[1] & 0xffffffU, 0U);
    QVERIFY((colors.of(Part::Casing)[2] & 0xffU) > 150);
}

void CompositorTest::theImagesBorderIsAnEdge_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.37, 0.5, 1.0, 1.5, 3.1})
        QTest::addRow("%g", zoom) << zoom;
}

void CompositorTest::theImagesBorderIsAnEdge()
{
    QFETCH(const double, zoom);
    Document document(blankMask({61, 61}));
    paint(document, Region::fromRect({0, 0, 61, 61}), 1);
    const QImage scene = overlaid(document.mask(), zoom, {.opacityPercent = 50});
    const int last = scene.width() - 1;
    const int middle = last / 2;
    for (const QPoint at : {QPoint(0, middle), QPoint(last, middle), QPoint(middle, 0), QPoint(middle, last)})
        QVERIFY(isNear(scene.pixel(at), 0, 110, 0));
    for (const QPoint at : {QPoint(1, middle), QPoint(last - 1, middle), QPoint(middle, middle)})
        QVERIFY(isNearMix(scene.pixel(at), {0, 200, 0}, 0.5));
}

void CompositorTest::soloShowsOneLabelAlone()
{
    Document document(blankMask({12, 12}));
    paint(document, Region::fromRect({0, 0, 4, 12}), 1);
    paint(document, Region::fromRect({6, 0, 6, 12}), 2);
    OverlayStyle style{.solo = 1};
    style.hiddenLabels.set(1);
    const QImage scene = overlaid(document.mask(), 1, style);
    QVERIFY(isNearMix(scene.pixel(2, 6), {0, 200, 0}, 0.45));
    QCOMPARE(scene.copy(6, 0, 6, 12), photoScene(6, 12));
}

void CompositorTest::unlabelledIsHatchedWhereAsked()
{
    const LabelMask mask = maskWithSquare(1);
    const QImage plain = overlaid(mask, 4, {});
    const QImage hatched = overlaid(mask, 4, {.unlabelledHighlighted = true});
    int light = 0;
    int dark = 0;
    for (int y = 0; y < plain.height(); ++y) {
        for (int x = 0; x < plain.width(); ++x) {
            if (mask.at({x / 4, y / 4}) != kUnlabelled) {
                QCOMPARE(hatched.pixel(x, y), plain.pixel(x, y));
                continue;
            }
            light += isNearMix(hatched.pixel(x, y), kWhite, 0.5) ? 1 : 0;
            dark += isNearMix(hatched.pixel(x, y), {}, 0.5) ? 1 : 0;
        }
    }
    const int unlabelled = 48 * 48 - 24 * 24;
    QCOMPARE(light + dark, unlabelled);
    QVERIFY(std::abs(light - dark) <= unlabelled / 8);
}

void CompositorTest::aPixelGridIsDrawnFromEightToOneUp()
{
    const LabelMask mask = blankMask({12, 12});
    PictureStyle style = pictureStyle({});
    style.showsPixelGrid = true;
    QCOMPARE(composed(&mask, cornerViewport({12, 12}, 7.9), style),
             composed(&mask, cornerViewport({12, 12}, 7.9), pictureStyle({})));
    for (const double zoom : {8.0, 10.5}) {
        const Viewport viewport = cornerViewport({12, 12}, zoom);
        const QImage scene = composed(&mask, viewport, style);
        const auto begins = [&](int at) {
            return at > 0 && std::floor((at + 0.5) / zoom) != std::floor((at - 0.5) / zoom);
        };
        for (int y = 0; y < scene.height(); ++y) {
            for (int x = 0; x < scene.width(); ++x)
                QCOMPARE(scene.pixel(x, y) != photoScene(1, 1).pixel(0, 0), begins(x) || begins(y));
        }
    }
}

void CompositorTest::theGridIsSeenOnBlackAndOnWhite()
{
    for (const Color color : {Color{}, kWhite}) {
        QImage scene(24, 24, QImage::Format_RGB32);
        PictureStyle style = pictureStyle({});
        style.showsPixelGrid = true;
        compose(scene, {0, 0, 24, 24}, {{plainImage({3, 3}, color), 1}, std::nullopt}, cornerViewport({3, 3}, 8),
                style);
        const int contrast = std::abs(qGreen(scene.pixel(8, 4)) - qGreen(scene.pixel(9, 4)));
        QVERIFY(contrast >= 40 && contrast <= 80);
    }
}

void CompositorTest::aLargePartIsDrawnAsTheSmallOnesInIt_data()
{
    QTest::addColumn<double>("zoom");
    QTest::addColumn<OverlayMode>("mode");
    for (const double zoom : {0.3, 0.77, 1.0, 2.6, 9.0}) {
        QTest::addRow("filled %g", zoom) << zoom << OverlayMode::Filled;
        QTest::addRow("outline %g", zoom) << zoom << OverlayMode::Outline;
    }
}

void CompositorTest::aLargePartIsDrawnAsTheSmallOnesInIt()
{
    QFETCH(const double, zoom);
    QFETCH(const OverlayMode, mode);
    const Size size{static_cast<int>(500 / zoom), static_cast<int>(400 / zoom)};
    Document document(blankMask(size));
    Noise noise(5);
    for (int i = 0; i < 60; ++i)
        paint(document,
              Region::fromRect({noise.below(size.width), noise.below(size.height), 1 + noise.below(size.width / 6),
                                1 + noise.below(size.height / 6)}),
              static_cast<Label>(noise.below(4)));
    MaskPyramid pyramid;
    pyramid.setMask(&document.mask());
    const Viewport viewport = cornerViewport(size, zoom);
    const Picture picture{{patternImage(size), 1}, pyramid.levelFor(zoom)};
    PictureStyle style = pictureStyle({.mode = mode, .unlabelledHighlighted = true});
    style.showsPixelGrid = true;
    QImage whole(500, 400, QImage::Format_RGB32);
    QImage parts(500, 400, QImage::Format_RGB32);
    compose(whole, {0, 0, 500, 400}, picture, viewport, style);
    for (int y = 0; y < 400; y += 80) {
        for (int x = 0; x < 500; x += 100)
            compose(parts, {x, y, 100, 80}, picture, viewport, style);
    }
    QCOMPARE(parts, whole);
}

void CompositorTest::partsAreToldOnceDrawnFromTopToBottom()
{
    const Viewport viewport = cornerViewport({700, 500}, 1);
    const Picture picture{{patternImage({700, 500}), 1}, std::nullopt};
    QImage whole(700, 500, QImage::Format_RGB32);
    compose(whole, {0, 0, 700, 500}, picture, viewport, pictureStyle({}));
    QImage copied(700, 500, QImage::Format_RGB32);
    copied.fill(Qt::black);
    QImage scene(700, 500, QImage::Format_RGB32);
    int bottom = 40;
    compose(scene, {30, 40, 640, 450}, picture, viewport, pictureStyle({}), [&](const Rect& part) {
        QCOMPARE(part.y, bottom);
        bottom = part.bottom();
        for (int y = part.y; y < part.bottom(); ++y)
            std::copy_n(scene.constScanLine(y) + 4 * part.x, 4 * part.width, copied.scanLine(y) + 4 * part.x);
    });
    QCOMPARE(bottom, 490);
    QCOMPARE(copied.copy(30, 40, 640, 450), whole.copy(30, 40, 640, 450));
}

void CompositorTest::aroundThePictureIsTheSurround()
{
    QImage scene(20, 16, QImage::Format_RGB32);
    Viewport viewport = cornerViewport({8, 6}, 1);
    viewport.setView(20, 16, 1);
    viewport.fit();
    viewport.zoomAt(viewport.viewCentre(), 1);
    compose(scene, {0, 0, 20, 16}, {{plainImage({8, 6}, kPhoto), 1}, std::nullopt}, viewport, pictureStyle({}));
    const QRect picture(viewport.origin().x, viewport.origin().y, 8, 6);
    for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 20; ++x)
            QCOMPARE(scene.pixel(x, y), picture.contains(x, y) ? photoScene(1, 1).pixel(0, 0) : qRgb(1, 2, 3));
    }
}

void CompositorTest::aRegionIsDrawnAsItWouldBePainted()
{
    const Region region = capsule({10, 12}, {30, 20}, 6);
    Document document(blankMask({50, 40}));
    paint(document, region, 1);
    for (const double zoom : {1.0, 3.0, 0.5, 0.25}) {
        const Viewport viewport = cornerViewport({50, 40}, zoom);
        const PictureStyle style = pictureStyle({});
        QImage scene = composed(nullptr, viewport, style);
        composeRegion(scene, {0, 0, scene.width(), scene.height()}, region, viewport, style.colors);
        QCOMPARE(scene, composed(&document.mask(), viewport, style));
    }
}

void CompositorTest::allOpacitiesStayInRange()
{
    for (int percent = 0; percent <= 100; ++percent) {
        const LabelSet labels = LabelSet::fromNames({"light"}, {{255, 255, 254}}).value();
        const std::uint32_t over = overlayColors(labels, {.opacityPercent = percent}).of(Part::Inside)[1];
        QVERIFY2(isNear(blended(0xffffffffU, over), 255, 255, 255 - percent / 100.0),
                 qPrintable(QString::number(percent)));
    }
}

QTEST_APPLESS_MAIN(CompositorTest)
#include "CompositorTest.moc"
