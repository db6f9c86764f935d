// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/WorkingCrop.h"

#include "tests/core/segment/TestScenes.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;

class WorkingCropTest : public QObject {
    Q_OBJECT
private slots:
    void contextSurroundsTheBox();
    void contextEndsWithTheImage();
    void tinyBoxesGetSomeContext();
    void colorsAreTheImagesOwn();
    void pointsAreScaledWithTheCrop();
    void theBoxHasRoomForInexactClicks();
    void aLineStaysALine();
    void strokesMarkTheirPixelsTheLastOneOnTop();
    void whatLiesOutsideALassoIsForeign();
    void strokesAreCutAtTheImagesEdge();
};

void WorkingCropTest::contextSurroundsTheBox()
{
    const ExtremePoints points{{400, 300}, {400, 399}, {300, 350}, {499, 350}};
    QVERIFY((contextArea(points.box(), {1000, 1000}) == Rect{240, 270, 320, 160}));
}

void WorkingCropTest::contextEndsWithTheImage()
{
    const ExtremePoints points{{40, 0}, {40, 99}, {0, 50}, {79, 50}};
    QVERIFY((contextArea(points.box(), {80, 100}) == Rect{0, 0, 80, 100}));
}

void WorkingCropTest::tinyBoxesGetSomeContext()
{
    QVERIFY((contextArea(Rect{50, 50, 1, 1}, {100, 100}) == Rect{44, 44, 13, 13}));
}

void WorkingCropTest::colorsAreTheImagesOwn()
{
    const Image image = noise({30, 20});
    const ColorGrid colors = scaledColors(image, {5, 6, 10, 8}, {10, 8});
    for (int y = 0; y < 8; ++y) {
        for (int x = 0; x < 10; ++x) {
            const auto pixel = image.row(y + 6).subspan(static_cast<std::size_t>(x + 5) * 3, 3);
            QVERIFY((colors.at(x, y) == PixelColor{pixel[0], pixel[1], pixel[2]}));
        }
    }
}

void WorkingCropTest::pointsAreScaledWithTheCrop()
{
    const Image image = flat({400, 400});
    const ExtremePoints points{{200, 100}, {201, 299}, {100, 200}, {299, 203}};
    const WorkingCrop crop = makeWorkingCrop(image, {40, 40, 320, 320}, {80, 80}, {.points = points});
    QVERIFY((crop.points.top == Point{40, 15}));
    QVERIFY((crop.points.bottom == Point{40, 64}));
    QVERIFY((crop.points.left == Point{15, 40}));
    QVERIFY((crop.points.right == Point{64, 40}));
}

void WorkingCropTest::theBoxHasRoomForInexactClicks()
{
    const Image image = flat({400, 400});
    const ExtremePoints points{{200, 100}, {201, 299}, {100, 200}, {299, 203}};
    const WorkingCrop whole = makeWorkingCrop(image, {40, 40, 320, 320}, {320, 320}, {.points = points});
    QVERIFY(whole.box == whole.points.box().grown(2));
    const WorkingCrop cut = makeWorkingCrop(image, {100, 100, 200, 200}, {200, 200}, {.points = points});
    QVERIFY((cut.box == Rect{0, 0, 200, 200}));
}

void WorkingCropTest::aLineStaysALine()
{
    const ExtremePoints row{{200, 100}, {210, 100}, {100, 100}, {299, 100}};
    const WorkingCrop crop = makeWorkingCrop(flat({400, 400}), {0, 0, 400, 400}, {400, 400}, {.points = row});
    QVERIFY((crop.box == Rect{98, 100, 204, 1}));
}

void WorkingCropTest::strokesMarkTheirPixelsTheLastOneOnTop()
{
    ObjectHints hints;
    hints.strokes = {{{{40, 60}, {79, 60}}, true}, {{{60, 60}}, false}, {{{300, 300}}, true}};
    const Grid<Said> said = scaledHints(hints, {40, 40, 40, 40}, {10, 10});
    for (int x = 0; x < 10; ++x)
        QCOMPARE(said.at(x, 5), x == 5 ? Said::Foreign : Said::Belongs);
    QCOMPARE(std::ranges::count(said.values(), Said::Nothing), 90);
}

void WorkingCropTest::whatLiesOutsideALassoIsForeign()
{
    const ObjectHints hints = ObjectHints::ofLasso(Region::fromRect({20, 20, 10, 10}));
    const Grid<Said> said = scaledHints(hints, {10, 10, 40, 40}, {20, 20});
    QCOMPARE(std::ranges::count(said.values(), Said::Nothing), 25);
    QCOMPARE(said.at(5, 5), Said::Nothing);
    QCOMPARE(said.at(4, 5), Said::Foreign);
}

void WorkingCropTest::strokesAreCutAtTheImagesEdge()
{
    ObjectHints hints;
    hints.points = {{-5, 10}, {10, 500}, {3, 3}, {700, 4}};
    hints.strokes = {{{{-3, 5}, {2, 5}, {2, -4}, {4, -4}, {4, 1}}, true}, {{{-1, -1}}, false}};
    const ObjectHints inside = movedInside(hints, {20, 30});
    QVERIFY((inside.points == ExtremePoints{{0, 10}, {10, 29}, {3, 3}, {19, 4}}));
    QCOMPARE(inside.strokes.size(), std::size_t{2}); // of the first stroke two pieces, of the second nothing
    QVERIFY((inside.strokes[0].points.front() == Point{0, 5}));
    QVERIFY((inside.strokes[0].points.back() == Point{2, 0}));
    QVERIFY((inside.strokes[1].points == std::vector<Point>{{4, 0}, {4, 1}}));
}

LABELWRIGHT_TEST(WorkingCropTest)
#include "WorkingCropTest.moc"
