// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/MaskAssembly.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <limits>

using namespace labelwright;

using Places = std::vector<PointF>;

constexpr Size kSquare{4, 4};

class MaskAssemblyTest : public QObject {
    Q_OBJECT
private slots:
    void whatComesLaterLiesOnTop();
    void whatLiesOutsideIsLeftOut();
    void theSameLabelTwiceIsNoOverlap();
    void sizesThatNoMaskHasAreTooLarge();
    void outlinesFarOutsideAreMalformed();
    void anOutlineIsFilledInTheImagesRowsAlone();
    void anOutlineThatNobodyDrewIsTooLarge();
};

void MaskAssemblyTest::whatComesLaterLiesOnTop()
{
    Result<MaskAssembly> mask = MaskAssembly::create({4, 2});
    VERIFY_OK(mask);
    mask->add(Region::fromRect({0, 0, 3, 2}), 1);
    mask->add(Region::fromRect({2, 0, 2, 1}), 2);
    DatasetItem item;
    std::move(*mask).finish(item);
    QVERIFY(*item.mask == *LabelMask::create({4, 2}, {1, 1, 2, 2, 1, 1, 1, 0}));
    QVERIFY(item.size == (Size{4, 2}));
    QCOMPARE(item.notes.size(), std::size_t(1));
    QVERIFY(item.notes[0].find(" 1 pixels") != std::string::npos);
}

void MaskAssemblyTest::whatLiesOutsideIsLeftOut()
{
    Result<MaskAssembly> mask = MaskAssembly::create({2, 2});
    VERIFY_OK(mask);
    mask->add(Region::fromRect({-3, 1, 9, 7}), 5);
    DatasetItem item;
    std::move(*mask).finish(item);
    QVERIFY(*item.mask == *LabelMask::create({2, 2}, {0, 0, 5, 5}));
}

void MaskAssemblyTest::theSameLabelTwiceIsNoOverlap()
{
    Result<MaskAssembly> mask = MaskAssembly::create({2, 1});
    VERIFY_OK(mask);
    mask->add(Region::fromRect({0, 0, 2, 1}), 5);
    mask->add(Region::fromRect({0, 0, 2, 1}), 5);
    DatasetItem item;
    std::move(*mask).finish(item);
    QVERIFY(item.notes.empty());
}

void MaskAssemblyTest::sizesThatNoMaskHasAreTooLarge()
{
    for (const Size size : {Size{0, 5}, Size{5, -1}, Size{32769, 1}, Size{32768, 32768}})
        VERIFY_ERROR(MaskAssembly::create(size), ErrorCode::TooLarge);
}

void MaskAssemblyTest::outlinesFarOutsideAreMalformed()
{
    VERIFY_ERROR(regionOfOutline(Places{{0, 0}, {1, 1}}, kSquare), ErrorCode::Malformed);
    VERIFY_ERROR(regionOfOutline(Places{{0, 0}, {1, 1}, {0, 1e9}}, kSquare), ErrorCode::Malformed);
    VERIFY_ERROR(regionOfOutline(Places{{0, 0}, {1, 1}, {0, std::numeric_limits<double>::quiet_NaN()}}, kSquare),
                 ErrorCode::Malformed);
    const Result<Region> square = regionOfOutline(Places{{1, 1}, {3, 1}, {3, 3}, {1, 3}}, kSquare);
    VERIFY_OK(square);
    QCOMPARE(*square, Region::fromRect({1, 1, 2, 2}));
}

void MaskAssemblyTest::anOutlineIsFilledInTheImagesRowsAlone()
{
    const Result<Region> region =
        regionOfOutline(Places{{1, -60'000}, {3, -60'000}, {3, 60'000}, {1, 60'000}}, kSquare);
    VERIFY_OK(region);
    QCOMPARE(*region, Region::fromRect({1, 0, 2, 4}));
}

/// A text of some kilobytes would fill gigabytes.
void MaskAssemblyTest::anOutlineThatNobodyDrewIsTooLarge()
{
    constexpr Size kHigh{2, 30'000};
    Places zigzag;
    for (int corner = 0; corner < 1200; ++corner)
        zigzag.push_back({corner % 2 == 0 ? 0.0 : 2.0, corner % 2 == 0 ? -60'000.0 : 60'000.0});
    VERIFY_ERROR(regionOfOutline(zigzag, kHigh), ErrorCode::TooLarge);
    VERIFY_OK(regionOfOutline(zigzag, kSquare)); // of which little is in the image
}

LABELWRIGHT_TEST(MaskAssemblyTest)
#include "MaskAssemblyTest.moc"
