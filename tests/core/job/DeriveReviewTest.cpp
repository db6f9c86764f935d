// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/SegmentationMetadata.h"
#include "core/groundtruth/VerificationMetadata.h"
#include "core/groundtruth/WorkerResponse.h"
#include "core/job/Comment.h"
#include "core/job/Derive.h"
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "core/job/Review.h"
#include "core/job/Submit.h"
#include "core/job/Verdict.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <sstream>

using namespace labelwright;
namespace fs = std::filesystem;

namespace {

const std::string kManifest = "/manifests/output/output.manifest";
const std::string kVerification = "road-scenes-verification";
const std::string kAdjustment = "road-scenes-adjustment";

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

} // namespace

class DeriveReviewTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aVerdictBecomesGroundTruthsVerification();
    void commentsAreWorkerFeedback();
    void withoutReviewThereAreNoStages();
    void aLapsedVerdictIsNotInTheOutput();
    void anAdjustmentHasAnAttributeOfItsOwn();
    void anAdjustmentOfAnOldAnswerIsStale();
    void anAdjustmentIsNoAnswer();
    void onlyWhatIsLabeledIsAdjusted();
    void theAdjustmentReadsTheVerificationsManifest();
    void outputIsAFunctionOfTheEvents();
    void reviewGoesOnAfterTheJobIsCompleted();
    void aLateAnswerLeavesTheManifestsWhole();
    void aClassificationHasVerdictsButNoStage();

private:
    Job makeLabeledJob();
    std::string outputOf(const Job& job, const std::string& path) const
    {
        return test::textOf(outputFolder(job.folder()) / path);
    }
    /// The mask of every pixel being `label`, handed in by lea an hour later.
    static Result<AnswerEvent> adjust(Job& job, ObjectId object, const LabelMask& mask, bool isOther);
    static VerdictRequest verdictOf(ObjectId object, const std::string& category);

    std::unique_ptr<QTemporaryDir> m_folder;
};

