// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Consolidate.h"
#include "core/job/Job.h"
#include "core/job/JobLayout.h"
#include "core/job/LockFile.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class SubmitCommandTest : public QObject {
    Q_OBJECT
private slots:
    void anIndexedMaskBecomesAnAnswer();
    void aColourMaskIsTheSameAnswer();
    void aSecondAnswerReplacesTheFirst();
    void jsonNamesTheFiles();
    void theWorkerMayBeNamedByTheId();
    void strangersAreRefused_data();
    void strangersAreRefused();
    void aWorkerWhoIsAtWorkElsewhereIsRefused();
};

namespace {

LabelMask answeredMask(const Workplace& place, ObjectId object)
{
    const Result<Job> job = Job::open(place.job());
    if (!job)
        qFatal("%s", sentence(job.error()).c_str());
    const Result<ConsolidatedMask> mask =
        consolidateAnswers(job->events(), job->events().countedAnswers(object, 1), job->spec());
    if (!mask)
        qFatal("%s", sentence(mask.error()).c_str());
    return mask->mask;
}

} // namespace

void SubmitCommandTest::anIndexedMaskBecomesAnAnswer()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    const Outcome outcome = place.submit(1, place.addIndexedMask("mask.png", 3));
    VERIFY_DONE(outcome);
    QVERIFY2(outcome.out.starts_with("Saved and verified: object 1 (1.png) by worker-1, "), outcome.out.c_str());
    QVERIFY(answeredMask(place, 1) == stripes(Workplace::kPhotoSize, 3));
}

void SubmitCommandTest::aColourMaskIsTheSameAnswer()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addColorMask("mask.png", 2)));
    QVERIFY(answeredMask(place, 0) == stripes(Workplace::kPhotoSize, 2));
}

void SubmitCommandTest::aSecondAnswerReplacesTheFirst()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const Outcome first = place.submit(0, place.addIndexedMask("mask.png", 0), {"--json"});
    const auto before = possessionsOf(place.job());
    const Outcome second = place.submit(0, place.addIndexedMask("mask.png", 1), {"--json"});
    VERIFY_DONE(second);
    QCOMPARE(jsonOf(second.out)[QStringLiteral("replaces")].toArray(),
             QJsonArray({jsonOf(first.out)[QStringLiteral("answer")]}));
    const auto after = possessionsOf(place.job());
    QCOMPARE(after.size(), before.size() + 2);
    for (const auto& [name, content] : before)
        QCOMPARE(after.at(name), content);
    QVERIFY(answeredMask(place, 0) == stripes(Workplace::kPhotoSize, 1));
}

void SubmitCommandTest::jsonNamesTheFiles()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const Outcome outcome = place.submit(0, place.addIndexedMask("mask.png", 0), {"--json"});
    VERIFY_DONE(outcome);
    const QJsonObject json = jsonOf(outcome.out);
    QCOMPARE(json[QStringLiteral("object")].toInt(-1), 0);
    QCOMPARE(json[QStringLiteral("replaces")].toArray(), QJsonArray());
    const fs::path folder = objectEventsFolder(place.job(), 0);
    QVERIFY(fs::exists(folder / json[QStringLiteral("answer")].toString().toStdString()));
    QVERIFY(fs::exists(folder / json[QStringLiteral("mask")].toString().toStdString()));
}

void SubmitCommandTest::theWorkerMayBeNamedByTheId()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const Outcome status = runProgram({"status", place.job(), "--json"});
    const std::string id =
        jsonOf(status.out)[QStringLiteral("worker")].toObject()[QStringLiteral("id")].toString().toStdString();
    VERIFY_DONE(runProgram(
        {"submit", place.job(), "--object", "0", "--worker", id, "--mask", place.addIndexedMask("mask.png", 0)}));
}

void SubmitCommandTest::strangersAreRefused_data()
{
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("worker");
    QTest::addColumn<QString>("word");
    QTest::newRow("an object behind the last") << "2"
                                               << "worker-1"
                                               << "no object 2";
    QTest::newRow("an object far away") << "9223372036854775807"
                                        << "worker-1"
                                        << "no object";
    QTest::newRow("an unknown worker") << "0"
                                       << "bob"
                                       << "worker-1";
}

void SubmitCommandTest::strangersAreRefused()
{
    QFETCH(QString, object);
    QFETCH(QString, worker);
    QFETCH(QString, word);
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    const auto before = possessionsOf(place.job());
    VERIFY_REFUSED(runProgram({"submit", place.job(), "--object=" + object.toStdString(),
                               "--worker=" + worker.toStdString(), "--mask", place.addIndexedMask("mask.png", 0)}),
                   word.toStdString());
    QCOMPARE(possessionsOf(place.job()), before);
}

void SubmitCommandTest::aWorkerWhoIsAtWorkElsewhereIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const fs::path mask = place.addIndexedMask("mask.png", 0);
    {
        const Result<Job> job = Job::open(place.job());
        VERIFY_OK(job);
        const Result<LockFile> lock =
            LockFile::acquire(workerLockFile(place.job(), job->spec().team.front()), "labeling as worker-1");
        VERIFY_OK(lock);
        const auto before = possessionsOf(place.job());
        VERIFY_REFUSED(place.submit(0, mask), "labeling as worker-1",
                       std::to_string(QCoreApplication::applicationPid()), "Close it there");
        QCOMPARE(possessionsOf(place.job()), before);
    }
    VERIFY_DONE(place.submit(0, mask));
}

LABELWRIGHT_TEST(SubmitCommandTest)
#include "SubmitCommandTest.moc"
