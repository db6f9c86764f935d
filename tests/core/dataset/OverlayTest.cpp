// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Overlay.h"

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

LabelSet labels()
{
    return *LabelSet::fromNames({"people", "traffic light"}, {Color{200, 100, 0}, Color{0, 0, 100}});
}

/// 7 x 7, unlabelled but for the 5 x 5 square of label 1 in the middle.
LabelMask squareMask()
{
    std::vector<Label> pixels(49, 0);
    for (std::size_t y = 1; y < 6; ++y)
        for (std::size_t x = 1; x < 6; ++x)
            pixels[y * 7 + x] = 1;
    return *LabelMask::create({7, 7}, pixels);
}

bool holdsColor(const Image& image, int fromRow, Color color)
{
    for (int y = fromRow; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (colorAt(image, x, y) == color)
                return true;
    return false;
}

} // namespace

class OverlayTest : public QObject {
    Q_OBJECT
private slots:
    void tintFollowsOpacity_data();
    void tintFollowsOpacity();
    void outlineIsOneDarkPixelInsideTheBorder();
    void neighbouringLabelsBothGetAnOutline();
    void imageEdgeIsNoOutline();
    void unlabelledPixelsKeepThePhoto();
    void labelBeyondTheSetIsBlack();
    void photoIsLeftAsItWas();
    void otherSizeIsRefused();
    void legendShowsOnlyWhatOccurs();
    void legendListsTheLargestFirst();
    void legendGrowsWhenItMustWrap();
    void legendOfAnEmptyMaskSaysSo();
    void legendScaleFollowsTheWidth();
};

void OverlayTest::tintFollowsOpacity_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<int>("red");
    QTest::newRow("none") << 0 << 100;
    QTest::newRow("default") << 45 << 145;
    QTest::newRow("full") << 100 << 200;
    QTest::newRow("beyond is full") << 250 << 200;
}

void OverlayTest::tintFollowsOpacity()
{
    QFETCH(int, percent);
    QFETCH(int, red);
    const Result<Image> picture = renderOverlay(plain({7, 7}, {100, 100, 100}), squareMask(), labels(), {percent});
    VERIFY_OK(picture);
    QCOMPARE(int(colorAt(*picture, 3, 3).red), red);
}

void OverlayTest::outlineIsOneDarkPixelInsideTheBorder()
{
    const Image photo = plain({7, 7}, {100, 100, 100});
    const Image picture = *renderOverlay(photo, squareMask(), labels());
    const Color outline{120, 60, 0};
    for (int i = 1; i < 6; ++i) {
        QCOMPARE(colorAt(picture, i, 1), outline);
        QCOMPARE(colorAt(picture, i, 5), outline);
        QCOMPARE(colorAt(picture, 1, i), outline);
        QCOMPARE(colorAt(picture, 5, i), outline);
    }
    QVERIFY(colorAt(picture, 2, 2) != outline);
    const Image without = *renderOverlay(photo, squareMask(), labels(), {45, OverlayOutline::None});
    QCOMPARE(colorAt(without, 1, 1), colorAt(without, 3, 3));
}

void OverlayTest::neighbouringLabelsBothGetAnOutline()
{
    const LabelMask mask = *LabelMask::create({4, 1}, {1, 1, 2, 2});
    const Image picture = *renderOverlay(plain({4, 1}, kWhite), mask, labels(), {0});
    QCOMPARE(colorAt(picture, 0, 0), kWhite);
    QCOMPARE(colorAt(picture, 1, 0), (Color{120, 60, 0}));
    QCOMPARE(colorAt(picture, 2, 0), (Color{0, 0, 60}));
    QCOMPARE(colorAt(picture, 3, 0), kWhite);
}

void OverlayTest::imageEdgeIsNoOutline()
{
    const LabelMask mask = *LabelMask::create({3, 3}, std::vector<Label>(9, 1));
    const Image picture = *renderOverlay(plain({3, 3}, kWhite), mask, labels(), {100});
    for (int y = 0; y < 3; ++y)
        for (int x = 0; x < 3; ++x)
            QCOMPARE(colorAt(picture, x, y), (Color{200, 100, 0}));
}

