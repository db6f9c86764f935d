// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/JpegDecoder.h"

#include "core/image/StoredPicture.h"
#include "tests/core/image/TestPictures.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;

Q_DECLARE_METATYPE(JpegKind)

class JpegDecoderTest : public QObject {
    Q_OBJECT
private slots:
    void everyKindGivesItsColours_data();
    void everyKindGivesItsColours();
    void grayGivesThreeEqualChannels();
    void reductionsKeepThePicture_data();
    void reductionsKeepThePicture();
    void aCutFileIsTruncatedAtEveryByte_data();
    void aCutFileIsTruncatedAtEveryByte();
    void anEndPutBehindACutIsStillTruncated();
    void extraBytesBehindTheEndAreIgnored();
    void damagedBytesNeverCrash();
    void twelveBitsAreUnsupported();
    void aSecondStartIsMalformed();
};

void JpegDecoderTest::everyKindGivesItsColours_data()
{
    QTest::addColumn<JpegKind>("kind");
    QTest::addColumn<int>("channels");
    QTest::newRow("color") << JpegKind::Color << 3;
    QTest::newRow("progressive") << JpegKind::Progressive << 3;
    QTest::newRow("CMYK by Adobe") << JpegKind::AdobeInk << 4;
    QTest::newRow("YCCK by Adobe") << JpegKind::AdobeInkYcck << 4;
    QTest::newRow("CMYK without marker") << JpegKind::PlainInk << 4;
}

void JpegDecoderTest::everyKindGivesItsColours()
{
    QFETCH(JpegKind, kind);
    QFETCH(int, channels);
    const Image image = scene({61, 43});
    const Bytes file = encodeJpeg(image, kind);
    const auto info = readJpegInfo(file);
    VERIFY_OK(info);
    QCOMPARE(info->channels, channels);
    QCOMPARE(info->bitDepth, 8);
    QVERIFY((info->storedSize == Size{61, 43}));
    const auto decoded = decodeJpeg(file, kWholeExtent);
    VERIFY_OK(decoded);
    QVERIFY2(largestDifference(*decoded, image) < 32, qPrintable(QString::number(largestDifference(*decoded, image))));
}

void JpegDecoderTest::grayGivesThreeEqualChannels()
{
    const Bytes file = encodeJpeg(scene({20, 20}), JpegKind::Gray);
    const auto info = readJpegInfo(file);
    VERIFY_OK(info);
    QCOMPARE(info->channels, 1);
    const auto decoded = decodeJpeg(file, kWholeExtent);
    VERIFY_OK(decoded);
    const auto [blue, green, red] = pixel(*decoded, 10, 15);
    QVERIFY(blue == green && green == red);
    const auto [storedBlue, storedGreen, storedRed] = pixel(scene({20, 20}), 10, 15);
    const double luma = 0.114 * storedBlue + 0.587 * storedGreen + 0.299 * storedRed;
    QVERIFY(std::abs(blue - luma) < 16);
}

void JpegDecoderTest::reductionsKeepThePicture_data()
{
    QTest::addColumn<int>("factor");
    for (int factor : {1, 2, 4, 8})
        QTest::addRow("1/%d", factor) << factor;
}

void JpegDecoderTest::reductionsKeepThePicture()
{
    QFETCH(int, factor);
    const Image image = scene({160, 104});
    const auto decoded = decodeJpeg(encodeJpeg(image), 160 / factor);
    VERIFY_OK(decoded);
    QVERIFY((decoded->size() == Size{160 / factor, 104 / factor}));
    const Bgr small = pixel(*decoded, 120 / factor, 80 / factor);
    const Bgr large = pixel(image, 120, 80);
    for (std::size_t channel = 0; channel < 2; ++channel)
        QVERIFY(std::abs(small[channel] - large[channel]) < 20);
}

void JpegDecoderTest::aCutFileIsTruncatedAtEveryByte_data()
{
    everyKindGivesItsColours_data();
}

void JpegDecoderTest::aCutFileIsTruncatedAtEveryByte()
{
    QFETCH(JpegKind, kind);
    const Bytes file = encodeJpeg(scene({40, 24}), kind);
    for (std::size_t size = 3; size < file.size(); ++size) {
        const auto decoded = decodeJpeg({file.data(), size}, kWholeExtent);
        QVERIFY2(!decoded, qPrintable(QString::number(size)));
        QVERIFY2(decoded.error().code == ErrorCode::Truncated, qPrintable(QString::number(size)));
    }
    VERIFY_OK(decodeJpeg(file, kWholeExtent));
}

void JpegDecoderTest::anEndPutBehindACutIsStillTruncated()
{
    Bytes file = encodeJpeg(scene({64, 64}));
    file.resize(file.size() * 2 / 3);
    file.insert(file.end(), {0xFF, 0xD9});
    VERIFY_ERROR(decodeJpeg(file, kWholeExtent), ErrorCode::Truncated);
}

void JpegDecoderTest::extraBytesBehindTheEndAreIgnored()
{
    Bytes file = encodeJpeg(scene({16, 16}));
    file.insert(file.end(), 100, 'x');
    VERIFY_OK(decodeJpeg(file, kWholeExtent));
}

void JpegDecoderTest::damagedBytesNeverCrash()
{
    const Bytes file = encodeJpeg(scene({40, 24}), JpegKind::Progressive);
    int failed = 0;
    for (std::size_t i = 2; i < file.size(); ++i) {
        Bytes damaged = file;
        damaged[i] ^= 0xFF;
        const auto decoded = decodeJpeg(damaged, kWholeExtent);
        failed += decoded ? 0 : 1;
        QVERIFY(decoded || !decoded.error().detail.empty());
    }
    QVERIFY(failed > 0);
}

void JpegDecoderTest::twelveBitsAreUnsupported()
{
    Bytes file = encodeJpeg(scene({16, 16}));
    const Bytes frame{0xFF, 0xC0, 0, 17};
    const auto found = std::search(file.begin(), file.end(), frame.begin(), frame.end());
    QVERIFY(found != file.end());
    found[4] = 12;
    VERIFY_ERROR(decodeJpeg(file, kWholeExtent), ErrorCode::Unsupported);
}

void JpegDecoderTest::aSecondStartIsMalformed()
{
    Bytes file = encodeJpeg(scene({16, 16}));
    file.insert(file.begin() + 2, {0xFF, 0xD8});
    VERIFY_ERROR(readJpegInfo(file), ErrorCode::Malformed);
}

LABELWRIGHT_TEST(JpegDecoderTest)
#include "JpegDecoderTest.moc"
