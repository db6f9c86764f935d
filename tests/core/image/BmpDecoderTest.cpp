// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/BmpDecoder.h"

#include "tests/core/image/TestBmps.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;

Q_DECLARE_METATYPE(BmpLayout)

namespace {

constexpr Size kSize{37, 11};

std::uint32_t valueAt(int x, int y, int bits)
{
    return static_cast<std::uint32_t>(x * 7 + y * 13) & ((1U << bits) - 1);
}

BmpLayout withPalette(BmpLayout layout)
{
    for (int i = 0; i < 1 << layout.bits; ++i)
        layout.palette.push_back({i, 255 - i, i * 5 % 256});
    return layout;
}

/// 4 x 3, with four colours.
BmpLayout runs()
{
    return {
        .size = {4, 3}, .bits = 8, .compression = 1, .palette = {{0, 0, 0}, {10, 10, 10}, {20, 20, 20}, {30, 30, 30}}};
}

/// One digit a pixel, that of its palette entry.
QByteArray drawn(const Image& image)
{
    QByteArray rows;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            rows += static_cast<char>('0' + pixel(image, x, y)[0] / 10);
        rows += ' ';
    }
    return rows.trimmed();
}

} // namespace

class BmpDecoderTest : public QObject {
    Q_OBJECT
private slots:
    void paletteGivesItsColours_data();
    void paletteGivesItsColours();
    void twentyFourBitsAreTheColours_data();
    void twentyFourBitsAreTheColours();
    void masksFindTheirBits_data();
    void masksFindTheirBits();
    void alphaLiesOnWhite();
    void alphaOfNothingButZerosIsOpaque();
    void coloursBeyondThePaletteAreBlack();
    void runsAreRead_data();
    void runsAreRead();
    void infoSaysWhatIsStored();
    void damagedHeadersAreErrors_data();
    void damagedHeadersAreErrors();
    void compressionsThatAreNotReadSaySo_data();
    void compressionsThatAreNotReadSaySo();
    void aCutFileIsTruncatedAtEveryByte_data();
    void aCutFileIsTruncatedAtEveryByte();
};

void BmpDecoderTest::paletteGivesItsColours_data()
{
    QTest::addColumn<BmpLayout>("layout");
    for (const int bits : {1, 4, 8}) {
        QTest::addRow("%d bit", bits) << withPalette({.size = kSize, .bits = bits});
        QTest::addRow("%d bit, top-down", bits) << withPalette({.size = kSize, .bits = bits, .topDown = true});
        QTest::addRow("%d bit, of OS/2", bits) << withPalette({.size = kSize, .bits = bits, .headerBytes = 12});
        QTest::addRow("%d bit, version 5", bits) << withPalette({.size = kSize, .bits = bits, .headerBytes = 124});
    }
}

void BmpDecoderTest::paletteGivesItsColours()
{
    QFETCH(BmpLayout, layout);
    const Bytes file = encodeBmp(layout, [&](int x, int y) { return valueAt(x, y, layout.bits); });
    const auto info = readBmpInfo(file);
    VERIFY_OK(info);
    QVERIFY(info->size == kSize);
    QCOMPARE(info->bitDepth, layout.bits);
    const auto image = decodeBmp(file);
    VERIFY_OK(image);
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            const auto index = static_cast<int>(valueAt(x, y, layout.bits));
            QCOMPARE(pixel(*image, x, y), (Bgr{index * 5 % 256, 255 - index, index}));
        }
    }
}

void BmpDecoderTest::twentyFourBitsAreTheColours_data()
{
    QTest::addColumn<BmpLayout>("layout");
    QTest::newRow("bottom-up") << BmpLayout{.size = kSize};
    QTest::newRow("top-down") << BmpLayout{.size = kSize, .topDown = true};
    QTest::newRow("of OS/2") << BmpLayout{.size = kSize, .headerBytes = 12};
    QTest::newRow("32 bit, the fourth byte unused") << BmpLayout{.size = kSize, .bits = 32};
    QTest::newRow("32 bit, version 4") << BmpLayout{.size = kSize, .bits = 32, .headerBytes = 108};
}

void BmpDecoderTest::twentyFourBitsAreTheColours()
{
    QFETCH(BmpLayout, layout);
    const auto image = decodeBmp(encodeBmp(
        layout, [](int x, int y) { return 0x7F000000U | static_cast<std::uint32_t>(x << 16 | y << 8 | (x + y)); }));
    VERIFY_OK(image);
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x)
            QCOMPARE(pixel(*image, x, y), (Bgr{x + y, y, x}));
    }
}

