// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/BorderSnap.h"

#include "core/edit/Document.h"
#include "core/edit/MaskEdit.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace labelwright;

namespace {

constexpr Size kSize{60, 50};

Document withRects(const std::vector<std::pair<Rect, Label>>& rects)
{
    Document document(*LabelMask::create(kSize));
    MaskEdit edit(document);
    for (const auto& [rect, label] : rects)
        edit.paint(Region::fromRect(rect), label);
    edit.commit("test");
    return document;
}

/// Over all corners of the mask.
std::optional<double> distanceToBorder(const LabelMask& mask, PointF place)
{
    std::optional<double> least;
    for (int y = 0; y <= mask.height(); ++y) {
        for (int x = 0; x <= mask.width(); ++x) {
            std::vector<Label> around;
            for (const Point p : {Point{x - 1, y - 1}, Point{x, y - 1}, Point{x - 1, y}, Point{x, y}}) {
                if (mask.bounds().contains(p))
                    around.push_back(mask.at(p));
            }
            const double distance = std::hypot(x - place.x, y - place.y);
            if (std::adjacent_find(around.begin(), around.end(), std::not_equal_to<>()) != around.end())
                least = std::min(least.value_or(distance), distance);
        }
    }
    return least;
}

} // namespace

class BorderSnapTest : public QObject {
    Q_OBJECT

private slots:
    void nearestCornerIsFound();
    void onlyCornersWithinTheDistanceCount();
    void bordersEndAtTheImagesEdge();
    void ignoredLabelsBordersDoNotCount();
};

void BorderSnapTest::nearestCornerIsFound()
{
    const Document document = withRects({{{10, 10, 20, 15}, 1}, {{25, 20, 20, 20}, 2}, {{0, 0, 4, 4}, 3}});
    std::mt19937 random(3);
    std::uniform_real_distribution<double> x(-5, 65);
    std::uniform_real_distribution<double> y(-5, 55);
    for (int round = 0; round < 150; ++round) {
        const PointF place{x(random), y(random)};
        const auto found = nearestBorderCorner(document.mask(), place, 100);
        QVERIFY(found.has_value());
        QCOMPARE(std::hypot(found->x - place.x, found->y - place.y), *distanceToBorder(document.mask(), place));
    }
}

void BorderSnapTest::onlyCornersWithinTheDistanceCount()
{
    const Document document = withRects({{{10, 10, 20, 15}, 1}});
    QVERIFY((nearestBorderCorner(document.mask(), {20, 7}, 3) == PointF{20, 10}));
    QVERIFY(!nearestBorderCorner(document.mask(), {20, 6.9}, 3));
    QVERIFY(!nearestBorderCorner(withRects({}).mask(), {20, 20}, 100));
    QVERIFY(!nearestBorderCorner(document.mask(), {1e12, -1e12}, 3));
}

void BorderSnapTest::bordersEndAtTheImagesEdge()
{
    const Document document = withRects({{{0, 20, 30, 30}, 1}});
    QVERIFY((nearestBorderCorner(document.mask(), {-2, 19}, 5) == PointF{0, 20}));
    QVERIFY((nearestBorderCorner(document.mask(), {31, 52}, 5) == PointF{30, 50}));
    QVERIFY(!nearestBorderCorner(document.mask(), {0, 35}, 5)); // the image's own edge is none
}

void BorderSnapTest::ignoredLabelsBordersDoNotCount()
{
    const Document document = withRects({{{10, 10, 20, 20}, 1}, {{40, 10, 10, 20}, 2}});
    QVERIFY((nearestBorderCorner(document.mask(), {32, 15}, 9) == PointF{30, 15}));
    QVERIFY((nearestBorderCorner(document.mask(), {32, 15}, 9, Label(1)) == PointF{40, 15}));
    QVERIFY(!nearestBorderCorner(document.mask(), {20, 10}, 5, Label(1)));
}

LABELWRIGHT_TEST(BorderSnapTest)
#include "BorderSnapTest.moc"
