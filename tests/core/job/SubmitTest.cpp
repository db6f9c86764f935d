// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Hash.h"
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/WorkerPng.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class SubmitTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void answerHoldsEverything();
    void labelIdsAreStoredNotIndices();
    void secondAnswerReplacesTheFirst();
    void answerOfAnotherWorkerReplacesNothing();
    void threeStepsAreTheSameAsOne();
    void wrongAnswersWriteNothing_data();
    void wrongAnswersWriteNothing();
    void fullDiskLosesNothing();
    void identityIsOfTheFile();
    void maskFileBecomesAnAnswer();
    void wrongMaskFilesAreNamed_data();
    void wrongMaskFilesAreNamed();

private:
    fs::path events() const { return eventsFolder(m_fixture->jobFolder()); }
    static std::vector<LabelMapping> mappings();

    std::unique_ptr<JobFixture> m_fixture;
    Worker m_worker = *createWorker("worker-1");
};

void SubmitTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(2);
}

std::vector<LabelMapping> SubmitTest::mappings()
{
    const LabelSet labels = threeLabels();
    std::vector<LabelMapping> mappings;
    for (const LabelClass& label : labels.classes())
        mappings.push_back({label.name, label.color});
    return mappings;
}

void SubmitTest::answerHoldsEverything()
{
    Job job = m_fixture->makeJob();
    SubmitRequest request = answerOf(1, "worker-1", 100);
    request.draftId = "d1";
    request.initialValueModified = false;
    const Result<AnswerEvent> answer = submitAnswer(job, request);
    VERIFY_OK(answer);
    QCOMPARE(answer->object, 1);
    QCOMPARE(answer->sourceRef, std::string("s3://labelwright/street/images/2.png"));
    QCOMPARE(answer->stage, std::string("street"));
    QCOMPARE(answer->worker, m_worker);
    QCOMPARE(answer->accepted, timeAt(70));
    QCOMPARE(answer->submitted, timeAt(100));
    QCOMPARE(answer->activeSeconds, 12.5);
    QCOMPARE(answer->image, request.image);
    QCOMPARE(answer->pixelLabelIds, (std::vector<int>{0, 1, 2}));
    QCOMPARE(answer->draftId, std::string("d1"));
    QCOMPARE(answer->initialValueModified, std::optional(false));
    QVERIFY(answer->replaces.empty());
    for (const Job& seen : {job, m_fixture->openJob()}) {
        const AnswerEvent* current = seen.events().currentAnswer(1, m_worker);
        QVERIFY(current && *current == *answer);
        const auto png = seen.events().maskBytes(*current);
        VERIFY_OK(png);
        const Result<LabelMask> mask = decodeWorkerPng(*png, mappings(), threeLabels());
        VERIFY_OK(mask);
        QVERIFY(*mask == request.mask);
    }
}

void SubmitTest::labelIdsAreStoredNotIndices()
{
    NewJob request = m_fixture->request();
    request.labels = *LabelSet::create({{7, "sea", {0, 0, 255}}, {3, "sky", {0, 255, 255}}});
    Job job = m_fixture->makeJob(request);
    SubmitRequest answer = answerOf(0, "worker-1", 1);
    answer.mask = maskOf(JobFixture::kPhotoSize, {2, 1}); // First appearance: sky, then sea; nothing unlabelled.
    QCOMPARE(submitAnswer(job, answer)->pixelLabelIds, (std::vector<int>{3, 7}));
}

void SubmitTest::secondAnswerReplacesTheFirst()
{
    Job job = m_fixture->makeJob();
    const AnswerEvent first = *submitAnswer(job, answerOf(0, "worker-1", 50));
    const AnswerEvent second = *submitAnswer(job, answerOf(0, "worker-1", 40)); // The clock was set back.
    QCOMPARE(second.replaces, std::vector<std::string>{first.name});
    QCOMPARE(m_fixture->openJob().events().currentAnswer(0, m_worker)->name, second.name);
    const AnswerEvent third = *submitAnswer(job, answerOf(0, "worker-1", 60));
    QCOMPARE(third.replaces, std::vector<std::string>{second.name});
}

void SubmitTest::answerOfAnotherWorkerReplacesNothing()
{
    Job job = m_fixture->makeJob();
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 1)));
    QVERIFY(submitAnswer(job, answerOf(0, "worker-2", 2))->replaces.empty());
    QVERIFY(submitAnswer(job, answerOf(1, "worker-1", 3))->replaces.empty());
    QCOMPARE(job.events().countedAnswers(0, 2).size(), std::size_t{2});
}

void SubmitTest::threeStepsAreTheSameAsOne()
{
    Job job = m_fixture->makeJob();
    const AnswerEvent atOnce = *submitAnswer(job, answerOf(0, "worker-1", 1));
    const auto files = filesBelow(events());
    fs::remove_all(events());
    job = m_fixture->openJob();
    Result<PreparedAnswer> prepared = prepareAnswer(job, answerOf(0, "worker-1", 1));
    VERIFY_OK(prepared);
    QVERIFY(!fs::exists(events()));
    const Result<AnswerEvent> written = writeAnswer(*std::move(prepared));
    VERIFY_OK(written);
    QVERIFY(job.events().answersOf(0).empty());
    job.events().add(*written);
    QVERIFY(job.events().answersOf(0)[0] == atOnce);
    QVERIFY(filesBelow(events()) == files);
}

