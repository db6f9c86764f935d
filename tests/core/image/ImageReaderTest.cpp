// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageReader.h"

#include "core/image/ImageWriter.h"
#include "tests/core/image/TestBmps.h"
#include "tests/core/image/TestTiffs.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;

namespace {

Bytes pngOf(const Image& image)
{
    return encodePng(image).value();
}

/// A PNG whose header claims another size; its checksum is right, its pixels are not there.
Bytes pngClaiming(Size size)
{
    const Bytes honest = encodeSamples({.size = {1, 1}}, [](int, int) { return std::vector{0, 0, 0}; });
    Bytes header;
    for (int extent : {size.width, size.height}) {
        for (int shift = 24; shift >= 0; shift -= 8)
            header.push_back(static_cast<std::uint8_t>(extent >> shift));
    }
    header.insert(header.end(), {8, 2, 0, 0, 0});
    Bytes claiming(honest.begin(), honest.begin() + 8);
    claiming.resize(8 + 25); // room that withChunk() takes for the header
    claiming = withChunk(claiming, "IHDR", header);
    claiming.erase(claiming.begin() + 8, claiming.begin() + 8 + 25);
    claiming.insert(claiming.end(), honest.begin() + 8 + 25, honest.end());
    return claiming;
}

/// A JPEG whose frame header claims another size.
Bytes jpegClaiming(Size size)
{
    Bytes file = encodeJpeg(scene({16, 16}));
    const Bytes frame{0xFF, 0xC0, 0, 17, 8};
    const auto found = std::search(file.begin(), file.end(), frame.begin(), frame.end());
    found[5] = static_cast<std::uint8_t>(size.height >> 8);
    found[6] = static_cast<std::uint8_t>(size.height);
    found[7] = static_cast<std::uint8_t>(size.width >> 8);
    found[8] = static_cast<std::uint8_t>(size.width);
    return file;
}

/// A TIFF whose tags claim another size.
Bytes tiffClaiming(Size size)
{
    Bytes file = encodeTiff({.size = {16, 16}, .mode = "wl"}, [](int, int) { return std::vector{1, 2, 3}; });
    const auto claim = [&file](std::uint8_t tag, int extent) {
        const Bytes entry{tag, 1, 3, 0, 1, 0, 0, 0};
        const auto found = std::search(file.begin(), file.end(), entry.begin(), entry.end());
        found[2] = 4; // LONG
        for (int i = 0; i < 4; ++i)
            found[8 + i] = static_cast<std::uint8_t>(static_cast<unsigned>(extent) >> 8 * i);
    };
    claim(0x00, size.width);
    claim(0x01, size.height);
    return file;
}

} // namespace

class ImageReaderTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void contentDecidesNotTheName();
    void foreignContentIsNamed_data();
    void foreignContentIsNamed();
    void anEmptyFileSaysSo();
    void aMissingFileNamesItsPath();
    void aFolderIsNoImage();
    void everyReaderNamesThePath();
    void headerBehindALargeMarkerIsFound();
    void aCutSignatureIsTruncated_data();
    void aCutSignatureIsTruncated();
    void hugePicturesAreRefusedByTheirHeader_data();
    void hugePicturesAreRefusedByTheirHeader();
    void theLargestExtentIsAllowed();
    void thumbnailsFitAndKeepTheirShape_data();
    void thumbnailsFitAndKeepTheirShape();
    void thumbnailsAverageTheirPixels();
    void thumbnailsAreTurned();
    void thumbnailsOfCutFilesAreErrors();
    void extensionsAreLowerCaseWithADot();

private:
    std::filesystem::path write(std::string_view name, const Bytes& bytes) const
    {
        const auto path = m_folder / name;
        writeBytes(path, bytes);
        return path;
    }

    QTemporaryDir m_temporary;
    std::filesystem::path m_folder;
};

void ImageReaderTest::initTestCase()
{
    QVERIFY(m_temporary.isValid());
    m_folder = m_temporary.path().toStdString();
}

void ImageReaderTest::contentDecidesNotTheName()
{
    const Image image = scene({30, 20});
    const auto path = write("photo.jpg", pngOf(image));
    const auto info = readImageInfo(path);
    VERIFY_OK(info);
    QVERIFY(info->format == ImageFormat::Png);
    const auto read = readImage(path);
    VERIFY_OK(read);
    QCOMPARE(largestDifference(*read, image), 0);
}

