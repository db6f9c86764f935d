// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/WebpDecoder.h"

#include "tests/core/image/TestPictures.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <random>
#include <webp/encode.h>

using namespace labelwright;
using namespace labelwright::test;

namespace {

Bytes taken(std::uint8_t* memory, std::size_t size)
{
    Bytes bytes(memory, memory + size);
    WebPFree(memory);
    return bytes;
}

Bytes lossless(const Image& image)
{
    std::uint8_t* memory = nullptr;
    const std::size_t size = WebPEncodeLosslessBGR(image.data(), image.width(), image.height(),
                                                   static_cast<int>(image.bytesPerRow()), &memory);
    return taken(memory, size);
}

Bytes lossy(const Image& image)
{
    std::uint8_t* memory = nullptr;
    const std::size_t size =
        WebPEncodeBGR(image.data(), image.width(), image.height(), static_cast<int>(image.bytesPerRow()), 95, &memory);
    return taken(memory, size);
}

/// Every pixel the same colour and alpha.
Bytes plainWithAlpha(Size size, std::array<int, 4> rgba, bool isLossy)
{
    Bytes pixels;
    for (int i = 0; i < size.width * size.height; ++i)
        pixels.insert(pixels.end(), rgba.begin(), rgba.end());
    std::uint8_t* memory = nullptr;
    const std::size_t bytes =
        isLossy ? WebPEncodeRGBA(pixels.data(), size.width, size.height, size.width * 4, 95, &memory)
                : WebPEncodeLosslessRGBA(pixels.data(), size.width, size.height, size.width * 4, &memory);
    return taken(memory, bytes);
}

void appendNumber(Bytes& bytes, std::size_t value, int count)
{
    for (int i = 0; i < count; ++i, value >>= 8U)
        bytes.push_back(static_cast<std::uint8_t>(value & 255U));
}

void appendChunk(Bytes& bytes, std::string_view name, const Bytes& content)
{
    bytes.insert(bytes.end(), name.begin(), name.end());
    appendNumber(bytes, content.size(), 4);
    bytes.insert(bytes.end(), content.begin(), content.end());
    if (content.size() % 2 != 0)
        bytes.push_back(0);
}

constexpr std::uint8_t kExif = 0x08;
constexpr std::uint8_t kAnimation = 0x02;

/// The simple file in the extended form, with an EXIF block behind its pixels unless that is empty.
Bytes extended(const Bytes& simple, Size size, std::uint8_t flags, const Bytes& exif)
{
    Bytes header{flags, 0, 0, 0};
    appendNumber(header, static_cast<std::size_t>(size.width) - 1, 3);
    appendNumber(header, static_cast<std::size_t>(size.height) - 1, 3);
    Bytes content{'W', 'E', 'B', 'P'};
    appendChunk(content, "VP8X", header);
    content.insert(content.end(), simple.begin() + 12, simple.end());
    if (!exif.empty())
        appendChunk(content, "EXIF", exif);
    Bytes file;
    appendChunk(file, "RIFF", content);
    return file;
}

} // namespace

class WebpDecoderTest : public QObject {
    Q_OBJECT
private slots:
    void losslessGivesEveryPixel();
    void lossyGivesItsColours();
    void alphaLiesOnWhite_data();
    void alphaLiesOnWhite();
    void exifTurnsThePicture_data();
    void exifTurnsThePicture();
    void anAnnouncedBlockThatIsMissingIsUpright();
    void theOrientationBehindThePixelsIsFoundByPath();
    void animationsAreUnsupported();
    void aCutFileIsTruncatedAtEveryByte_data();
    void aCutFileIsTruncatedAtEveryByte();
};

void WebpDecoderTest::losslessGivesEveryPixel()
{
    const Image image = scene({61, 43});
    const Bytes file = lossless(image);
    const auto info = readWebpInfo(file);
    VERIFY_OK(info);
    QVERIFY(info->format == ImageFormat::WebP);
    QVERIFY(info->size == image.size());
    QCOMPARE(info->channels, 3);
    const auto decoded = decodeWebp(file);
    VERIFY_OK(decoded);
    QCOMPARE(largestDifference(*decoded, image), 0);
}

void WebpDecoderTest::lossyGivesItsColours()
{
    const Image image = paint({64, 48}, [](int x, int y) { return Bgr{x * 3, y * 4, 128}; });
    const auto decoded = decodeWebp(lossy(image));
    VERIFY_OK(decoded);
    QVERIFY2(largestDifference(*decoded, image) < 24, qPrintable(QString::number(largestDifference(*decoded, image))));
}

