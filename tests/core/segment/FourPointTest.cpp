// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/FourPoint.h"

#include "tests/core/segment/TestScenes.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <cmath>

using namespace labelwright;
using namespace labelwright::test;

namespace {

struct Shape {
    const char* name;
    Size size;
    IsInside isInside;
    double least; ///< Agreement.
};

std::vector<Shape> shapes()
{
    return {
        {"disc", {200, 160}, disc(90, 80, 50), 0.97},
        {"small disc", {200, 160}, disc(90, 80, 7), 0.9},
        {"disc in a large photo", {1100, 900}, disc(500, 450, 350), 0.99},
        {"half beyond the edge", {200, 160}, disc(0, 80, 60), 0.97},
        {"two sides of the photo", {200, 160}, [](int x, int y) { return x > 120 && y > 70; }, 0.97},
        {"crescent",
         {240, 240},
         [](int x, int y) { return disc(120, 120, 90)(x, y) && !disc(160, 120, 70)(x, y); },
         0.94},
        {"whole photo", {120, 100}, [](int, int) { return true; }, 0.95},
    };
}

bool isAtRegion(const Region& region, Point p, int reach)
{
    for (int y = p.y - reach; y <= p.y + reach; ++y) {
        for (int x = p.x - reach; x <= p.x + reach; ++x) {
            if (region.contains({x, y}))
                return true;
        }
    }
    return false;
}

} // namespace

class FourPointTest : public QObject {
    Q_OBJECT
private slots:
    void shapesAreFound_data();
    void shapesAreFound();
    void clicksLieAtTheRegion_data();
    void clicksLieAtTheRegion();
    void inexactClicksAreForgiven();
    void aClearObjectIsMoreCertainThanNoise();
    void neighboursOfTheSameColourStayOut();
};

void FourPointTest::shapesAreFound_data()
{
    QTest::addColumn<std::size_t>("shape");
    const auto all = shapes();
    for (std::size_t i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name) << i;
}

void FourPointTest::shapesAreFound()
{
    QFETCH(std::size_t, shape);
    const Shape tried = shapes()[shape];
    const Scene scene = drawScene(tried.size, tried.isInside);
    const auto result = segmentFourPoint(scene.image, {.points = scene.points});
    VERIFY_OK(result);
    const double agreed = agreement(result->region, scene.object);
    QVERIFY2(agreed >= tried.least, qPrintable(QString::number(agreed)));
}

void FourPointTest::clicksLieAtTheRegion_data()
{
    shapesAreFound_data();
}

void FourPointTest::clicksLieAtTheRegion()
{
    QFETCH(std::size_t, shape);
    const Shape tried = shapes()[shape];
    const Scene scene = drawScene(tried.size, tried.isInside);
    const auto result = segmentFourPoint(scene.image, {.points = scene.points});
    VERIFY_OK(result);
    const Rect box = scene.points.box();
    const int reach = 2 + std::max(box.width, box.height) / 50;
    for (Point click : scene.points.all())
        QVERIFY2(isAtRegion(result->region, click, reach), qPrintable(QString("%1, %2").arg(click.x).arg(click.y)));
}

void FourPointTest::inexactClicksAreForgiven()
{
    Scene scene = drawScene({300, 300}, disc(150, 150, 80));
    scene.points.top.y += 2;
    scene.points.left.x += 2;
    scene.points.right.x += 2;
    scene.points.bottom.x -= 3;
    const auto result = segmentFourPoint(scene.image, {.points = scene.points});
    VERIFY_OK(result);
    QVERIFY(agreement(result->region, scene.object) > 0.96);
}

void FourPointTest::aClearObjectIsMoreCertainThanNoise()
{
    const Scene scene = drawScene({200, 160}, disc(90, 80, 50));
    const auto clear = segmentFourPoint(scene.image, {.points = scene.points});
    const auto unclear = segmentFourPoint(noise({200, 160}), {.points = scene.points});
    const auto none = segmentFourPoint(flat({200, 160}), {.points = scene.points});
    VERIFY_OK(clear);
    VERIFY_OK(unclear);
    VERIFY_OK(none);
    QVERIFY(clear->confidence > 0.8);
    QVERIFY(clear->confidence > unclear->confidence);
    QCOMPARE(none->confidence, 0.0);
}

void FourPointTest::neighboursOfTheSameColourStayOut()
{
    // A second disc of the same colour reaches into the corner of the box.
    const IsInside wanted = disc(110, 110, 60);
    const Scene alone = drawScene({300, 300}, wanted);
    const Scene both = drawScene({300, 300}, [&](int x, int y) { return wanted(x, y) || disc(205, 205, 60)(x, y); });
    const auto result = segmentFourPoint(both.image, {.points = alone.points});
    VERIFY_OK(result);
    QVERIFY(agreement(result->region, alone.object) > 0.9);
}

LABELWRIGHT_TEST(FourPointTest)
#include "FourPointTest.moc"
