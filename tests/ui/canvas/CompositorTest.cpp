// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/Compositor.h"

#include "core/mask/Shapes.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/Compositions.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace labelwright;
using namespace labelwright::test;

class CompositorTest : public QObject {
    Q_OBJECT
private slots:
    void aPixelGridIsDrawnFromEightToOneUp();
    void theGridIsSeenOnBlackAndOnWhite();
    void aLargePartIsDrawnAsTheSmallOnesInIt_data();
    void aLargePartIsDrawnAsTheSmallOnesInIt();
    void partsAreToldOnceDrawnFromTopToBottom();
    void aroundThePictureIsTheSurround();
    void aRegionIsDrawnAsItWouldBePainted();
};

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
    QTest::addColumn<bool>("striped");
    for (const double zoom : {0.3, 0.77, 1.0, 2.6, 9.0}) {
        QTest::addRow("filled %g", zoom) << zoom << OverlayMode::Filled << false;
        QTest::addRow("striped %g", zoom) << zoom << OverlayMode::Filled << true;
        QTest::addRow("outline %g", zoom) << zoom << OverlayMode::Outline << false;
    }
}

void CompositorTest::aLargePartIsDrawnAsTheSmallOnesInIt()
{
    QFETCH(const double, zoom);
    QFETCH(const OverlayMode, mode);
    QFETCH(const bool, striped);
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
    if (striped)
        style.stripes = stripeColors({kWhite, {}, kWhite}, {});
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

LABELWRIGHT_TEST(CompositorTest)
#include "CompositorTest.moc"