void ImageReaderTest::foreignContentIsNamed_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << QByteArray("This is no picture.\n");
    QTest::newRow("GIF") << QByteArray("GIF89a\1\0\1\0");
    QTest::newRow("sound") << QByteArray("RIFF\x24\0\0\0WAVEfmt ", 16);
    QTest::newRow("one zero byte") << QByteArray("\0", 1);
    QTest::newRow("PNG damaged by a text transfer") << QByteArray("\x89PNG\n\x1A\n\0\0\0\x0DIHDR", 15);
}

void ImageReaderTest::foreignContentIsNamed()
{
    QFETCH(QByteArray, content);
    const auto path = write("picture.png", {content.begin(), content.end()});
    const auto image = readImage(path);
    VERIFY_ERROR(image, ErrorCode::Unsupported);
    QVERIFY(image.error().detail.find("JPEG, PNG, TIFF, WebP or BMP") != std::string::npos);
    QVERIFY(image.error().path == path);
    VERIFY_ERROR(readImageInfo(path), ErrorCode::Unsupported);
}

void ImageReaderTest::anEmptyFileSaysSo()
{
    const auto path = write("empty.jpg", {});
    const auto image = readImage(path);
    VERIFY_ERROR(image, ErrorCode::Truncated);
    QVERIFY(image.error().detail.find("empty") != std::string::npos);
    VERIFY_ERROR(readImageInfo(path), ErrorCode::Truncated);
}

void ImageReaderTest::aMissingFileNamesItsPath()
{
    const auto path = m_folder / "missing.jpg";
    const auto image = readImage(path);
    VERIFY_ERROR(image, ErrorCode::NotFound);
    QVERIFY(image.error().path == path);
    VERIFY_ERROR(readImageInfo(path), ErrorCode::NotFound);
}

void ImageReaderTest::aFolderIsNoImage()
{
    QVERIFY(!readImage(m_folder));
    QVERIFY(!readImageInfo(m_folder));
}

void ImageReaderTest::everyReaderNamesThePath()
{
    Bytes cut = encodeJpeg(scene({40, 40}));
    cut.resize(cut.size() / 2);
    const auto path = write("cut.jpg", cut);
    const auto image = readImage(path);
    VERIFY_ERROR(image, ErrorCode::Truncated);
    QVERIFY(image.error().path == path);
    cut.resize(30);
    const auto info = readImageInfo(write("cut.jpg", cut));
    VERIFY_ERROR(info, ErrorCode::Truncated);
    QVERIFY(info.error().path == path);
}

void ImageReaderTest::headerBehindALargeMarkerIsFound()
{
    Bytes file = encodeJpeg(scene({24, 16}));
    Bytes marker(0xFFFF + 2, 'x'); // APP5, as long as a marker can be
    marker[0] = 0xFF;
    marker[1] = 0xE5;
    marker[2] = 0xFF;
    marker[3] = 0xFF;
    for (int i = 0; i < 6; ++i)
        file.insert(file.begin() + 2, marker.begin(), marker.end());
    const auto info = readImageInfo(write("markers.jpg", file));
    VERIFY_OK(info);
    QVERIFY((info->size == Size{24, 16}));
}

void ImageReaderTest::aCutSignatureIsTruncated_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("JPEG") << QByteArray("\xFF\xD8");
    QTest::newRow("PNG") << QByteArray("\x89PNG\r");
    QTest::newRow("TIFF") << QByteArray("II*");
    QTest::newRow("WebP") << QByteArray("RIFF\1\2\3\4WEB");
    QTest::newRow("BMP") << QByteArray("B");
}

void ImageReaderTest::aCutSignatureIsTruncated()
{
    QFETCH(QByteArray, content);
    VERIFY_ERROR(decodeImage(Bytes(content.begin(), content.end())), ErrorCode::Truncated);
}