void SubmitTest::wrongAnswersWriteNothing_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("code");
    const auto row = [](const char* what, ErrorCode code) { QTest::newRow(what) << what << static_cast<int>(code); };
    row("object", ErrorCode::InvalidArgument);
    row("mask size", ErrorCode::Mismatch);
    row("label", ErrorCode::Mismatch);
    row("times", ErrorCode::InvalidArgument);
    row("another photo", ErrorCode::Mismatch);
    row("line", ErrorCode::Malformed);
}

void SubmitTest::wrongAnswersWriteNothing()
{
    QFETCH(QString, what);
    QFETCH(int, code);
    Job job = m_fixture->makeJob(m_fixture->requestOf("{\"source-ref\":\"s3://bucket/photos/1.png\"}\nno JSON\n"));
    SubmitRequest request = answerOf(0, "worker-1", 1);
    if (what == "object")
        request.object = 2;
    else if (what == "line")
        request.object = 1;
    else if (what == "mask size")
        request.mask = maskOf({3, 4}, {1});
    else if (what == "label")
        request.mask = maskOf(JobFixture::kPhotoSize, {0, 4});
    else if (what == "times")
        std::swap(request.accepted, request.submitted);
    if (what == "another photo") {
        AnswerEvent earlier = sampleEvent();
        earlier.sourceRef = "s3://bucket/photos/2.png";
        writeQuickly(m_fixture->jobFolder(), earlier);
        job = m_fixture->openJob();
    }
    const auto before = filesBelow(m_fixture->jobFolder());
    const Result<AnswerEvent> answer = submitAnswer(job, request);
    VERIFY_ERROR(answer, static_cast<ErrorCode>(code));
    QVERIFY(filesBelow(m_fixture->jobFolder()) == before);
}

void SubmitTest::fullDiskLosesNothing()
{
    Job job = m_fixture->makeJob();
    const AnswerEvent first = *submitAnswer(job, answerOf(0, "worker-1", 1));
    const auto before = filesBelow(events());
    {
        const FullDisk disk(20);
        const Result<AnswerEvent> answer = submitAnswer(job, answerOf(0, "worker-1", 2));
        VERIFY_ERROR(answer, ErrorCode::DiskFull);
        QVERIFY(sentence(answer.error()).find("Free some space") != std::string::npos);
    }
    QVERIFY(filesBelow(events()) == before);
    QCOMPARE(job.events().currentAnswer(0, m_worker)->name, first.name);
    const Result<AnswerEvent> again = submitAnswer(job, answerOf(0, "worker-1", 2));
    VERIFY_OK(again);
    QCOMPARE(again->replaces, std::vector<std::string>{first.name});
}

void SubmitTest::identityIsOfTheFile()
{
    ImageInfo info;
    info.storedSize = {4, 3};
    info.size = {3, 4};
    info.orientation = 6;
    const ImageIdentity identity = identify(pictureOf({4, 3}), info);
    QCOMPARE(identity.sha256, sha256Hex(pictureOf({4, 3})));
    QCOMPARE(identity.size, (Size{3, 4}));
    QCOMPARE(identity.orientation, 6);
}

void SubmitTest::maskFileBecomesAnAnswer()
{
    Job job = m_fixture->makeJob();
    const fs::path file = m_fixture->root() / "mask.png";
    const LabelMask mask = maskOf(JobFixture::kPhotoSize, {0, 3});
    writeBytes(file, *encodeConsolidatedMask(mask, threeLabels()));
    const Result<AnswerEvent> answer = submitMaskFile(job, 0, m_worker, file);
    VERIFY_OK(answer);
    QCOMPARE(answer->pixelLabelIds, (std::vector<int>{0, 3}));
    QCOMPARE(answer->image.sha256, sha256Hex(bytesOf(m_fixture->photos() / "1.png")));
    QCOMPARE(answer->image.size, JobFixture::kPhotoSize);
    QVERIFY(*decodeWorkerPng(*job.events().maskBytes(*answer), mappings(), threeLabels()) == mask);
}

void SubmitTest::wrongMaskFilesAreNamed_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("code");
    const auto row = [](const char* what, ErrorCode code) { QTest::newRow(what) << what << static_cast<int>(code); };
    row("no photo", ErrorCode::NotFound);
    row("empty photo", ErrorCode::Truncated);
    row("no mask", ErrorCode::NotFound);
    row("empty mask", ErrorCode::Truncated);
    row("another size", ErrorCode::Mismatch);
}

void SubmitTest::wrongMaskFilesAreNamed()
{
    QFETCH(QString, what);
    QFETCH(int, code);
    Job job = m_fixture->makeJob();
    const fs::path photo = m_fixture->photos() / "1.png";
    const fs::path file = m_fixture->root() / "mask.png";
    const Size size = what == "another size" ? Size{5, 3} : JobFixture::kPhotoSize;
    writeBytes(file, *encodeConsolidatedMask(maskOf(size, {0, 3}), threeLabels()));
    if (what == "no photo")
        fs::remove(photo);
    else if (what == "empty photo")
        writeText(photo, "");
    else if (what == "no mask")
        fs::remove(file);
    else if (what == "empty mask")
        writeText(file, "");
    const Result<AnswerEvent> answer = submitMaskFile(job, 0, m_worker, file);
    VERIFY_ERROR(answer, static_cast<ErrorCode>(code));
    QCOMPARE(answer.error().path, what.contains("photo") ? photo : file);
    QVERIFY(!fs::exists(events()));
}

LABELWRIGHT_TEST(SubmitTest)
#include "SubmitTest.moc"
