// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobLayout.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>

using namespace labelwright;
using namespace labelwright::test;

class JobsCommandTest : public QObject {
    Q_OBJECT
private slots:
    void jobsStandInColumnsWithTheirState();
    void jsonHoldsTheSame();
    void theCurrentFolderIsTheDefault();
    void aFolderThatIsNotThereIsRefused();
};

namespace {

/// A workplace whose one job has one of two objects labeled, and a broken job beside it.
void fill(const Workplace& place)
{
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(1, place.addIndexedMask("mask.png", 0)));
    std::filesystem::create_directory(place.root() / "broken");
    writeText(jobFile(place.root() / "broken"), "{");
}

} // namespace

void JobsCommandTest::jobsStandInColumnsWithTheirState()
{
    const Workplace place;
    fill(place);
    const Outcome outcome = runProgram({"jobs", place.root()});
    VERIFY_DONE(outcome);
    const std::vector<std::string> lines = outcome.outLines();
    QCOMPARE(lines.size(), std::size_t{2});
    QVERIFY(lines[0].starts_with("street  InProgress  1 of 2 objects labeled, semantic-segmentation, made 2"));
    QVERIFY(lines[1].starts_with("broken  Failed      " + jobFile(place.root() / "broken").string()));
}

void JobsCommandTest::jsonHoldsTheSame()
{
    const Workplace place;
    fill(place);
    const QJsonArray jobs = jsonOf(runProgram({"jobs", place.root(), "--json"}).out)[QStringLiteral("jobs")].toArray();
    QCOMPARE(jobs.size(), 2);
    const QJsonObject job = jobs[0].toObject();
    QCOMPARE(job[QStringLiteral("job")].toString(), QStringLiteral("street"));
    QCOMPARE(job[QStringLiteral("folder")].toString().toStdString(), place.job().string());
    QCOMPARE(job[QStringLiteral("status")].toString(), QStringLiteral("InProgress"));
    QCOMPARE(job[QStringLiteral("task")].toString(), QStringLiteral("semantic-segmentation"));
    QCOMPARE(job[QStringLiteral("objects")].toInt(), 2);
    QCOMPARE(job[QStringLiteral("labeled")].toInt(), 1);
    QVERIFY(job[QStringLiteral("created")].toString().endsWith(u'Z'));
    QVERIFY(!job.contains(QStringLiteral("failure")));
    const QJsonObject broken = jobs[1].toObject();
    QCOMPARE(broken[QStringLiteral("status")].toString(), QStringLiteral("Failed"));
    QVERIFY(broken[QStringLiteral("created")].isNull());
    QVERIFY(broken[QStringLiteral("failure")].toString().contains(QStringLiteral("job.json")));
}

void JobsCommandTest::theCurrentFolderIsTheDefault()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const Outcome outcome = runProgram({"jobs"}, {.currentFolder = place.root()});
    VERIFY_DONE(outcome);
    QVERIFY(outcome.out.starts_with("street  InProgress  0 of 1 objects labeled"));
}

void JobsCommandTest::aFolderThatIsNotThereIsRefused()
{
    const Workplace place;
    const std::string folder = place.root() / "nowhere";
    VERIFY_REFUSED(runProgram({"jobs", folder}), folder, "there is no such folder");
}

LABELWRIGHT_TEST(JobsCommandTest)
#include "JobsCommandTest.moc"
