// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/SuperpixelTool.h"

#include "tests/core/tools/TestWork.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>

using namespace labelwright;

class SuperpixelToolTest : public QObject {
    Q_OBJECT

private slots:
    void hoverShowsThePieceUnderThePointer();
    void pressPaintsThePiece();
    void dragPaintsEveryPieceItCrosses();
    void strokeBeforeItsTileIsPaintedWhenItIsThere();
    void strokeGoesOnAcrossTiles();
    void eraseTakesAway();
    void cancelRestoresTheStroke();
    void releasedStrokeStillWaitingCanBeCommitted();
    void failedTileIsNotAskedForAgain();
    void tileIsAskedForAgainAfterCancel();
    void spacingMakesNewPieces();
    void tilesAreKept();
    void nextTileIsCutAhead();
    void pointerOutsideAsksNothing();
    void nullPhotoGivesNothing();
    void ruleIsObeyed();
};

namespace {

constexpr Size kSize{700, 300}; // two tiles

Image photo()
{
    Image image(kSize);
    for (int y = 0; y < kSize.height; ++y) {
        std::uint8_t* to = image.writableRow(y).data();
        for (int x = 0; x < kSize.width; ++x) {
            for (int channel = 0; channel < Image::kBytesPerPixel; ++channel)
                *to++ = static_cast<std::uint8_t>((x * 7 + y * 13 + x * y / 50) % 97 + 60);
        }
    }
    return image;
}

PointerEvent at(double x, double y)
{
    return {.position = {x, y}, .label = 3, .snapDistance = 4};
}

struct Fixture {
    Document document{*LabelMask::create(kSize)};
    SuperpixelTool tool;

    Fixture() { tool.setPhoto(photo()); }

    Region pieceAt(double x, double y)
    {
        tool.hover(document, at(x, y));
        test::runWork(tool, document);
        return tool.outline().preview.value_or(Region());
    }
    std::int64_t painted() const { return countLabels(document.mask())[3]; }
};

} // namespace

void SuperpixelToolTest::hoverShowsThePieceUnderThePointer()
{
    Fixture f;
    f.tool.hover(f.document, at(100.5, 100.5));
    QVERIFY(!f.tool.outline().preview);
    QCOMPARE(f.tool.hint(), std::string("superpixel.working"));
    test::runWork(f.tool, f.document);
    QVERIFY(f.tool.outline().preview->contains({100, 100}));
    QVERIFY(f.tool.outline().preview->area() < 100 * 100);
    QCOMPARE(f.tool.hint(), std::string("superpixel"));
}

void SuperpixelToolTest::pressPaintsThePiece()
{
    Fixture f;
    const Region piece = f.pieceAt(100, 100);
    f.tool.press(f.document, at(100, 100));
    QVERIFY(f.tool.isActive());
    f.tool.release(f.document, at(100, 100));
    QVERIFY(!f.tool.isActive());
    QCOMPARE(f.painted(), piece.area());
    QCOMPARE(f.document.history().undoNames(), std::vector<std::string>{"superpixel"});
}

void SuperpixelToolTest::dragPaintsEveryPieceItCrosses()
{
    Fixture f;
    f.pieceAt(50, 100);
    f.tool.press(f.document, at(50, 100));
    f.tool.drag(f.document, at(250, 100)); // in one leap
    f.tool.release(f.document, at(250, 100));
    for (int x = 50; x <= 250; ++x)
        QCOMPARE(f.document.mask().at({x, 100}), Label(3));
    QCOMPARE(f.document.history().undoNames().size(), std::size_t(1));
}

void SuperpixelToolTest::strokeBeforeItsTileIsPaintedWhenItIsThere()
{
    Fixture f;
    f.tool.press(f.document, at(50, 100));
    f.tool.release(f.document, at(90, 100));
    QCOMPARE(f.painted(), 0);
    QVERIFY(f.tool.isActive());
    test::runWork(f.tool, f.document);
    QVERIFY(!f.tool.isActive());
    for (int x = 50; x <= 90; ++x)
        QCOMPARE(f.document.mask().at({x, 100}), Label(3));
    QCOMPARE(f.document.history().undoNames().size(), std::size_t(1));
}

void SuperpixelToolTest::strokeGoesOnAcrossTiles()
{
    Fixture f;
    f.tool.press(f.document, at(300, 100));
    f.tool.drag(f.document, at(690, 100));
    test::runWork(f.tool, f.document);
    f.tool.release(f.document, at(690, 100));
    QVERIFY(!f.tool.isActive());
    for (int x = 300; x <= 690; ++x)
        QCOMPARE(f.document.mask().at({x, 100}), Label(3));
}

