// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ContactSheet.h"

#include "core/dataset/BitmapFont.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

namespace {

Image plain(Size size, Color color)
{
    Image image(size);
    fillRect(image, image.bounds(), color);
    return image;
}

Color colorAt(const Image& image, int x, int y)
{
    const std::span<const std::uint8_t> pixel = image.row(y).subspan(static_cast<std::size_t>(x) * 3, 3);
    return {pixel[2], pixel[1], pixel[0]};
}

constexpr Color kRed{200, 0, 0};
constexpr Color kGreen{0, 200, 0};
constexpr Color kBlue{0, 0, 200};

} // namespace

class ContactSheetTest : public QObject {
    Q_OBJECT
private slots:
    void fittedKeepsTheShape_data();
    void fittedKeepsTheShape();
    void fittedAveragesAreas();
    void cellIsAsWideAsAsked_data();
    void cellIsAsWideAsAsked();
    void outlineStaysOnePixelWide();
    void cellOfAnotherSizeIsRefused();
    void cellsLieInRowsInOrder();
    void fewerCellsThanColumnsLeaveNoGap();
    void nothingToShowIsRefused();
};

void ContactSheetTest::fittedKeepsTheShape_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("fittedWidth");
    QTest::addColumn<int>("fittedHeight");
    QTest::newRow("landscape") << 400 << 200 << 100 << 50;
    QTest::newRow("portrait") << 200 << 400 << 50 << 100;
    QTest::newRow("never enlarged") << 30 << 20 << 30 << 20;
    QTest::newRow("very narrow keeps a pixel") << 1000 << 2 << 100 << 1;
}

void ContactSheetTest::fittedKeepsTheShape()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, fittedWidth);
    QFETCH(int, fittedHeight);
    const Image small = fitted(plain({width, height}, kRed), {100, 100});
    QCOMPARE(small.size(), (Size{fittedWidth, fittedHeight}));
    QCOMPARE(colorAt(small, 0, 0), kRed);
}

void ContactSheetTest::fittedAveragesAreas()
{
    Image halves = plain({4, 2}, {0, 0, 0});
    fillRect(halves, {0, 0, 1, 2}, {200, 200, 200});
    const Image small = fitted(halves, {2, 1});
    QCOMPARE(small.size(), (Size{2, 1}));
    QCOMPARE(colorAt(small, 0, 0), (Color{100, 100, 100}));
    QCOMPARE(colorAt(small, 1, 0), (Color{0, 0, 0}));
}

void ContactSheetTest::cellIsAsWideAsAsked_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("larger") << 500 << 300;
    QTest::newRow("tall") << 100 << 900;
    QTest::newRow("tiny") << 3 << 2;
}

void ContactSheetTest::cellIsAsWideAsAsked()
{
    QFETCH(int, width);
    QFETCH(int, height);
    const LabelSet labels = *LabelSet::fromNames({"bus"});
    const LabelMask mask = *LabelMask::create({width, height});
    const Result<Image> cell = contactCell(plain({width, height}, kBlue), mask, labels, "photo", 160);
    VERIFY_OK(cell);
    QCOMPARE(cell->width(), 160);
    QVERIFY(cell->height() <= 160 + 3 * BitmapFont::kLineHeight);
    QCOMPARE(colorAt(*cell, 80, 0), kBlue);
}

void ContactSheetTest::outlineStaysOnePixelWide()
{
    const LabelSet labels = *LabelSet::fromNames({"bus"}, {Color{0, 0, 200}});
    std::vector<Label> pixels(1600 * 16, 0);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = i % 1600 < 800 ? 1 : 0;
    const Image cell = *contactCell(plain({1600, 16}, kWhite), *LabelMask::create({1600, 16}, pixels), labels, "", 160);
    QCOMPARE(colorAt(cell, 78, 0), (Color{140, 140, 230}));
    QCOMPARE(colorAt(cell, 79, 0), (Color{0, 0, 120}));
    QCOMPARE(colorAt(cell, 80, 0), kWhite);
}

void ContactSheetTest::cellOfAnotherSizeIsRefused()
{
    const LabelSet labels = *LabelSet::fromNames({"bus"});
    VERIFY_ERROR(contactCell(plain({8, 8}, kBlue), *LabelMask::create({8, 9}), labels, "photo", 160),
                 ErrorCode::Mismatch);
}

void ContactSheetTest::cellsLieInRowsInOrder()
{
    const std::vector<Image> cells{plain({10, 6}, kRed), plain({10, 4}, kGreen), plain({10, 5}, kBlue),
                                   plain({10, 1}, kBlue), plain({10, 2}, kRed)};
    const Result<Image> sheet = contactSheet(cells, 2);
    VERIFY_OK(sheet);
    QCOMPARE(sheet->size(), (Size{8 + 10 + 8 + 10 + 8, 8 + 6 + 8 + 5 + 8 + 2 + 8}));
    QCOMPARE(colorAt(*sheet, 8, 8), kRed);
    QCOMPARE(colorAt(*sheet, 17, 13), kRed);
    QCOMPARE(colorAt(*sheet, 26, 8), kGreen);
    QCOMPARE(colorAt(*sheet, 8, 22), kBlue);
    QCOMPARE(colorAt(*sheet, 8, 35), kRed);
    const Color ground = colorAt(*sheet, 0, 0);
    QVERIFY(ground != kRed && ground != kGreen && ground != kBlue);
    QCOMPARE(colorAt(*sheet, 26, 12), ground);
    QCOMPARE(colorAt(*sheet, 26, 23), ground);
    QCOMPARE(colorAt(*sheet, 8, 34), ground);
    QCOMPARE(colorAt(*sheet, 26, 35), ground);
}

void ContactSheetTest::fewerCellsThanColumnsLeaveNoGap()
{
    const std::vector<Image> cells{plain({10, 6}, kRed)};
    QCOMPARE(contactSheet(cells, 5)->size(), (Size{26, 22}));
}

void ContactSheetTest::nothingToShowIsRefused()
{
    VERIFY_ERROR(contactSheet({}, 3), ErrorCode::InvalidArgument);
    const std::vector<Image> cells{plain({10, 6}, kRed)};
    VERIFY_ERROR(contactSheet(cells, 0), ErrorCode::InvalidArgument);
}

LABELWRIGHT_TEST(ContactSheetTest)
#include "ContactSheetTest.moc"
