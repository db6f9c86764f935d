// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/TiffDecoder.h"

#include "tests/core/image/TestTiffs.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryFile>

#include <algorithm>
#include <unistd.h>

using namespace labelwright;
using namespace labelwright::test;

Q_DECLARE_METATYPE(TiffLayout)

namespace {

constexpr Size kSize{37, 21};

int valueAt(int x, int y, int sample, int values)
{
    return (x * 5 + y * 11 + sample * 71) % values;
}

std::function<std::vector<int>(int, int)> pattern(const TiffLayout& layout)
{
    const int values = 1 << layout.bitDepth;
    return [samples = layout.samples, values](int x, int y) {
        std::vector<int> all;
        for (int sample = 0; sample < samples; ++sample)
            all.push_back(valueAt(x, y, sample, values) * (values > 256 ? 191 : 1) % values);
        return all;
    };
}

Result<Image> decoded(const Bytes& file)
{
    Result<StoredPicture> picture = decodeTiff(file);
    if (!picture)
        return picture.error();
    return std::get<Image>(*std::move(picture));
}

/// A gray file as other software writes it: the directory before the pixels, which count from 0.
Bytes directoryFirst(Size size)
{
    const int pixels = size.width * size.height;
    const std::array<std::array<int, 2>, 9> tags{{{256, size.width},
                                                  {257, size.height},
                                                  {258, 8},
                                                  {259, 1},
                                                  {262, 1},
                                                  {273, 8 + 2 + 9 * 12 + 4},
                                                  {277, 1},
                                                  {278, size.height},
                                                  {279, pixels}}};
    Bytes file{'I', 'I', 42, 0, 8, 0, 0, 0, 9, 0};
    for (const auto& [tag, value] : tags) {
        for (const int byte : {tag & 255, tag >> 8, 3, 0, 1, 0, 0, 0, value, 0, 0, 0})
            file.push_back(static_cast<std::uint8_t>(byte));
    }
    file.insert(file.end(), 4, 0); // no other page
    for (int i = 0; i < pixels; ++i)
        file.push_back(static_cast<std::uint8_t>(i));
    return file;
}

void addStorages()
{
    QTest::addColumn<TiffLayout>("storage");
    QTest::newRow("strips") << TiffLayout{.size = kSize};
    QTest::newRow("one strip") << TiffLayout{.size = kSize, .rowsPerStrip = 21};
    QTest::newRow("LZW") << TiffLayout{.size = kSize, .compression = 5};
    QTest::newRow("Deflate, one strip") << TiffLayout{.size = kSize, .compression = 8, .rowsPerStrip = 21};
    QTest::newRow("planes") << TiffLayout{.size = kSize, .planar = true};
    QTest::newRow("tiles") << TiffLayout{.size = kSize, .tile = {16, 16}};
    QTest::newRow("LZW tiles in planes") << TiffLayout{
        .size = kSize, .compression = 5, .planar = true, .tile = {16, 32}};
    QTest::newRow("a tile larger than the picture") << TiffLayout{.size = kSize, .tile = {64, 64}};
    QTest::newRow("big endian") << TiffLayout{.size = kSize, .mode = "wb"};
    QTest::newRow("little endian") << TiffLayout{.size = kSize, .mode = "wl"};
    QTest::newRow("BigTIFF") << TiffLayout{.size = kSize, .mode = "w8"};
}

} // namespace

class TiffDecoderTest : public QObject {
    Q_OBJECT
private slots:
    void everyStorageGivesTheSameColours_data() { addStorages(); }
    void everyStorageGivesTheSameColours();
    void everyStorageGivesTheSameSixteenBits_data() { addStorages(); }
    void everyStorageGivesTheSameSixteenBits();
    void grayIsSpreadToEightBits_data();
    void grayIsSpreadToEightBits();
    void sixteenBitGrayHasOneChannel_data();
    void sixteenBitGrayHasOneChannel();
    void paletteGivesItsColours_data();
    void paletteGivesItsColours();
    void inkBecomesLight_data();
    void inkBecomesLight();
    void jpegWithinIsRead_data();
    void jpegWithinIsRead();
    void alphaLiesOnWhite_data();
    void alphaLiesOnWhite();
    void anUnspecifiedSampleIsNoAlpha();
    void infoSaysWhatIsStored();
    void whatIsNotReadSaysSo_data();
    void whatIsNotReadSaysSo();
    void aCutFileIsAnErrorAtEveryByte_data() { addStorages(); }
    void aCutFileIsAnErrorAtEveryByte();
    void pixelsBehindTheDirectoryAreTruncatedAtEveryByte();
    void hugeTilesAreRefused();
    void messagesStayOffStderr();
};

