// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/Agreement.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <cmath>

using namespace labelwright;

namespace {

// Three raters of sixty pixels. The figures below were computed by another program, from the definitions alone.
const QByteArray kFirst = "311302000012023030001102000230000200001103003210100010133333";
const QByteArray kSecond = "311302003012022030202102320302002000001103000210220010313303";
const QByteArray kThird = "311301100012123330002102000333000300001103000210120010213323";

LabelMask maskOf(const QByteArray& digits)
{
    std::vector<Label> pixels;
    for (const char digit : digits)
        pixels.push_back(static_cast<Label>(digit - '0'));
    return *LabelMask::create({static_cast<int>(digits.size()), 1}, pixels);
}

ConfusionMatrix confusion(const QByteArray& first, const QByteArray& second)
{
    return *confusionOf(maskOf(first), maskOf(second), 4);
}

bool isNearly(std::optional<double> found, double expected)
{
    return found && std::abs(*found - expected) < 1e-9;
}

} // namespace

class AgreementTest : public QObject {
    Q_OBJECT
private slots:
    void figuresAreTheIndependentlyComputedOnes();
    void fleissKappaIsTheIndependentlyComputedOne();
    void whoAgreesEverywhereHasOne();
    void whoAgreesNowhereHasNone();
    void whatNobodyGaveHasNoFigure();
    void oneLabelForAllIsNoEvidence();
};

void AgreementTest::figuresAreTheIndependentlyComputedOnes()
{
    const ConfusionMatrix matrix = confusion(kFirst, kSecond);
    QVERIFY(isNearly(accuracyOf(matrix), 0.7166666666666667));
    QVERIFY(isNearly(cohensKappa(matrix), 0.5867098865478121));
    QVERIFY(isNearly(iouOf(matrix, 0), 0.6764705882352942));
    QVERIFY(isNearly(iouOf(matrix, 2), 1.0 / 3));
    QVERIFY(isNearly(meanIou(matrix), 0.4791666666666667));
    QVERIFY(isNearly(f1Of(matrix, 1), 0.8));
    QVERIFY(isNearly(f1Of(matrix, 3), 0.6086956521739131));
}

void AgreementTest::fleissKappaIsTheIndependentlyComputedOne()
{
    const std::vector<ConfusionMatrix> pairs{confusion(kFirst, kSecond), confusion(kFirst, kThird),
                                             confusion(kSecond, kThird)};
    QVERIFY(isNearly(fleissKappa(pairs), 0.6293975472204818));
}

void AgreementTest::whoAgreesEverywhereHasOne()
{
    const ConfusionMatrix matrix = confusion(kFirst, kFirst);
    QCOMPARE(accuracyOf(matrix), std::optional(1.0));
    QCOMPARE(meanIou(matrix), std::optional(1.0));
    QCOMPARE(cohensKappa(matrix), std::optional(1.0));
    QCOMPARE(fleissKappa(std::vector{matrix, matrix}), std::optional(1.0));
}

void AgreementTest::whoAgreesNowhereHasNone()
{
    const ConfusionMatrix matrix = confusion("1122", "2211");
    QCOMPARE(accuracyOf(matrix), std::optional(0.0));
    QCOMPARE(meanIou(matrix), std::optional(0.0));
    QCOMPARE(cohensKappa(matrix), std::optional(-1.0));
}

void AgreementTest::whatNobodyGaveHasNoFigure()
{
    const ConfusionMatrix nothing(4);
    QVERIFY(!accuracyOf(nothing) && !meanIou(nothing) && !cohensKappa(nothing) && !iouOf(nothing, 1));
    QVERIFY(!fleissKappa({}) && !fleissKappa(std::vector{nothing}));
    // Unlabeled pixels do not count in the mean.
    QVERIFY(!meanIou(confusion("000", "000")));
    QCOMPARE(meanIou(confusion("0022", "0022")), std::optional(1.0));
    QVERIFY(!iouOf(confusion("0022", "0022"), 1));
}

void AgreementTest::oneLabelForAllIsNoEvidence()
{
    const ConfusionMatrix matrix = confusion("111", "111");
    QVERIFY(!cohensKappa(matrix) && !fleissKappa(std::vector{matrix}));
    QCOMPARE(accuracyOf(matrix), std::optional(1.0));
}

LABELWRIGHT_TEST(AgreementTest)
#include "AgreementTest.moc"
