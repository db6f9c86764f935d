// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/BoundaryRefinement.h"

#include "tests/core/segment/TestScenes.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// The scene's true mask in `area`, each pixel the one below its centre.
ObjectMask trueMask(const Scene& scene, const Rect& area, Size size)
{
    ObjectMask mask(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const Point below{area.x + (2 * x + 1) * area.width / (2 * size.width),
                              area.y + (2 * y + 1) * area.height / (2 * size.height)};
            mask.at(x, y) = scene.object.contains(below) ? kObject : 0;
        }
    }
    return mask;
}

Region refine(const Scene& scene, const Rect& area, Size coarseSize)
{
    const ObjectHints hints{.points = scene.points};
    const WorkingCrop crop = makeWorkingCrop(scene.image, area, coarseSize, hints);
    const ObjectMask mask = refineBoundary(scene.image, crop, trueMask(scene, area, coarseSize), hints);
    return Region::fromRaster(area, mask.values());
}

} // namespace

class BoundaryRefinementTest : public QObject {
    Q_OBJECT
private slots:
    void findsTheBoundaryAgain_data();
    void findsTheBoundaryAgain();
    void fullResolutionStaysAsItIs();
    void theInsideStaysWholeAtTheEdge();
    void theObjectEndsWhereThePointsSay();
};

void BoundaryRefinementTest::findsTheBoundaryAgain_data()
{
    QTest::addColumn<int>("extent");
    QTest::addColumn<int>("coarse");
    QTest::addColumn<double>("least");
    QTest::newRow("one step") << 240 << 100 << 0.99;
    QTest::newRow("two steps") << 700 << 70 << 0.99;
    QTest::newRow("beyond the finest") << 1800 << 150 << 0.985;
}

void BoundaryRefinementTest::findsTheBoundaryAgain()
{
    QFETCH(int, extent);
    QFETCH(int, coarse);
    QFETCH(double, least);
    const Scene scene = drawScene({extent, extent}, disc(extent / 2, extent / 2, extent / 3));
    const double agreed = agreement(refine(scene, scene.image.bounds(), {coarse, coarse}), scene.object);
    QVERIFY2(agreed >= least, qPrintable(QString::number(agreed)));
}

void BoundaryRefinementTest::fullResolutionStaysAsItIs()
{
    const Scene scene = drawScene({90, 70}, disc(45, 35, 25));
    QVERIFY(refine(scene, scene.image.bounds(), {90, 70}) == scene.object);
}

void BoundaryRefinementTest::theInsideStaysWholeAtTheEdge()
{
    const Scene scene = drawScene({400, 300}, [](int, int y) { return y >= 120; });
    const Region refined = refine(scene, scene.image.bounds(), {100, 75});
    for (int y = 130; y < 300; ++y)
        QVERIFY(refined.contains({0, y}) && refined.contains({399, y}) && refined.contains({200, y}));
    QVERIFY(agreement(refined, scene.object) > 0.99);
}

void BoundaryRefinementTest::theObjectEndsWhereThePointsSay()
{
    Scene scene = drawScene({900, 600}, [](int, int y) { return y >= 150; });
    scene.points = {{400, 150}, {500, 560}, {40, 300}, {860, 400}};
    const Rect found = refine(scene, scene.image.bounds(), {90, 60}).bounds();
    QVERIFY(found.y >= 148 && found.bottom() <= 564 && found.x >= 37 && found.right() <= 864);
    QVERIFY(found.width >= 821 && found.bottom() >= 561);
}

LABELWRIGHT_TEST(BoundaryRefinementTest)
#include "BoundaryRefinementTest.moc"
