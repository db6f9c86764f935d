// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MaskPng.h"

#include "tests/core/image/TestPictures.h"
#include "tests/support/TestFiles.h"

#include <zlib.h>

#include <algorithm>
#include <numeric>
#include <random>

using namespace labelwright;
using namespace labelwright::test;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kHeaderEnd = 33;                        // signature and IHDR
constexpr std::size_t kDataStart = kHeaderEnd + 12 + 3 * 256; // behind PLTE

const LabelSet& threeLabels()
{
    static const LabelSet labels = *LabelSet::fromNames({"people", "traffic light", "bus"});
    return labels;
}

LabelMask maskOf(Size size, const std::function<int(int x, int y)>& labelAt)
{
    std::vector<Label> labels;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x)
            labels.push_back(static_cast<Label>(labelAt(x, y)));
    }
    return *LabelMask::create(size, std::move(labels));
}

/// The picture of consolidated-13x7.png.
LabelMask goldenMask()
{
    return maskOf({13, 7}, [](int x, int y) { return (x / 3 + y / 2) % 4; });
}

std::uint32_t numberAt(const Bytes& bytes, std::size_t at)
{
    return static_cast<std::uint32_t>(bytes[at]) << 24U | static_cast<std::uint32_t>(bytes[at + 1]) << 16U |
           static_cast<std::uint32_t>(bytes[at + 2]) << 8U | bytes[at + 3];
}

/// Lengths of the IDAT chunks; the bytes of all of them are appended to `data`.
std::vector<std::size_t> dataChunks(const Bytes& png, Bytes& data)
{
    std::vector<std::size_t> lengths;
    for (std::size_t at = 8; at < png.size(); at += 12 + numberAt(png, at)) {
        if (!std::equal(png.begin() + static_cast<std::ptrdiff_t>(at) + 4,
                        png.begin() + static_cast<std::ptrdiff_t>(at) + 8, "IDAT"))
            continue;
        lengths.push_back(numberAt(png, at));
        const auto begin = png.begin() + static_cast<std::ptrdiff_t>(at) + 8;
        data.insert(data.end(), begin, begin + static_cast<std::ptrdiff_t>(lengths.back()));
    }
    return lengths;
}

/// With the CRC of the chunk that begins at `chunk` made right again.
Bytes withRightChecksum(Bytes png, std::size_t chunk)
{
    const std::size_t size = numberAt(png, chunk) + 4;
    const auto crc = static_cast<std::uint32_t>(::crc32_z(0, png.data() + chunk + 4, size));
    for (std::size_t i = 0; i < 4; ++i)
        png[chunk + 4 + size + i] = static_cast<std::uint8_t>(crc >> (24U - 8U * i));
    return png;
}

std::vector<int> rgbOf(Label label)
{
    const Color color = label == kUnlabelled ? kWhite : threeLabels().at(label).color;
    return {color.red, color.green, color.blue};
}

/// A palette PNG of kind `bitDepth` in the order unlabelled, bus, people, traffic light.
Bytes reorderedPalette(const LabelMask& mask, int bitDepth, bool interlaced)
{
    constexpr std::array kIndexOf{0, 2, 3, 1};
    const PngLayout layout{.size = mask.size(),
                           .bitDepth = bitDepth,
                           .colorType = 3,
                           .interlaced = interlaced,
                           .palette = {{255, 255, 255}, {0xff, 0x7f, 0x0e}, {0x2c, 0xa0, 0x2c}, {0x1f, 0x77, 0xb4}}};
    return encodeSamples(layout, [&](int x, int y) { return std::vector{kIndexOf[mask.at({x, y})]}; });
}

} // namespace

class MaskPngTest : public QObject {
    Q_OBJECT
private slots:
    void goldenIsReproduced();
    void realMasksAreReproduced_data();
    void realMasksAreReproduced();
    void labelThatIsNotInTheSetIsRefused();
    void allLabelsFitThePalette();
    void longDataIsSplitAsPillowDoes_data();
    void longDataIsSplitAsPillowDoes();
    void roundTrip_data();
    void roundTrip();