void OverlayTest::unlabelledPixelsKeepThePhoto()
{
    const Image picture = *renderOverlay(plain({7, 7}, {9, 8, 7}), squareMask(), labels());
    QCOMPARE(colorAt(picture, 0, 0), (Color{9, 8, 7}));
    QCOMPARE(colorAt(picture, 6, 3), (Color{9, 8, 7}));
}

void OverlayTest::labelBeyondTheSetIsBlack()
{
    const LabelMask mask = *LabelMask::create({1, 1}, {200});
    const Image picture = *renderOverlay(plain({1, 1}, kWhite), mask, labels(), {100});
    QCOMPARE(colorAt(picture, 0, 0), Color{});
}

void OverlayTest::photoIsLeftAsItWas()
{
    const Image photo = plain({7, 7}, {9, 8, 7});
    QVERIFY(renderOverlay(photo, squareMask(), labels()));
    QCOMPARE(colorAt(photo, 3, 3), (Color{9, 8, 7}));
}

void OverlayTest::otherSizeIsRefused()
{
    const Result<Image> picture = renderOverlay(plain({7, 8}, kWhite), squareMask(), labels());
    VERIFY_ERROR(picture, ErrorCode::Mismatch);
    QCOMPARE(picture.error().detail, std::string("the image is 7 x 8, its mask 7 x 7"));
}

void OverlayTest::legendShowsOnlyWhatOccurs()
{
    const Image picture = plain({200, 20}, {100, 100, 100});
    std::vector<Label> pixels(4000, 0);
    pixels[0] = 2;
    const Image sheet = addLegend(picture, *LabelMask::create({200, 20}, pixels), labels(), "one");
    QCOMPARE(sheet.width(), 200);
    QVERIFY(sheet.height() > 20 + 2 * BitmapFont::kLineHeight);
    QCOMPARE(colorAt(sheet, 199, 19), (Color{100, 100, 100}));
    QVERIFY(holdsColor(sheet, 20, {0, 0, 100}));
    QVERIFY(!holdsColor(sheet, 20, {200, 100, 0}));
}

void OverlayTest::legendListsTheLargestFirst()
{
    std::vector<Label> pixels(100, 1);
    for (std::size_t i = 0; i < 60; ++i)
        pixels[i] = 2;
    const Image sheet = addLegend(plain({400, 4}, kWhite), *LabelMask::create({10, 10}, pixels), labels(), "");
    int firstOfLarger = -1;
    int firstOfSmaller = -1;
    for (int x = 0; x < 400; ++x) {
        if (firstOfLarger < 0 && colorAt(sheet, x, 12) == Color{0, 0, 100})
            firstOfLarger = x;
        if (firstOfSmaller < 0 && colorAt(sheet, x, 12) == Color{200, 100, 0})
            firstOfSmaller = x;
    }
    QVERIFY(firstOfLarger >= 0);
    QVERIFY(firstOfSmaller > firstOfLarger);
}

void OverlayTest::legendGrowsWhenItMustWrap()
{
    const LabelMask mask = *LabelMask::create({2, 1}, {1, 2});
    const Image wide = addLegend(plain({400, 4}, kWhite), mask, labels(), "title");
    const Image narrow = addLegend(plain({130, 4}, kWhite), mask, labels(), "title");
    QCOMPARE(narrow.height(), wide.height() + BitmapFont::kLineHeight);
}

void OverlayTest::legendOfAnEmptyMaskSaysSo()
{
    const LabelMask mask = *LabelMask::create({2, 1});
    const Image sheet = addLegend(plain({200, 4}, kWhite), mask, labels(), "");
    QVERIFY(holdsColor(sheet, 4, {32, 32, 32}));
}

void OverlayTest::legendScaleFollowsTheWidth()
{
    QCOMPARE(legendScale(1), 1);
    QCOMPARE(legendScale(639), 1);
    QCOMPARE(legendScale(640), 2);
    QCOMPARE(legendScale(4000), 7);
}

LABELWRIGHT_TEST(OverlayTest)
#include "OverlayTest.moc"