void ImageReaderTest::hugePicturesAreRefusedByTheirHeader_data()
{
    QTest::addColumn<QByteArray>("file");
    const auto asArray = [](const Bytes& bytes) {
        return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    };
    QTest::newRow("PNG, wide") << asArray(pngClaiming({kMaxImageExtent + 1, 1}));
    QTest::newRow("PNG, two thousand million a side") << asArray(pngClaiming({0x7FFFFFFF, 0x7FFFFFFF}));
    QTest::newRow("PNG, too many pixels") << asArray(pngClaiming({30'000, 30'000}));
    QTest::newRow("JPEG, tall") << asArray(jpegClaiming({1, 40'000}));
    QTest::newRow("JPEG, too many pixels") << asArray(jpegClaiming({32'000, 32'000}));
    QTest::newRow("BMP, wide") << asArray(bmpOf({.size = {2'000'000'000, 1}}, {}));
    QTest::newRow("BMP, too many pixels") << asArray(bmpOf({.size = {30'000, 30'000}}, {}));
    QTest::newRow("TIFF, wide") << asArray(tiffClaiming({kMaxImageExtent + 1, 1}));
    QTest::newRow("TIFF, two thousand million wide") << asArray(tiffClaiming({2'000'000'000, 1}));
    QTest::newRow("TIFF, too many pixels") << asArray(tiffClaiming({30'000, 30'000}));
}

void ImageReaderTest::hugePicturesAreRefusedByTheirHeader()
{
    QFETCH(QByteArray, file);
    const Bytes bytes(file.begin(), file.end());
    VERIFY_ERROR(readImageInfo(bytes), ErrorCode::TooLarge);
    VERIFY_ERROR(decodeImage(bytes), ErrorCode::TooLarge);
    VERIFY_ERROR(decodeThumbnail(bytes, 100), ErrorCode::TooLarge);
}

void ImageReaderTest::theLargestExtentIsAllowed()
{
    const auto info = readImageInfo(pngClaiming({kMaxImageExtent, 15'000}));
    VERIFY_OK(info);
    QVERIFY((info->size == Size{kMaxImageExtent, 15'000}));
}

void ImageReaderTest::thumbnailsFitAndKeepTheirShape_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("maxExtent");
    QTest::addColumn<int>("smallWidth");
    QTest::addColumn<int>("smallHeight");
    QTest::newRow("far smaller") << 640 << 480 << 64 << 64 << 48;
    QTest::newRow("a little smaller") << 100 << 50 << 90 << 90 << 45;
    QTest::newRow("tall") << 60 << 600 << 100 << 10 << 100;
    QTest::newRow("never enlarged") << 40 << 30 << 96 << 40 << 30;
    QTest::newRow("same size") << 96 << 30 << 96 << 96 << 30;
    QTest::newRow("a line stays one pixel wide") << 1 << 800 << 100 << 1 << 100;
    QTest::newRow("one pixel") << 640 << 480 << 1 << 1 << 1;
}

void ImageReaderTest::thumbnailsFitAndKeepTheirShape()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, maxExtent);
    QFETCH(int, smallWidth);
    QFETCH(int, smallHeight);
    const Image image = scene({width, height});
    for (const Bytes& file : {encodeJpeg(image), pngOf(image)}) {
        const auto small = decodeThumbnail(file, maxExtent);
        VERIFY_OK(small);
        QCOMPARE(small->width(), smallWidth);
        QCOMPARE(small->height(), smallHeight);
    }
}

void ImageReaderTest::thumbnailsAverageTheirPixels()
{
    const Image stripes = paint({256, 256}, [](int x, int) { return x % 2 ? Bgr{0, 0, 0} : Bgr{200, 200, 200}; });
    const auto small = decodeThumbnail(pngOf(stripes), 32);
    VERIFY_OK(small);
    for (int x = 0; x < 32; ++x)
        QCOMPARE(pixel(*small, x, 16), (Bgr{100, 100, 100}));
}

void ImageReaderTest::thumbnailsAreTurned()
{
    const auto small = decodeThumbnail(withExif(encodeJpeg(scene({640, 320})), 6), 64);
    VERIFY_OK(small);
    QVERIFY((small->size() == Size{32, 64}));
}

void ImageReaderTest::thumbnailsOfCutFilesAreErrors()
{
    Bytes file = encodeJpeg(scene({640, 320}));
    file.resize(file.size() - 100);
    VERIFY_ERROR(decodeThumbnail(file, 64), ErrorCode::Truncated);
}

void ImageReaderTest::extensionsAreLowerCaseWithADot()
{
    const auto extensions = imageExtensions();
    for (std::string_view wanted : {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp"})
        QVERIFY(std::ranges::find(extensions, wanted) != extensions.end());
    for (std::string_view extension : extensions) {
        QVERIFY(extension.starts_with('.'));
        QVERIFY(std::ranges::none_of(extension, [](char c) { return c >= 'A' && c <= 'Z'; }));
    }
}

LABELWRIGHT_TEST(ImageReaderTest)
#include "ImageReaderTest.moc"