    void indexedPngIsAsStored_data();
    void indexedPngIsAsStored();
    void pngWithoutPaletteIsNoIndexedPng();
    void everyKindBecomesColors_data();
    void everyKindBecomesColors();

    void indexOrColorDecides();
    void unknownValuesAndColorsAreListed();
    void foreignMasksAreRead_data();
    void foreignMasksAreRead();
    void foreignMasksThatSayNothingAreRefused_data();
    void foreignMasksThatSayNothingAreRefused();

    void everyTruncationIsAnError();
    void everyDamagedByteOfPixelsIsAnError();
    void randomDamageNeverCrashes();
    void wrongFilesAreErrors_data();
    void wrongFilesAreErrors();
    void extentsOverTheLimitAreErrors_data();
    void extentsOverTheLimitAreErrors();
    void indexOutsideThePaletteIsAnError();
};

void MaskPngTest::goldenIsReproduced()
{
    const Bytes golden = bytesOf(dataPath("groundtruth/consolidated-13x7.png"));
    const auto encoded = encodeConsolidatedMask(goldenMask(), threeLabels());
    VERIFY_OK(encoded);
    QVERIFY(*encoded == golden);
    QVERIFY(*decodeConsolidatedMask(golden, threeLabels(), ReadBy::Index) == goldenMask());
}

void MaskPngTest::realMasksAreReproduced_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("labelCount");
    const auto shared = sharedFolder();
    if (!shared)
        QSKIP("needs the shared samples");
    const fs::path samples = *shared / "formats/samples";
    for (const auto& entry : fs::directory_iterator(samples / "superannotate/instance_segmentation")) {
        if (entry.path().extension() == ".png")
            QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string()) << 2;
    }
    const fs::path kit = samples / "groundtruth-conversion-kit/img1_annotated.png";
    QTest::newRow("img1_annotated.png") << QString::fromStdString(kit.string()) << 3;
    const fs::path example = *shared / "formats/example-job/road-scenes/annotations/consolidated-annotation/output";
    for (const auto& entry : fs::directory_iterator(example))
        QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string()) << 5;
}

void MaskPngTest::realMasksAreReproduced()
{
    QFETCH(QString, path);
    QFETCH(int, labelCount);
    const Bytes real = bytesOf(path.toStdString());
    const auto indexed = decodeIndexedPng(real);
    VERIFY_OK(indexed);
    std::vector<std::string> names;
    std::vector<Color> colors;
    for (int k = 1; k <= labelCount; ++k) {
        names.push_back("label " + std::to_string(k));
        colors.push_back(indexed->palette[static_cast<std::size_t>(k)]);
    }
    const auto labels = LabelSet::fromNames(names, colors);
    VERIFY_OK(labels);
    const auto byIndex = decodeConsolidatedMask(real, *labels, ReadBy::Index);
    VERIFY_OK(byIndex);
    QVERIFY(*byIndex == *decodeConsolidatedMask(real, *labels, ReadBy::Color));
    QVERIFY(*encodeConsolidatedMask(*byIndex, *labels) == real);
}

void MaskPngTest::labelThatIsNotInTheSetIsRefused()
{
    const LabelMask mask = maskOf({5, 5}, [](int x, int y) { return x == 4 && y == 4 ? 4 : 0; });
    const auto encoded = encodeConsolidatedMask(mask, threeLabels());
    VERIFY_ERROR(encoded, ErrorCode::Mismatch);
    QCOMPARE(encoded.error().detail, std::string("the mask holds label 4, the highest label is 3"));
}

void MaskPngTest::allLabelsFitThePalette()
{
    std::vector<std::string> names;
    for (int k = 1; k <= 254; ++k)
        names.push_back("label " + std::to_string(k));
    const LabelSet labels = *LabelSet::fromNames(names);
    const LabelMask mask = maskOf({51, 5}, [](int x, int y) { return x + 51 * y; });
    const auto encoded = encodeConsolidatedMask(mask, labels);
    VERIFY_OK(encoded);
    QCOMPARE(decodeIndexedPng(*encoded)->palette.at(255), kWhite);
    QVERIFY(*decodeConsolidatedMask(*encoded, labels, ReadBy::Color) == mask);
}

