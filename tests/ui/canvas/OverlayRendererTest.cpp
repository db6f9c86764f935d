// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/OverlayRenderer.h"

#include "core/mask/Shapes.h"
#include "tests/ui/canvas/Pictures.h"
#include "ui/canvas/Viewport.h"

#include <QTest>

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

QImage overlaid(const LabelMask& mask, double zoom, const OverlayStyle& style)
{
    const Viewport viewport = cornerViewport(mask.size(), zoom);
    const Size size = viewport.deviceSize();
    QImage scene = photoScene(size.width, size.height);
    MaskPyramid pyramid;
    pyramid.setMask(&mask);
    blendOverlay(scene, sampleMask(pyramid, viewport, {0, 0, size.width, size.height}),
                 overlayColors(threeLabels(), style));
    return scene;
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

class OverlayRendererTest : public QObject {
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
    void outlineAloneHasTheLabelsOwnColor();
    void theImagesBorderIsAnEdge();
    void aThreadOfOnePixelIsSeen_data();
    void aThreadOfOnePixelIsSeen();
    void eachDevicePixelShowsTheLabelUnderIt();
    void aPartIsTheSameAsTheWhole();
    void aRegionIsDrawnAsItWouldBePainted();
    void allOpacitiesStayInRange();
};

void OverlayRendererTest::fillAndEdgeHaveTheirOpacity_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<double>("fill");
    QTest::addColumn<double>("edge");
    QTest::newRow("0") << 0 << 0.0 << 0.0;
    QTest::newRow("10") << 10 << 0.1 << 0.2;
    QTest::newRow("default") << OverlayStyle::kDefaultOpacityPercent << 0.45 << 0.9;
    QTest::newRow("100") << 100 << 1.0 << 1.0;
}

void OverlayRendererTest::fillAndEdgeHaveTheirOpacity()
{
    QFETCH(const int, percent);
    QFETCH(const double, fill);
    QFETCH(const double, edge);
    const QImage scene = overlaid(maskWithSquare(1), 1, {.opacityPercent = percent});
    QVERIFY(isNearMix(scene.pixel(5, 5), {0, 200, 0}, fill));
    QVERIFY(isNearMix(scene.pixel(3, 5), {0, 110, 0}, edge));
    QVERIFY(isNearMix(scene.pixel(8, 8), {0, 110, 0}, edge));
}

void OverlayRendererTest::unlabelledPixelsAreUntouched()
{
    const QImage scene = overlaid(maskWithSquare(1), 1, {});
    for (const QPoint at : {QPoint(0, 0), QPoint(2, 5), QPoint(9, 5), QPoint(5, 2), QPoint(11, 11)})
        QCOMPARE(scene.pixel(at), qRgb(kPhoto.red, kPhoto.green, kPhoto.blue));
}

void OverlayRendererTest::edgeIsOneDevicePixelWide_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.5, 1.0, 2.0, 3.7, 16.0})
        QTest::addRow("%g", zoom) << zoom;
}

void OverlayRendererTest::edgeIsOneDevicePixelWide()
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

void OverlayRendererTest::neighboursEachHaveAnEdge()
{
    Document document(blankMask({12, 12}));
    paint(document, Region::fromRect({0, 0, 6, 12}), 1);
    paint(document, Region::fromRect({6, 0, 6, 12}), 2);
    const QImage scene = overlaid(document.mask(), 1, {.opacityPercent = 50});
    QVERIFY(isNear(scene.pixel(5, 6), 0, 110, 0));
    QVERIFY(isNear(scene.pixel(6, 6), 0, 0, 110));
    QVERIFY(isNearMix(scene.pixel(4, 6), {0, 200, 0}, 0.5));
}

void OverlayRendererTest::hiddenDrawsNothing()
{
    QCOMPARE(overlaid(maskWithSquare(1), 1, {.hidden = true}), photoScene(12, 12));
}

void OverlayRendererTest::aHiddenLabelLeavesTheOthers()
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

void OverlayRendererTest::outlineAloneHasTheLabelsOwnColor()
{
    const QImage scene = overlaid(maskWithSquare(1), 2, {.mode = OverlayMode::Outline});
    QCOMPARE(scene.pixel(6, 10), qRgb(0, 200, 0));
    QCOMPARE(scene.pixel(7, 10), qRgb(kPhoto.red, kPhoto.green, kPhoto.blue));
}

void OverlayRendererTest::theImagesBorderIsAnEdge()
{
    Document document(blankMask({12, 12}));
    paint(document, Region::fromRect({0, 0, 12, 12}), 1);
    const QImage scene = overlaid(document.mask(), 1, {.mode = OverlayMode::Outline});
    QCOMPARE(scene.pixel(0, 5), qRgb(0, 200, 0));
    QCOMPARE(scene.pixel(11, 5), qRgb(0, 200, 0));
    QCOMPARE(scene.pixel(5, 5), qRgb(kPhoto.red, kPhoto.green, kPhoto.blue));
}

