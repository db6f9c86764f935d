// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/LiveWire.h"

#include "tests/core/segment/TestPhotos.h"
#include "tests/core/segment/TestScenes.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <cmath>
#include <cstdlib>

using namespace labelwright;
using namespace labelwright::test;

class LiveWireTest : public QObject {
    Q_OBJECT

private slots:
    void wayFollowsAnObjectsEdge();
    void wayIsOnePixelAfterTheOther_data();
    void wayIsOnePixelAfterTheOther();
    void wayToTheAnchorIsTheAnchor();
    void largeAreasAreScaledDown();
    void targetOutsideTheAreaIsReachedStraight();
    void areaHoldsAnchorAndPointerWithRoomAround();
    void nearPointersShareAnArea();
    void partOutsideThePhotoIsRefused();
    void stopsWhenAsked();
};

void LiveWireTest::wayFollowsAnObjectsEdge()
{
    const Scene scene = drawScene({200, 200}, disc(100, 100, 60));
    const Point anchor{40, 100};
    const Result<LiveWireMap> map = LiveWireMap::build(scene.image, scene.image.bounds(), anchor);
    VERIFY_OK(map);
    QCOMPARE(map->anchor(), anchor);
    QCOMPARE(map->area(), scene.image.bounds());
    const std::vector<Point> way = map->wayTo({100, 40}); // a quarter of the circle
    QVERIFY(way.size() > 60);
    for (const Point& p : way) {
        const double offEdge = std::abs(std::hypot(p.x - 100, p.y - 100) - 60);
        QVERIFY2(offEdge < 3.5, qPrintable(QString("%1, %2").arg(p.x).arg(p.y)));
    }
}

void LiveWireTest::wayIsOnePixelAfterTheOther_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize& size : {QSize(1, 1), QSize(1, 50), QSize(50, 1), QSize(2, 2), QSize(3, 3), QSize(60, 40)})
        QTest::addRow("%d x %d", size.width(), size.height()) << size;
}

void LiveWireTest::wayIsOnePixelAfterTheOther()
{
    QFETCH(QSize, size);
    const Size extent{size.width(), size.height()};
    const Point end{extent.width - 1, extent.height - 1};
    for (const Image& photo : {noisePhoto(extent, 4), uniformPhoto(extent, 40)}) {
        const Result<LiveWireMap> map = LiveWireMap::build(photo, photo.bounds(), {0, 0});
        VERIFY_OK(map);
        const std::vector<Point> way = map->wayTo(end);
        QCOMPARE(way.front(), Point{});
        QCOMPARE(way.back(), end);
        for (std::size_t i = 1; i < way.size(); ++i) {
            QVERIFY(photo.bounds().contains(way[i]));
            QVERIFY(std::abs(way[i].x - way[i - 1].x) <= 1 && std::abs(way[i].y - way[i - 1].y) <= 1);
        }
    }
}

void LiveWireTest::wayToTheAnchorIsTheAnchor()
{
    const Image photo = blotchPhoto({40, 40});
    const Result<LiveWireMap> map = LiveWireMap::build(photo, {10, 10, 20, 20}, {12, 17});
    VERIFY_OK(map);
    QCOMPARE(map->wayTo({12, 17}), (std::vector<Point>{{12, 17}}));
}

void LiveWireTest::largeAreasAreScaledDown()
{
    const Scene scene = drawScene({1500, 300}, [](int, int y) { return y < 150; });
    const Result<LiveWireMap> map = LiveWireMap::build(scene.image, scene.image.bounds(), {10, 150});
    VERIFY_OK(map);
    const std::vector<Point> way = map->wayTo({1490, 150});
    QCOMPARE(way.front(), (Point{10, 150}));
    QCOMPARE(way.back(), (Point{1490, 150}));
    QVERIFY(way.size() < 1200);
    for (const Point& p : way)
        QVERIFY(std::abs(p.y - 150) < 5);
}

void LiveWireTest::targetOutsideTheAreaIsReachedStraight()
{
    const Image photo = blotchPhoto({100, 100});
    const Result<LiveWireMap> map = LiveWireMap::build(photo, {20, 20, 30, 30}, {25, 25});
    VERIFY_OK(map);
    const std::vector<Point> way = map->wayTo({90, 30});
    QCOMPARE(way.back(), (Point{90, 30}));
    QVERIFY(map->area().contains(way[way.size() - 2]));
}

void LiveWireTest::areaHoldsAnchorAndPointerWithRoomAround()
{
    const Size large{20'000, 9'000};
    for (int distance : {0, 10, 250, 700, 4'000}) {
        const Point anchor{10'000, 4'500};
        const Point pointer{anchor.x + distance, anchor.y - distance};
        const Rect area = liveWireArea(anchor, pointer, large);
        QVERIFY(area.contains(anchor) && area.contains(pointer));
        QVERIFY(area.right() - pointer.x > distance / 4);
    }
    QCOMPARE(liveWireArea({0, 0}, {99, 49}, {100, 50}), (Rect{0, 0, 100, 50}));
    QCOMPARE(liveWireArea({5, 5}, {90'000, 70'000}, {100, 50}), (Rect{0, 0, 100, 50}));
}

void LiveWireTest::nearPointersShareAnArea()
{
    const Size size{8'000, 8'000};
    const Rect near = liveWireArea({4'000, 4'000}, {4'001, 4'000}, size);
    QCOMPARE(liveWireArea({4'000, 4'000}, {4'150, 3'900}, size), near);
    const Rect far = liveWireArea({4'000, 4'000}, {4'400, 4'000}, size);
    QCOMPARE(near.united(far), far);
    QVERIFY(near != far);
}

void LiveWireTest::partOutsideThePhotoIsRefused()
{
    const Image photo = uniformPhoto({10, 10}, 1);
    VERIFY_ERROR(LiveWireMap::build(photo, {0, 0, 11, 10}, {1, 1}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(LiveWireMap::build(photo, {0, 0, 5, 5}, {5, 1}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(LiveWireMap::build(photo, {}, {0, 0}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(LiveWireMap::build({}, {0, 0, 1, 1}, {0, 0}), ErrorCode::InvalidArgument);
}

void LiveWireTest::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    const Image photo = uniformPhoto({10, 10}, 1);
    VERIFY_ERROR(LiveWireMap::build(photo, photo.bounds(), {0, 0}, source.get_token()), ErrorCode::Cancelled);
}

LABELWRIGHT_TEST(LiveWireTest)
#include "LiveWireTest.moc"