void MaskPngTest::longDataIsSplitAsPillowDoes_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("chunk");
    QTest::newRow("narrow") << 1000 << 1500 << 65536;
    QTest::newRow("wide") << 20000 << 40 << 80000;
}

/// Noise, so that there is much data.
void MaskPngTest::longDataIsSplitAsPillowDoes()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, chunk);
    std::mt19937 random(7);
    const LabelMask mask = maskOf({width, height}, [&](int, int) { return static_cast<int>(random() % 4); });
    const auto encoded = encodeConsolidatedMask(mask, threeLabels());
    VERIFY_OK(encoded);
    Bytes data;
    const std::vector<std::size_t> lengths = dataChunks(*encoded, data);
    QVERIFY(lengths.size() > 1);
    for (std::size_t i = 0; i + 1 < lengths.size(); ++i)
        QCOMPARE(lengths[i], static_cast<std::size_t>(chunk));
    QVERIFY(lengths.back() > 0 && lengths.back() <= static_cast<std::size_t>(chunk));

    // The stream is the one that a single call of zlib makes.
    Bytes rows;
    for (int y = 0; y < height; ++y) {
        rows.push_back(0);
        rows.insert(rows.end(), mask.row(y).begin(), mask.row(y).end());
    }
    Bytes expected(rows.size() * 2);
    z_stream stream{};
    QCOMPARE(deflateInit2(&stream, 6, Z_DEFLATED, 15, 9, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = rows.data();
    stream.avail_in = static_cast<uInt>(rows.size());
    stream.next_out = expected.data();
    stream.avail_out = static_cast<uInt>(expected.size());
    QCOMPARE(deflate(&stream, Z_FINISH), Z_STREAM_END);
    expected.resize(stream.total_out);
    deflateEnd(&stream);
    QVERIFY(data == expected);
    QVERIFY(*decodeConsolidatedMask(*encoded, threeLabels(), ReadBy::Index) == mask);
}

void MaskPngTest::roundTrip_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    for (const auto& [width, height] : {std::pair(1, 1), std::pair(7, 1), std::pair(1, 9), std::pair(300, 211),
                                        std::pair(32768, 2), std::pair(2, 32768)})
        QTest::addRow("%d x %d", width, height) << width << height;
}

void MaskPngTest::roundTrip()
{
    QFETCH(int, width);
    QFETCH(int, height);
    std::mt19937 random(static_cast<unsigned>(width));
    const LabelMask mask = maskOf({width, height}, [&](int, int) { return static_cast<int>(random() % 4); });
    const auto encoded = encodeConsolidatedMask(mask, threeLabels());
    VERIFY_OK(encoded);
    for (const ReadBy readBy : {ReadBy::Index, ReadBy::Color})
        QVERIFY(*decodeConsolidatedMask(*encoded, threeLabels(), readBy) == mask);
    QVERIFY(*decodeForeignMask(*encoded, threeLabels()) == mask);
}

void MaskPngTest::indexedPngIsAsStored_data()
{
    QTest::addColumn<int>("bitDepth");
    QTest::addColumn<bool>("interlaced");
    for (const int bits : {1, 2, 4, 8}) {
        for (const bool interlaced : {false, true})
            QTest::addRow("%d bits%s", bits, interlaced ? ", interlaced" : "") << bits << interlaced;
    }
}