void TiffDecoderTest::everyStorageGivesTheSameColours()
{
    QFETCH(TiffLayout, storage);
    const auto image = decoded(encodeTiff(storage, pattern(storage)));
    VERIFY_OK(image);
    QVERIFY(image->size() == kSize);
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x)
            QCOMPARE(pixel(*image, x, y), (Bgr{valueAt(x, y, 2, 256), valueAt(x, y, 1, 256), valueAt(x, y, 0, 256)}));
    }
}

void TiffDecoderTest::everyStorageGivesTheSameSixteenBits()
{
    QFETCH(TiffLayout, storage);
    storage.bitDepth = 16;
    const auto samplesAt = pattern(storage);
    const auto picture = decodeTiff(encodeTiff(storage, samplesAt));
    VERIFY_OK(picture);
    const auto& deep = std::get<DeepImage>(*picture);
    QVERIFY(deep.size() == kSize);
    QCOMPARE(deep.channels(), 3);
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            const std::vector<int> rgb = samplesAt(x, y);
            QCOMPARE(samples(deep, x, y), (std::vector{rgb[2], rgb[1], rgb[0]}));
        }
    }
}

void TiffDecoderTest::grayIsSpreadToEightBits_data()
{
    QTest::addColumn<int>("bitDepth");
    QTest::addColumn<int>("photometric");
    for (const int bitDepth : {1, 2, 4, 8}) {
        QTest::addRow("%d bit", bitDepth) << bitDepth << 1;
        QTest::addRow("%d bit, from white", bitDepth) << bitDepth << 0;
    }
}

void TiffDecoderTest::grayIsSpreadToEightBits()
{
    QFETCH(int, bitDepth);
    QFETCH(int, photometric);
    const TiffLayout layout{.size = kSize, .bitDepth = bitDepth, .samples = 1, .photometric = photometric};
    const Bytes file = encodeTiff(layout, pattern(layout));
    const auto info = readTiffInfo(file);
    VERIFY_OK(info);
    QCOMPARE(info->bitDepth, bitDepth);
    QCOMPARE(info->channels, 1);
    const auto image = decoded(file);
    VERIFY_OK(image);
    const int highest = (1 << bitDepth) - 1;
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            const int value = valueAt(x, y, 0, highest + 1);
            const int gray = (photometric == 0 ? highest - value : value) * 255 / highest;
            QCOMPARE(pixel(*image, x, y), (Bgr{gray, gray, gray}));
        }
    }
}

void TiffDecoderTest::sixteenBitGrayHasOneChannel_data()
{
    QTest::addColumn<int>("photometric");
    QTest::newRow("from black") << 1;
    QTest::newRow("from white") << 0;
}

void TiffDecoderTest::sixteenBitGrayHasOneChannel()
{
    QFETCH(int, photometric);
    const TiffLayout layout{.size = kSize, .bitDepth = 16, .samples = 1, .photometric = photometric};
    const auto picture = decodeTiff(encodeTiff(layout, [](int x, int y) { return std::vector{x * 1000 + y}; }));
    VERIFY_OK(picture);
    const auto& deep = std::get<DeepImage>(*picture);
    QCOMPARE(deep.channels(), 1);
    QCOMPARE(samples(deep, 36, 20), std::vector{photometric == 1 ? 36020 : 65535 - 36020});
}

void TiffDecoderTest::paletteGivesItsColours_data()
{
    QTest::addColumn<int>("bitDepth");
    for (const int bitDepth : {1, 2, 4, 8})
        QTest::addRow("%d bit", bitDepth) << bitDepth;
}

void TiffDecoderTest::paletteGivesItsColours()
{
    QFETCH(int, bitDepth);
    TiffLayout layout{.size = kSize, .bitDepth = bitDepth, .samples = 1, .photometric = 3};
    for (int i = 0; i < 1 << bitDepth; ++i)
        layout.palette.push_back({i, 255 - i, i * 5 % 256});
    const Bytes file = encodeTiff(layout, pattern(layout));
    const auto info = readTiffInfo(file);
    VERIFY_OK(info);
    QCOMPARE(info->channels, 3);
    const auto image = decoded(file);
    VERIFY_OK(image);
    for (int x = 0; x < kSize.width; ++x) {
        const int index = valueAt(x, 20, 0, 1 << bitDepth);
        QCOMPARE(pixel(*image, x, 20), (Bgr{index * 5 % 256, 255 - index, index}));
    }
}