void SuperpixelToolTest::eraseTakesAway()
{
    Fixture f;
    f.pieceAt(100, 100);
    f.tool.press(f.document, at(100, 100));
    f.tool.release(f.document, at(200, 100));
    const std::int64_t before = f.painted();
    PointerEvent erasing = at(100, 100);
    erasing.erase = true;
    f.tool.press(f.document, erasing);
    f.tool.release(f.document, erasing);
    QVERIFY(f.painted() < before);
    QCOMPARE(f.document.mask().at({100, 100}), kUnlabelled);
}

void SuperpixelToolTest::cancelRestoresTheStroke()
{
    Fixture f;
    f.pieceAt(100, 100);
    QVERIFY(!f.tool.cancel());
    f.tool.press(f.document, at(100, 100));
    QVERIFY(f.painted() > 0);
    QVERIFY(f.tool.cancel());
    QCOMPARE(f.painted(), 0);
    QVERIFY(!f.document.history().canUndo());
}

void SuperpixelToolTest::releasedStrokeStillWaitingCanBeCommitted()
{
    Fixture f;
    f.tool.press(f.document, at(100, 100));
    f.tool.release(f.document, at(100, 100));
    QVERIFY(f.tool.commit(f.document, 3));
    QVERIFY(!f.tool.commit(f.document, 3));
    QVERIFY(!f.tool.isActive());
    test::runWork(f.tool, f.document);
    QCOMPARE(f.painted(), 0);
}

void SuperpixelToolTest::failedTileIsNotAskedForAgain()
{
    Fixture f;
    f.tool.press(f.document, at(100, 100));
    QVERIFY(f.tool.deliver(f.document, f.tool.takeWork(), Error{ErrorCode::TooLarge, "no memory"}));
    f.tool.release(f.document, at(101, 100));
    QVERIFY(!f.tool.takeWork());
    f.tool.hover(f.document, at(102, 100));
    QVERIFY(!f.tool.takeWork());
}

void SuperpixelToolTest::tileIsAskedForAgainAfterCancel()
{
    Fixture f;
    f.tool.hover(f.document, at(100, 100));
    QVERIFY(f.tool.takeWork()); // and never delivered
    f.tool.cancel();
    f.tool.hover(f.document, at(101, 100));
    QCOMPARE(test::runWork(f.tool, f.document), 1);
    QVERIFY(f.tool.outline().preview);
}

void SuperpixelToolTest::spacingMakesNewPieces()
{
    Fixture f;
    const std::int64_t small = f.pieceAt(100, 100).area();
    f.tool.setSpacing(1'000);
    QCOMPARE(f.tool.options().spacingPx, SuperpixelOptions::kMaxSpacing);
    QVERIFY(f.pieceAt(100, 100).area() > small);
    f.tool.setSpacing(1);
    QCOMPARE(f.tool.options().spacingPx, SuperpixelOptions::kMinSpacing);
}

void SuperpixelToolTest::tilesAreKept()
{
    Fixture f;
    f.pieceAt(100, 100);
    f.pieceAt(690, 100);
    f.tool.hover(f.document, at(150, 150));
    QVERIFY(!f.tool.takeWork());
    QVERIFY(f.tool.outline().preview);
}

void SuperpixelToolTest::nextTileIsCutAhead()
{
    Fixture f;
    f.tool.hover(f.document, at(500, 100));
    QCOMPARE(test::runWork(f.tool, f.document), 2);
    f.tool.hover(f.document, at(520, 100));
    QVERIFY(f.tool.outline().preview->contains({520, 100}));
}

void SuperpixelToolTest::pointerOutsideAsksNothing()
{
    Fixture f;
    f.tool.hover(f.document, at(-1, 20));
    f.tool.hover(f.document, at(700, 20));
    QVERIFY(!f.tool.takeWork());
    QVERIFY(!f.tool.outline().preview);
    f.tool.press(f.document, at(-20, 20));
    f.tool.release(f.document, at(-30, 20));
    QVERIFY(!f.tool.isActive());
}

void SuperpixelToolTest::nullPhotoGivesNothing()
{
    Fixture f;
    f.tool.setPhoto({});
    f.tool.press(f.document, at(100, 100));
    f.tool.release(f.document, at(100, 100));
    QVERIFY(!f.tool.takeWork());
    QVERIFY(!f.tool.isActive());
}

void SuperpixelToolTest::ruleIsObeyed()
{
    Fixture f;
    PaintRule rule;
    rule.locked.set(kUnlabelled);
    f.document.setPaintRule(rule);
    f.pieceAt(100, 100);
    f.tool.press(f.document, at(100, 100));
    f.tool.release(f.document, at(100, 100));
    QCOMPARE(f.painted(), 0);
}

LABELWRIGHT_TEST(SuperpixelToolTest)
#include "SuperpixelToolTest.moc"