void BmpDecoderTest::masksFindTheirBits_data()
{
    QTest::addColumn<BmpLayout>("layout");
    QTest::addColumn<quint32>("value");
    QTest::addColumn<QList<int>>("bgr");
    QTest::newRow("5, 5, 5 bits by themselves")
        << BmpLayout{.size = kSize, .bits = 16} << 0x0430U << QList<int>{132, 8, 8};
    QTest::newRow("5, 6, 5 bits") << BmpLayout{.size = kSize,
                                               .bits = 16,
                                               .compression = 3,
                                               .masks = {0xF800, 0x07E0, 0x001F}}
                                  << 0x0C10U << QList<int>{132, 130, 8};
    QTest::newRow("red first") << BmpLayout{.size = kSize,
                                            .bits = 32,
                                            .compression = 3,
                                            .masks = {0xFF, 0xFF00, 0xFF0000}}
                               << 0x00030201U << QList<int>{3, 2, 1};
    QTest::newRow("10 bits each") << BmpLayout{.size = kSize,
                                               .bits = 32,
                                               .compression = 3,
                                               .headerBytes = 56,
                                               .masks = {0x3FF00000, 0xFFC00, 0x3FF, 0}}
                                  << (1023U << 20U | 512U << 10U) << QList<int>{0, 128, 255};
}

void BmpDecoderTest::masksFindTheirBits()
{
    QFETCH(BmpLayout, layout);
    QFETCH(quint32, value);
    QFETCH(QList<int>, bgr);
    const auto image = decodeBmp(encodeBmp(layout, [value](int, int) { return value; }));
    VERIFY_OK(image);
    QCOMPARE(pixel(*image, 36, 10), (Bgr{bgr[0], bgr[1], bgr[2]}));
}

void BmpDecoderTest::alphaLiesOnWhite()
{
    const BmpLayout layout{.size = {4, 4},
                           .bits = 32,
                           .compression = 3,
                           .headerBytes = 124,
                           .masks = {0xFF0000, 0xFF00, 0xFF, 0xFF000000}};
    const Bytes file = encodeBmp(layout, [](int x, int) { return x == 0 ? 0x806464FFU : 0x006464FFU; });
    const auto info = readBmpInfo(file);
    VERIFY_OK(info);
    QCOMPARE(info->channels, 4);
    const auto image = decodeBmp(file);
    VERIFY_OK(image);
    QCOMPARE(pixel(*image, 0, 3), (Bgr{255, 177, 177}));
    QCOMPARE(pixel(*image, 1, 3), (Bgr{255, 255, 255}));
}

void BmpDecoderTest::alphaOfNothingButZerosIsOpaque()
{
    const BmpLayout layout{.size = {4, 4}, .bits = 32, .compression = 6, .masks = {0xFF0000, 0xFF00, 0xFF, 0xFF000000}};
    const auto image = decodeBmp(encodeBmp(layout, [](int, int) { return 0x00010203U; }));
    VERIFY_OK(image);
    QCOMPARE(pixel(*image, 2, 2), (Bgr{3, 2, 1}));
}

void BmpDecoderTest::coloursBeyondThePaletteAreBlack()
{
    const BmpLayout layout{.size = {4, 1}, .bits = 8, .palette = {{9, 9, 9}, {8, 8, 8}}};
    const auto image = decodeBmp(encodeBmp(layout, [](int x, int) { return static_cast<std::uint32_t>(x); }));
    VERIFY_OK(image);
    QCOMPARE(pixel(*image, 1, 0), (Bgr{8, 8, 8}));
    QCOMPARE(pixel(*image, 3, 0), (Bgr{0, 0, 0}));
}

void BmpDecoderTest::runsAreRead_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("rows");
    const auto row = [](const char* name, std::initializer_list<int> data, const char* rows) {
        QByteArray bytes;
        for (const int byte : data)
            bytes += static_cast<char>(byte);
        QTest::newRow(name) << bytes << QByteArray(rows);
    };
    row("runs, from the bottom up", {4, 1, 0, 0, 2, 2, 2, 3, 0, 0, 4, 2, 0, 1}, "2222 2233 1111");
    row("single pixels", {0, 4, 1, 2, 3, 1, 0, 0, 0, 3, 3, 2, 1, 0, 1, 3, 0, 1}, "0000 3213 1231");
    row("a jump leaves the first color", {1, 1, 0, 2, 1, 1, 1, 2, 0, 0, 4, 3, 0, 1}, "3333 0020 1000");
    row("an early end leaves the first color", {2, 3, 0, 1}, "0000 0000 3300");
    row("runs beyond the edge are cut", {200, 1, 0, 0, 4, 2, 0, 0, 4, 3, 0, 1}, "3333 2222 1111");
    row("rows beyond the top are left out", {4, 1, 0, 0, 4, 2, 0, 0, 4, 3, 0, 0, 4, 1, 0, 1}, "3333 2222 1111");
    row("without an end mark", {4, 1, 0, 0, 4, 2, 0, 0, 4, 3}, "3333 2222 1111");
    row("a jump out of the picture", {0, 2, 255, 255, 4, 1}, "0000 0000 0000");
}

