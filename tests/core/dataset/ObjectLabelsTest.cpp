// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ObjectLabels.h"

#include "core/job/JobLayout.h"
#include "core/job/LabelChoice.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

constexpr Size kSize{4, 2};

/// The first pixels have label 1, the others are unlabelled.
LabelMask people(int pixels)
{
    std::vector<Label> labels(8, kUnlabelled);
    std::fill_n(labels.begin(), pixels, Label{1});
    return *LabelMask::create(kSize, std::move(labels));
}

struct SmallJob {
    QTemporaryDir temporary;
    Job job;

    explicit SmallJob(int workers)
        : job(makeJob(temporary.path().toStdString(), {.objects = 3, .workersPerObject = workers, .size = kSize}))
    {}
    fs::path countsFile() const { return cacheFolder(job.folder()) / "label-counts.json"; }
};

} // namespace

class ObjectLabelsTest : public QObject {
    Q_OBJECT
private slots:
    void withoutAnAnswerThereAreNone();
    void pixelsAreCountedByLabel();
    void severalAnswersAreOneEvenBeforeAllAreThere();
    void aReplacedAnswerCountsNoMore();
    void choicesForWholeImagesCountOnce();
    void anAnswerOfTheOtherKindIsTold();
    void countsComeBack();
    void countsOfOtherAnswersDoNot();
    void damagedCountsAreNone();
};

void ObjectLabelsTest::withoutAnAnswerThereAreNone()
{
    const SmallJob small(1);
    const auto mask = labelsNow(small.job, 0);
    VERIFY_OK(mask);
    QVERIFY(!*mask);
    QCOMPARE(labelsKey(small.job, 0), std::string());
    const auto counts = countLabelsNow(small.job, 0);
    VERIFY_OK(counts);
    QVERIFY(counts->empty());
}

void ObjectLabelsTest::pixelsAreCountedByLabel()
{
    SmallJob small(1);
    submitAt(small.job, 0, 0, people(3), testTime(0));
    const auto counts = countLabelsNow(small.job, 0);
    VERIFY_OK(counts);
    QVERIFY((*counts == LabelCounts{{0, 5}, {1, 3}}));
}

void ObjectLabelsTest::severalAnswersAreOneEvenBeforeAllAreThere()
{
    SmallJob small(3);
    submitAt(small.job, 0, 0, people(8), testTime(0));
    QVERIFY((*countLabelsNow(small.job, 0) == LabelCounts{{1, 8}}));
    submitAt(small.job, 0, 1, people(2), testTime(1000));
    submitAt(small.job, 0, 2, people(4), testTime(2000));
    QVERIFY((*countLabelsNow(small.job, 0) == LabelCounts{{0, 4}, {1, 4}}));
}

void ObjectLabelsTest::aReplacedAnswerCountsNoMore()
{
    SmallJob small(1);
    submitAt(small.job, 0, 0, people(8), testTime(0));
    const std::string before = labelsKey(small.job, 0);
    submitAt(small.job, 0, 0, people(1), testTime(1000));
    QVERIFY(labelsKey(small.job, 0) != before);
    QVERIFY((*countLabelsNow(small.job, 0) == LabelCounts{{0, 7}, {1, 1}}));
}

void ObjectLabelsTest::choicesForWholeImagesCountOnce()
{
    QTemporaryDir temporary;
    Job job = makeJob(temporary.path().toStdString(),
                      {.objects = 2, .size = kSize, .taskType = TaskType::ImageClassificationMultiLabel});
    const std::string second = job.spec().labels.classes()[1].name;
    chooseAt(job, 1, 0, {second}, testTime(0));
    const auto mask = labelsNow(job, 1);
    VERIFY_OK(mask);
    QVERIFY(!*mask);
    const auto counts = countLabelsNow(job, 1);
    VERIFY_OK(counts);
    QCOMPARE(*counts, (LabelCounts{{2, 1}}));
    QVERIFY(countLabelsNow(job, 0)->empty());
}

void ObjectLabelsTest::anAnswerOfTheOtherKindIsTold()
{
    QTemporaryDir temporary;
    Job job = makeJob(temporary.path().toStdString(),
                      {.objects = 1, .size = kSize, .taskType = TaskType::ImageClassification});
    AnswerEvent painted = chooseAt(job, 0, 0, {job.spec().labels.classes()[0].name}, testTime(0));
    painted.chosenLabelIds.reset();
    VERIFY_ERROR(checkKind(job.spec(), painted), ErrorCode::Mismatch);
}

void ObjectLabelsTest::countsComeBack()
{
    SmallJob small(1);
    submitAt(small.job, 0, 0, people(3), testTime(0));
    submitAt(small.job, 2, 0, people(8), testTime(0));
    const std::map<ObjectId, LabelCounts> counts{{0, {{0, 5}, {1, 3}}}, {2, {{1, 8}}}};
    writeLabelCounts(small.job, counts);
    QVERIFY(readLabelCounts(reopened(small.job)) == counts);
}

void ObjectLabelsTest::countsOfOtherAnswersDoNot()
{
    SmallJob small(1);
    submitAt(small.job, 0, 0, people(3), testTime(0));
    submitAt(small.job, 1, 0, people(3), testTime(0));
    writeLabelCounts(small.job, {{0, {{0, 5}, {1, 3}}}, {1, {{0, 5}, {1, 3}}}});
    submitAt(small.job, 0, 0, people(1), testTime(1000));
    const auto counts = readLabelCounts(small.job);
    QCOMPARE(counts.size(), std::size_t{1});
    QVERIFY(counts.contains(1));
}

void ObjectLabelsTest::damagedCountsAreNone()
{
    SmallJob small(1);
    QVERIFY(readLabelCounts(small.job).empty());
    submitAt(small.job, 0, 0, people(3), testTime(0));
    writeLabelCounts(small.job, {{0, {{0, 5}, {1, 3}}}});
    std::string text = textOf(small.countsFile());
    text.replace(text.rfind('3'), 1, "4");
    writeText(small.countsFile(), text);
    QVERIFY(readLabelCounts(small.job).empty());
}

LABELWRIGHT_TEST(ObjectLabelsTest)
#include "ObjectLabelsTest.moc"
