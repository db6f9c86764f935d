// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/TransposedRegion.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace labelwright;

class TransposedRegionTest : public QObject {
    Q_OBJECT
private slots:
    void nothingStaysNothing() { QVERIFY(transposed({}).isEmpty()); }
    void aRectangleLiesOnItsSide();
    void everyPixelIsMirrored();
    void twiceIsTheRegionAgain();
};

namespace {

Region randomDots(std::mt19937& random)
{
    const Rect bounds{-7, 4, 1 + static_cast<int>(random() % 20), 1 + static_cast<int>(random() % 20)};
    std::vector<std::uint8_t> raster(static_cast<std::size_t>(bounds.width * bounds.height));
    const auto share = random() % 6;
    std::ranges::generate(raster, [&] { return static_cast<std::uint8_t>(random() % 5 < share); });
    return Region::fromRaster(bounds, raster);
}

} // namespace

void TransposedRegionTest::aRectangleLiesOnItsSide()
{
    QCOMPARE(transposed(Region::fromRect({3, -2, 5, 2})), Region::fromRect({-2, 3, 2, 5}));
}

void TransposedRegionTest::everyPixelIsMirrored()
{
    std::mt19937 random(1);
    for (int round = 0; round < 200; ++round) {
        const Region region = randomDots(random);
        std::vector<RowSpan> pixels;
        for (const RowSpan& span : region.spans()) {
            for (int x = span.x0; x < span.x1; ++x)
                pixels.push_back({x, span.y, span.y + 1});
        }
        QCOMPARE(transposed(region), Region::fromSpans(pixels));
    }
}

void TransposedRegionTest::twiceIsTheRegionAgain()
{
    std::mt19937 random(2);
    for (int round = 0; round < 200; ++round) {
        const Region region = randomDots(random);
        QCOMPARE(transposed(transposed(region)), region);
    }
}

LABELWRIGHT_TEST(TransposedRegionTest)
#include "TransposedRegionTest.moc"