void BmpDecoderTest::runsAreRead()
{
    QFETCH(QByteArray, data);
    QFETCH(QByteArray, rows);
    const auto image = decodeBmp(bmpOf(runs(), {data.begin(), data.end()}));
    VERIFY_OK(image);
    QCOMPARE(drawn(*image), rows);
}

void BmpDecoderTest::infoSaysWhatIsStored()
{
    const auto info = readBmpInfo(encodeBmp({.size = kSize, .topDown = true}, [](int, int) { return 0U; }));
    VERIFY_OK(info);
    QVERIFY(info->format == ImageFormat::Bmp);
    QVERIFY(info->storedSize == kSize);
    QCOMPARE(info->orientation, 1);
    QCOMPARE(info->bitDepth, 8);
    QCOMPARE(info->channels, 3);
}

void BmpDecoderTest::damagedHeadersAreErrors_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("header of 13 bytes") << 14 << QByteArray("\x0D", 1);
    QTest::newRow("header of a million bytes") << 14 << QByteArray("\0\0\x0F", 3);
    QTest::newRow("no width") << 18 << QByteArray("\0\0\0\0", 4);
    QTest::newRow("negative width") << 18 << QByteArray("\xFF\xFF\xFF\xFF", 4);
    QTest::newRow("no height") << 22 << QByteArray("\0\0\0\0", 4);
    QTest::newRow("the lowest height") << 22 << QByteArray("\0\0\0\x80", 4);
    QTest::newRow("7 bits a pixel") << 28 << QByteArray("\7", 1);
}

void BmpDecoderTest::damagedHeadersAreErrors()
{
    QFETCH(int, offset);
    QFETCH(QByteArray, bytes);
    Bytes file = encodeBmp({.size = kSize}, [](int, int) { return 0U; });
    std::ranges::copy(bytes, file.begin() + offset);
    VERIFY_ERROR(decodeBmp(file), ErrorCode::Malformed);
}

void BmpDecoderTest::compressionsThatAreNotReadSaySo_data()
{
    QTest::addColumn<BmpLayout>("layout");
    QTest::newRow("RLE4") << withPalette({.size = kSize, .bits = 4, .compression = 2});
    QTest::newRow("JPEG") << BmpLayout{.size = kSize, .compression = 4};
    QTest::newRow("RLE8, top-down") << withPalette({.size = kSize, .bits = 8, .compression = 1, .topDown = true});
}

void BmpDecoderTest::compressionsThatAreNotReadSaySo()
{
    QFETCH(BmpLayout, layout);
    VERIFY_ERROR(decodeBmp(encodeBmp(layout, [](int, int) { return 0U; })), ErrorCode::Unsupported);
}

void BmpDecoderTest::aCutFileIsTruncatedAtEveryByte_data()
{
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char* name, const Bytes& file) {
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(file.data()),
                                          static_cast<qsizetype>(file.size()));
    };
    const auto zero = [](int, int) { return 0U; };
    row("24 bit", encodeBmp({.size = kSize}, zero));
    row("8 bit", encodeBmp(withPalette({.size = kSize, .bits = 8}), zero));
    row("of OS/2", encodeBmp(withPalette({.size = kSize, .bits = 4, .headerBytes = 12}), zero));
    row("masks", encodeBmp({.size = kSize, .bits = 16, .compression = 3, .masks = {0xF800, 0x07E0, 0x001F}}, zero));
    row("runs", bmpOf(runs(), {0, 3, 1, 2, 3, 0, 0, 2, 1, 1, 1, 1, 0, 0, 2, 1, 0, 1}));
}

void BmpDecoderTest::aCutFileIsTruncatedAtEveryByte()
{
    QFETCH(QByteArray, content);
    const Bytes file(content.begin(), content.end());
    for (std::size_t size = 1; size < file.size(); ++size) {
        const auto image = decodeImage({file.data(), size});
        QVERIFY2(!image, qPrintable(QString::number(size)));
        QVERIFY2(image.error().code == ErrorCode::Truncated, qPrintable(QString::number(size)));
    }
    VERIFY_OK(decodeImage(file));
}

LABELWRIGHT_TEST(BmpDecoderTest)
#include "BmpDecoderTest.moc"
