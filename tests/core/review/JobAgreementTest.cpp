// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/JobAgreement.h"

#include "core/job/ConsolidateChoices.h"
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "core/job/OutputPlan.h"
#include "core/review/Agreement.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

/// Four rows of the same digits.
LabelMask bandsOf(const QByteArray& digits)
{
    std::vector<Label> pixels;
    for (int row = 0; row < 4; ++row) {
        for (const char digit : digits)
            pixels.push_back(static_cast<Label>(digit - '0'));
    }
    return *LabelMask::create({static_cast<int>(digits.size()), 4}, std::move(pixels));
}

} // namespace

class JobAgreementTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void everyPairOfWorkersIsCompared();
    void theWorstObjectComesFirst();
    void anObjectThatOneRatedIsNotCompared();
    void aCorrectedAnswerTakesThePlaceOfTheFirst();
    void labelsOfTwoJobsAreMatchedByName();
    void theJobsAnswersAreConsolidatedFirst();
    void singleLabelsAreCountedByImage();
    void multiLabelsAreCountedByDecision();
    void aCompletedJobSpeaksAsItsOutputDoes();
    void anObjectNamesTheTwoWhoAgreeLeast();
    void progressIsToldAndStopsIt();
    void everyRaterHasAName();
    void masksOfOtherSizesAreLeftOutByName();
    void whatCantBeReadIsLeftOut();
    void otherTaskTypesAreRefused();

