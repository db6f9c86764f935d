// SPDX-License-Identifier: GPL-3.0-or-later
// One small file of each kind, broken in every place: no crash, no error without a word, and never half a picture.
#include "core/image/ImageReader.h"
#include "core/image/ImageWriter.h"
#include "tests/core/image/TestBmps.h"
#include "tests/core/image/TestTiffs.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <webp/encode.h>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr Size kSize{23, 17};

void addFile(const char* name, const Bytes& file)
{
    QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(file.data()), static_cast<qsizetype>(file.size()));
}

void addTiff(const char* name, const TiffLayout& layout)
{
    addFile(name, encodeTiff(layout, [&](int x, int y) {
                std::vector<int> all;
                for (int sample = 0; sample < layout.samples; ++sample)
                    all.push_back((x * 3 + y * 5 + sample) % (1 << layout.bitDepth));
                return all;
            }));
}

void addBmp(const char* name, const BmpLayout& layout)
{
    addFile(name, encodeBmp(layout, [](int x, int y) { return static_cast<std::uint32_t>(x + y) & 1U; }));
}

Bytes webp(bool isLossy)
{
    const Image image = scene(kSize);
    const auto stride = static_cast<int>(image.bytesPerRow());
    std::uint8_t* memory = nullptr;
    const std::size_t size = isLossy ? WebPEncodeBGR(image.data(), kSize.width, kSize.height, stride, 80, &memory)
                                     : WebPEncodeLosslessBGR(image.data(), kSize.width, kSize.height, stride, &memory);
    Bytes bytes(memory, memory + size);
    WebPFree(memory);
    return bytes;
}

void addKinds()
{
    QTest::addColumn<QByteArray>("content");
    addFile("JPEG", encodeJpeg(scene(kSize)));
    addFile("progressive JPEG with EXIF", withExif(encodeJpeg(scene(kSize), JpegKind::Progressive), 6));
    addFile("CMYK JPEG", encodeJpeg(scene(kSize), JpegKind::AdobeInk));
    addFile("PNG", encodePng(scene(kSize)).value());
    addFile("interlaced 16-bit PNG with alpha",
            encodeSamples({.size = kSize, .bitDepth = 16, .colorType = 6, .interlaced = true}, [](int x, int y) {
                return std::vector{x * 99, y * 99, 5, 40000};
            }));
    addTiff("TIFF", {.size = kSize});
    addTiff("LZW 16-bit TIFF in tiles", {.size = kSize, .bitDepth = 16, .compression = 5, .tile = {16, 16}});
    addTiff("Deflate CMYK TIFF in planes",
            {.size = kSize, .samples = 4, .photometric = 5, .compression = 8, .planar = true});
    addTiff("JPEG in TIFF", {.size = {32, 32}, .photometric = 6, .compression = 7, .rowsPerStrip = 16});
    addTiff("1-bit TIFF", {.size = kSize, .bitDepth = 1, .samples = 1, .photometric = 1, .compression = 4});
    addFile("lossless WebP", webp(false));
    addFile("lossy WebP", webp(true));
    addBmp("BMP", {.size = kSize});
    addBmp("1-bit BMP", {.size = kSize, .bits = 1, .palette = {{1, 2, 3}, {4, 5, 6}}});
    addFile("RLE8 BMP", bmpOf({.size = kSize, .bits = 8, .compression = 1, .palette = {{1, 2, 3}, {4, 5, 6}}},
                              {0, 3, 1, 0, 1, 0, 20, 1, 0, 0, 0, 2, 3, 3, 9, 1, 0, 1}));
    addBmp("32-bit BMP with alpha", {.size = kSize,
                                     .bits = 32,
                                     .compression = 3,
                                     .headerBytes = 124,
                                     .masks = {0xFF0000, 0xFF00, 0xFF, 0xFF000000}});
}

/// Decodes by every way; whatever comes out is whole.
bool survives(const Bytes& file)
{
    const auto info = readImageInfo(file);
    if (!info)
        return !info.error().detail.empty();
    // A broken header may claim any size; one of these would only cost time.
    if (std::int64_t{info->size.width} * info->size.height > 100'000)
        return true;
    const auto photo = decodePhoto(file);
    const auto thumbnail = decodeThumbnail(file, 8);
    if (!photo)
        return !photo.error().detail.empty();
    return photo->image.size() == info->size && (!photo->deep || photo->deep->size() == info->size) && thumbnail;
}

} // namespace

class BrokenImagesTest : public QObject {
    Q_OBJECT
private slots:
    void aWholeFileIsRead_data() { addKinds(); }
    void aWholeFileIsRead();
    void aCutFileIsAnErrorAtEveryByte_data() { addKinds(); }
    void aCutFileIsAnErrorAtEveryByte();
    void changedBytesNeverCrash_data() { addKinds(); }
    void changedBytesNeverCrash();
    void changedPairsNeverCrash_data() { addKinds(); }
    void changedPairsNeverCrash();
};

void BrokenImagesTest::aWholeFileIsRead()
{
    QFETCH(QByteArray, content);
    const Bytes file(content.begin(), content.end());
    VERIFY_OK(decodePhoto(file));
    QVERIFY(survives(file));
}

void BrokenImagesTest::aCutFileIsAnErrorAtEveryByte()
{
    QFETCH(QByteArray, content);
    for (qsizetype size = 0; size < content.size(); ++size) {
        // Its own memory, so that a read beyond the end is noticed.
        const Bytes file(content.begin(), content.begin() + size);
        const auto photo = decodePhoto(file);
        QVERIFY2(!photo, qPrintable(QString::number(size)));
        QVERIFY2(photo.error().code == ErrorCode::Truncated, qPrintable(QString::number(size)));
    }
}

void BrokenImagesTest::changedBytesNeverCrash()
{
    QFETCH(QByteArray, content);
    for (qsizetype i = 0; i < content.size(); ++i) {
        for (const int change : {0x01, 0x80, 0xFF}) {
            Bytes file(content.begin(), content.end());
            file[static_cast<std::size_t>(i)] ^= static_cast<std::uint8_t>(change);
            QVERIFY2(survives(file), qPrintable(QString::number(i)));
        }
    }
}

void BrokenImagesTest::changedPairsNeverCrash()
{
    QFETCH(QByteArray, content);
    std::uint32_t state = 1;
    const auto below = [&state](std::size_t limit) {
        state = state * 1664525U + 1013904223U;
        return (state >> 8U) % limit;
    };
    for (int round = 0; round < 500; ++round) {
        Bytes file(content.begin(), content.end());
        for (int change = 0; change < 2; ++change)
            file[below(file.size())] = static_cast<std::uint8_t>(below(2) ? 0xFF : below(256));
        QVERIFY2(survives(file), qPrintable(QString::number(round)));
    }
}

LABELWRIGHT_TEST(BrokenImagesTest)
#include "BrokenImagesTest.moc"
