// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Shapes.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>
#include <utility>

using namespace labelwright;

namespace {

/// The definition, pixel by pixel: is the centre at most radius from the segment?
bool isInCapsule(int column, int row, PointF a, PointF b, double radius)
{
    const double x = column + 0.5 - a.x;
    const double y = row + 0.5 - a.y;
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double lengthSquared = dx * dx + dy * dy;
    const double along = x * dx + y * dy;
    if (along <= 0)
        return x * x + y * y <= radius * radius;
    if (along >= lengthSquared)
        return (x - dx) * (x - dx) + (y - dy) * (y - dy) <= radius * radius;
    return (x * dy - y * dx) * (x * dy - y * dx) <= radius * radius * lengthSquared;
}

Region capsuleByDefinition(PointF a, PointF b, double radius)
{
    const auto low = [radius](double u, double v) { return static_cast<int>(std::floor(std::min(u, v) - radius)) - 2; };
    const auto high = [radius](double u, double v) { return static_cast<int>(std::ceil(std::max(u, v) + radius)) + 2; };
    std::vector<RowSpan> spans;
    for (int y = low(a.y, b.y); y < high(a.y, b.y); ++y)
        for (int x = low(a.x, b.x); x < high(a.x, b.x); ++x)
            if (isInCapsule(x, y, a, b, radius))
                spans.push_back({y, x, x + 1});
    return Region::fromSpans(std::move(spans));
}

/// Even-odd with whole numbers only: crossings of the ray from the centre to the left, an edge's upper end belonging to
/// it and its lower not, a centre on an edge lying right of it.
bool isInPolygon(int column, int row, const std::vector<Point>& vertices)
{
    bool inside = false;
    const std::int64_t x = 2 * column + 1;
    const std::int64_t y = 2 * row + 1;
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        Point top = vertices[i];
        Point bottom = vertices[(i + 1) % vertices.size()];
        if (top.y > bottom.y)
            std::swap(top, bottom);
        if (y < 2 * top.y || y >= 2 * bottom.y)
            continue;
        const std::int64_t height = bottom.y - top.y;
        if ((x - 2 * top.x) * height >= (y - 2 * top.y) * (bottom.x - top.x))
            inside = !inside;
    }
    return inside;
}

std::vector<PointF> cornersOf(const std::vector<Point>& vertices)
{
    std::vector<PointF> corners;
    for (const Point& p : vertices)
        corners.push_back({static_cast<double>(p.x), static_cast<double>(p.y)});
    return corners;
}

/// Times that each pixel is covered by the polygons.
std::map<std::pair<int, int>, int> coverage(const std::vector<std::vector<PointF>>& polygons)
{
    std::map<std::pair<int, int>, int> times;
    for (const std::vector<PointF>& vertices : polygons)
        for (const RowSpan& span : polygon(vertices).spans())
            for (int x = span.x0; x < span.x1; ++x)
                ++times[{x, span.y}];
    return times;
}

/// A grid of points whose inner ones are moved at random, by less than a quarter of a cell so that every cell stays
/// convex; each is cut into two triangles along a random diagonal.
std::vector<std::vector<PointF>> randomTriangulation(std::mt19937& random, int cells, int cellSize)
{
    const bool onCorners = random() % 2 == 0;
    const double reach = cellSize * 0.24 - (onCorners ? 0.5 : 0);
    std::uniform_real_distribution<double> shift(-std::max(reach, 0.0), std::max(reach, 0.0));
    std::map<std::pair<int, int>, PointF> points;
    for (int y = 0; y <= cells; ++y)
        for (int x = 0; x <= cells; ++x) {
            const bool movesX = x > 0 && x < cells;
            const bool movesY = y > 0 && y < cells;
            PointF p{x * cellSize + (movesX ? shift(random) : 0), y * cellSize + (movesY ? shift(random) : 0)};
            points[{x, y}] = onCorners ? PointF{std::round(p.x), std::round(p.y)} : p;
        }
    std::vector<std::vector<PointF>> triangles;
    for (int y = 0; y < cells; ++y)
        for (int x = 0; x < cells; ++x) {
            std::array<PointF, 4> p{points[{x, y}], points[{x + 1, y}], points[{x + 1, y + 1}], points[{x, y + 1}]};
            std::rotate(p.begin(), p.begin() + random() % 2, p.end());
            triangles.push_back({p[0], p[1], p[2]});
            triangles.push_back({p[2], p[3], p[0]});
        }
    return triangles;
}