void TiffDecoderTest::inkBecomesLight_data()
{
    QTest::addColumn<TiffLayout>("storage");
    QTest::newRow("strips") << TiffLayout{.size = kSize};
    QTest::newRow("planes") << TiffLayout{.size = kSize, .planar = true};
    QTest::newRow("tiles") << TiffLayout{.size = kSize, .tile = {16, 16}};
}

void TiffDecoderTest::inkBecomesLight()
{
    QFETCH(TiffLayout, storage);
    storage.samples = 4;
    storage.photometric = 5;
    const auto image = decoded(encodeTiff(storage, [](int x, int y) { return std::vector{x * 6, y * 12, 100, 51}; }));
    VERIFY_OK(image);
    QCOMPARE(pixel(*image, 30, 20), (Bgr{155 * 204 / 255, 15 * 204 / 255, 75 * 204 / 255}));
    QCOMPARE(pixel(*image, 0, 0), (Bgr{124, 204, 204}));
}

void TiffDecoderTest::jpegWithinIsRead_data()
{
    QTest::addColumn<TiffLayout>("storage");
    QTest::newRow("YCbCr strips") << TiffLayout{
        .size = {64, 48}, .photometric = 6, .compression = 7, .rowsPerStrip = 16};
    QTest::newRow("YCbCr tiles") << TiffLayout{.size = {64, 48}, .photometric = 6, .compression = 7, .tile = {32, 16}};
    QTest::newRow("RGB") << TiffLayout{.size = {64, 48}, .compression = 7, .rowsPerStrip = 16};
}

void TiffDecoderTest::jpegWithinIsRead()
{
    QFETCH(TiffLayout, storage);
    const Image image = paint({64, 48}, [](int x, int y) { return Bgr{x * 3, y * 4, 128}; });
    const auto file = encodeTiff(storage, [&](int x, int y) {
        const Bgr color = pixel(image, x, y);
        return std::vector{color[2], color[1], color[0]};
    });
    const auto read = decoded(file);
    VERIFY_OK(read);
    QVERIFY2(largestDifference(*read, image) < 24, qPrintable(QString::number(largestDifference(*read, image))));
}

void TiffDecoderTest::alphaLiesOnWhite_data()
{
    QTest::addColumn<int>("extra");
    QTest::addColumn<bool>("planar");
    QTest::addColumn<int>("expected");
    QTest::newRow("straight") << 2 << false << 177;
    QTest::newRow("straight, in planes") << 2 << true << 177;
    QTest::newRow("premultiplied") << 1 << false << 227;
    QTest::newRow("premultiplied, in planes") << 1 << true << 227;
}

void TiffDecoderTest::alphaLiesOnWhite()
{
    QFETCH(int, extra);
    QFETCH(bool, planar);
    QFETCH(int, expected);
    TiffLayout layout{.size = {3, 3}, .samples = 4, .extra = extra, .planar = planar};
    const auto image = decoded(encodeTiff(layout, [](int, int) { return std::vector{100, 100, 100, 128}; }));
    VERIFY_OK(image);
    QCOMPARE(pixel(*image, 2, 2), (Bgr{expected, expected, expected}));

    layout.samples = 2;
    layout.photometric = 1;
    layout.bitDepth = 16;
    const auto deep = decodeTiff(encodeTiff(layout, [](int, int) { return std::vector{25700, 32896}; }));
    VERIFY_OK(deep);
    const int value = samples(std::get<DeepImage>(*deep), 1, 1)[0];
    QVERIFY2(std::abs(value - expected * 257) <= 128, qPrintable(QString::number(value)));
}

void TiffDecoderTest::anUnspecifiedSampleIsNoAlpha()
{
    const TiffLayout layout{.size = {3, 3}, .samples = 4, .extra = 0};
    const auto image = decoded(encodeTiff(layout, [](int, int) { return std::vector{10, 20, 30, 0}; }));
    VERIFY_OK(image);
    QCOMPARE(pixel(*image, 1, 1), (Bgr{30, 20, 10}));
}

