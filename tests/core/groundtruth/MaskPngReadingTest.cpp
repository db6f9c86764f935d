// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MaskPng.h"
#include "tests/core/groundtruth/MaskPictures.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <array>

using namespace labelwright;
using namespace labelwright::test;

namespace {

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

/// Reading what others wrote: every kind of PNG, by index or by colour.
class MaskPngReadingTest : public QObject {
    Q_OBJECT
private slots:
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
};

void MaskPngReadingTest::indexedPngIsAsStored_data()
{
    QTest::addColumn<int>("bitDepth");
    QTest::addColumn<bool>("interlaced");
    for (const int bits : {1, 2, 4, 8}) {
        for (const bool interlaced : {false, true})
            QTest::addRow("%d bits%s", bits, interlaced ? ", interlaced" : "") << bits << interlaced;
    }
}

void MaskPngReadingTest::indexedPngIsAsStored()
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

void MaskPngReadingTest::pngWithoutPaletteIsNoIndexedPng()
{
    const PngLayout gray{.size = {4, 4}, .bitDepth = 8, .colorType = 0};
    VERIFY_ERROR(decodeIndexedPng(encodeSamples(gray, [](int x, int) { return std::vector{x}; })),
                 ErrorCode::Unsupported);
}

void MaskPngReadingTest::everyKindBecomesColors_data()
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

void MaskPngReadingTest::everyKindBecomesColors()
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

void MaskPngReadingTest::indexOrColorDecides()
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

void MaskPngReadingTest::unknownValuesAndColorsAreListed()
{
    const LabelSet one = *LabelSet::fromNames({"people"});
    const Bytes golden = bytesOf(dataPath("groundtruth/consolidated-13x7.png"));
    const auto byIndex = decodeConsolidatedMask(golden, one, ReadBy::Index);
    VERIFY_ERROR(byIndex, ErrorCode::Mismatch);
    QCOMPARE(byIndex.error().detail,
             std::string("the mask holds pixel values that are no label's: 2, 3; the highest label is 1"));
    const auto byColor = decodeConsolidatedMask(golden, one, ReadBy::Color);
    VERIFY_ERROR(byColor, ErrorCode::Mismatch);
    QCOMPARE(byColor.error().detail, std::string("the mask holds colors that are no label's: #1f77b4, #ff7f0e"));

    const PngLayout rgb{.size = {200, 1}, .bitDepth = 8, .colorType = 2};
    const Bytes photo = encodeSamples(rgb, [](int x, int) { return std::vector{x, 2, 3}; });
    QCOMPARE(decodeForeignMask(photo, one).error().detail,
             std::string("the mask holds colors that are no label's: #000203, #010203, #020203, #030203, #040203 and "
                         "others"));
}

void MaskPngReadingTest::foreignMasksAreRead_data()
{
    QTest::addColumn<QByteArray>("png");
    const auto row = [](const char* name, const Bytes& png) {
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(png.data()), static_cast<int>(png.size()));
    };
    const Size size{13, 7};
    const LabelMask mask = goldenMask();
    const auto valueAt = [&](int x, int y) { return std::vector<int>{mask.at({x, y})}; };
    row("palette by color", reorderedPalette(mask, 8, false));
    row("palette of 4 bits, interlaced", reorderedPalette(mask, 4, true));
    const std::vector<std::array<int, 3>> voc{{0, 0, 0}, {128, 0, 0}, {0, 128, 0}, {128, 128, 0}};
    row("palette of other colors", encodeSamples({.size = size, .colorType = 3, .palette = voc}, valueAt));
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

void MaskPngReadingTest::foreignMasksAreRead()
{
    QFETCH(QByteArray, png);
    const auto mask = decodeForeignMask(Bytes(png.begin(), png.end()), threeLabels());
    VERIFY_OK(mask);
    QVERIFY(*mask == goldenMask());
}

void MaskPngReadingTest::foreignMasksThatSayNothingAreRefused_data()
{
    QTest::addColumn<int>("colorType");
    QTest::addColumn<int>("bitDepth");
    QTest::addColumn<QList<int>>("one");
    QTest::addColumn<QList<int>>("other");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("black and white") << 2 << 8 << QList<int>{0, 0, 0} << QList<int>{255, 255, 255}
                                     << QByteArray("mismatch");
    QTest::newRow("gray 0 and 255") << 0 << 8 << QList<int>{0} << QList<int>{255} << QByteArray("mismatch");
    QTest::newRow("one color that is no label's")
        << 2 << 8 << QList<int>{0x2c, 0xa0, 0x2c} << QList<int>{1, 2, 3} << QByteArray("mismatch");
    QTest::newRow("gray of 16 bits") << 0 << 16 << QList<int>{0} << QList<int>{1} << QByteArray("unsupported");
}

void MaskPngReadingTest::foreignMasksThatSayNothingAreRefused()
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

LABELWRIGHT_TEST(MaskPngReadingTest)
#include "MaskPngReadingTest.moc"
