// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Consolidate.h"

#include "core/groundtruth/WorkerPng.h"
#include "core/job/MaskVotes.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace labelwright;
namespace fs = std::filesystem;

using Rows = QList<QByteArray>;

namespace {

/// One row of pixels from digits.
LabelMask maskOf(const QByteArray& digits)
{
    std::vector<Label> pixels;
    for (const char digit : digits)
        pixels.push_back(static_cast<Label>(digit - '0'));
    return *LabelMask::create({static_cast<int>(digits.size()), 1}, pixels);
}

QByteArray digitsOf(const LabelMask& mask)
{
    QByteArray digits;
    for (const Label label : mask.pixels())
        digits += static_cast<char>('0' + label);
    return digits;
}

} // namespace

class ConsolidateTest : public QObject {
    Q_OBJECT
private slots:
    void pluralityWinsAtEachPixel_data();
    void pluralityWinsAtEachPixel();
    void theOrderOfTheMasksDoesNotMatter();
    void largeMasksAreTheSameAsTheirParts();
    void votesThatCantBeHeldAreRefused();
    void answersComeBackInTodaysLabels();
    void anotherLabelOrderIsMapped();
    void aDeletedLabelBecomesUnlabelled();
    void aPngThatContradictsItsAnswerIsRefused();
    void countedAnswersOfAJobAreConsolidated();
};

void ConsolidateTest::pluralityWinsAtEachPixel_data()
{
    QTest::addColumn<Rows>("masks");
    QTest::addColumn<QByteArray>("winner");
    QTest::addColumn<double>("confidence");
    // Computed by another program, from the rule alone.
    QTest::newRow("one worker, no vote") << Rows{"0123"} << QByteArray("0123") << 0.0;
    QTest::newRow("all agree") << Rows{"0123", "0123"} << QByteArray("0123") << 1.0;
    QTest::newRow("all agree that nothing is there") << Rows{"0000", "0000"} << QByteArray("0000") << 1.0;
    QTest::newRow("two against one") << Rows{"1100", "1212", "0212"} << QByteArray("1212") << 0.666667;
    QTest::newRow("a tie of equals goes to the lower label") << Rows{"12", "21"} << QByteArray("11") << 0.5;
    QTest::newRow("the lower among the tied only") << Rows{"5", "1", "2", "2", "1"} << QByteArray("1") << 0.4;
    QTest::newRow("a tie goes to who agrees most") << Rows{"1112", "1123", "2221"} << QByteArray("1123") << 0.583333;
    QTest::newRow("also to a higher label")
        << Rows{"33310", "22210", "22200", "33200"} << QByteArray("22200") << 0.5625;
    QTest::newRow("what nobody labelled gives no confidence")
        << Rows{"0012", "0021", "0013"} << QByteArray("0012") << 0.5;
    QTest::newRow("unlabelled votes too") << Rows{"0", "3", "0"} << QByteArray("0") << 0.666667;
    QTest::newRow("background may lose") << Rows{"0", "3", "3"} << QByteArray("3") << 0.666667;
    QTest::newRow("nine workers") << Rows{"1", "2", "3", "4", "5", "6", "7", "8", "8"} << QByteArray("8") << 0.222222;
}

void ConsolidateTest::pluralityWinsAtEachPixel()
{
    QFETCH(Rows, masks);
    QFETCH(QByteArray, winner);
    QFETCH(double, confidence);
    std::vector<LabelMask> ballots;
    for (const QByteArray& digits : masks)
        ballots.push_back(maskOf(digits));
    const Result<ConsolidatedMask> consolidated = consolidateMasks(ballots, MaskConsolidation::Plurality);
    VERIFY_OK(consolidated);
    QCOMPARE(digitsOf(consolidated->mask), winner);
    QCOMPARE(consolidated->confidence, confidence);
}

void ConsolidateTest::theOrderOfTheMasksDoesNotMatter()
{
    std::vector<QByteArray> rows{"0112", "1123", "2221", "2031"};
    const auto outcome = [&rows] {
        std::vector<LabelMask> masks;
        for (const QByteArray& row : rows)
            masks.push_back(maskOf(row));
        const Result<ConsolidatedMask> consolidated = consolidateMasks(masks, MaskConsolidation::Plurality);
        return std::pair(digitsOf(consolidated->mask), consolidated->confidence);
    };
    const auto first = outcome();
    std::ranges::sort(rows);
    do
        QVERIFY(outcome() == first);
    while (std::ranges::next_permutation(rows).found);
}

/// Pixels are compared in blocks; where they end must not be seen.
void ConsolidateTest::largeMasksAreTheSameAsTheirParts()
{
    const QByteArray agreed(200, '1');
    for (int place = 60; place < 70; ++place) {
        QByteArray first = agreed;
        QByteArray second = agreed;
        first[place] = '2';
        second[place] = '3';
        const Result<ConsolidatedMask> consolidated = consolidateMasks(
            {maskOf(agreed), maskOf(first), maskOf(second), maskOf(first)}, MaskConsolidation::Plurality);
        VERIFY_OK(consolidated);
        QByteArray expected = agreed;
        expected[place] = '2';
        QCOMPARE(digitsOf(consolidated->mask), expected);
        QCOMPARE(consolidated->confidence, 0.9975);
    }
}

