// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/Engine.h"
#include "tests/core/segment/TestScenes.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <algorithm>
#include <random>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// A disc with a smaller one of another colour in it, as an object whose parts look different.
Image twoColouredObject()
{
    Image image = drawScene({300, 240}, disc(150, 120, 80)).image;
    for (int y = 0; y < image.height(); ++y) {
        const std::span<std::uint8_t> row = image.writableRow(y);
        for (int x = 0; x < image.width(); ++x) {
            if (disc(190, 120, 30)(x, y))
                std::fill_n(row.begin() + std::ptrdiff_t{x} * 3, 3, std::uint8_t{30});
        }
    }
    return image;
}

ObjectHints hintsOf(const IsInside& isInside, Size size)
{
    return {.points = drawScene(size, isInside).points};
}

bool obeys(const Region& region, const HintStroke& stroke)
{
    const std::vector<Point> pixels = pixelsOf(stroke);
    return std::ranges::all_of(pixels, [&](Point pixel) { return region.contains(pixel) == stroke.belongs; });
}

void addEngineRows()
{
    QTest::addColumn<std::size_t>("engine");
    for (std::size_t i = 0; i < engines().size(); ++i)
        QTest::addRow("%s", engines()[i].id.data()) << i;
}

} // namespace

class CorrectionTest : public QObject {
    Q_OBJECT
private slots:
    void everyStrokeIsObeyedInEveryOrder_data() { addEngineRows(); }
    void everyStrokeIsObeyedInEveryOrder();
    void whatIsFarFromTheStrokeStaysToThePixel_data() { addEngineRows(); }
    void whatIsFarFromTheStrokeStaysToThePixel();
    void aStrokeOutsideTheBoxReachesThere_data() { addEngineRows(); }
    void aStrokeOutsideTheBoxReachesThere();
    void aStrokeOverTheWholeObjectIsToldInASentence_data() { addEngineRows(); }
    void aStrokeOverTheWholeObjectIsToldInASentence();
    void strokesOutsideTheImageDoNothing();
    void theLastOfTwoStrokesOnOnePlaceHolds();
    void nothingOutsideALassoBelongs();
};

void CorrectionTest::everyStrokeIsObeyedInEveryOrder()
{
    QFETCH(std::size_t, engine);
    const Image image = twoColouredObject();
    std::mt19937 random(7);
    const auto place = [&random] {
        return Point{60 + static_cast<int>(random() % 180), 30 + static_cast<int>(random() % 180)};
    };
    for (int round = 0; round < 6; ++round) {
        ObjectHints hints = hintsOf(disc(150, 120, 80), image.size());
        for (int i = 0; i < 4; ++i) {
            const Point from = place();
            const bool isClick = random() % 2 == 0;
            const Point to = isClick ? from : Point{from.x + static_cast<int>(random() % 40) - 20, from.y + 10};
            hints.strokes.push_back({{from, to}, random() % 2 == 0});
        }
        const auto result = segmentObject(engines()[engine], image, hints);
        VERIFY_OK(result);
        for (std::size_t i = 0; i < hints.strokes.size(); ++i) {
            // A pixel that a later stroke claims is that one's.
            std::vector<Point> later;
            for (std::size_t j = i + 1; j < hints.strokes.size(); ++j)
                std::ranges::copy(pixelsOf(hints.strokes[j]), std::back_inserter(later));
            for (const Point pixel : pixelsOf(hints.strokes[i])) {
                if (std::ranges::find(later, pixel) == later.end())
                    QCOMPARE(result->region.contains(pixel), hints.strokes[i].belongs);
            }
        }
    }
}

