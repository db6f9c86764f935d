// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/ConfusionMatrix.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <random>

using namespace labelwright;

namespace {

/// Runs of random labels and lengths, so that blocks of 64 are alike, mixed, and cut at the end.
LabelMask randomRuns(Size size, unsigned seed, int longest)
{
    std::mt19937 random(seed);
    std::vector<Label> pixels;
    const std::size_t count = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
    while (pixels.size() < count)
        pixels.insert(pixels.end(), 1 + random() % static_cast<unsigned>(longest), static_cast<Label>(random() % 5));
    pixels.resize(count);
    return *LabelMask::create(size, std::move(pixels));
}

} // namespace

class ConfusionMatrixTest : public QObject {
    Q_OBJECT
private slots:
    void everyPixelIsCountedOnce_data();
    void everyPixelIsCountedOnce();
    void sumsAreOfRowsAndColumns();
    void matricesAddUp();
    void theHighestLabelIsCounted();
    void otherSizesAreRefused();
};

void ConfusionMatrixTest::everyPixelIsCountedOnce_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("longest");
    QTest::newRow("one pixel") << 1 << 1 << 1;
    QTest::newRow("less than a block") << 63 << 1 << 3;
    QTest::newRow("a block") << 64 << 1 << 200;
    QTest::newRow("a pixel more") << 65 << 1 << 200;
    QTest::newRow("noise") << 97 << 31 << 1;
    QTest::newRow("long runs") << 97 << 31 << 400;
}

void ConfusionMatrixTest::everyPixelIsCountedOnce()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, longest);
    const LabelMask first = randomRuns({width, height}, 1, longest);
    const LabelMask second = randomRuns({width, height}, 2, longest);
    ConfusionMatrix expected(5);
    for (std::size_t pixel = 0; pixel < first.pixels().size(); ++pixel)
        expected.add(first.pixels()[pixel], second.pixels()[pixel], 1);
    const Result<ConfusionMatrix> found = confusionOf(first, second, 5);
    VERIFY_OK(found);
    QVERIFY(*found == expected);
    QCOMPARE(found->total(), std::int64_t{width} * height);
}

void ConfusionMatrixTest::sumsAreOfRowsAndColumns()
{
    ConfusionMatrix matrix(3);
    matrix.add(0, 0, 1);
    matrix.add(0, 2, 10);
    matrix.add(1, 2, 100);
    matrix.add(2, 2, 1000);
    QCOMPARE(matrix.total(), std::int64_t{1111});
    QCOMPARE(matrix.agreed(), std::int64_t{1001});
    QCOMPARE(matrix.firstTotal(0), std::int64_t{11});
    QCOMPARE(matrix.secondTotal(2), std::int64_t{1110});
    QCOMPARE(matrix.secondTotal(1), std::int64_t{0});
}

void ConfusionMatrixTest::matricesAddUp()
{
    ConfusionMatrix one(2);
    one.add(0, 1, 3);
    ConfusionMatrix other(2);
    other.add(0, 1, 4);
    other.add(1, 1, 5);
    one += other;
    QCOMPARE(one.at(0, 1), std::int64_t{7});
    QCOMPARE(one.at(1, 1), std::int64_t{5});
}

void ConfusionMatrixTest::theHighestLabelIsCounted()
{
    const LabelMask mask = *LabelMask::create({2, 1}, {254, 0});
    const Result<ConfusionMatrix> found = confusionOf(mask, mask, 255);
    VERIFY_OK(found);
    QCOMPARE(found->at(254, 254), std::int64_t{1});
}

void ConfusionMatrixTest::otherSizesAreRefused()
{
    VERIFY_ERROR(confusionOf(*LabelMask::create({2, 3}), *LabelMask::create({3, 2}), 1), ErrorCode::Mismatch);
}

LABELWRIGHT_TEST(ConfusionMatrixTest)
#include "ConfusionMatrixTest.moc"
