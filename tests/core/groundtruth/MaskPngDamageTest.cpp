// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MaskPng.h"
#include "tests/core/groundtruth/MaskPictures.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <zlib.h>

#include <random>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr std::size_t kHeaderEnd = 33;                        // signature and IHDR
constexpr std::size_t kDataStart = kHeaderEnd + 12 + 3 * 256; // behind PLTE

/// With the CRC of the chunk that begins at `chunk` made right again.
Bytes withRightChecksum(Bytes png, std::size_t chunk)
{
    const std::size_t size = numberAt(png, chunk) + 4;
    const auto crc = static_cast<std::uint32_t>(::crc32_z(0, png.data() + chunk + 4, size));
    for (std::size_t i = 0; i < 4; ++i)
        png[chunk + 4 + size + i] = static_cast<std::uint8_t>(crc >> (24U - 8U * i));
    return png;
}

} // namespace

/// Files that are cut short, damaged or no masks.
class MaskPngDamageTest : public QObject {
    Q_OBJECT
private slots:
    void everyTruncationIsAnError();
    void everyDamagedByteOfPixelsIsAnError();
    void randomDamageNeverCrashes();
    void wrongFilesAreErrors_data();
    void wrongFilesAreErrors();
    void extentsOverTheLimitAreErrors_data();
    void extentsOverTheLimitAreErrors();
    void indexOutsideThePaletteIsAnError();
};

void MaskPngDamageTest::everyTruncationIsAnError()
{
    const PngLayout rgb{.size = {13, 7}, .bitDepth = 8, .colorType = 2, .interlaced = true};
    const Bytes colors = encodeSamples(rgb, [](int x, int y) { return rgbOf(goldenMask().at({x, y})); });
    for (const Bytes& whole : {bytesOf(dataPath("groundtruth/consolidated-13x7.png")), colors}) {
        VERIFY_OK(decodeForeignMask(whole, threeLabels()));
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const std::span<const std::uint8_t> part = std::span(whole).first(size);
            VERIFY_ERROR(decodeForeignMask(part, threeLabels()), ErrorCode::Truncated);
            VERIFY_ERROR(decodeColorPng(part), ErrorCode::Truncated);
        }
    }
}

void MaskPngDamageTest::everyDamagedByteOfPixelsIsAnError()
{
    const Bytes golden = bytesOf(dataPath("groundtruth/consolidated-13x7.png"));
    for (std::size_t i = 0; i < golden.size(); ++i) {
        Bytes damaged = golden;
        damaged[i] ^= 0x10U;
        const auto mask = decodeConsolidatedMask(damaged, threeLabels(), ReadBy::Index);
        QVERIFY2(!mask, QByteArray::number(static_cast<int>(i)).constData());
    }
}

void MaskPngDamageTest::randomDamageNeverCrashes()
{
    const Bytes golden = bytesOf(dataPath("groundtruth/consolidated-13x7.png"));
    std::mt19937 random(11);
    int errors = 0;
    for (int round = 0; round < 2000; ++round) {
        Bytes damaged = golden;
        damaged[kDataStart + 8 + random() % (golden.size() - kDataStart - 24)] = static_cast<std::uint8_t>(random());
        damaged[kHeaderEnd - 17 + random() % 13] = static_cast<std::uint8_t>(random());
        damaged = withRightChecksum(withRightChecksum(damaged, 8), kDataStart);
        errors += !decodeForeignMask(damaged, threeLabels()) + !decodeColorPng(damaged);
    }
    QVERIFY(errors > 3000);
}

void MaskPngDamageTest::wrongFilesAreErrors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("empty") << QByteArray()
                           << QByteArray("the file is empty. Copy the file again from where it came from.");
    QTest::newRow("JPEG") << QByteArray("\xFF\xD8\xFF\xE0 something", 14)
                          << QByteArray("this is not a PNG file. Mend the file, or take it from a backup.");
    QTest::newRow("text") << QByteArray("hello")
                          << QByteArray("this is not a PNG file. Mend the file, or take it from a backup.");
    QTest::newRow("signature") << QByteArray("\x89PNG\r\n\x1A\n")
                               << QByteArray("the PNG ends too early. Copy the file again from where it came from.");
}

void MaskPngDamageTest::wrongFilesAreErrors()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, sentence);
    const auto png = decodeIndexedPng(Bytes(bytes.begin(), bytes.end()));
    QVERIFY(!png);
    QCOMPARE(QByteArray::fromStdString(labelwright::sentence(png.error())), sentence);
}

void MaskPngDamageTest::extentsOverTheLimitAreErrors_data()
{
    QTest::addColumn<unsigned>("width");
    QTest::addColumn<unsigned>("height");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("too wide") << 32769U << 1U << QByteArray("too-large");
    QTest::newRow("too high") << 1U << 32769U << QByteArray("too-large");
    QTest::newRow("too many pixels") << 32768U << 32768U << QByteArray("too-large");
    QTest::newRow("huge") << 0x7FFFFFFFU << 0x7FFFFFFFU << QByteArray("too-large");
    QTest::newRow("more than the data can hold") << 16384U << 16384U << QByteArray("truncated");
    QTest::newRow("no width") << 0U << 7U << QByteArray("malformed");
    QTest::newRow("negative height") << 13U << 0x80000000U << QByteArray("malformed");
}

void MaskPngDamageTest::extentsOverTheLimitAreErrors()
{
    QFETCH(unsigned, width);
    QFETCH(unsigned, height);
    QFETCH(QByteArray, code);
    Bytes png = bytesOf(dataPath("groundtruth/consolidated-13x7.png"));
    for (std::size_t i = 0; i < 4; ++i) {
        png[16 + i] = static_cast<std::uint8_t>(width >> (24U - 8U * i));
        png[20 + i] = static_cast<std::uint8_t>(height >> (24U - 8U * i));
    }
    const auto decoded = decodeIndexedPng(withRightChecksum(png, 8));
    QVERIFY(!decoded);
    QCOMPARE(std::string(codeName(decoded.error().code)), code.toStdString());
}

void MaskPngDamageTest::indexOutsideThePaletteIsAnError()
{
    const PngLayout layout{.size = {4, 1}, .bitDepth = 8, .colorType = 3, .palette = {{0, 0, 0}, {1, 2, 3}}};
    const Bytes png = encodeSamples(layout, [](int x, int) { return std::vector{x == 3 ? 2 : 1}; });
    VERIFY_ERROR(decodeIndexedPng(png), ErrorCode::Malformed);
    VERIFY_ERROR(decodeColorPng(png), ErrorCode::Malformed);
}

LABELWRIGHT_TEST(MaskPngDamageTest)
#include "MaskPngDamageTest.moc"