bool touch(const RowSpan& a, const RowSpan& b)
{
    return std::abs(a.y - b.y) <= 1 && std::abs(a.x0 - b.x0) <= 1;
}

} // namespace

class ShapesTest : public QObject {
    Q_OBJECT

private slots:
    void capsuleIsItsDefinition_data();
    void capsuleIsItsDefinition();
    void capsuleOnHalfPixelsIsItsDefinition();
    void dabsOfSmallBrushes_data();
    void dabsOfSmallBrushes();
    void thinDabIsThePixelUnderThePoint();
    void thinCapsuleIsAGapFreeLineOfSinglePixels();
    void capsuleIsNeverEmptyAndHasNoGap();
    void hugeCapsuleIsOneSpanARow();
    void polygonIsItsDefinition();
    void squareOnCornersCoversItsPixels();
    void centreOnAnEdgeLiesRightOrBelow();
    void selfCrossingIsEvenOdd();
    void ringsInsideOfRingsAreHoles();
    void triangulationsNeitherOverlapNorLeaveGaps();
    void degeneratePolygonsAreEmpty_data();
    void degeneratePolygonsAreEmpty();
};

Q_DECLARE_METATYPE(std::vector<PointF>)

void ShapesTest::capsuleIsItsDefinition_data()
{
    QTest::addColumn<double>("radius");
    QTest::addColumn<int>("rounds");
    QTest::newRow("0.75") << 0.75 << 300;
    QTest::newRow("1") << 1.0 << 300;
    QTest::newRow("1.5") << 1.5 << 300;
    QTest::newRow("7.3") << 7.3 << 200;
    QTest::newRow("64") << 64.0 << 10;
    QTest::newRow("1000") << 1000.0 << 1;
}

void ShapesTest::capsuleIsItsDefinition()
{
    QFETCH(double, radius);
    QFETCH(int, rounds);
    std::mt19937 random(4);
    std::uniform_real_distribution<double> place(-40, 40);
    for (int round = 0; round < rounds; ++round) {
        const PointF a{place(random), place(random)};
        PointF b{place(random), place(random)};
        if (round % 5 == 0)
            b = a;
        else if (round % 5 == 1)
            b.x = a.x;
        else if (round % 5 == 2)
            b.y = a.y;
        QVERIFY2(capsule(a, b, radius) == capsuleByDefinition(a, b, radius), qPrintable(QString::number(round)));
    }
}

void ShapesTest::capsuleOnHalfPixelsIsItsDefinition()
{
    std::mt19937 random(5);
    std::uniform_int_distribution<int> halves(-30, 30);
    for (int round = 0; round < 1000; ++round) {
        const PointF a{halves(random) / 2.0, halves(random) / 2.0};
        const PointF b{halves(random) / 2.0, halves(random) / 2.0};
        const double radius = 1 + round % 12 / 2.0;
        QVERIFY2(capsule(a, b, radius) == capsuleByDefinition(a, b, radius), qPrintable(QString::number(round)));
    }
}

void ShapesTest::dabsOfSmallBrushes_data()
{
    QTest::addColumn<double>("diameter");
    QTest::addColumn<QString>("rows");
    // As BrushTool places them: odd diameters on a pixel's centre, even ones on a corner.
    QTest::newRow("1") << 1.0 << "#";
    QTest::newRow("2") << 2.0 << "## ##";
    QTest::newRow("3") << 3.0 << "### ### ###";
    QTest::newRow("4") << 4.0 << ".##. #### #### .##.";
    QTest::newRow("5") << 5.0 << ".###. ##### ##### ##### .###.";
    QTest::newRow("6") << 6.0 << ".####. ###### ###### ###### ###### .####.";
}

