// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Image.h"

#include "tests/core/image/TestPictures.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

class ImageTest : public QObject {
    Q_OBJECT
private slots:
    void isNullUntilItHasASize();
    void rowsFollowEachOtherWithoutPadding();
    void copiesShareTheirPixels();
    void pixelsOutliveTheImage();
    void croppedTakesThePartAlone();
};

void ImageTest::isNullUntilItHasASize()
{
    QVERIFY(Image().isNull());
    QCOMPARE(Image().width(), 0);
    QVERIFY(!Image({1, 1}).isNull());
}

void ImageTest::rowsFollowEachOtherWithoutPadding()
{
    const Image image({7, 3});
    QCOMPARE(image.bytesPerRow(), std::size_t{21});
    QCOMPARE(image.row(2).data(), image.data() + 42);
    QCOMPARE(image.row(2).size(), std::size_t{21});
    QVERIFY((image.bounds() == Rect{0, 0, 7, 3}));
}

void ImageTest::copiesShareTheirPixels()
{
    const Image image = scene({5, 5});
    const Image copy = image;
    QCOMPARE(copy.data(), image.data());
}

void ImageTest::pixelsOutliveTheImage()
{
    Image image = scene({5, 5});
    const std::shared_ptr<const std::uint8_t[]> kept = image.pixels();
    const Bgr before = pixel(image, 4, 4);
    image = {};
    QCOMPARE(int{kept[24 * 3]}, before[0]);
}

void ImageTest::croppedTakesThePartAlone()
{
    const Image image = scene({40, 30});
    const Image part = image.cropped({10, 5, 20, 25});
    QVERIFY((part.size() == Size{20, 25}));
    QCOMPARE(pixel(part, 0, 0), pixel(image, 10, 5));
    QCOMPARE(pixel(part, 19, 24), pixel(image, 29, 29));
    QCOMPARE(largestDifference(image.cropped(image.bounds()), image), 0);
}

LABELWRIGHT_TEST(ImageTest)
#include "ImageTest.moc"