private:
    fs::path folder(const std::string& name) const { return fs::path(m_folder->path().toStdString()) / name; }
    Job jobOf(const std::string& name, TestJobOptions options) const
    {
        fs::create_directories(folder(name));
        return makeJob(folder(name), options);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void JobAgreementTest::everyPairOfWorkersIsCompared()
{
    Job job = jobOf("a", {.objects = 1, .workersPerObject = 3, .size = {8, 4}});
    const std::vector<LabelMask> masks{bandsOf("00112233"), bandsOf("00112203"), bandsOf("01112233")};
    for (std::size_t worker = 0; worker < masks.size(); ++worker)
        submitAt(job, 0, worker, masks[worker], testTime(0));
    const Result<AgreementReport> report = agreementOfWorkers(job);
    VERIFY_OK(report);
    QCOMPARE(report->labels, (std::vector<std::string>{"unlabeled", "people", "traffic light", "bus"}));
    QCOMPARE(report->pairs.size(), std::size_t{3});
    const PairAgreement& pair = report->pairs.front();
    QCOMPARE(pair.first, std::string("worker-1"));
    QCOMPARE(pair.second, std::string("worker-2"));
    QCOMPARE(pair.images, std::int64_t{1});
    QVERIFY(pair.confusion == *confusionOf(masks[0], masks[1], 4));
    QVERIFY(pair.fine[3] == boundaryAgreement(masks[0], masks[1], 3, kFineTolerance));
    QVERIFY(pair.coarse[2] == boundaryAgreement(masks[0], masks[1], 2, 1));
    QCOMPARE(report->pairs.back().first, std::string("worker-2"));
    const std::vector<ConfusionMatrix> all{*confusionOf(masks[0], masks[1], 4), *confusionOf(masks[0], masks[2], 4),
                                           *confusionOf(masks[1], masks[2], 4)};
    QCOMPARE(report->kappa(), fleissKappa(all));
    QVERIFY(report->leftOut.empty());
}

void JobAgreementTest::theWorstObjectComesFirst()
{
    Job job = jobOf("a", {.objects = 3, .workersPerObject = 2, .size = {4, 4}});
    const std::vector<std::pair<QByteArray, QByteArray>> answers{{"0012", "0012"}, {"1122", "2211"}, {"1111", "1100"}};
    for (std::size_t object = 0; object < answers.size(); ++object) {
        submitAt(job, static_cast<ObjectId>(object), 0, bandsOf(answers[object].first), testTime(0));
        submitAt(job, static_cast<ObjectId>(object), 1, bandsOf(answers[object].second), testTime(0));
    }
    const Result<AgreementReport> report = agreementOfWorkers(job);
    VERIFY_OK(report);
    QCOMPARE(report->objects.size(), std::size_t{3});
    QCOMPARE(report->objects[0].object, ObjectId{1});
    QCOMPARE(report->objects[0].sourceRef, std::string("s3://example-bucket/images/1.png"));
    QCOMPARE(report->objects[0].agreement, 0.0);
    QCOMPARE(report->objects[1].object, ObjectId{2});
    QCOMPARE(report->objects[1].agreement, 0.5);
    QCOMPARE(report->objects[2].agreement, 1.0);
    QCOMPARE(report->pairs.front().images, std::int64_t{3});
}

void JobAgreementTest::anObjectThatOneRatedIsNotCompared()
{
    Job job = jobOf("a", {.workersPerObject = 2, .size = {4, 4}});
    submitAt(job, 0, 0, bandsOf("0011"), testTime(0));
    const Result<AgreementReport> report = agreementOfWorkers(job);
    VERIFY_OK(report);
    QVERIFY(report->pairs.empty() && report->objects.empty() && report->leftOut.empty());
    QVERIFY(!report->kappa());
}

void JobAgreementTest::aCorrectedAnswerTakesThePlaceOfTheFirst()
{
    Job job = jobOf("a", {.workersPerObject = 2, .size = {4, 4}});
    submitAt(job, 0, 0, bandsOf("2222"), testTime(0));
    submitAt(job, 0, 0, bandsOf("1111"), testTime(1000));
    submitAt(job, 0, 1, bandsOf("1111"), testTime(2000));
    const Result<AgreementReport> report = agreementOfWorkers(job);
    VERIFY_OK(report);
    QCOMPARE(report->objects.front().agreement, 1.0);
}

void JobAgreementTest::labelsOfTwoJobsAreMatchedByName()
{
    Job first = jobOf("a", {.size = {4, 4}, .labels = {"people", "bus"}});
    Job second = jobOf("b", {.size = {4, 4}, .labels = {"bus", "tree", "people"}});
    submitAt(first, 0, 0, bandsOf("1122"), testTime(0));
    submitAt(second, 0, 0, bandsOf("3112"), testTime(0));
    submitAt(first, 1, 0, bandsOf("1122"), testTime(0));
    submitAt(second, 2, 0, bandsOf("1122"), testTime(0));
    const Result<AgreementReport> report = agreementOfJobs(first, second);
    VERIFY_OK(report);
    QCOMPARE(report->labels, (std::vector<std::string>{"unlabeled", "people", "bus", "tree"}));
    QCOMPARE(report->objects.size(), std::size_t{1});
    QVERIFY(report->pairs.front().confusion == *confusionOf(bandsOf("1122"), bandsOf("1223"), 4));
}

void JobAgreementTest::theJobsAnswersAreConsolidatedFirst()
{
    Job first = jobOf("a", {.workersPerObject = 3, .size = {4, 4}});
    Job second = jobOf("b", {.size = {4, 4}});
    submitAt(first, 0, 0, bandsOf("1122"), testTime(0));
    submitAt(first, 0, 1, bandsOf("1122"), testTime(0));
    submitAt(first, 0, 2, bandsOf("3333"), testTime(0));
    submitAt(second, 0, 0, bandsOf("1122"), testTime(0));
    const Result<AgreementReport> report = agreementOfJobs(first, second);
    VERIFY_OK(report);
    QCOMPARE(accuracyOf(report->pairs.front().confusion), std::optional(1.0));
}

void JobAgreementTest::singleLabelsAreCountedByImage()
{
    Job job = jobOf("a", {.objects = 4, .workersPerObject = 2, .taskType = TaskType::ImageClassification});
    const std::vector<std::pair<std::string, std::string>> answers{
        {"people", "people"}, {"bus", "people"}, {"bus", "bus"}, {"traffic light", "bus"}};
    for (std::size_t object = 0; object < answers.size(); ++object) {
        chooseAt(job, static_cast<ObjectId>(object), 0, {answers[object].first}, testTime(0));
        chooseAt(job, static_cast<ObjectId>(object), 1, {answers[object].second}, testTime(0));
    }
    const Result<AgreementReport> report = agreementOfWorkers(job);
    VERIFY_OK(report);
    const PairAgreement& pair = report->pairs.front();
    QCOMPARE(pair.confusion.at(3, 1), std::int64_t{1});
    QCOMPARE(accuracyOf(pair.confusion), std::optional(0.5));
    // (1/2 - 5/16) / (1 - 5/16): by chance 1/4 x 2/4 + 2/4 x 2/4.
    QVERIFY(std::abs(*cohensKappa(pair.confusion) - (0.5 - 0.375) / (1 - 0.375)) < 1e-12);
    QCOMPARE(f1Of(pair.confusion, 1), std::optional(2.0 / 3));
    QVERIFY(pair.fine.empty() && pair.decisions.empty());
    QCOMPARE(report->objects.front().object, ObjectId{1});
    QCOMPARE(report->objects.front().agreement, 0.0);
}

void JobAgreementTest::multiLabelsAreCountedByDecision()
{
    Job job = jobOf("a", {.objects = 2,
                          .workersPerObject = 2,
                          .taskType = TaskType::ImageClassificationMultiLabel,
                          .noneCategory = "None"});
    chooseAt(job, 0, 0, {"people", "bus"}, testTime(0));
    chooseAt(job, 0, 1, {"people"}, testTime(0));
    chooseAt(job, 1, 0, {}, testTime(0));
    chooseAt(job, 1, 1, {"people"}, testTime(0));
    const Result<AgreementReport> report = agreementOfWorkers(job);
    VERIFY_OK(report);
    const PairAgreement& pair = report->pairs.front();
    QCOMPARE(pair.confusion.labels(), std::size_t{2});
    QCOMPARE(accuracyOf(pair.confusion), std::optional(4.0 / 6));
    QCOMPARE(pair.decisions[1].at(0, 1), std::int64_t{1});
    QCOMPARE(pair.decisions[1].at(1, 1), std::int64_t{1});
    QCOMPARE(pair.decisions[3].at(1, 0), std::int64_t{1});
    QCOMPARE(pair.decisions[2].at(0, 0), std::int64_t{2});
    QCOMPARE(report->objects.front().agreement, 2.0 / 3);
}

/// As their output is: of a completed job's many answers one may weigh more than two.
void JobAgreementTest::aCompletedJobSpeaksAsItsOutputDoes()
{
    Job first = jobOf("a", {.objects = 6, .workersPerObject = 3, .taskType = TaskType::ImageClassification});
    Job second = jobOf("b", {.objects = 6, .taskType = TaskType::ImageClassification});
    const std::vector<std::vector<std::string>> choices{
        {"people", "people", "people"},     {"traffic light", "traffic light", "bus"},
        {"bus", "bus", "traffic light"},    {"traffic light", "traffic light", "bus"},
        {"people", "traffic light", "bus"}, {"bus", "traffic light", "bus"},
    };
    for (std::size_t object = 0; object < choices.size(); ++object) {
        for (std::size_t worker = 0; worker < 3; ++worker)
            chooseAt(first, static_cast<ObjectId>(object), worker, {choices[object][worker]}, testTime(0));
    }
    VERIFY_OK(completeJob(first, first.spec().team.front()));
    const Result<OutputPlan> plan = planOutput(first);
    VERIFY_OK(plan);
    bool isOtherThanVote = false;
    for (const OutputObject& object : plan->objects) {
        chooseAt(second, object.object, 0, {object.labels.front().name}, testTime(0));
        isOtherThanVote =
            isOtherThanVote || object.labels.front().name != votedLabels(first.spec(), object.answers).front().name;
    }
    QVERIFY(isOtherThanVote);
    const Result<AgreementReport> report = agreementOfJobs(first, second);
    VERIFY_OK(report);
    QCOMPARE(accuracyOf(report->pairs.front().confusion), std::optional(1.0));
}

void JobAgreementTest::anObjectNamesTheTwoWhoAgreeLeast()
{
    Job job = jobOf("a", {.objects = 2, .workersPerObject = 3, .size = {4, 4}});
    submitAt(job, 1, 0, bandsOf("1122"), testTime(0));
    const std::string second = submitAt(job, 1, 1, bandsOf("1112"), testTime(0)).name;
    const std::string third = submitAt(job, 1, 2, bandsOf("1222"), testTime(0)).name;
    const Result<AgreementReport> report = agreementOfWorkers(job);
    VERIFY_OK(report);
    const ObjectAgreement& object = report->objects.front();
    QCOMPARE(report->pairs[object.pair].first, std::string("worker-2"));
    QCOMPARE(report->pairs[object.pair].second, std::string("worker-3"));
    QCOMPARE(object.firstAnswer, second);
    QCOMPARE(object.secondAnswer, third);
    QCOMPARE(object.otherObject, ObjectId{1});
}

void JobAgreementTest::progressIsToldAndStopsIt()
{
    Job job = jobOf("a", {.objects = 3, .workersPerObject = 2, .size = {4, 4}});
    for (const ObjectId object : {0, 1, 2})
        submitAt(job, object, 0, bandsOf("1122"), testTime(0));
    std::vector<std::int64_t> told;
    const auto tell = [&told](std::int64_t done, std::int64_t all) {
        told.push_back(done);
        return all == 3;
    };
    VERIFY_OK(agreementOfWorkers(job, tell));
    QCOMPARE(told, (std::vector<std::int64_t>{0, 1, 2}));
    VERIFY_OK(agreementOfJobs(job, job, tell));
    QCOMPARE(told.size(), std::size_t{6});
    const auto stop = [](std::int64_t done, std::int64_t) { return done < 1; };
    VERIFY_ERROR(agreementOfWorkers(job, stop), ErrorCode::Cancelled);
    VERIFY_ERROR(agreementOfJobs(job, job, stop), ErrorCode::Cancelled);
}

void JobAgreementTest::everyRaterHasAName()
{
    Job first = jobOf("a", {.size = {4, 4}});
    Job second = jobOf("b", {.size = {4, 4}});
    submitAt(first, 0, 0, bandsOf("1122"), testTime(0));
    submitAt(second, 0, 0, bandsOf("1122"), testTime(0));
    const Result<Job> slashed = Job::open(folder("a") / "job/");
    VERIFY_OK(slashed);
    const Result<AgreementReport> report = agreementOfJobs(*slashed, second);
    VERIFY_OK(report);
    QCOMPARE(report->pairs.front().first, std::string("a/job"));
    QCOMPARE(report->pairs.front().second, std::string("b/job"));
}

void JobAgreementTest::masksOfOtherSizesAreLeftOutByName()
{
    Job first = jobOf("a", {.size = {4, 4}});
    Job second = jobOf("b", {.size = {8, 4}});
    submitAt(first, 0, 0, bandsOf("1122"), testTime(0));
    submitAt(second, 0, 0, bandsOf("11112222"), testTime(0));
    const Result<AgreementReport> report = agreementOfJobs(first, second);
    VERIFY_OK(report);
    QCOMPARE(report->leftOut.size(), std::size_t{1});
    QCOMPARE(report->leftOut.front().path, objectEventsFolder(first.folder(), 0));
}

void JobAgreementTest::whatCantBeReadIsLeftOut()
{
    Job job = jobOf("a", {.workersPerObject = 3, .size = {4, 4}});
    for (std::size_t worker = 0; worker < 3; ++worker)
        submitAt(job, 0, worker, bandsOf("0011"), testTime(0));
    const AnswerEvent& damaged = *job.events().currentAnswers(0).front();
    writeText(objectEventsFolder(job.folder(), 0) / damaged.maskFile, "torn");
    const Result<AgreementReport> report = agreementOfWorkers(job);
    VERIFY_OK(report);
    QCOMPARE(report->leftOut.size(), std::size_t{1});
    QCOMPARE(report->leftOut.front().path.filename().string(), damaged.maskFile);
    QCOMPARE(report->pairs.size(), std::size_t{1});
}

void JobAgreementTest::otherTaskTypesAreRefused()
{
    const Job first = jobOf("a", {});
    const Job second = jobOf("b", {.taskType = TaskType::ImageClassification});
    VERIFY_ERROR(agreementOfJobs(first, second), ErrorCode::InvalidArgument);
}

LABELWRIGHT_TEST(JobAgreementTest)
#include "JobAgreementTest.moc"