void MaskPngTest::indexedPngIsAsStored()
{
    QFETCH(int, bitDepth);
    QFETCH(bool, interlaced);
    const int colors = 1 << bitDepth;
    PngLayout layout{.size = {21, 11}, .bitDepth = bitDepth, .colorType = 3, .interlaced = interlaced};
    for (int i = 0; i < colors; ++i)
        layout.palette.push_back({i, 255 - i, 7});
    layout.transparency = {0, 128};
    const auto indexAt = [&](int x, int y) { return (x * 5 + y * 3) % colors; };
    const auto png = decodeIndexedPng(encodeSamples(layout, [&](int x, int y) { return std::vector{indexAt(x, y)}; }));
    VERIFY_OK(png);
    QCOMPARE(png->size, (Size{21, 11}));
    QCOMPARE(png->palette.size(), static_cast<std::size_t>(colors));
    QCOMPARE(png->palette[1], (Color{1, 254, 7}));
    QCOMPARE(png->alpha.size(), png->palette.size());
    QCOMPARE(int{png->alpha[0]}, 0);
    QCOMPARE(int{png->alpha[1]}, 128);
    if (colors > 2)
        QCOMPARE(int{png->alpha[2]}, 255);
    for (int y = 0; y < 11; ++y) {
        for (int x = 0; x < 21; ++x)
            QCOMPARE(int{png->indices[static_cast<std::size_t>(y * 21 + x)]}, indexAt(x, y));
    }
}

void MaskPngTest::pngWithoutPaletteIsNoIndexedPng()
{
    const PngLayout gray{.size = {4, 4}, .bitDepth = 8, .colorType = 0};
    VERIFY_ERROR(decodeIndexedPng(encodeSamples(gray, [](int x, int) { return std::vector{x}; })),
                 ErrorCode::Unsupported);
}

void MaskPngTest::everyKindBecomesColors_data()
{
    QTest::addColumn<int>("colorType");
    QTest::addColumn<int>("bitDepth");
    QTest::addColumn<QList<int>>("samples");
    QTest::addColumn<QList<int>>("rgba");
    const auto row = [](const char* name, int type, int bits, QList<int> samples, QList<int> rgba) {
        QTest::newRow(name) << type << bits << samples << rgba;
    };
    row("gray 1", 0, 1, {1}, {255, 255, 255, 255});
    row("gray 4", 0, 4, {3}, {51, 51, 51, 255});
    row("gray 8", 0, 8, {77}, {77, 77, 77, 255});
    row("gray 16", 0, 16, {0x4D4D}, {77, 77, 77, 255});
    row("gray alpha", 4, 8, {77, 5}, {77, 77, 77, 5});
    row("rgb", 2, 8, {1, 2, 3}, {1, 2, 3, 255});
    row("rgb 16", 2, 16, {0x0101, 0x0202, 0xFFFF}, {1, 2, 255, 255});
    row("rgba", 6, 8, {1, 2, 3, 4}, {1, 2, 3, 4});
    row("palette", 3, 8, {2}, {30, 31, 32, 90});
}

void MaskPngTest::everyKindBecomesColors()
{
    QFETCH(int, colorType);
    QFETCH(int, bitDepth);
    QFETCH(QList<int>, samples);
    QFETCH(QList<int>, rgba);
    PngLayout layout{.size = {3, 2}, .bitDepth = bitDepth, .colorType = colorType};
    if (colorType == 3) {
        layout.palette = {{10, 11, 12}, {20, 21, 22}, {30, 31, 32}};
        layout.transparency = {255, 255, 90};
    }
    const auto png = decodeColorPng(
        encodeSamples(layout, [&](int, int) { return std::vector<int>(samples.begin(), samples.end()); }));
    VERIFY_OK(png);
    QCOMPARE(png->size, (Size{3, 2}));
    QCOMPARE(png->rgba.size(), std::size_t{24});
    for (std::size_t i = 0; i < 24; ++i)
        QCOMPARE(int{png->rgba[i]}, rgba[static_cast<int>(i % 4)]);
}

