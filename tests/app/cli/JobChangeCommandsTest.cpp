// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright::test;
namespace fs = std::filesystem;

/// assign, stop, resume, complete and edit.
class JobChangeCommandsTest : public QObject {
    Q_OBJECT
private slots:
    void aStoppedJobTakesNoAnswersUntilItIsResumed();
    void whatMakesNoSenseIsRefused();
    void assignedObjectsAreForTheirWorkers();
    void completingAsksWhileObjectsAreLeft();
    void completingWritesTheFinalManifest();
    void anEditIsWhatStatusShows();
    void anEditThatCantBeIsRefused();
};

namespace {

std::string manifestOf(const Workplace& place)
{
    return textOf(place.job() / "output/street/manifests/output/output.manifest");
}

QString statusOf(const Workplace& place)
{
    return jsonOf(runProgram({"status", place.job(), "--json"}).out)[QStringLiteral("LabelingJobStatus")].toString();
}

} // namespace

void JobChangeCommandsTest::aStoppedJobTakesNoAnswersUntilItIsResumed()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    const fs::path mask = place.addIndexedMask("mask.png", 0);
    const Outcome stopped = runProgram({"stop", place.job()});
    VERIFY_DONE(stopped);
    QCOMPARE(stopped.out, std::string("street: stopped; nobody gets a task until it is resumed\n"));
    QCOMPARE(statusOf(place), QStringLiteral("Stopped"));
    VERIFY_REFUSED(place.submit(0, mask), "the job is stopped; resume it first");
    VERIFY_DONE(runProgram({"resume", place.job(), "--by", "worker-1"}));
    QCOMPARE(statusOf(place), QStringLiteral("InProgress"));
    VERIFY_DONE(place.submit(0, mask));
}

void JobChangeCommandsTest::whatMakesNoSenseIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const auto before = possessionsOf(place.job());
    VERIFY_REFUSED(runProgram({"resume", place.job()}), "neither stopped nor finished");
    VERIFY_REFUSED(runProgram({"stop", place.job(), "--by", "nobody"}), "no worker \"nobody\"", "worker-1");
    VERIFY_REFUSED(runProgram({"stop", place.root() / "no"}), "no job");
    QCOMPARE(possessionsOf(place.job()), before);
}

void JobChangeCommandsTest::assignedObjectsAreForTheirWorkers()
{
    const Workplace place;
    place.addPhotos(4);
    VERIFY_DONE(place.makeJob({"--workers-per-object", "2"}));
    const auto assign = [&](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"assign", place.job()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runProgram(arguments);
    };
    const Outcome assigned = assign({"--objects", "2-3,1", "--worker", "worker-1", "--worker", "worker-2"});
    VERIFY_DONE(assigned);
    QCOMPARE(assigned.out, std::string("Objects 1-3 (3) are for worker-1, worker-2\n"));
    VERIFY_REFUSED(assign({"--objects", "0", "--worker", "worker-1"}), "each object needs 2 workers");
    VERIFY_REFUSED(assign({"--objects", "4", "--everyone"}), "there is no object 4; the job has 0 to 3");
    const Outcome back = assign({"--objects", "0-3", "--everyone", "--json"});
    VERIFY_DONE(back);
    QCOMPARE(back.out, std::string("{\"objects\":\"0-3\",\"count\":4,\"workers\":[]}\n"));
}

void JobChangeCommandsTest::completingAsksWhileObjectsAreLeft()
{
    const Workplace place;
    place.addPhotos(3);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(1, place.addIndexedMask("mask.png", 0)));
    VERIFY_REFUSED(runProgram({"complete", place.job()}), "2 objects are not labeled; --unlabeled");
    QCOMPARE(statusOf(place), QStringLiteral("InProgress"));
    const Outcome completed = runProgram({"complete", place.job(), "--unlabeled"});
    VERIFY_DONE(completed);
    QCOMPARE(completed.out, "street: Completed, stopped with 2 unlabeled; 1 object labeled, 0 failed; " +
                                (place.job() / "output/street").string() + "\n");
    QCOMPARE(statusOf(place), QStringLiteral("Completed"));
    VERIFY_REFUSED(runProgram({"complete", place.job(), "--unlabeled"}), "finished already");
    VERIFY_REFUSED(place.submit(0, place.addIndexedMask("mask.png", 0)), "the job is completed; resume it first");
}

void JobChangeCommandsTest::completingWritesTheFinalManifest()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    for (int object = 0; object < 2; ++object)
        VERIFY_DONE(place.submit(object, place.addIndexedMask("mask.png", object)));
    const Outcome completed = runProgram({"complete", place.job(), "--json"});
    VERIFY_DONE(completed);
    QCOMPARE(completed.out,
             std::string(R"({"LabelingJobName":"street","LabelingJobStatus":"Completed","LabelCounters":)"
                         R"({"TotalLabeled":2,"HumanLabeled":2,"MachineLabeled":0,)"
                         R"("FailedNonRetryableError":0,"Unlabeled":0},"unlabeled-when-completed":0})"
                         "\n"));
    const std::string manifest = manifestOf(place);
    QVERIFY(manifest.find("street-ref-metadata") != manifest.rfind("street-ref-metadata"));
}

void JobChangeCommandsTest::anEditIsWhatStatusShows()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob({"--description", "Paint all"}));
    writeText(place.root() / "page.html", "<short-instructions><p>Slowly.</p></short-instructions>");
    const std::vector<std::string> edit{"edit",         place.job(), "--description",  "Paint people",
                                        "--time-limit", "90s",       "--instructions", place.root() / "page.html"};
    const Outcome edited = runProgram(edit);
    VERIFY_DONE(edited);
    QVERIFY(edited.out.starts_with("street: edited"));
    QCOMPARE(runProgram(edit).out, std::string("street: it is so already\n"));
    QVERIFY(runProgram({"status", place.job()}).out.ends_with("task time limit 90s: Paint people\n"));
    const QJsonObject status = jsonOf(runProgram({"status", place.job(), "--json"}).out);
    QCOMPARE(status[QStringLiteral("description")].toString(), QStringLiteral("Paint people"));
    QCOMPARE(status[QStringLiteral("task-time-limit-seconds")].toInt(), 90);
    QCOMPARE(status[QStringLiteral("instructions")][QStringLiteral("short")].toString(),
             QStringLiteral("<p>Slowly.</p>"));
    QVERIFY(runProgram({"log", place.job(), "--event", "edited"}).out.find("task time limit: 90") != std::string::npos);
}

void JobChangeCommandsTest::anEditThatCantBeIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const auto before = possessionsOf(place.job());
    VERIFY_WRONG_USAGE(runProgram({"edit", place.job()}), "description");
    VERIFY_WRONG_USAGE(runProgram({"edit", place.job(), "--time-limit", "9h"}), "time limit", "8h");
    VERIFY_REFUSED(runProgram({"edit", place.job(), "--description", "two\nlines"}), "one line");
    VERIFY_REFUSED(runProgram({"edit", place.job(), "--instructions", place.root() / "no.html"}), "no.html");
    QCOMPARE(possessionsOf(place.job()), before);
}

LABELWRIGHT_TEST(JobChangeCommandsTest)
#include "JobChangeCommandsTest.moc"
