// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/Wand.h"

#include "tests/core/segment/TestPhotos.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <cstdlib>
#include <vector>

using namespace labelwright;
using namespace labelwright::test;

class WandTest : public QObject {
    Q_OBJECT

private slots:
    void findsWhatASlowFloodFinds_data();
    void findsWhatASlowFloodFinds();
    void uniformPhotoIsTakenWhole();
    void hugeToleranceTakesEverything();
    void toleranceCountsForEachChannel();
    void windingRegionIsFollowedToItsEnd();
    void cornersAreNoContact();
    void staysInsideTheLimit();
    void seedOutsideIsRefused();
    void stopsWhenAsked();
};

namespace {

const std::uint8_t* pixelAt(const Image& photo, Point p)
{
    return photo.row(p.y).data() + static_cast<std::ptrdiff_t>(p.x) * Image::kBytesPerPixel;
}

void setPixel(Image& photo, Point p, std::uint8_t gray)
{
    for (int channel = 0; channel < Image::kBytesPerPixel; ++channel)
        photo.writableRow(p.y)[static_cast<std::size_t>(p.x * Image::kBytesPerPixel + channel)] = gray;
}

/// Pixel by pixel, as the header says it.
Region slowWand(const Image& photo, Point seed, int tolerance, const Rect& limit)
{
    std::vector<std::uint8_t> reached(static_cast<std::size_t>(photo.width() * photo.height()));
    std::vector<Point> open{seed};
    while (!open.empty()) {
        const Point p = open.back();
        open.pop_back();
        if (!limit.contains(p) || !photo.bounds().contains(p))
            continue;
        std::uint8_t& isReached = reached[static_cast<std::size_t>(p.y * photo.width() + p.x)];
        bool isNear = isReached == 0;
        for (int channel = 0; channel < 3; ++channel)
            isNear = isNear && std::abs(pixelAt(photo, p)[channel] - pixelAt(photo, seed)[channel]) <= tolerance;
        if (!isNear)
            continue;
        isReached = 1;
        open.insert(open.end(), {{p.x - 1, p.y}, {p.x + 1, p.y}, {p.x, p.y - 1}, {p.x, p.y + 1}});
    }
    return Region::fromRaster(photo.bounds(), reached);
}

} // namespace

void WandTest::findsWhatASlowFloodFinds_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize& size :
         {QSize(1, 1), QSize(1, 90), QSize(90, 1), QSize(63, 20), QSize(64, 20), QSize(65, 20), QSize(130, 77)})
        QTest::addRow("%d x %d", size.width(), size.height()) << size;
}

void WandTest::findsWhatASlowFloodFinds()
{
    QFETCH(QSize, size);
    const Size extent{size.width(), size.height()};
    for (const Image& photo : {noisePhoto(extent, 5), blotchPhoto(extent)}) {
        for (const Point& seed :
             {Point{0, 0}, Point{extent.width - 1, extent.height - 1}, Point{extent.width / 2, extent.height / 3}}) {
            for (int tolerance : {0, 1, 30, 90, 140, 255}) {
                const Result<Region> region = wandRegion(photo, seed, tolerance, photo.bounds());
                VERIFY_OK(region);
                QCOMPARE(*region, slowWand(photo, seed, tolerance, photo.bounds()));
            }
        }
    }
}

void WandTest::uniformPhotoIsTakenWhole()
{
    const Image photo = uniformPhoto({333, 222}, 200);
    QCOMPARE(*wandRegion(photo, {332, 0}, 0, photo.bounds()), Region::fromRect(photo.bounds()));
}

void WandTest::hugeToleranceTakesEverything()
{
    const Image photo = noisePhoto({100, 100}, 1);
    QCOMPARE(*wandRegion(photo, {50, 50}, 255, photo.bounds()), Region::fromRect(photo.bounds()));
    QCOMPARE(*wandRegion(photo, {50, 50}, 1'000'000, photo.bounds()), Region::fromRect(photo.bounds()));
    QCOMPARE(*wandRegion(photo, {50, 50}, -3, photo.bounds()), *wandRegion(photo, {50, 50}, 0, photo.bounds()));
}

void WandTest::toleranceCountsForEachChannel()
{
    for (std::size_t channel = 0; channel < 3; ++channel) {
        Image photo = uniformPhoto({2, 1}, 100);
        photo.writableRow(0)[Image::kBytesPerPixel + channel] = 110;
        QCOMPARE(wandRegion(photo, {0, 0}, 9, photo.bounds())->area(), 1);
        QCOMPARE(wandRegion(photo, {0, 0}, 10, photo.bounds())->area(), 2);
        QCOMPARE(wandRegion(photo, {1, 0}, 9, photo.bounds())->area(), 1);
    }
}

void WandTest::windingRegionIsFollowedToItsEnd()
{
    // Walls in every second row, each with a gap at the other end.
    Image photo = uniformPhoto({70, 41}, 10);
    for (int y = 1; y < 41; y += 2) {
        for (int x = 0; x < 70; ++x)
            setPixel(photo, {x, y}, 200);
        setPixel(photo, {y % 4 == 1 ? 69 : 0, y}, 10);
    }
    const Result<Region> region = wandRegion(photo, {0, 0}, 20, photo.bounds());
    VERIFY_OK(region);
    QCOMPARE(region->area(), 21 * 70 + 20);
    QVERIFY(region->contains({0, 40}));
}

void WandTest::cornersAreNoContact()
{
    Image photo = uniformPhoto({2, 2}, 0);
    setPixel(photo, {1, 0}, 255);
    setPixel(photo, {0, 1}, 255);
    QCOMPARE(wandRegion(photo, {0, 0}, 10, photo.bounds())->area(), 1);
}

void WandTest::staysInsideTheLimit()
{
    const Image photo = noisePhoto({200, 100}, 9);
    const Rect limit{70, 31, 65, 40};
    QCOMPARE(*wandRegion(photo, {70, 70}, 120, limit), slowWand(photo, {70, 70}, 120, limit));
    QCOMPARE(*wandRegion(photo, {10, 10}, 255, {-50, -50, 100, 100}), Region::fromRect({0, 0, 50, 50}));
}

void WandTest::seedOutsideIsRefused()
{
    const Image photo = uniformPhoto({10, 10}, 1);
    VERIFY_ERROR(wandRegion(photo, {10, 3}, 10, photo.bounds()), ErrorCode::InvalidArgument);
    VERIFY_ERROR(wandRegion(photo, {3, -1}, 10, photo.bounds()), ErrorCode::InvalidArgument);
    VERIFY_ERROR(wandRegion(photo, {3, 3}, 10, {5, 5, 5, 5}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(wandRegion(photo, {3, 3}, 10, {}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(wandRegion({}, {0, 0}, 10, {0, 0, 10, 10}), ErrorCode::InvalidArgument);
}

void WandTest::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    const Image photo = uniformPhoto({10, 10}, 1);
    VERIFY_ERROR(wandRegion(photo, {3, 3}, 10, photo.bounds(), source.get_token()), ErrorCode::Cancelled);
}

LABELWRIGHT_TEST(WandTest)
#include "WandTest.moc"