Job DeriveReviewTest::makeLabeledJob()
{
    Job job = test::makeJob(m_folder->path().toStdString());
    for (const ObjectId object : {0, 1})
        test::submitAt(job, object, 0, test::stripedMask({16, 8}, 3, static_cast<int>(object)),
                       test::testTime(60'000 * (object + 1)));
    return job;
}

Result<AnswerEvent> DeriveReviewTest::adjust(Job& job, ObjectId object, const LabelMask& mask, bool isOther)
{
    const Result<PreparedAnswer> prepared =
        prepareAdjustment(job, {.object = object,
                                .worker = *createWorker("lea"),
                                .mask = mask,
                                .image = job.events().answersOf(object).front().image,
                                .accepted = test::testTime(3'600'000),
                                .submitted = test::testTime(3'610'000),
                                .initialValueModified = isOther});
    if (!prepared)
        return prepared.error();
    Result<AnswerEvent> written = writeAnswer(*prepared);
    if (written)
        job.events().add(*written);
    return written;
}

VerdictRequest DeriveReviewTest::verdictOf(ObjectId object, const std::string& category)
{
    return {.object = object,
            .worker = *createWorker("lea"),
            .category = category,
            .accepted = test::testTime(1'800'000),
            .time = test::testTime(1'801'500),
            .activeSeconds = 1.5};
}

void DeriveReviewTest::aVerdictBecomesGroundTruthsVerification()
{
    Job job = makeLabeledJob();
    VERIFY_OK(decide(job, verdictOf(0, "good")));
    VERIFY_OK(decide(job, verdictOf(1, "wrong label")));
    VERIFY_OK(derive(job));
    const std::vector<std::string> labeled = linesOf(outputOf(job, "road-scenes" + kManifest));
    const std::vector<std::string> verified = linesOf(outputOf(job, kVerification + kManifest));
    QCOMPARE(verified.size(), std::size_t{3});
    QCOMPARE(verified[2], labeled[2]); // Not labeled, not reviewed.
    QCOMPARE(QString::fromStdString(verified[1]),
             QString::fromStdString(labeled[1].substr(0, labeled[1].size() - 1)) +
                 R"(,"road-scenes-verification":2,"road-scenes-verification-metadata":{"class-name":"wrong label",)"
                 R"("confidence":0,"type":"groundtruth/label-verification",)"
                 R"("job-name":"labeling-job/road-scenes-verification","human-annotated":"yes",)"
                 R"("creation-date":"2026-11-22T09:30:01.840000"}})");
    const auto good = readVerification(verified[0], "road-scenes-verification");
    VERIFY_OK(good);
    QCOMPARE((*good)->index, 0);
    QCOMPARE((*good)->className, std::string("good"));

    const std::string folder = kVerification + "/annotations/worker-response/iteration-1/1/";
    const Result<std::vector<WorkerAnswer>> answers =
        readWorkerResponse(outputOf(job, folder + "2026-11-22_09:30:02.json"));
    VERIFY_OK(answers);
    QCOMPARE(answers->size(), std::size_t{1});
    QCOMPARE(std::get<ClassifierAnswer>(answers->front().answer), (ClassifierAnswer{"wrong label"}));
    QCOMPARE(answers->front().timeSpentInSeconds, 1.5);
    QVERIFY(outputOf(job, kVerification + "/annotation-tool/data.json").find("something missing") != std::string::npos);
}

void DeriveReviewTest::commentsAreWorkerFeedback()
{
    Job job = makeLabeledJob();
    const Worker lea = *createWorker("lea");
    for (const auto& [text, place] : {std::pair<std::string, std::optional<Rect>>("This is a bus", Rect{3, 4, 1, 1}),
                                      {"And this", Rect{1, 2, 5, 3}}}) {
        const Result<Comment> comment = prepareComment(job, 0, lea, text, place);
        VERIFY_OK(comment);
        const Result<Comment> written = writeCommentFile(job.folder(), *comment);
        VERIFY_OK(written);
        job.events().add(*written);
    }
    VerdictRequest request = verdictOf(0, "wrong label");
    request.comment = "Look again";
    VERIFY_OK(decide(job, request));
    VERIFY_OK(derive(job));
    const std::string line = linesOf(outputOf(job, kVerification + kManifest)).front();
    const auto read = readVerification(line, "road-scenes-verification");
    VERIFY_OK(read);
    QCOMPARE((*read)->comments,
             (std::vector<std::string>{"Look again", "This is a bus (at 3, 4)", "And this (at 1, 2, 5 x 3)"}));
    // What is said later is not about this verdict, and resolving a thread does not unsay it.
    const std::string thread = threadsOf(job.events(), 0).front().first->name;
    for (const Result<Comment>& later : {prepareComment(job, 0, lea, "Later", std::nullopt),
                                         prepareThreadEnd(job, 0, lea, Comment::Kind::Resolved, thread)}) {
        VERIFY_OK(later);
        job.events().add(*writeCommentFile(job.folder(), *later));
    }
    VERIFY_OK(derive(job));
    QCOMPARE(linesOf(outputOf(job, kVerification + kManifest)).front(), line);
}

void DeriveReviewTest::withoutReviewThereAreNoStages()
{
    const Job job = makeLabeledJob();
    VERIFY_OK(derive(job));
    QVERIFY(!fs::exists(outputFolder(job.folder()) / kVerification));
    QVERIFY(!fs::exists(outputFolder(job.folder()) / kAdjustment));
}

void DeriveReviewTest::aLapsedVerdictIsNotInTheOutput()
{
    Job job = makeLabeledJob();
    VERIFY_OK(decide(job, verdictOf(0, "wrong label")));
    VERIFY_OK(derive(job));
    const std::string rejected = linesOf(outputOf(job, "road-scenes" + kManifest)).front();
    QVERIFY(rejected.find("road-scenes-ref") != std::string::npos); // The output line stays until it is replaced.
    test::submitAt(job, 0, 0, test::stripedMask({16, 8}, 3, 7), test::testTime(2'000'000));
    VERIFY_OK(derive(job));
    QVERIFY(linesOf(outputOf(job, "road-scenes" + kManifest)).front() != rejected);
    QVERIFY(!fs::exists(outputFolder(job.folder()) / kVerification));
}

void DeriveReviewTest::anAdjustmentHasAnAttributeOfItsOwn()
{
    Job job = makeLabeledJob();
    const LabelMask better = test::stripedMask({16, 8}, 3, 5);
    VERIFY_OK(adjust(job, 0, better, true));
    VERIFY_OK(adjust(job, 1, test::stripedMask({16, 8}, 3, 1), false));
    VERIFY_OK(derive(job));
    const std::vector<std::string> labeled = linesOf(outputOf(job, "road-scenes" + kManifest));
    const std::vector<std::string> adjusted = linesOf(outputOf(job, kAdjustment + kManifest));
    QVERIFY(adjusted[0].starts_with(labeled[0].substr(0, labeled[0].size() - 1) + R"(,"road-scenes-adjusted-ref":)"));
    QVERIFY(
        adjusted[0].ends_with(R"("job-name":"labeling-job/road-scenes-adjustment","adjustment-status":"adjusted"}})"));
    QVERIFY(adjusted[1].ends_with(R"("adjustment-status":"unadjusted"}})"));
    QCOMPARE(adjusted[2], labeled[2]);
    const auto reference = readSegmentation(adjusted[0], "road-scenes-adjusted-ref");
    VERIFY_OK(reference);
    const std::string prefix = "s3://example-bucket/output/";
    QVERIFY((*reference)->maskUri.starts_with(prefix + kAdjustment + "/annotations/consolidated-annotation/output/0_"));
    const std::vector<std::uint8_t> png =
        test::bytesOf(outputFolder(job.folder()) / (*reference)->maskUri.substr(prefix.size()));
    const Result<LabelMask> mask = decodeForeignMask(png, job.spec().labels);
    VERIFY_OK(mask);
    QVERIFY(*mask == better);
}

void DeriveReviewTest::anAdjustmentOfAnOldAnswerIsStale()
{
    Job job = makeLabeledJob();
    VERIFY_OK(adjust(job, 0, test::stripedMask({16, 8}, 3, 5), true));
    QVERIFY(reviewOf(job.events(), 0, 1).adjustment);
    test::submitAt(job, 0, 0, test::stripedMask({16, 8}, 3, 7), test::testTime(4'000'000));
    QVERIFY(!reviewOf(job.events(), 0, 1).adjustment);
    QVERIFY(reviewOf(job.events(), 0, 1).isStale);
    VERIFY_OK(derive(job));
    QVERIFY(!fs::exists(outputFolder(job.folder()) / kAdjustment));
}

void DeriveReviewTest::anAdjustmentIsNoAnswer()
{
    Job job = makeLabeledJob();
    const Result<AnswerEvent> first = adjust(job, 0, test::stripedMask({16, 8}, 3, 5), true);
    VERIFY_OK(first);
    const Result<AnswerEvent> second = adjust(job, 0, test::stripedMask({16, 8}, 3, 6), true);
    VERIFY_OK(second);
    QCOMPARE(second->replaces, std::vector{first->name});
    const Job reopened = test::reopened(job);
    QVERIFY(reopened.problems().empty());
    QCOMPARE(reopened.events().answersOf(0).size(), std::size_t{1});
    QCOMPARE(reopened.events().adjustmentsOf(0).size(), std::size_t{2});
    QCOMPARE(*reviewOf(reopened.events(), 0, 1).adjustment, *second);
}

void DeriveReviewTest::onlyWhatIsLabeledIsAdjusted()
{
    Job job = makeLabeledJob();
    SubmitRequest request{.object = 2,
                          .worker = *createWorker("lea"),
                          .mask = test::stripedMask({16, 8}, 3, 5),
                          .image = job.events().answersOf(0).front().image,
                          .accepted = test::testTime(0),
                          .submitted = test::testTime(1)};
    const Result<PreparedAnswer> unlabeled = prepareAdjustment(job, request);
    VERIFY_ERROR(unlabeled, ErrorCode::InvalidArgument);
    QCOMPARE(unlabeled.error().detail, std::string("object 2 has 0 of 1 answers: it is adjusted when it has them all"));
    request.object = 0;
    request.image.sha256 = std::string(64, '0');
    VERIFY_ERROR(prepareAdjustment(job, request), ErrorCode::Mismatch);
}

void DeriveReviewTest::theAdjustmentReadsTheVerificationsManifest()
{
    Job job = makeLabeledJob();
    VERIFY_OK(decide(job, verdictOf(0, "boundary off")));
    VERIFY_OK(adjust(job, 0, test::stripedMask({16, 8}, 3, 5), true));
    VERIFY_OK(derive(job));
    const std::string verified = linesOf(outputOf(job, kVerification + kManifest)).front();
    const std::string adjusted = linesOf(outputOf(job, kAdjustment + kManifest)).front();
    QVERIFY(adjusted.starts_with(verified.substr(0, verified.size() - 1) + ','));
}

void DeriveReviewTest::outputIsAFunctionOfTheEvents()
{
    Job job = makeLabeledJob();
    VERIFY_OK(decide(job, verdictOf(0, "boundary off")));
    VERIFY_OK(adjust(job, 1, test::stripedMask({16, 8}, 3, 5), true));
    VERIFY_OK(derive(job));
    const auto before = test::treeOf(outputFolder(job.folder()));
    const Result<DeriveReport> again = derive(job);
    VERIFY_OK(again);
    QCOMPARE(again->written, 0);
    fs::remove_all(outputFolder(job.folder()));
    fs::remove_all(cacheFolder(job.folder()));
    VERIFY_OK(derive(test::reopened(job)));
    QCOMPARE(test::treeOf(outputFolder(job.folder())), before);
}

void DeriveReviewTest::reviewGoesOnAfterTheJobIsCompleted()
{
    Job job = makeLabeledJob();
    VERIFY_OK(completeJob(job, *createWorker("lea")));
    VERIFY_OK(derive(job));
    VERIFY_OK(decide(job, verdictOf(0, "good")));
    const Result<DeriveReport> report = derive(job);
    VERIFY_OK(report);
    QVERIFY(report->leftAlone.empty());
    QVERIFY(fs::exists(outputFolder(job.folder()) / (kVerification + kManifest)));
    VERIFY_OK(decide(job, verdictOf(1, "good")));
    const Result<DeriveReport> more = derive(job);
    VERIFY_OK(more);
    QVERIFY(more->leftAlone.empty());
    QVERIFY(linesOf(outputOf(job, kVerification + kManifest))[1].find("good") != std::string::npos);
}

/// Every mask that a manifest names is there.
void DeriveReviewTest::aLateAnswerLeavesTheManifestsWhole()
{
    Job job = makeLabeledJob();
    VERIFY_OK(completeJob(job, *createWorker("lea")));
    VERIFY_OK(derive(job));
    test::submitAt(job, 0, 0, test::stripedMask({16, 8}, 3, 7), test::testTime(1'000'000));
    VERIFY_OK(decide(job, verdictOf(0, "good")));
    VERIFY_OK(decide(job, verdictOf(1, "good")));
    const Result<DeriveReport> report = derive(job);
    VERIFY_OK(report);
    QVERIFY(!report->leftAlone.empty());
    const std::vector<std::string> labeled = linesOf(outputOf(job, "road-scenes" + kManifest));
    const std::vector<std::string> verified = linesOf(outputOf(job, kVerification + kManifest));
    QCOMPARE(verified[0], labeled[0]); // Its verdict is about what is not in the frozen output.
    QVERIFY(verified[1].starts_with(labeled[1].substr(0, labeled[1].size() - 1)));
    QVERIFY(verified[1].find("good") != std::string::npos);
    for (const std::string& line : verified) {
        const auto reference = readSegmentation(line, "road-scenes-ref");
        VERIFY_OK(reference);
        const std::string prefix = "s3://example-bucket/output/";
        if (*reference)
            QVERIFY(fs::exists(outputFolder(job.folder()) / (*reference)->maskUri.substr(prefix.size())));
    }
}

void DeriveReviewTest::aClassificationHasVerdictsButNoStage()
{
    test::TestJobOptions options;
    options.taskType = TaskType::ImageClassification;
    Job job = test::makeJob(m_folder->path().toStdString(), options);
    test::chooseAt(job, 0, 0, {"bus"}, test::testTime(60'000));
    VERIFY_OK(decide(job, verdictOf(0, "wrong label")));
    QVERIFY(reviewOf(job.events(), 0, 1).isRejected());
    VERIFY_OK(derive(job));
    QVERIFY(!fs::exists(outputFolder(job.folder()) / kVerification));
}

LABELWRIGHT_TEST(DeriveReviewTest)
#include "DeriveReviewTest.moc"