void CorrectionTest::whatIsFarFromTheStrokeStaysToThePixel()
{
    QFETCH(std::size_t, engine);
    const Image image = twoColouredObject();
    ObjectHints hints = hintsOf(disc(150, 120, 80), image.size());
    const auto before = segmentObject(engines()[engine], image, hints);
    VERIFY_OK(before);
    hints.strokes = {{{{95, 150}}, !before->region.contains({95, 150})}};
    const auto after = correctObject(engines()[engine], image, hints, before->region);
    VERIFY_OK(after);
    QVERIFY(obeys(after->region, hints.strokes.front()));
    // What changed hangs together with the stroke.
    const Region changed = united(subtracted(before->region, after->region), subtracted(after->region, before->region));
    QVERIFY(!changed.isEmpty());
    std::vector<Point> reached{{95, 150}};
    Region left = subtracted(changed, Region::fromRect({91, 146, 9, 9}));
    for (bool grows = true; grows;) {
        grows = false;
        for (const RowSpan& span : left.spans()) {
            const Region around = Region::fromSpans(
                {{span.y - 1, span.x0, span.x1}, {span.y + 1, span.x0, span.x1}, {span.y, span.x0 - 1, span.x1 + 1}});
            const Region done = subtracted(united(changed, Region::fromRect({91, 146, 9, 9})), left);
            if (!intersected(around, done).isEmpty()) {
                left = subtracted(left, Region::fromSpans({span}));
                grows = true;
                break;
            }
        }
    }
    QVERIFY2(left.isEmpty(), "a piece changed that does not touch the stroke");
}

void CorrectionTest::aStrokeOutsideTheBoxReachesThere()
{
    QFETCH(std::size_t, engine);
    const Scene scene = drawScene({400, 300}, disc(150, 150, 60));
    ObjectHints hints{.points = scene.points};
    hints.strokes = {{{{260, 150}, {300, 160}}, true}};
    const auto result = segmentObject(engines()[engine], scene.image, hints);
    VERIFY_OK(result);
    QVERIFY(obeys(result->region, hints.strokes.front()));
    QVERIFY(result->region.contains({150, 150}));
}

void CorrectionTest::aStrokeOverTheWholeObjectIsToldInASentence()
{
    QFETCH(std::size_t, engine);
    const Scene scene = drawScene({60, 50}, disc(30, 25, 4));
    ObjectHints hints{.points = scene.points};
    HintStroke all{{}, false};
    for (int y = 15; y < 36; ++y) {
        all.points.push_back({10, y});
        all.points.push_back({50, y});
    }
    hints.strokes = {all};
    const auto result = segmentObject(engines()[engine], scene.image, hints);
    VERIFY_ERROR(result, ErrorCode::InvalidArgument);
    QVERIFY(sentence(result.error()).find("belongs to the object") != std::string::npos);
}

void CorrectionTest::strokesOutsideTheImageDoNothing()
{
    const Scene scene = drawScene({200, 160}, disc(90, 80, 50));
    ObjectHints hints{.points = scene.points};
    const auto before = segmentObject(engines().front(), scene.image, hints);
    hints.strokes = {{{{-40, 80}}, true}, {{{900, 900}, {950, 70}}, false}};
    const auto after = segmentObject(engines().front(), scene.image, hints);
    VERIFY_OK(before);
    VERIFY_OK(after);
    QVERIFY(before->region == after->region);
}

void CorrectionTest::theLastOfTwoStrokesOnOnePlaceHolds()
{
    const Scene scene = drawScene({200, 160}, disc(90, 80, 50));
    ObjectHints hints{.points = scene.points};
    hints.strokes = {{{{90, 80}}, false}, {{{90, 80}}, true}};
    const auto result = segmentObject(engines().front(), scene.image, hints);
    VERIFY_OK(result);
    QVERIFY(result->region.contains({90, 80}));
}

void CorrectionTest::nothingOutsideALassoBelongs()
{
    const Scene scene = drawScene({300, 240}, disc(150, 120, 70));
    const Region lasso = Region::fromRect({60, 30, 120, 180}); // It cuts off the object's right part.
    for (const Engine& engine : engines()) {
        const auto result = segmentObject(engine, scene.image, ObjectHints::ofLasso(lasso));
        VERIFY_OK(result);
        QVERIFY(subtracted(result->region, lasso).isEmpty());
        QVERIFY(result->region.contains({140, 120}));
    }
}

LABELWRIGHT_TEST(CorrectionTest)
#include "CorrectionTest.moc"
