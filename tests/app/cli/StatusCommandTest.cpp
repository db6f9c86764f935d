// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Job.h"
#include "core/job/JobLayout.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class StatusCommandTest : public QObject {
    Q_OBJECT
private slots:
    void countsWhatIsLabelled();
    void jsonHoldsTheSame();
    void aWorkersQueueIsTheWorkersOwn();
    void whatALeadReturnedIsToldAndStillLabeled();
    void anObjectThatTooFewCanAnswerIsTold();
    void anAnswerCountsWhateverWasBegunSince();
    void appendedLinesAreNewObjects();
    void aDamagedAnswerIsToldAndTheRestCounts();
    void anUnknownWorkerIsToldWhoIsKnown();
    void nothingIsWritten();
};

namespace {

QJsonObject statusOf(const Workplace& place, const std::vector<std::string>& more = {})
{
    std::vector<std::string> arguments{"status", place.job(), "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return jsonOf(runProgram(arguments).out);
}

/// The one answer file with this extension below the object's events.
fs::path answerFile(const Workplace& place, ObjectId object, const std::string& extension)
{
    for (const fs::directory_entry& entry : fs::directory_iterator(objectEventsFolder(place.job(), object))) {
        if (entry.path().extension() == extension)
            return entry.path();
    }
    return {};
}

} // namespace

void StatusCommandTest::countsWhatIsLabelled()
{
    const Workplace place;
    place.addPhotos(3);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(1, place.addIndexedMask("mask.png", 0)));
    const Outcome outcome = runProgram({"status", place.job()});
    VERIFY_DONE(outcome);
    QCOMPARE(outcome.out, std::string("street: InProgress, 1 of 3 objects labeled\n"
                                      "worker-1: 2 wait, 0 with a draft, 1 answered\n"
                                      "task time limit 60m\n"));
}

void StatusCommandTest::jsonHoldsTheSame()
{
    const Workplace place;
    place.addPhotos(3);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(2, place.addIndexedMask("mask.png", 0)));
    const QJsonObject status = statusOf(place);
    QCOMPARE(status[QStringLiteral("job")].toString(), QStringLiteral("street"));
    QCOMPARE(status[QStringLiteral("folder")].toString().toStdString(), place.job().string());
    QCOMPARE(status[QStringLiteral("task")].toString(), QStringLiteral("semantic-segmentation"));
    QCOMPARE(status[QStringLiteral("attribute")].toString(), QStringLiteral("street-ref"));
    QCOMPARE(status[QStringLiteral("objects")].toInt(), 3);
    QCOMPARE(status[QStringLiteral("labeled")].toInt(), 1);
    const QJsonObject worker = status[QStringLiteral("worker")].toObject();
    QCOMPARE(worker[QStringLiteral("name")].toString(), QStringLiteral("worker-1"));
    QVERIFY(worker[QStringLiteral("id")].toString().startsWith(QStringLiteral("private.us-east-1.")));
    QCOMPARE(worker[QStringLiteral("unlabeled")].toInt(), 2);
    QCOMPARE(worker[QStringLiteral("drafts")].toInt(), 0);
    QCOMPARE(worker[QStringLiteral("answered")].toInt(), 1);
    QCOMPARE(worker[QStringLiteral("waiting")].toInt(), 2);
    QCOMPARE(status[QStringLiteral("LabelingJobStatus")].toString(), QStringLiteral("InProgress"));
    const QJsonObject counters = status[QStringLiteral("LabelCounters")].toObject();
    QCOMPARE(counters[QStringLiteral("TotalLabeled")].toInt(), 1);
    QCOMPARE(counters[QStringLiteral("Unlabeled")].toInt(), 2);
    QCOMPARE(status[QStringLiteral("problems")].toArray().size(), 0);
}

void StatusCommandTest::aWorkersQueueIsTheWorkersOwn()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob({"--workers-per-object", "2"}));
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    const QJsonObject first = statusOf(place)[QStringLiteral("worker")].toObject();
    QCOMPARE(first[QStringLiteral("answered")].toInt(), 1);
    QCOMPARE(first[QStringLiteral("unlabeled")].toInt(), 1);
    const QJsonObject second = statusOf(place, {"--worker", "worker-2"})[QStringLiteral("worker")].toObject();
    QCOMPARE(second[QStringLiteral("name")].toString(), QStringLiteral("worker-2"));
    QCOMPARE(second[QStringLiteral("answered")].toInt(), 0);
    QCOMPARE(second[QStringLiteral("unlabeled")].toInt(), 2);
}