void TiffDecoderTest::infoSaysWhatIsStored()
{
    const TiffLayout layout{.size = kSize, .bitDepth = 16, .orientation = 6};
    const auto info = readTiffInfo(encodeTiff(layout, pattern(layout)));
    VERIFY_OK(info);
    QVERIFY(info->format == ImageFormat::Tiff);
    QVERIFY(info->storedSize == kSize);
    QVERIFY((info->size == Size{kSize.height, kSize.width}));
    QCOMPARE(info->orientation, 6);
    QCOMPARE(info->bitDepth, 16);
    QCOMPARE(info->channels, 3);
}

void TiffDecoderTest::whatIsNotReadSaysSo_data()
{
    QTest::addColumn<TiffLayout>("layout");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("signed") << TiffLayout{.size = kSize, .bitDepth = 16, .sampleFormat = 2} << QByteArray("signed");
    QTest::newRow("floating point") << TiffLayout{.size = kSize, .bitDepth = 16, .sampleFormat = 3}
                                    << QByteArray("float");
    QTest::newRow("16-bit ink") << TiffLayout{.size = kSize, .bitDepth = 16, .samples = 4, .photometric = 5}
                                << QByteArray("not read");
    QTest::newRow("a raw file's preview") << TiffLayout{.size = kSize, .subfileType = 1} << QByteArray("preview");
    QTest::newRow("65 channels") << TiffLayout{.size = kSize, .samples = 65, .photometric = 1}
                                 << QByteArray("65 channels");
}

void TiffDecoderTest::whatIsNotReadSaysSo()
{
    QFETCH(TiffLayout, layout);
    QFETCH(QByteArray, word);
    const auto picture = decodeTiff(encodeTiff(layout, pattern(layout)));
    VERIFY_ERROR(picture, ErrorCode::Unsupported);
    QVERIFY2(picture.error().detail.find(word.toStdString()) != std::string::npos, picture.error().detail.c_str());
}

void TiffDecoderTest::aCutFileIsAnErrorAtEveryByte()
{
    QFETCH(TiffLayout, storage);
    const Bytes file = encodeTiff(storage, pattern(storage));
    for (std::size_t size = 4; size < file.size(); ++size) {
        const auto image = decodeImage({file.data(), size});
        QVERIFY2(!image, qPrintable(QString::number(size)));
        QVERIFY2(image.error().code == ErrorCode::Truncated, qPrintable(QString::number(size)));
    }
}

void TiffDecoderTest::pixelsBehindTheDirectoryAreTruncatedAtEveryByte()
{
    const Bytes file = directoryFirst({8, 6});
    const auto whole = decodeImage(file);
    VERIFY_OK(whole);
    QCOMPARE(pixel(*whole, 7, 5), (Bgr{47, 47, 47}));
    for (std::size_t size = file.size() - 48; size < file.size(); ++size)
        VERIFY_ERROR(decodeImage({file.data(), size}), ErrorCode::Truncated);
}

void TiffDecoderTest::hugeTilesAreRefused()
{
    TiffLayout layout{.size = {16, 16}, .samples = 1, .photometric = 1, .tile = {16, 16}};
    Bytes file = encodeTiff(layout, pattern(layout));
    const Bytes widthTag{0x42, 0x01, 3, 0, 1, 0, 0, 0};
    const auto found = std::search(file.begin(), file.end(), widthTag.begin(), widthTag.end());
    QVERIFY(found != file.end());
    for (std::size_t tag = 0; tag < 2; ++tag) { // TileWidth, and TileLength behind it
        found[static_cast<std::ptrdiff_t>(12 * tag + 8)] = 0xF0;
        found[static_cast<std::ptrdiff_t>(12 * tag + 9)] = 0xFF;
    }
    VERIFY_ERROR(decodeTiff(file), ErrorCode::TooLarge);
}

void TiffDecoderTest::messagesStayOffStderr()
{
    TiffLayout layout{.size = kSize, .compression = 5};
    Bytes file = encodeTiff(layout, pattern(layout));
    for (std::size_t i = 8; i < file.size() / 2; ++i)
        file[i] ^= 0x55;
    QTemporaryFile captured;
    QVERIFY(captured.open());
    const int standardError = dup(STDERR_FILENO);
    dup2(captured.handle(), STDERR_FILENO);
    const bool isRead = decodeTiff(file).has_value();
    dup2(standardError, STDERR_FILENO);
    close(standardError);
    QVERIFY(!isRead);
    QCOMPARE(captured.size(), 0);
}

LABELWRIGHT_TEST(TiffDecoderTest)
#include "TiffDecoderTest.moc"
