// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/PngDecoder.h"

#include "tests/core/image/TestPictures.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr int kGray = 0;
constexpr int kRgb = 2;
constexpr int kPalette = 3;
constexpr int kGrayAlpha = 4;
constexpr int kRgbAlpha = 6;

/// 0 to `values` - 1, differing from pixel to pixel.
int valueAt(int x, int y, int values)
{
    return (x * 3 + y * 7) % values;
}

Bytes colorPng(bool interlaced)
{
    return encodeSamples({.size = {21, 13}, .colorType = kRgb, .interlaced = interlaced}, [](int x, int y) {
        return std::vector{x * 12, y * 19, (x + y) * 7};
    });
}

Result<Image> decoded(const Bytes& file)
{
    Result<StoredPicture> picture = decodePng(file);
    if (!picture)
        return picture.error();
    return std::get<Image>(*std::move(picture));
}

} // namespace

class PngDecoderTest : public QObject {
    Q_OBJECT
private slots:
    void paletteGivesItsColours_data();
    void paletteGivesItsColours();
    void grayIsSpreadToEightBits_data();
    void grayIsSpreadToEightBits();
    void sixteenBitsStay_data();
    void sixteenBitsStay();
    void alphaLiesOnWhite_data();
    void alphaLiesOnWhite();
    void transparentPaletteEntriesLieOnWhite();
    void interlacedIsTheSamePicture();
    void aCutFileIsTruncatedAtEveryByte_data();
    void aCutFileIsTruncatedAtEveryByte();
    void aWrongChecksumIsMalformed();
    void damagedBytesNeverCrash();
};

void PngDecoderTest::paletteGivesItsColours_data()
{
    QTest::addColumn<int>("bitDepth");
    for (int bitDepth : {1, 2, 4, 8})
        QTest::addRow("%d bit", bitDepth) << bitDepth;
}

void PngDecoderTest::paletteGivesItsColours()
{
    QFETCH(int, bitDepth);
    const int values = 1 << bitDepth;
    PngLayout layout{.size = {19, 11}, .bitDepth = bitDepth, .colorType = kPalette};
    for (int i = 0; i < values; ++i)
        layout.palette.push_back({i, 255 - i, i * 5 % 256});
    const Bytes file = encodeSamples(layout, [values](int x, int y) { return std::vector{valueAt(x, y, values)}; });
    const auto info = readPngInfo(file);
    VERIFY_OK(info);
    QCOMPARE(info->channels, 3);
    QCOMPARE(info->bitDepth, bitDepth);
    const auto image = decoded(file);
    VERIFY_OK(image);
    for (int y = 0; y < 11; ++y) {
        for (int x = 0; x < 19; ++x) {
            const int index = valueAt(x, y, values);
            QCOMPARE(pixel(*image, x, y), (Bgr{index * 5 % 256, 255 - index, index}));
        }
    }
}

void PngDecoderTest::grayIsSpreadToEightBits_data()
{
    paletteGivesItsColours_data();
}

void PngDecoderTest::grayIsSpreadToEightBits()
{
    QFETCH(int, bitDepth);
    const int values = 1 << bitDepth;
    const Bytes file = encodeSamples({.size = {18, 5}, .bitDepth = bitDepth, .colorType = kGray},
                                     [values](int x, int y) { return std::vector{valueAt(x, y, values)}; });
    const auto info = readPngInfo(file);
    VERIFY_OK(info);
    QCOMPARE(info->channels, 1);
    const auto image = decoded(file);
    VERIFY_OK(image);
    for (int x = 0; x < 18; ++x) {
        const int gray = valueAt(x, 4, values) * 255 / (values - 1);
        QCOMPARE(pixel(*image, x, 4), (Bgr{gray, gray, gray}));
    }
}

void PngDecoderTest::sixteenBitsStay_data()
{
    QTest::addColumn<int>("colorType");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("gray") << kGray << QList<int>{0x1234};
    QTest::newRow("RGB") << kRgb << QList<int>{0xFE01, 0x8000, 0x1234};
    // 0x8000 is a little more than half.
    QTest::newRow("gray and alpha") << kGrayAlpha << QList<int>{0xFFFF - (0xFFFF - 0x1234) / 2};
    QTest::newRow("RGB and alpha") << kRgbAlpha
                                   << QList<int>{0xFFFF - (0xFFFF - 0xFE01) / 2, 0xFFFF - 0x7FFF / 2,
                                                 0xFFFF - (0xFFFF - 0x1234) / 2};
}

