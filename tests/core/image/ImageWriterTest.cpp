// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageWriter.h"

#include "core/image/ImageReader.h"
#include "tests/core/image/TestPictures.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

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
    void aJpegKeepsColoursNearlyAndOutlinesTheirs();
    void aJpegHasItsLimit();
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
    VERIFY_ERROR(encodeJpeg(Image(), 90), ErrorCode::InvalidArgument);
}

void ImageWriterTest::aJpegKeepsColoursNearlyAndOutlinesTheirs()
{
    Image striped({32, 16});
    for (int y = 0; y < striped.height(); ++y) {
        const std::span<std::uint8_t> row = striped.writableRow(y);
        for (std::size_t offset = 0; offset < row.size(); ++offset)
            row[offset] = (offset / 3) % 2 == 0 ? (offset % 3 == 2 ? 255 : 0) : (offset % 3 == 0 ? 255 : 0);
    }
    const auto jpeg = encodeJpeg(striped, 95);
    VERIFY_OK(jpeg);
    const auto read = decodeImage(*jpeg);
    VERIFY_OK(read);
    QCOMPARE(read->width(), 32);
    QCOMPARE(read->height(), 16);
    QVERIFY(largestDifference(*read, striped) < 40); // subsampled, red and blue columns would be one violet
}

void ImageWriterTest::aJpegHasItsLimit()
{
    Image wide({65501, 1});
    std::ranges::fill(wide.writableRow(0), std::uint8_t{7});
    VERIFY_ERROR(encodeJpeg(wide, 90), ErrorCode::TooLarge);
}

LABELWRIGHT_TEST(ImageWriterTest)
#include "ImageWriterTest.moc"