void ConsolidateTest::votesThatCantBeHeldAreRefused()
{
    VERIFY_ERROR(consolidateMasks({}, MaskConsolidation::Plurality), ErrorCode::InvalidArgument);
    VERIFY_ERROR(consolidateMasks(std::vector<LabelMask>(10, maskOf("1")), MaskConsolidation::Plurality),
                 ErrorCode::InvalidArgument);
    VERIFY_ERROR(consolidateMasks({maskOf("11"), maskOf("1")}, MaskConsolidation::Plurality), ErrorCode::Mismatch);
}

void ConsolidateTest::answersComeBackInTodaysLabels()
{
    const LabelSet labels = *LabelSet::fromNames({"people", "bus", "tree"});
    const LabelMask mask = maskOf("3301200");
    const WorkerPng png = *encodeWorkerPng(mask, labels);
    AnswerEvent answer;
    answer.image.size = mask.size();
    for (const Label label : png.paletteLabels)
        answer.pixelLabelIds.push_back(label);
    const Result<LabelMask> back = answerMask(answer, png.bytes, labels);
    VERIFY_OK(back);
    QCOMPARE(*back, mask);
}

void ConsolidateTest::anotherLabelOrderIsMapped()
{
    const LabelSet then = *LabelSet::fromNames({"people", "bus"});
    const WorkerPng png = *encodeWorkerPng(maskOf("1020"), then);
    AnswerEvent answer;
    answer.image.size = {4, 1};
    answer.pixelLabelIds = {1, 0, 2};
    const LabelSet today =
        *LabelSet::create({{2, "coach", {1, 1, 1}}, {7, "tree", {2, 2, 2}}, {1, "person", {3, 3, 3}}});
    QCOMPARE(digitsOf(*answerMask(answer, png.bytes, today)), QByteArray("3010"));
}

void ConsolidateTest::aDeletedLabelBecomesUnlabelled()
{
    const LabelSet then = *LabelSet::fromNames({"people", "bus"});
    const WorkerPng png = *encodeWorkerPng(maskOf("1020"), then);
    AnswerEvent answer;
    answer.image.size = {4, 1};
    answer.pixelLabelIds = {1, 0, 2};
    const LabelSet today = *LabelSet::create({{2, "bus", {1, 1, 1}}});
    QCOMPARE(digitsOf(*answerMask(answer, png.bytes, today)), QByteArray("0010"));
}

void ConsolidateTest::aPngThatContradictsItsAnswerIsRefused()
{
    const LabelSet labels = *LabelSet::fromNames({"people", "bus"});
    const WorkerPng png = *encodeWorkerPng(maskOf("1020"), labels);
    AnswerEvent answer;
    answer.image.size = {2, 2};
    answer.pixelLabelIds = {1, 0, 2};
    VERIFY_ERROR(answerMask(answer, png.bytes, labels), ErrorCode::Mismatch);
    answer.image.size = {4, 1};
    answer.pixelLabelIds = {1, 0};
    VERIFY_ERROR(answerMask(answer, png.bytes, labels), ErrorCode::Mismatch);
    answer.pixelLabelIds = {1, 0, 2};
    for (std::size_t length = 0; length < png.bytes.size(); ++length)
        QVERIFY(!answerMask(answer, std::span(png.bytes).first(length), labels));
}

void ConsolidateTest::countedAnswersOfAJobAreConsolidated()
{
    const QTemporaryDir folder;
    Job job = test::makeJob(folder.path().toStdString(), {1, 3, {4, 1}, {"people", "bus"}});
    test::submitAt(job, 0, 2, maskOf("1120"), test::testTime(3000));
    test::submitAt(job, 0, 0, maskOf("1200"), test::testTime(1000));
    test::submitAt(job, 0, 1, maskOf("1102"), test::testTime(2000));
    const Result<ConsolidatedMask> consolidated =
        consolidateAnswers(job.events(), job.events().countedAnswers(0, 3), job.spec());
    VERIFY_OK(consolidated);
    QCOMPARE(digitsOf(consolidated->mask), QByteArray("1100"));
    QCOMPARE(consolidated->confidence, 0.75);

    JobSpec spec = job.spec();
    spec.maskConsolidation = MaskConsolidation::Staple;
    const Result<ConsolidatedMask> weighed = consolidateAnswers(job.events(), job.events().countedAnswers(0, 3), spec);
    VERIFY_OK(weighed);
    const MaskOutcome expected = stapleOf({maskOf("1200"), maskOf("1102"), maskOf("1120")});
    QVERIFY(std::ranges::equal(weighed->mask.pixels(), expected.labels));
    QVERIFY(std::abs(weighed->confidence - expected.confidence) < 1e-6);
    QVERIFY(weighed->confidence != consolidated->confidence);
}

LABELWRIGHT_TEST(ConsolidateTest)
#include "ConsolidateTest.moc"