void WebpDecoderTest::alphaLiesOnWhite_data()
{
    QTest::addColumn<int>("alpha");
    QTest::addColumn<int>("expected");
    QTest::newRow("half") << 128 << 177;
    QTest::newRow("nothing") << 0 << 255;
}

void WebpDecoderTest::alphaLiesOnWhite()
{
    QFETCH(int, alpha);
    QFETCH(int, expected);
    for (const bool isLossy : {false, true}) {
        const Bytes file = plainWithAlpha({8, 8}, {100, 100, 100, alpha}, isLossy);
        const auto info = readWebpInfo(file);
        VERIFY_OK(info);
        QCOMPARE(info->channels, 4);
        const auto decoded = decodeWebp(file);
        VERIFY_OK(decoded);
        for (const int channel : pixel(*decoded, 5, 5))
            QVERIFY2(std::abs(channel - expected) <= (isLossy ? 2 : 0), qPrintable(QString::number(channel)));
    }
}

void WebpDecoderTest::exifTurnsThePicture_data()
{
    QTest::addColumn<bool>("hasMarker");
    QTest::newRow("TIFF form") << false;
    QTest::newRow("behind the marker of JPEG") << true;
}

void WebpDecoderTest::exifTurnsThePicture()
{
    QFETCH(bool, hasMarker);
    const Image image = scene({40, 24});
    Bytes exif = exifBlock(6);
    const Bytes marker{'E', 'x', 'i', 'f', 0, 0};
    if (hasMarker)
        exif.insert(exif.begin(), marker.begin(), marker.end());
    const Bytes file = extended(lossless(image), image.size(), kExif, exif);
    const auto info = readImageInfo(file);
    VERIFY_OK(info);
    QCOMPARE(info->orientation, 6);
    const auto decoded = decodeImage(file);
    VERIFY_OK(decoded);
    QVERIFY((decoded->size() == Size{24, 40}));
    QCOMPARE(pixel(*decoded, 23, 0), pixel(image, 0, 0));
}

void WebpDecoderTest::anAnnouncedBlockThatIsMissingIsUpright()
{
    const Image image = scene({40, 24});
    const auto info = readWebpInfo(extended(lossless(image), image.size(), kExif, {}));
    VERIFY_OK(info);
    QCOMPARE(info->orientation, 1);
}

void WebpDecoderTest::theOrientationBehindThePixelsIsFoundByPath()
{
    std::minstd_rand random(1);
    const Image noise = paint({400, 400}, [&random](int, int) {
        const auto grain = random();
        return Bgr{int(grain & 255), int(grain >> 8 & 255), int(grain >> 16 & 255)};
    });
    const Bytes file = extended(lossless(noise), noise.size(), kExif, exifBlock(8));
    QVERIFY2(file.size() > 300'000, qPrintable(QString::number(file.size())));
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("photo.webp").toStdString();
    writeBytes(path, file);
    const auto info = readImageInfo(path);
    VERIFY_OK(info);
    QCOMPARE(info->orientation, 8);
}

void WebpDecoderTest::animationsAreUnsupported()
{
    const Image image = scene({16, 16});
    VERIFY_ERROR(decodeWebp(extended(lossless(image), image.size(), kAnimation, {})), ErrorCode::Unsupported);
}

void WebpDecoderTest::aCutFileIsTruncatedAtEveryByte_data()
{
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char* name, const Bytes& file) {
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(file.data()),
                                          static_cast<qsizetype>(file.size()));
    };
    const Image image = scene({40, 24});
    row("lossless", lossless(image));
    row("lossy", lossy(image));
    row("lossless with alpha", plainWithAlpha({40, 24}, {1, 2, 3, 4}, false));
    row("lossy with alpha", plainWithAlpha({40, 24}, {1, 2, 3, 4}, true));
    row("with EXIF", extended(lossless(image), image.size(), kExif, exifBlock(6)));
}

void WebpDecoderTest::aCutFileIsTruncatedAtEveryByte()
{
    QFETCH(QByteArray, content);
    const Bytes file(content.begin(), content.end());
    for (std::size_t size = 4; size < file.size(); ++size) {
        const auto decoded = decodeImage({file.data(), size});
        QVERIFY2(!decoded, qPrintable(QString::number(size)));
        QVERIFY2(decoded.error().code == ErrorCode::Truncated, qPrintable(QString::number(size)));
    }
    VERIFY_OK(decodeImage(file));
}

LABELWRIGHT_TEST(WebpDecoderTest)
#include "WebpDecoderTest.moc"