void PngDecoderTest::sixteenBitsStay()
{
    QFETCH(int, colorType);
    QFETCH(QList<int>, expected);
    const std::vector<int> rgb{0x1234, 0x8000, 0xFE01};
    const Bytes file = encodeSamples({.size = {3, 2}, .bitDepth = 16, .colorType = colorType}, [&](int x, int) {
        std::vector<int> all(rgb.begin(), rgb.begin() + (colorType == kRgb || colorType == kRgbAlpha ? 3 : 1));
        if (colorType == kGrayAlpha || colorType == kRgbAlpha)
            all.push_back(x == 1 ? 0x8000 : 0);
        return all;
    });
    const auto info = readPngInfo(file);
    VERIFY_OK(info);
    QCOMPARE(info->bitDepth, 16);
    const auto picture = decodePng(file);
    VERIFY_OK(picture);
    const std::vector<int> found = samples(std::get<DeepImage>(*picture), 1, 1);
    QCOMPARE(found.size(), std::size_t(expected.size()));
    for (qsizetype i = 0; i < expected.size(); ++i)
        QVERIFY2(std::abs(found[std::size_t(i)] - expected[i]) <= 1,
                 qPrintable(QString::number(found[std::size_t(i)])));
}

void PngDecoderTest::alphaLiesOnWhite_data()
{
    QTest::addColumn<int>("alpha");
    QTest::addColumn<int>("expected");
    QTest::newRow("opaque") << 255 << 100;
    QTest::newRow("half") << 128 << 177;
    QTest::newRow("nearly nothing") << 1 << 254;
    QTest::newRow("nothing") << 0 << 255;
}

void PngDecoderTest::alphaLiesOnWhite()
{
    QFETCH(int, alpha);
    QFETCH(int, expected);
    const Bytes color = encodeSamples({.size = {2, 2}, .colorType = kRgbAlpha}, [alpha](int, int) {
        return std::vector{100, 100, 255, alpha};
    });
    const Bytes gray = encodeSamples({.size = {2, 2}, .colorType = kGrayAlpha}, [alpha](int, int) {
        return std::vector{100, alpha};
    });
    const auto fromColor = decoded(color);
    const auto fromGray = decoded(gray);
    VERIFY_OK(fromColor);
    VERIFY_OK(fromGray);
    QCOMPARE(pixel(*fromColor, 1, 1), (Bgr{255, expected, expected}));
    QCOMPARE(pixel(*fromGray, 1, 1), (Bgr{expected, expected, expected}));
    const auto info = readPngInfo(color);
    VERIFY_OK(info);
    QCOMPARE(info->channels, 4);
}

void PngDecoderTest::transparentPaletteEntriesLieOnWhite()
{
    PngLayout layout{.size = {2, 1}, .colorType = kPalette};
    layout.palette = {{10, 20, 30}, {10, 20, 30}};
    layout.transparency = {0};
    const auto image = decoded(encodeSamples(layout, [](int x, int) { return std::vector{x}; }));
    VERIFY_OK(image);
    QCOMPARE(pixel(*image, 0, 0), (Bgr{255, 255, 255}));
    QCOMPARE(pixel(*image, 1, 0), (Bgr{30, 20, 10}));
}

void PngDecoderTest::interlacedIsTheSamePicture()
{
    const auto plain = decoded(colorPng(false));
    const auto interlaced = decoded(colorPng(true));
    VERIFY_OK(plain);
    VERIFY_OK(interlaced);
    QCOMPARE(pixel(*plain, 20, 12), (Bgr{224, 228, 240}));
    QCOMPARE(largestDifference(*plain, *interlaced), 0);
}

void PngDecoderTest::aCutFileIsTruncatedAtEveryByte_data()
{
    QTest::addColumn<bool>("interlaced");
    QTest::newRow("plain") << false;
    QTest::newRow("interlaced") << true;
}

void PngDecoderTest::aCutFileIsTruncatedAtEveryByte()
{
    QFETCH(bool, interlaced);
    const Bytes file = colorPng(interlaced);
    for (std::size_t size = 8; size < file.size(); ++size) {
        const auto image = decodePng({file.data(), size});
        QVERIFY2(!image, qPrintable(QString::number(size)));
        QVERIFY2(image.error().code == ErrorCode::Truncated, qPrintable(QString::number(size)));
    }
    VERIFY_OK(decodePng(file));
}

void PngDecoderTest::aWrongChecksumIsMalformed()
{
    Bytes file = colorPng(false);
    file[file.size() - 12 - 6] ^= 1; // in the picture's data, before IEND
    VERIFY_ERROR(decodePng(file), ErrorCode::Malformed);
}

void PngDecoderTest::damagedBytesNeverCrash()
{
    const Bytes file = colorPng(true);
    int failed = 0;
    for (std::size_t i = 8; i < file.size(); ++i) {
        Bytes damaged = file;
        damaged[i] ^= 0x55;
        const auto image = decodePng(damaged);
        failed += image ? 0 : 1;
        QVERIFY(image || !image.error().detail.empty());
    }
    QVERIFY(failed > 0);
}

LABELWRIGHT_TEST(PngDecoderTest)
#include "PngDecoderTest.moc"
