// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/PhotoPyramid.h"

#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/Pictures.h"
#include "ui/canvas/PhotoRows.h"
#include "ui/canvas/Viewport.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace labelwright;
using namespace labelwright::test;

namespace {

int channel(const Image& image, int x, int y, int which)
{
    return image.row(y)[static_cast<std::size_t>(x * Image::kBytesPerPixel + which)];
}

Viewport cornerViewport(Size image, double zoom)
{
    Viewport viewport;
    viewport.setFitMargins({0, 0, 0, 0});
    viewport.setView(image.width * zoom, image.height * zoom, 1);
    viewport.setImageSize(image);
    viewport.zoomAt(viewport.viewCentre(), zoom);
    return viewport;
}

QImage drawn(const PhotoPyramid::Level& level, const Viewport& viewport, const Rect& part)
{
    const Size size = viewport.deviceSize();
    QImage scene(size.width, size.height, QImage::Format_RGB32);
    scene.fill(Qt::magenta);
    const PhotoRows rows(level, viewport, part);
    PhotoRows::Scratch scratch;
    for (int y = part.y; y < part.bottom(); ++y)
        rows.read(y, scratch, reinterpret_cast<std::uint32_t*>(scene.scanLine(y)) + part.x);
    return scene;
}

Rect wholeOf(const Viewport& viewport)
{
    return {0, 0, viewport.deviceSize().width, viewport.deviceSize().height};
}

} // namespace

class PhotoPyramidTest : public QObject {
    Q_OBJECT
private slots:
    void eachPixelIsTheMeanOfFour();
    void anOddEdgeIsRepeated();
    void levelsGoDownToOnePixel_data();
    void levelsGoDownToOnePixel();
    void stopsWhenTold();
    void levelZeroStandsInUntilReady();
    void levelsFitTheZoom();
    void aNewPhotoDropsTheOldOnesLevels();
    void enlargedPixelsAreHard();
    void atOneHundredPercentEveryPixelIsItself();
    void shrunkIsSmooth();
    void aPartIsTheSameAsTheWhole_data();
    void aPartIsTheSameAsTheWhole();
};

void PhotoPyramidTest::eachPixelIsTheMeanOfFour()
{
    const Image photo = patternImage({8, 6});
    const std::vector<Image> levels = shrunkPhotos(photo, std::atomic<bool>(false));
    QCOMPARE(levels[0].size(), (Size{4, 3}));
    for (int y = 0; y < 3; ++y) {
        for (int x = 0; x < 4; ++x) {
            for (int c = 0; c < 3; ++c) {
                const int sum = channel(photo, 2 * x, 2 * y, c) + channel(photo, 2 * x + 1, 2 * y, c) +
                                channel(photo, 2 * x, 2 * y + 1, c) + channel(photo, 2 * x + 1, 2 * y + 1, c);
                QCOMPARE(channel(levels[0], x, y, c), (sum + 2) / 4);
            }
        }
    }
}

void PhotoPyramidTest::anOddEdgeIsRepeated()
{
    const Image photo = patternImage({3, 3});
    const std::vector<Image> levels = shrunkPhotos(photo, std::atomic<bool>(false));
    QCOMPARE(levels[0].size(), (Size{2, 2}));
    QCOMPARE(channel(levels[0], 1, 1, 0), channel(photo, 2, 2, 0));
    QCOMPARE(channel(levels[0], 1, 0, 1), (channel(photo, 2, 0, 1) + channel(photo, 2, 1, 1) + 1) / 2);
}

void PhotoPyramidTest::levelsGoDownToOnePixel_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("levels");
    QTest::newRow("1 x 1") << 1 << 1 << 0;
    QTest::newRow("2 x 1") << 2 << 1 << 1;
    QTest::newRow("1 x 5") << 1 << 5 << 3;
    QTest::newRow("100 x 3") << 100 << 3 << 7;
}

void PhotoPyramidTest::levelsGoDownToOnePixel()
{
    QFETCH(const int, width);
    QFETCH(const int, height);
    QFETCH(const int, levels);
    const std::vector<Image> shrunk = shrunkPhotos(patternImage({width, height}), std::atomic<bool>(false));
    QCOMPARE(int(shrunk.size()), levels);
    if (!shrunk.empty())
        QCOMPARE(shrunk.back().size(), (Size{1, 1}));
}

void PhotoPyramidTest::stopsWhenTold()
{
    QVERIFY(shrunkPhotos(patternImage({64, 64}), std::atomic<bool>(true)).empty());
}