void StatusCommandTest::whatALeadReturnedIsToldAndStillLabeled()
{
    const Workplace place;
    place.addPhotos(3);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    VERIFY_DONE(place.submit(1, place.addIndexedMask("other.png", 0)));
    VERIFY_DONE(runProgram({"verify", place.job(), "--object", "0", "--verdict", "wrong label"}));
    QCOMPARE(runProgram({"status", place.job()}).out,
             std::string("street: InProgress, 2 of 3 objects labeled\n"
                         "worker-1: 1 wait, 1 returned by a lead, 0 with a draft, 2 answered\n"
                         "task time limit 60m\n"));
    const QJsonObject status = statusOf(place);
    QCOMPARE(status[QStringLiteral("labeled")].toInt(), 2);
    QCOMPARE(status[QStringLiteral("worker")].toObject()[QStringLiteral("returned")].toInt(), 1);
    QCOMPARE(status[QStringLiteral("worker")].toObject()[QStringLiteral("waiting")].toInt(), 2);
}

void StatusCommandTest::anObjectThatTooFewCanAnswerIsTold()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob({"--workers-per-object", "2"}));
    QCOMPARE(statusOf(place)[QStringLiteral("short-objects")].toArray().size(), 0);
    const Result<Job> job = Job::open(place.job());
    VERIFY_OK(job);
    VERIFY_OK(writeTaskReleaseFile(place.job(), {TaskRelease::Kind::Declined,
                                                 1,
                                                 job->source(1)->sourceRef,
                                                 "street",
                                                 *createWorker("worker-1"),
                                                 Time{},
                                                 Time{},
                                                 1,
                                                 "too dark",
                                                 {}}));
    const QJsonObject told = statusOf(place)[QStringLiteral("short-objects")].toArray().first().toObject();
    QCOMPARE(told[QStringLiteral("object")].toInt(), 1);
    QCOMPARE(told[QStringLiteral("answers")].toInt(), 0);
    QCOMPARE(told[QStringLiteral("waiting")].toArray(), QJsonArray{QStringLiteral("worker-2")});
    const std::string text = runProgram({"status", place.job()}).out;
    const std::string sentence = "1 object can't get as many answers as wanted; the first, 1, has 0 of 2, and only "
                                 "worker-2 can still answer it. Add a worker to the team";
    QVERIFY2(text.find(sentence) != std::string::npos, text.c_str());
}

void StatusCommandTest::anAnswerCountsWhateverWasBegunSince()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    const fs::path draft = draftFile(place.job(), *createWorker("worker-1"), 0);
    fs::create_directories(draft.parent_path());
    writeText(draft, "");
    const Outcome outcome = runProgram({"status", place.job()});
    VERIFY_DONE(outcome);
    QCOMPARE(outcome.out, std::string("street: InProgress, 1 of 2 objects labeled\n"
                                      "worker-1: 1 wait, 1 with a draft, 1 answered\n"
                                      "task time limit 60m\n"));
}

void StatusCommandTest::appendedLinesAreNewObjects()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJobOf("{\"source-ref\":\"s3://bucket/0.png\"}\n"));
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    writeText(place.job() / "input.manifest",
              textOf(place.job() / "input.manifest") + "{\"source-ref\":\"s3://bucket/1.png\"}\n");
    QCOMPARE(statusOf(place)[QStringLiteral("objects")].toInt(), 2);
    QCOMPARE(statusOf(place)[QStringLiteral("labeled")].toInt(), 1);
    VERIFY_DONE(place.submit(1, place.addIndexedMask("mask.png", 1)));
}

void StatusCommandTest::aDamagedAnswerIsToldAndTheRestCounts()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    VERIFY_DONE(place.submit(1, place.addIndexedMask("mask.png", 1)));
    const fs::path damaged = answerFile(place, 0, ".json");
    writeText(damaged, "{\"format\":\"labelwright-event\",");
    const Outcome outcome = runProgram({"status", place.job()});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.outLines().front(), std::string("street: InProgress, 1 of 2 objects labeled"));
    const std::vector<std::string> warnings = outcome.errLines();
    QVERIFY2(warnings.at(0).starts_with("labelwright: warning: " + damaged.string()), outcome.err.c_str());
    QVERIFY2(warnings.at(1).starts_with("labelwright: warning: " + answerFile(place, 0, ".png").string()),
             outcome.err.c_str());
    QCOMPARE(warnings.size(), std::size_t{2});
    QCOMPARE(statusOf(place)[QStringLiteral("problems")].toArray().size(), 2);
}

void StatusCommandTest::anUnknownWorkerIsToldWhoIsKnown()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob({"--workers-per-object", "2"}));
    VERIFY_REFUSED(runProgram({"status", place.job(), "--worker", "bob"}), "\"bob\"", "worker-1", "worker-2");
}

void StatusCommandTest::nothingIsWritten()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const auto before = possessionsOf(place.job());
    VERIFY_DONE(runProgram({"status", place.job()}));
    QCOMPARE(possessionsOf(place.job()), before);
}

LABELWRIGHT_TEST(StatusCommandTest)
#include "StatusCommandTest.moc"