void ShapesTest::dabsOfSmallBrushes()
{
    QFETCH(double, diameter);
    QFETCH(QString, rows);
    const double middle = std::lround(diameter) % 2 == 1 ? 10.5 : 10;
    const Region dab = capsule({middle, middle}, {middle, middle}, diameter / 2);
    QStringList drawn;
    for (int y = dab.bounds().y; y < dab.bounds().bottom(); ++y) {
        QString row;
        for (int x = dab.bounds().x; x < dab.bounds().right(); ++x)
            row += dab.contains({x, y}) ? '#' : '.';
        drawn << row;
    }
    QCOMPARE(drawn.join(' '), rows);
}

void ShapesTest::thinDabIsThePixelUnderThePoint()
{
    std::mt19937 random(6);
    std::uniform_real_distribution<double> place(-9, 9);
    for (int round = 0; round < 500; ++round) {
        const PointF p = round % 2 ? PointF{place(random), place(random)}
                                   : PointF{std::round(place(random)), std::round(place(random))};
        const int x = static_cast<int>(std::floor(p.x));
        const int y = static_cast<int>(std::floor(p.y));
        QCOMPARE(capsule(p, p, 0.5).spans(), (std::vector<RowSpan>{{y, x, x + 1}}));
    }
}

void ShapesTest::thinCapsuleIsAGapFreeLineOfSinglePixels()
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(-30, 30);
    for (int round = 0; round < 2000; ++round) {
        const PointF a{place(random), place(random)};
        const PointF b{place(random), place(random)};
        const Region line = capsule(a, b, 0.5);
        const int width = static_cast<int>(std::abs(std::floor(b.x) - std::floor(a.x)));
        const int height = static_cast<int>(std::abs(std::floor(b.y) - std::floor(a.y)));
        QCOMPARE(line.area(), std::max(width, height) + 1);
        QVERIFY(line.contains({static_cast<int>(std::floor(a.x)), static_cast<int>(std::floor(a.y))}));
        QVERIFY(line.contains({static_cast<int>(std::floor(b.x)), static_cast<int>(std::floor(b.y))}));

        // One pixel in each step along the longer side, each touching the next.
        std::vector<RowSpan> pixels;
        for (const RowSpan& span : line.spans())
            for (int x = span.x0; x < span.x1; ++x)
                pixels.push_back({span.y, x, x + 1});
        std::ranges::sort(pixels, {}, [&](const RowSpan& p) { return width >= height ? p.x0 : p.y; });
        for (std::size_t i = 1; i < pixels.size(); ++i)
            QVERIFY(touch(pixels[i - 1], pixels[i]));
    }
}

void ShapesTest::capsuleIsNeverEmptyAndHasNoGap()
{
    std::mt19937 random(8);
    std::uniform_real_distribution<double> place(-12, 12);
    std::uniform_real_distribution<double> radii(0.1, 1.2);
    for (int round = 0; round < 2000; ++round) {
        PointF a{place(random), place(random)};
        PointF b{place(random), place(random)};
        if (round % 4 == 0)
            a = b = {std::round(b.x), std::round(b.y)}; // a dab on a corner, farthest from all centres
        const Region line = capsule(a, b, radii(random));
        QVERIFY(!line.isEmpty());
        for (std::size_t i = 1; i < line.spans().size(); ++i) {
            const RowSpan& above = line.spans()[i - 1];
            const RowSpan& below = line.spans()[i];
            QCOMPARE(below.y, above.y + 1); // one run a row, and no row left out
            QVERIFY(below.x0 <= above.x1 && above.x0 <= below.x1);
        }
    }
}

void ShapesTest::hugeCapsuleIsOneSpanARow()
{
    for (int i = 0; i < 100; ++i) {
        const Region stroke = capsule({0, 0}, {3000.0 + i, 2000}, 1000);
        QVERIFY(stroke.area() > 2000LL * 3600);
        QCOMPARE(stroke.spans().size(), std::size_t{4000});
    }
}

void ShapesTest::polygonIsItsDefinition()
{
    std::mt19937 random(9);
    std::uniform_int_distribution<int> place(-15, 15);
    for (int round = 0; round < 500; ++round) {
        std::vector<Point> vertices(3 + random() % 7);
        for (Point& p : vertices)
            p = {place(random), place(random)};
        const Region region = polygon(cornersOf(vertices));
        for (int y = -17; y < 17; ++y)
            for (int x = -17; x < 17; ++x)
                if (region.contains({x, y}) != isInPolygon(x, y, vertices))
                    QFAIL(qPrintable(QString("round %1, pixel %2, %3").arg(round).arg(x).arg(y)));
    }
}

