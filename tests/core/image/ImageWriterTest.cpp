// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageWriter.h"

#include "core/image/ImageReader.h"
#include "tests/core/image/TestPictures.h"
#include "tests/support/TestFiles.h"

using namespace labelwright;
using namespace labelwright::test;

class ImageWriterTest : public QObject {
    Q_OBJECT
private slots:
    void everyPixelComesBack_data();
    void everyPixelComesBack();
    void isAnEightBitColourPng();
    void samePixelsGiveTheSameBytes();
    void aNullImageIsAnError();
};

void ImageWriterTest::everyPixelComesBack_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("one pixel") << 1 << 1;
    QTest::newRow("one row") << 37 << 1;
    QTest::newRow("one column") << 1 << 37;
    QTest::newRow("larger than one block") << 300 << 211;
}

void ImageWriterTest::everyPixelComesBack()
{
    QFETCH(int, width);
    QFETCH(int, height);
    const Image image = scene({width, height});
    const auto png = encodePng(image);
    VERIFY_OK(png);
    const auto read = decodeImage(*png);
    VERIFY_OK(read);
    QCOMPARE(largestDifference(*read, image), 0);
}

void ImageWriterTest::isAnEightBitColourPng()
{
    const auto png = encodePng(scene({4, 4}));
    VERIFY_OK(png);
    const auto info = readImageInfo(*png);
    VERIFY_OK(info);
    QVERIFY(info->format == ImageFormat::Png);
    QCOMPARE(info->bitDepth, 8);
    QCOMPARE(info->channels, 3);
}

void ImageWriterTest::samePixelsGiveTheSameBytes()
{
    const auto first = encodePng(scene({64, 48}));
    const auto second = encodePng(scene({64, 48}));
    VERIFY_OK(first);
    VERIFY_OK(second);
    QVERIFY(*first == *second);
}

void ImageWriterTest::aNullImageIsAnError()
{
    VERIFY_ERROR(encodePng(Image()), ErrorCode::InvalidArgument);
}

QTEST_APPLESS_MAIN(ImageWriterTest)
#include "ImageWriterTest.moc"
