// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/LabelledRegions.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <random>

using namespace labelwright;

class LabelledRegionsTest : public QObject {
    Q_OBJECT
private slots:
    void anUnlabelledMaskHasNone();
    void everyPixelIsInTheRegionOfItsLabel();
    void partsThatTouchAtACornerAreOne();
    void partsAreSortedByLabelAndFirstPixel();
};

void LabelledRegionsTest::anUnlabelledMaskHasNone()
{
    QVERIFY(labelledRegions(*LabelMask::create({4, 3})).empty());
}

void LabelledRegionsTest::everyPixelIsInTheRegionOfItsLabel()
{
    std::mt19937 random(5);
    std::vector<Label> pixels(200 * 7);
    for (std::size_t pixel = 0; pixel < pixels.size(); ++pixel)
        pixels[pixel] = random() % 9 == 0 || pixel == 0 ? static_cast<Label>(random() % 5 * 60) : pixels[pixel - 1];
    const LabelMask mask = *LabelMask::create({200, 7}, pixels);
    std::vector<Label> painted(pixels.size());
    for (const LabelledRegion& each : labelledRegions(mask)) {
        for (const RowSpan& span : each.region.spans()) {
            for (int x = span.x0; x < span.x1; ++x)
                painted[static_cast<std::size_t>(span.y * 200 + x)] = each.label;
        }
    }
    QCOMPARE(painted, pixels);
}

void LabelledRegionsTest::partsThatTouchAtACornerAreOne()
{
    const LabelMask mask = *LabelMask::create({3, 2}, {1, 0, 1, //
                                                       0, 1, 0});
    QCOMPARE(labelledParts(mask).size(), std::size_t(1));
}

void LabelledRegionsTest::partsAreSortedByLabelAndFirstPixel()
{
    const LabelMask mask = *LabelMask::create({5, 1}, {2, 1, 0, 1, 2});
    const std::vector<LabelledRegion> expected{{1, Region::fromRect({1, 0, 1, 1})},
                                               {1, Region::fromRect({3, 0, 1, 1})},
                                               {2, Region::fromRect({0, 0, 1, 1})},
                                               {2, Region::fromRect({4, 0, 1, 1})}};
    QVERIFY(labelledParts(mask) == expected);
}

LABELWRIGHT_TEST(LabelledRegionsTest)
#include "LabelledRegionsTest.moc"
