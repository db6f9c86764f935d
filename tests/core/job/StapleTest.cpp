// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/MaskVotes.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

using namespace labelwright;

using Rows = QList<QByteArray>;

namespace {

/// One row of pixels from digits.
std::vector<LabelMask> masksOf(const Rows& rows)
{
    std::vector<LabelMask> masks;
    for (const QByteArray& digits : rows) {
        std::vector<Label> pixels;
        for (const char digit : digits)
            pixels.push_back(static_cast<Label>(digit - '0'));
        masks.push_back(*LabelMask::create({static_cast<int>(digits.size()), 1}, pixels));
    }
    return masks;
}

QByteArray digitsOf(const std::vector<Label>& labels)
{
    QByteArray digits;
    for (const Label label : labels)
        digits += static_cast<char>('0' + label);
    return digits;
}

const QByteArray kTruth = "000101100022121001212200";

/// Two who are mostly right, and three who guess.
Rows twoGoodOfFive()
{
    return {"010101100022121001212200", "000101100022121001212200", "120101212000020000210021",
            "002211212122001112220101", "200110221101000001200100"};
}

} // namespace

class StapleTest : public QObject {
    Q_OBJECT
private slots:
    void givesTheIndependentlyComputedNumbers_data();
    void givesTheIndependentlyComputedNumbers();
    void aCarefulMinorityMayWin();
    void sizeDoesNotMatter();
    void theOrderOfTheMasksDoesNotMatter();
    void manyLabelsAndWorkersStayFinite();
};

void StapleTest::givesTheIndependentlyComputedNumbers_data()
{
    QTest::addColumn<Rows>("masks");
    QTest::addColumn<QByteArray>("winner");
    QTest::addColumn<double>("confidence");
    // Computed by another program, from the formulas alone.
    QTest::newRow("two workers") << Rows{"0011", "0111"} << QByteArray("0111") << 0.80277;
    QTest::newRow("one mixes labels up") << Rows{"0000111122220000", "0000111122220000", "1111111122222222"}
                                         << QByteArray("0000111122220000") << 0.9942;
    QTest::newRow("one has all wrong") << Rows{"00001111", "00001111", "11110000"} << QByteArray("00001111")
                                       << 0.987227;
    QTest::newRow("three labels") << Rows{"0012", "0021", "0013"} << QByteArray("0011") << 0.958069;
    QTest::newRow("five workers") << twoGoodOfFive() << kTruth << 0.987312;
    QTest::newRow("all agree") << Rows{"3333", "3333"} << QByteArray("3333") << 1.0;
    QTest::newRow("nobody labeled anything") << Rows{"0000", "0000"} << QByteArray("0000") << 1.0;
}

void StapleTest::givesTheIndependentlyComputedNumbers()
{
    QFETCH(Rows, masks);
    QFETCH(QByteArray, winner);
    QFETCH(double, confidence);
    const MaskOutcome outcome = stapleOf(masksOf(masks));
    QCOMPARE(digitsOf(outcome.labels), winner);
    QCOMPARE(std::round(outcome.confidence * 1e6) / 1e6, confidence);
}

void StapleTest::aCarefulMinorityMayWin()
{
    const auto mistakes = [](const MaskOutcome& outcome) {
        return std::inner_product(kTruth.begin(), kTruth.end(), outcome.labels.begin(), 0, std::plus<>(),
                                  [](char right, Label found) { return right - '0' == found ? 0 : 1; });
    };
    const std::vector<LabelMask> masks = masksOf(twoGoodOfFive());
    QCOMPARE(mistakes(stapleOf(masks)), 0);
    QCOMPARE(mistakes(pluralityOf(masks)), 3);
}

/// Pixels with the same votes are counted together.
void StapleTest::sizeDoesNotMatter()
{
    Rows rows = twoGoodOfFive();
    for (QByteArray& row : rows)
        row = row.repeated(1000);
    const MaskOutcome outcome = stapleOf(masksOf(rows));
    QCOMPARE(digitsOf(outcome.labels), kTruth.repeated(1000));
    QVERIFY(outcome.confidence > 0.98);
}

void StapleTest::theOrderOfTheMasksDoesNotMatter()
{
    Rows rows = twoGoodOfFive();
    const QByteArray first = digitsOf(stapleOf(masksOf(rows)).labels);
    std::ranges::sort(rows);
    do
        QCOMPARE(digitsOf(stapleOf(masksOf(rows)).labels), first);
    while (std::ranges::next_permutation(rows).found);
}

void StapleTest::manyLabelsAndWorkersStayFinite()
{
    std::vector<LabelMask> masks;
    for (int worker = 0; worker < 9; ++worker) {
        std::vector<Label> pixels(std::size_t{254} * 16);
        for (std::size_t pixel = 0; pixel < pixels.size(); ++pixel)
            pixels[pixel] = static_cast<Label>((pixel + (pixel % 9 == static_cast<std::size_t>(worker) ? 1 : 0)) % 254);
        masks.push_back(*LabelMask::create({254, 16}, std::move(pixels)));
    }
    const MaskOutcome outcome = stapleOf(masks);
    QVERIFY(outcome.confidence > 0.99 && outcome.confidence <= 1);
    for (std::size_t pixel = 0; pixel < outcome.labels.size(); ++pixel)
        QCOMPARE(outcome.labels[pixel], static_cast<Label>(pixel % 254));
}

LABELWRIGHT_TEST(StapleTest)
#include "StapleTest.moc"