void ShapesTest::squareOnCornersCoversItsPixels()
{
    const std::vector<PointF> square{{2, 1}, {5, 1}, {5, 4}, {2, 4}};
    QVERIFY(polygon(square) == Region::fromRect({2, 1, 3, 3}));
    const std::vector<PointF> otherWay(square.rbegin(), square.rend());
    QVERIFY(polygon(otherWay) == polygon(square));
}

void ShapesTest::centreOnAnEdgeLiesRightOrBelow()
{
    const std::vector<PointF> square{{0.5, 0.5}, {3.5, 0.5}, {3.5, 3.5}, {0.5, 3.5}};
    QVERIFY(polygon(square) == Region::fromRect({0, 0, 3, 3}));
    const std::vector<PointF> diagonal{{0, 0}, {4, 4}, {0, 4}};
    QVERIFY(!polygon(diagonal).contains({1, 1}));
    const std::vector<PointF> otherSide{{0, 0}, {4, 4}, {4, 0}};
    QVERIFY(polygon(otherSide).contains({1, 1}));
}

void ShapesTest::selfCrossingIsEvenOdd()
{
    // Two squares in one outline, one around the other in the same direction: their common part is outside.
    const std::vector<PointF> outline{{0, 0}, {6, 0}, {6, 6}, {0, 6}, {0, 0}, {2, 2}, {4, 2}, {4, 4}, {2, 4}, {2, 2}};
    const Region region = polygon(outline);
    QCOMPARE(region.area(), 36 - 4);
    QVERIFY(!region.contains({3, 3}));
}

void ShapesTest::ringsInsideOfRingsAreHoles()
{
    const std::vector<std::vector<PointF>> rings{{{0, 0}, {9, 0}, {9, 9}, {0, 9}},
                                                 {{2, 2}, {7, 2}, {7, 7}, {2, 7}},
                                                 {{4, 4}, {5, 4}, {5, 5}, {4, 5}},
                                                 {{1, 1}, {3, 3}}};
    const Region frame = subtracted(Region::fromRect({0, 0, 9, 9}), Region::fromRect({2, 2, 5, 5}));
    QVERIFY(polygon(rings) == united(frame, Region::fromRect({4, 4, 1, 1})));
    QVERIFY(polygon(std::vector<std::vector<PointF>>{}).isEmpty());
}

void ShapesTest::triangulationsNeitherOverlapNorLeaveGaps()
{
    std::mt19937 random(10);
    for (int round = 0; round < 60; ++round) {
        const int cells = 1 + round % 6;
        const int cellSize = 3 + round % 14;
        const auto times = coverage(randomTriangulation(random, cells, cellSize));
        QCOMPARE(times.size(), static_cast<std::size_t>(cells * cellSize * cells * cellSize));
        QVERIFY(std::ranges::all_of(times, [](const auto& pixel) { return pixel.second == 1; }));
    }
}

void ShapesTest::degeneratePolygonsAreEmpty_data()
{
    QTest::addColumn<std::vector<PointF>>("vertices");
    QTest::newRow("none") << std::vector<PointF>{};
    QTest::newRow("two") << std::vector<PointF>{{0, 0}, {9, 9}};
    QTest::newRow("on a line") << std::vector<PointF>{{0, 0}, {9, 9}, {4, 4}};
    QTest::newRow("one place") << std::vector<PointF>{{3, 3}, {3, 3}, {3, 3}};
    QTest::newRow("flat") << std::vector<PointF>{{0, 3}, {9, 3}, {5, 3}};
    QTest::newRow("between centres") << std::vector<PointF>{{0.6, 0.6}, {1.4, 0.6}, {1, 1.4}};
}

void ShapesTest::degeneratePolygonsAreEmpty()
{
    QFETCH(std::vector<PointF>, vertices);
    QVERIFY(polygon(vertices).isEmpty());
}

LABELWRIGHT_TEST(ShapesTest)
#include "ShapesTest.moc"