void OverlayRendererTest::aThreadOfOnePixelIsSeen_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {1.0, 0.9, 0.51, 0.5, 1.0 / 3, 0.11, 1.0 / 32})
        QTest::addRow("%g", zoom) << zoom;
}

void OverlayRendererTest::aThreadOfOnePixelIsSeen()
{
    QFETCH(const double, zoom);
    Document document(blankMask({401, 333}));
    paint(document, Region::fromRect({0, 0, 401, 333}), 1);
    paint(document, Region::fromRect({201, 0, 1, 333}), 2);
    const Viewport viewport = cornerViewport({401, 333}, zoom);
    MaskPyramid pyramid;
    pyramid.setMask(&document.mask());
    const Rect all = viewport.deviceFromImage({0, 0, 401, 333});
    const LabelPlane plane = sampleMask(pyramid, viewport, all);
    const int rows = static_cast<int>(std::floor(333 * zoom));
    QVERIFY(rows > 5);
    for (int y = 0; y < rows; ++y)
        QVERIFY2(std::count(plane.row(y), plane.row(y) + all.width, 2) >= 1, qPrintable(QString::number(y)));
}

void OverlayRendererTest::eachDevicePixelShowsTheLabelUnderIt()
{
    Document document(blankMask({16, 16}));
    Noise noise(3);
    for (int i = 0; i < 100; ++i)
        paint(document, Region::fromRect({noise.below(16), noise.below(16), 1, 1}), static_cast<Label>(noise.below(4)));
    MaskPyramid pyramid;
    pyramid.setMask(&document.mask());
    for (const double zoom : {1.0, 2.0, 5.0}) {
        const Viewport viewport = cornerViewport({16, 16}, zoom);
        const int extent = static_cast<int>(16 * zoom);
        const LabelPlane plane = sampleMask(pyramid, viewport, {0, 0, extent, extent});
        for (int y = 0; y < extent; ++y) {
            for (int x = 0; x < extent; ++x)
                QCOMPARE(plane.row(y)[x], document.mask().at({int(x / zoom), int(y / zoom)}));
        }
        QCOMPARE(int(plane.row(-1)[0]), 0);
        QCOMPARE(int(plane.row(0)[extent]), 0);
    }
}

void OverlayRendererTest::aPartIsTheSameAsTheWhole()
{
    Document document(blankMask({90, 70}));
    Noise noise(11);
    for (int i = 0; i < 60; ++i)
        paint(document, Region::fromRect({noise.below(90), noise.below(70), 1 + noise.below(9), 1 + noise.below(9)}),
              static_cast<Label>(noise.below(4)));
    MaskPyramid pyramid;
    pyramid.setMask(&document.mask());
    for (const double zoom : {0.3, 0.77, 1.0, 2.6}) {
        const Viewport viewport = cornerViewport({90, 70}, zoom);
        const Rect all = viewport.deviceFromImage({0, 0, 90, 70});
        const LabelPlane whole = sampleMask(pyramid, viewport, all);
        const Rect part{all.width / 3, all.height / 4, all.width / 2, all.height / 2};
        const LabelPlane alone = sampleMask(pyramid, viewport, part);
        for (int y = -1; y <= part.height; ++y) {
            for (int x = -1; x <= part.width; ++x)
                QCOMPARE(alone.row(y)[x], whole.row(part.y + y)[part.x + x]);
        }
    }
}

void OverlayRendererTest::aRegionIsDrawnAsItWouldBePainted()
{
    const Region region = capsule({10, 12}, {30, 20}, 6);
    Document document(blankMask({50, 40}));
    paint(document, region, 1);
    MaskPyramid pyramid;
    pyramid.setMask(&document.mask());
    for (const double zoom : {1.0, 3.0, 0.5, 0.25}) {
        const Viewport viewport = cornerViewport({50, 40}, zoom);
        const Rect all = viewport.deviceFromImage({0, 0, 50, 40});
        QCOMPARE(sampleRegion(region, viewport, all).labels, sampleMask(pyramid, viewport, all).labels);
    }
}

void OverlayRendererTest::allOpacitiesStayInRange()
{
    const LabelSet labels = LabelSet::fromNames({"light"}, {{255, 255, 254}}).value();
    QImage white(3, 3, QImage::Format_RGB32);
    LabelPlane plane({0, 0, 3, 3});
    for (int y = 0; y < 3; ++y)
        std::fill_n(plane.row(y), 3, Label{1});
    for (int percent = 0; percent <= 100; ++percent) {
        white.fill(Qt::white);
        blendOverlay(white, plane, overlayColors(labels, {.opacityPercent = percent}));
        QVERIFY2(isNear(white.pixel(1, 1), 255, 255, 255 - percent / 100.0), qPrintable(QString::number(percent)));
    }
}

QTEST_APPLESS_MAIN(OverlayRendererTest)
#include "OverlayRendererTest.moc"
