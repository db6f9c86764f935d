// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/LabelEffects.h"

#include "core/base/AtomicFile.h"
#include "core/job/JobLayout.h"
#include "core/job/LabelChange.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

/// What a change does to jobs with the labels people, traffic light and bus.
class LabelEffectsTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void mergedAndDeletedPixelsAreTold();
    void whatOnlyLooksOtherLosesNothing();
    void thePreviewIsWhatThenHappens();
    void labelsThatAreBackAreTold();
    void choicesWithNothingLeftAreGivenOutAgain();
    void whatWasCountedIsNotReadAgain();
    void unreadableObjectsAreTold();
    void itStopsWhenAsked();

private:
    Job job(TaskType task = TaskType::SemanticSegmentation) const
    {
        return makeJob(m_folder->path().toStdString(), {.taskType = task});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr Size kSize{16, 8};

LabelMask filled(Label label, int pixels)
{
    std::vector<Label> labels(16 * 8, kUnlabelled);
    std::fill_n(labels.begin(), pixels, label);
    return *LabelMask::create(kSize, std::move(labels));
}

/// Without traffic light, and bus merged into people.
LabelSet peopleAlone(const LabelSet& now)
{
    LabelsEdit edit = editOf(now);
    edit.classes.resize(1);
    edit.merged[3] = 1;
    return *editedLabels(now, edit);
}

LabelEffects effects(const Job& job, const LabelSet& after)
{
    const Result<JobCounts> counts = countJob(job);
    if (!counts)
        qFatal("%s", sentence(counts.error()).c_str());
    return effectsOf(job.spec().labels, after, counts->objects, job.spec().taskType);
}

} // namespace

void LabelEffectsTest::mergedAndDeletedPixelsAreTold()
{
    Job made = job();
    submitAt(made, 0, 0, filled(1, 10), testTime(0));
    submitAt(made, 1, 0, filled(3, 20), testTime(1));
    submitAt(made, 2, 0, filled(2, 30), testTime(2));
    const LabelEffects found = effects(made, peopleAlone(made.spec().labels));
    QVERIFY((found.labels ==
             std::vector<LabelEffect>{{1, 1, false, 1, 10}, {2, kUnlabelled, true, 1, 30}, {3, 1, true, 1, 20}}));
    QVERIFY((found.objects == std::vector<ObjectEffect>{{1, {{3, 20}}, {}, false}, {2, {}, {{2, 30}}, false}}));
    QCOMPARE(found.losing(), 1);
    QCOMPARE(found.givenOutAgain(), 0);
}

void LabelEffectsTest::whatOnlyLooksOtherLosesNothing()
{
    Job made = job();
    submitAt(made, 0, 0, stripedMask(kSize, 3, 1), testTime(0));
    LabelsEdit edit = editOf(made.spec().labels);
    std::ranges::reverse(edit.classes);
    edit.classes[0].name = "coach";
    const LabelEffects found = effects(made, *editedLabels(made.spec().labels, edit));
    QVERIFY(found.objects.empty());
    QCOMPARE(found.labels.size(), std::size_t{3});
    QCOMPARE(found.labels[2].becomes, Label{1});
    QVERIFY(!found.labels[2].isAnother);
}

void LabelEffectsTest::thePreviewIsWhatThenHappens()
{
    Job made = job();
    submitAt(made, 0, 0, stripedMask(kSize, 3, 1), testTime(0));
    const LabelSet after = peopleAlone(made.spec().labels);
    const LabelEffects found = effects(made, after);
    VERIFY_OK(changeLabels(made, after, made.spec().team.front()));
    const Result<LabelCounts> counts = countLabelsNow(made, 0);
    VERIFY_OK(counts);
    QCOMPARE(counts->back().label, Label{1});
    QCOMPARE(counts->back().pixels, found.labels[0].pixels + found.labels[2].pixels);
    QCOMPARE(counts->size(), std::size_t{2});
}

void LabelEffectsTest::labelsThatAreBackAreTold()
{
    Job made = job();
    const LabelSet after = peopleAlone(made.spec().labels);
    QVERIFY(effects(made, after).back.empty());
    VERIFY_OK(changeLabels(made, after, made.spec().team.front()));
    QVERIFY((effects(made, withIdsOf(made.firstLabels(), after)).back == std::vector<Label>{2, 3}));
}

void LabelEffectsTest::choicesWithNothingLeftAreGivenOutAgain()
{
    Job made = job(TaskType::ImageClassificationMultiLabel);
    chooseAt(made, 0, 0, {"traffic light"}, testTime(0));
    chooseAt(made, 1, 0, {"traffic light", "bus"}, testTime(1));
    LabelsEdit edit = editOf(made.spec().labels);
    edit.classes.erase(edit.classes.begin() + 1);
    const LabelSet after = *editedLabels(made.spec().labels, edit);
    const LabelEffects found = effects(made, after);
    QVERIFY((found.objects == std::vector<ObjectEffect>{{0, {}, {{2, 1}}, true}, {1, {}, {{2, 1}}, false}}));
    QCOMPARE(found.labels[1].objects, 2);
    QCOMPARE(found.labels[1].pixels, 0);
    QCOMPARE(found.givenOutAgain(), 1);
    VERIFY_OK(changeLabels(made, after, made.spec().team.front()));
    QVERIFY(made.events().currentAnswers(0).empty());
    QVERIFY(!made.events().currentAnswers(1).empty());
}

void LabelEffectsTest::whatWasCountedIsNotReadAgain()
{
    Job made = job();
    const AnswerEvent answer = submitAt(made, 0, 0, filled(3, 20), testTime(0));
    VERIFY_OK(countJob(made));
    std::filesystem::remove(objectEventsFolder(made.folder(), 0) / answer.maskFile);
    std::vector<std::int64_t> told;
    const Result<JobCounts> again =
        countJob(made, {}, [&told](std::int64_t done, std::int64_t) { told.push_back(done); });
    VERIFY_OK(again);
    QVERIFY(again->problems.empty());
    QVERIFY((again->objects.at(0) == LabelCounts{{0, 108}, {3, 20}}));
    QCOMPARE(told, (std::vector<std::int64_t>{0, 1}));
}

void LabelEffectsTest::unreadableObjectsAreTold()
{
    Job made = job();
    const AnswerEvent answer = submitAt(made, 0, 0, filled(3, 20), testTime(0));
    submitAt(made, 1, 0, filled(3, 20), testTime(1));
    std::filesystem::remove(objectEventsFolder(made.folder(), 0) / answer.maskFile);
    const Result<JobCounts> counts = countJob(made);
    VERIFY_OK(counts);
    QCOMPARE(counts->problems.size(), std::size_t{1});
    QCOMPARE(counts->objects.size(), std::size_t{1});
}

void LabelEffectsTest::itStopsWhenAsked()
{
    Job made = job();
    submitAt(made, 0, 0, filled(3, 20), testTime(0));
    std::stop_source stop;
    stop.request_stop();
    VERIFY_ERROR(countJob(made, stop.get_token()), ErrorCode::Cancelled);
}

LABELWRIGHT_TEST(LabelEffectsTest)
#include "LabelEffectsTest.moc"