void MaskPngTest::indexOrColorDecides()
{
    const Bytes png = reorderedPalette(goldenMask(), 8, false);
    QVERIFY(*decodeConsolidatedMask(png, threeLabels(), ReadBy::Color) == goldenMask());
    const auto byIndex = decodeConsolidatedMask(png, threeLabels(), ReadBy::Index);
    VERIFY_OK(byIndex);
    QVERIFY(*byIndex == relabelled(goldenMask(), {0, 2, 3, 1}));

    const PngLayout rgb{.size = {13, 7}, .bitDepth = 8, .colorType = 2};
    const Bytes colors = encodeSamples(rgb, [](int x, int y) { return rgbOf(goldenMask().at({x, y})); });
    QVERIFY(*decodeConsolidatedMask(colors, threeLabels(), ReadBy::Color) == goldenMask());
    VERIFY_ERROR(decodeConsolidatedMask(colors, threeLabels(), ReadBy::Index), ErrorCode::Unsupported);

    const PngLayout gray{.size = {13, 7}, .bitDepth = 8, .colorType = 0};
    const Bytes values = encodeSamples(gray, [](int x, int y) { return std::vector<int>{goldenMask().at({x, y})}; });
    QVERIFY(*decodeConsolidatedMask(values, threeLabels(), ReadBy::Index) == goldenMask());
}

void MaskPngTest::unknownValuesAndColorsAreListed()
{
    const LabelSet one = *LabelSet::fromNames({"people"});
    const Bytes golden = bytesOf(dataPath("groundtruth/consolidated-13x7.png"));
    const auto byIndex = decodeConsolidatedMask(golden, one, ReadBy::Index);
    VERIFY_ERROR(byIndex, ErrorCode::Mismatch);
    QCOMPARE(byIndex.error().detail,
             std::string("the mask holds pixel values that are no label's: 2, 3; the highest label is 1"));
    const auto byColor = decodeConsolidatedMask(golden, one, ReadBy::Color);
    VERIFY_ERROR(byColor, ErrorCode::Mismatch);
    QCOMPARE(byColor.error().detail, std::string("the mask holds colours that are no label's: #1f77b4, #ff7f0e"));

    const PngLayout rgb{.size = {200, 1}, .bitDepth = 8, .colorType = 2};
    const Bytes photo = encodeSamples(rgb, [](int x, int) { return std::vector{x, 2, 3}; });
    QCOMPARE(decodeForeignMask(photo, one).error().detail,
             std::string("the mask holds colours that are no label's: #000203, #010203, #020203, #030203, #040203 and "
                         "others"));
}

void MaskPngTest::foreignMasksAreRead_data()
{
    QTest::addColumn<QByteArray>("png");
    const auto row = [](const char* name, const Bytes& png) {
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(png.data()), static_cast<int>(png.size()));
    };
    const Size size{13, 7};
    const LabelMask mask = goldenMask();
    const auto valueAt = [&](int x, int y) { return std::vector<int>{mask.at({x, y})}; };
    row("palette by colour", reorderedPalette(mask, 8, false));
    row("palette of 4 bits, interlaced", reorderedPalette(mask, 4, true));
    const std::vector<std::array<int, 3>> voc{{0, 0, 0}, {128, 0, 0}, {0, 128, 0}, {128, 128, 0}};
    row("palette of other colours", encodeSamples({.size = size, .colorType = 3, .palette = voc}, valueAt));
    row("gray", encodeSamples({.size = size, .colorType = 0}, valueAt));
    row("gray of 2 bits", encodeSamples({.size = size, .bitDepth = 2, .colorType = 0}, valueAt));
    row("rgb", encodeSamples({.size = size}, [&](int x, int y) { return rgbOf(mask.at({x, y})); }));
    const auto onBlack = [&](int x, int y) {
        return mask.at({x, y}) == kUnlabelled ? std::vector{0, 0, 0} : rgbOf(mask.at({x, y}));
    };
    row("rgb on black, interlaced", encodeSamples({.size = size, .interlaced = true}, onBlack));
    const auto onTransparent = [&](int x, int y) {
        std::vector<int> rgba = mask.at({x, y}) == kUnlabelled ? std::vector{9, 8, 7} : rgbOf(mask.at({x, y}));
        rgba.push_back(mask.at({x, y}) == kUnlabelled ? 0 : 255);
        return rgba;
    };
    row("rgba on transparent", encodeSamples({.size = size, .colorType = 6}, onTransparent));
    const std::vector<std::array<int, 3>> black{{0, 0, 0}, {0x2c, 0xa0, 0x2c}, {0x1f, 0x77, 0xb4}, {0xff, 0x7f, 0x0e}};
    row("palette on black", encodeSamples({.size = size, .colorType = 3, .palette = black}, valueAt));
}

