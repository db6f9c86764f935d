// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/PhotoRaster.h"

#include "tests/core/segment/TestScenes.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

PixelColor colorAt(const Image& image, int x, int y)
{
    const auto pixel = image.row(y).subspan(static_cast<std::size_t>(x) * Image::kBytesPerPixel);
    return {pixel[0], pixel[1], pixel[2]};
}

} // namespace

class PhotoRasterTest : public QObject {
    Q_OBJECT
private slots:
    void placesGoThereAndBack();
    void pixelsOfTheSameSizeAreCopied();
    void beyondThePhotoItsEdgeIsRepeated();
    void largePixelsHoldTheMeanOfWhatTheyCover();
};

void PhotoRasterTest::placesGoThereAndBack()
{
    const PhotoRaster raster{{16, 16}, {10, -4}, 2.5, 0.5};
    QVERIFY(raster.fromPhoto({15, -3}) == (PointF{2, 2}));
    QVERIFY(raster.onPhoto({2, 2}) == (PointF{15, -3}));
}

void PhotoRasterTest::pixelsOfTheSameSizeAreCopied()
{
    const Image image = noise({40, 30});
    const ColorGrid drawn = drawPhoto(image, {{8, 6}, {20, 10}, 1, 1});
    for (int y = 0; y < drawn.height(); ++y) {
        for (int x = 0; x < drawn.width(); ++x)
            QCOMPARE(drawn.at(x, y), colorAt(image, 20 + x, 10 + y));
    }
}

void PhotoRasterTest::beyondThePhotoItsEdgeIsRepeated()
{
    const Image image = noise({40, 30});
    const ColorGrid drawn = drawPhoto(image, {{8, 6}, {-4, 28}, 1, 1});
    QCOMPARE(drawn.at(0, 0), colorAt(image, 0, 28));
    QCOMPARE(drawn.at(5, 5), colorAt(image, 1, 29));
}

void PhotoRasterTest::largePixelsHoldTheMeanOfWhatTheyCover()
{
    Image image({400, 400});
    for (int y = 0; y < image.height(); ++y) {
        for (std::uint8_t& value : image.writableRow(y))
            value = y % 2 ? 200 : 0;
    }
    const ColorGrid drawn = drawPhoto(image, {{16, 16}, {}, 25, 25});
    for (const PixelColor& color : drawn.values())
        QVERIFY(std::abs(color[0] - 100) <= 10);
}

LABELWRIGHT_TEST(PhotoRasterTest)
#include "PhotoRasterTest.moc"
