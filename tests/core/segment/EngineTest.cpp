// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/Engine.h"

#include "tests/core/segment/TestScenes.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <set>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// The box of the points, those outside moved to the image's edge.
Rect boxInside(const ExtremePoints& points, const Rect& image)
{
    Rect box;
    for (Point p : points.all())
        box = box.united({std::clamp(p.x, 0, image.width - 1), std::clamp(p.y, 0, image.height - 1), 1, 1});
    return box;
}

struct HardCase {
    const char* name;
    Image image;
    ExtremePoints points;
};

ExtremePoints allAt(Point p)
{
    return {p, p, p, p};
}

std::vector<HardCase> hardCases()
{
    const ExtremePoints middle{{60, 20}, {60, 79}, {20, 50}, {99, 50}};
    const ExtremePoints whole{{60, 0}, {60, 99}, {0, 50}, {119, 50}};
    const Size size{120, 100};
    return {
        {"flat image", flat(size), middle},
        {"noise", noise(size), middle},
        {"object fills the flat photo", flat(size), whole},
        {"object fills the noisy photo", noise(size), whole},
        {"object touches the left edge", drawScene(size, disc(5, 50, 30)).image, {{5, 20}, {5, 80}, {0, 50}, {35, 50}}},
        {"object touches a corner", noise(size), {{10, 0}, {5, 40}, {0, 5}, {45, 10}}},
        {"one column", noise(size), {{40, 10}, {40, 90}, {40, 50}, {40, 50}}},
        {"one row", noise(size), {{40, 10}, {50, 10}, {5, 10}, {110, 10}}},
        {"diagonal line", noise(size), {{10, 10}, {90, 90}, {10, 10}, {90, 90}}},
        {"one pixel", noise(size), allAt({33, 44})},
        {"one pixel in the corner", noise(size), allAt({0, 0})},
        {"image of one pixel", flat({1, 1}), allAt({0, 0})},
        {"image of one row", noise({300, 1}), {{100, 0}, {100, 0}, {50, 0}, {200, 0}}},
        {"image of one column", noise({1, 300}), {{0, 50}, {0, 200}, {0, 100}, {0, 100}}},
        {"all points outside", noise(size), allAt({-500, 700})},
        {"points outside", noise(size), {{60, -50}, {60, 500}, {-9, 50}, {1'000'000, 50}}},
        {"roles mixed up", noise(size), {{60, 79}, {60, 20}, {99, 50}, {20, 50}}},
    };
}

} // namespace

class EngineTest : public QObject {
    Q_OBJECT
private slots:
    void everyIdFindsItsEngine();
    void hardCasesGiveSomethingSensible_data();
    void hardCasesGiveSomethingSensible();
    void theNumberOfThreadsChangesNothing();
    void aNullImageIsAnError();
};

void EngineTest::everyIdFindsItsEngine()
{
    QVERIFY(!engines().empty());
    QCOMPARE(engines().front().id, std::string_view("four-point"));
    std::set<std::string_view> ids;
    for (const Engine& engine : engines()) {
        QCOMPARE(findEngine(engine.id), &engine);
        ids.insert(engine.id);
    }
    QCOMPARE(ids.size(), engines().size());
    QCOMPARE(findEngine("no such engine"), nullptr);
}

void EngineTest::hardCasesGiveSomethingSensible_data()
{
    QTest::addColumn<std::size_t>("engine");
    QTest::addColumn<std::size_t>("hardCase");
    const std::vector<HardCase> cases = hardCases();
    for (std::size_t engine = 0; engine < engines().size(); ++engine) {
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::addRow("%s, %s", engines()[engine].id.data(), cases[i].name) << engine << i;
    }
}

void EngineTest::hardCasesGiveSomethingSensible()
{
    QFETCH(std::size_t, engine);
    QFETCH(std::size_t, hardCase);
    const HardCase tried = hardCases()[hardCase];
    const auto result = segmentObject(engines()[engine], tried.image, {.points = tried.points});
    VERIFY_OK(result);
    QVERIFY(!result->region.isEmpty());
    QVERIFY(result->region.clipped(tried.image.bounds()) == result->region);
    QVERIFY(result->confidence >= 0 && result->confidence <= 1);
    const Rect inside = boxInside(tried.points, tried.image.bounds());
    QVERIFY(result->region.clipped(inside.grown(2)) == result->region);
    QVERIFY2(result->region.area() * 8 >= std::max(inside.width, inside.height), "not even a line");
}

void EngineTest::theNumberOfThreadsChangesNothing()
{
    const Scene scene = drawScene({900, 700}, disc(420, 330, 250));
    for (const Engine& engine : engines()) {
        cv::setNumThreads(1);
        const auto alone = segmentObject(engine, scene.image, {.points = scene.points});
        cv::setNumThreads(2);
        cv::theRNG().state = 12345; // the thread's random numbers play no part either
        const auto together = segmentObject(engine, scene.image, {.points = scene.points});
        VERIFY_OK(alone);
        VERIFY_OK(together);
        QVERIFY(alone->region == together->region);
        QCOMPARE(alone->confidence, together->confidence);
    }
}

void EngineTest::aNullImageIsAnError()
{
    for (const Engine& engine : engines())
        VERIFY_ERROR(segmentObject(engine, Image(), {.points = allAt({0, 0})}), ErrorCode::InvalidArgument);
}

LABELWRIGHT_TEST(EngineTest)
#include "EngineTest.moc"