void MaskPngTest::foreignMasksAreRead()
{
    QFETCH(QByteArray, png);
    const auto mask = decodeForeignMask(Bytes(png.begin(), png.end()), threeLabels());
    VERIFY_OK(mask);
    QVERIFY(*mask == goldenMask());
}

void MaskPngTest::foreignMasksThatSayNothingAreRefused_data()
{
    QTest::addColumn<int>("colorType");
    QTest::addColumn<int>("bitDepth");
    QTest::addColumn<QList<int>>("one");
    QTest::addColumn<QList<int>>("other");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("black and white") << 2 << 8 << QList<int>{0, 0, 0} << QList<int>{255, 255, 255}
                                     << QByteArray("mismatch");
    QTest::newRow("gray 0 and 255") << 0 << 8 << QList<int>{0} << QList<int>{255} << QByteArray("mismatch");
    QTest::newRow("one colour that is no label's")
        << 2 << 8 << QList<int>{0x2c, 0xa0, 0x2c} << QList<int>{1, 2, 3} << QByteArray("mismatch");
    QTest::newRow("gray of 16 bits") << 0 << 16 << QList<int>{0} << QList<int>{1} << QByteArray("unsupported");
}

void MaskPngTest::foreignMasksThatSayNothingAreRefused()
{
    QFETCH(int, colorType);
    QFETCH(int, bitDepth);
    QFETCH(QList<int>, one);
    QFETCH(QList<int>, other);
    QFETCH(QByteArray, code);
    const PngLayout layout{.size = {5, 5}, .bitDepth = bitDepth, .colorType = colorType};
    const Bytes png = encodeSamples(layout, [&](int x, int) {
        const QList<int>& samples = x == 2 ? other : one;
        return std::vector<int>(samples.begin(), samples.end());
    });
    const auto mask = decodeForeignMask(png, threeLabels());
    QVERIFY(!mask);
    QCOMPARE(std::string(codeName(mask.error().code)), code.toStdString());
}

void MaskPngTest::everyTruncationIsAnError()
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

void MaskPngTest::everyDamagedByteOfPixelsIsAnError()
{
    const Bytes golden = bytesOf(dataPath("groundtruth/consolidated-13x7.png"));
    for (std::size_t i = 0; i < golden.size(); ++i) {
        Bytes damaged = golden;
        damaged[i] ^= 0x10U;
        const auto mask = decodeConsolidatedMask(damaged, threeLabels(), ReadBy::Index);
        QVERIFY2(!mask, QByteArray::number(static_cast<int>(i)).constData());
    }
}

void MaskPngTest::randomDamageNeverCrashes()
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

void MaskPngTest::wrongFilesAreErrors_data()
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

void MaskPngTest::wrongFilesAreErrors()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, sentence);
    const auto png = decodeIndexedPng(Bytes(bytes.begin(), bytes.end()));
    QVERIFY(!png);
    QCOMPARE(QByteArray::fromStdString(labelwright::sentence(png.error())), sentence);
}

void MaskPngTest::extentsOverTheLimitAreErrors_data()
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

void MaskPngTest::extentsOverTheLimitAreErrors()
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

void MaskPngTest::indexOutsideThePaletteIsAnError()
{
    const PngLayout layout{.size = {4, 1}, .bitDepth = 8, .colorType = 3, .palette = {{0, 0, 0}, {1, 2, 3}}};
    const Bytes png = encodeSamples(layout, [](int x, int) { return std::vector{x == 3 ? 2 : 1}; });
    VERIFY_ERROR(decodeIndexedPng(png), ErrorCode::Malformed);
    VERIFY_ERROR(decodeColorPng(png), ErrorCode::Malformed);
}

QTEST_APPLESS_MAIN(MaskPngTest)
#include "MaskPngTest.moc"