void PhotoPyramidTest::levelZeroStandsInUntilReady()
{
    PhotoPyramid pyramid;
    pyramid.setPhoto(patternImage({64, 64}));
    QCOMPARE(pyramid.levelFor(0.1).shrink, 1);
    QTRY_VERIFY(pyramid.isReady());
    QCOMPARE(pyramid.levelFor(0.1).shrink, 8);
}

void PhotoPyramidTest::levelsFitTheZoom()
{
    PhotoPyramid pyramid;
    pyramid.setPhoto(patternImage({64, 32}));
    QTRY_VERIFY(pyramid.isReady());
    QCOMPARE(pyramid.levelFor(3).shrink, 1);
    QCOMPARE(pyramid.levelFor(0.61).shrink, 1);
    QCOMPARE(pyramid.levelFor(0.59).shrink, 2);
    QCOMPARE(pyramid.levelFor(0.25).image.size(), (Size{16, 8}));
    QCOMPARE(pyramid.levelFor(1e-9).image.size(), (Size{1, 1}));
}

void PhotoPyramidTest::aNewPhotoDropsTheOldOnesLevels()
{
    PhotoPyramid pyramid;
    QSignalSpy ready(&pyramid, &PhotoPyramid::ready);
    pyramid.setPhoto(patternImage({512, 512}));
    pyramid.setPhoto(plainImage({16, 16}, {10, 20, 30}));
    QTRY_VERIFY(pyramid.isReady());
    QTest::qWait(50);
    QCOMPARE(ready.count(), 1);
    QCOMPARE(pyramid.levelFor(0.5).image.size(), (Size{8, 8}));
    pyramid.setPhoto({});
    QVERIFY(pyramid.photo().isNull());
    QVERIFY(!pyramid.isReady());
}

void PhotoPyramidTest::enlargedPixelsAreHard()
{
    const Image photo = patternImage({6, 4});
    const Viewport viewport = cornerViewport({6, 4}, 5);
    const QImage scene = drawn({photo, 1}, viewport, wholeOf(viewport));
    for (int y = 0; y < scene.height(); ++y) {
        for (int x = 0; x < scene.width(); ++x) {
            QCOMPARE(qBlue(scene.pixel(x, y)), channel(photo, x / 5, y / 5, 0));
            QCOMPARE(qRed(scene.pixel(x, y)), channel(photo, x / 5, y / 5, 2));
        }
    }
}

void PhotoPyramidTest::atOneHundredPercentEveryPixelIsItself()
{
    const Image photo = patternImage({31, 17});
    const Viewport viewport = cornerViewport({31, 17}, 1);
    QCOMPARE(drawn({photo, 1}, viewport, wholeOf(viewport)), asQImage(photo));
}

void PhotoPyramidTest::shrunkIsSmooth()
{
    Image ramp({200, 4});
    for (int y = 0; y < 4; ++y) {
        for (int x = 0; x < 200; ++x) {
            for (int c = 0; c < 3; ++c)
                ramp.writableRow(y)[static_cast<std::size_t>(x * 3 + c)] = static_cast<std::uint8_t>(x);
        }
    }
    const Viewport viewport = cornerViewport({200, 4}, 0.75);
    const QImage scene = drawn({ramp, 1}, viewport, wholeOf(viewport));
    for (int x = 1; x < scene.width() - 1; ++x) {
        const double expected = (x + 0.5) / 0.75 - 0.5;
        QVERIFY2(std::abs(qGreen(scene.pixel(x, 1)) - expected) <= 1.5, qPrintable(QString::number(x)));
    }
}

void PhotoPyramidTest::aPartIsTheSameAsTheWhole_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.2, 0.6, 0.75, 1.0, 1.3, 4.0})
        QTest::addRow("%g", zoom) << zoom;
}

void PhotoPyramidTest::aPartIsTheSameAsTheWhole()
{
    QFETCH(const double, zoom);
    PhotoPyramid pyramid;
    pyramid.setPhoto(patternImage({211, 157}));
    QTRY_VERIFY(pyramid.isReady());
    const Viewport viewport = cornerViewport({211, 157}, zoom);
    const PhotoPyramid::Level level = pyramid.levelFor(zoom);
    const QImage whole = drawn(level, viewport, wholeOf(viewport));
    const Rect part{whole.width() / 3, whole.height() / 5, whole.width() / 2, whole.height() / 2};
    const QRect rect(part.x, part.y, part.width, part.height);
    QImage alone = drawn(level, viewport, part);
    QCOMPARE(alone.copy(rect), whole.copy(rect));
    QCOMPARE(alone.pixelColor(0, 0), QColor(Qt::magenta));
}

LABELWRIGHT_TEST(PhotoPyramidTest)
#include "PhotoPyramidTest.moc"
