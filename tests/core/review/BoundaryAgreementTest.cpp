// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/BoundaryAgreement.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <cmath>

using namespace labelwright;

namespace {

LabelMask disc(int centerX, int centerY, int radius, Label label = 1)
{
    constexpr Size kSize{60, 40};
    std::vector<Label> pixels;
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            const int dx = x - centerX;
            const int dy = y - centerY;
            pixels.push_back(dx * dx + dy * dy <= radius * radius ? label : kUnlabelled);
        }
    }
    return *LabelMask::create(kSize, std::move(pixels));
}

} // namespace

class BoundaryAgreementTest : public QObject {
    Q_OBJECT
private slots:
    void countsAreTheIndependentlyComputedOnes_data();
    void countsAreTheIndependentlyComputedOnes();
    void sameOutlinesAgreeWholly();
    void whereTheImageEndsIsNoOutline();
    void labelsThatOneLacksAgreeNowhere();
    void sumsAreOfAllImages();
    void theCoarseToleranceFollowsTheDiagonal();
};

void BoundaryAgreementTest::countsAreTheIndependentlyComputedOnes_data()
{
    QTest::addColumn<double>("tolerance");
    QTest::addColumn<int>("near");      // of 64 pixels of the first disc, to the second,
    QTest::addColumn<int>("nearFirst"); // of 72 of the second, to the first,
    QTest::addColumn<int>("toCut");     // of 64 of the first, to one that the image cuts,
    QTest::addColumn<int>("ofCut");     // and of its 26 to the first.
    // Computed by another program, by comparing every pixel with every other.
    QTest::newRow("1 px") << 1.0 << 16 << 15 << 8 << 8;
    QTest::newRow("2 px") << 2.0 << 29 << 28 << 13 << 13;
    QTest::newRow("3 px") << 3.0 << 47 << 45 << 15 << 15;
    QTest::newRow("5.5 px") << 5.5 << 64 << 72 << 19 << 19;
}

void BoundaryAgreementTest::countsAreTheIndependentlyComputedOnes()
{
    QFETCH(double, tolerance);
    QFETCH(int, near);
    QFETCH(int, nearFirst);
    QFETCH(int, toCut);
    QFETCH(int, ofCut);
    const LabelMask first = disc(20, 20, 12);
    QVERIFY(boundaryAgreement(first, disc(24, 19, 13), 1, tolerance) == (BoundaryAgreement{64, near, 72, nearFirst}));
    QVERIFY(boundaryAgreement(first, disc(5, 35, 12), 1, tolerance) == (BoundaryAgreement{64, toCut, 26, ofCut}));
}

void BoundaryAgreementTest::sameOutlinesAgreeWholly()
{
    const LabelMask mask = disc(20, 20, 12, 7);
    QCOMPARE(boundaryAgreement(mask, mask, 7, 0).f(), std::optional(1.0));
}

void BoundaryAgreementTest::whereTheImageEndsIsNoOutline()
{
    const LabelMask whole = *LabelMask::create({4, 3}, std::vector<Label>(12, 1));
    const BoundaryAgreement found = boundaryAgreement(whole, whole, 1, 2);
    QVERIFY(found == BoundaryAgreement{});
    QVERIFY(!found.f());
}

void BoundaryAgreementTest::labelsThatOneLacksAgreeNowhere()
{
    const BoundaryAgreement found = boundaryAgreement(disc(20, 20, 12), disc(20, 20, 12, 2), 1, 100);
    QVERIFY(found == (BoundaryAgreement{64, 0, 0, 0}));
    QCOMPARE(found.f(), std::optional(0.0));
    QVERIFY(!boundaryAgreement(disc(20, 20, 12), disc(20, 20, 12), 3, 2).f());
}

void BoundaryAgreementTest::sumsAreOfAllImages()
{
    BoundaryAgreement sum{10, 5, 20, 20};
    sum += {10, 10, 20, 10};
    QVERIFY(sum == (BoundaryAgreement{20, 15, 40, 30}));
    QCOMPARE(sum.f(), std::optional(0.75));
}

void BoundaryAgreementTest::theCoarseToleranceFollowsTheDiagonal()
{
    QCOMPARE(coarseTolerance({640, 480}), 6.0);
    QCOMPARE(coarseTolerance({30, 40}), 1.0);
}

LABELWRIGHT_TEST(BoundaryAgreementTest)
#include "BoundaryAgreementTest.moc"
