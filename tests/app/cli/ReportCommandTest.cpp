// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobLayout.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// `report`.
class ReportCommandTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void tablesTellWhatWorkersDid();
    void jsonHoldsTheSame();
    void csvHasALineForEachLabel();
    void anEmptyJobHasItsTeam();
    void whatCantBeReadIsTold();
    void oneFormatIsEnough();

private:
    fs::path job() const { return fs::path(m_folder->path().toStdString()) / "job"; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<Job> m_job;
};

/// Two workers; worker-1 has corrected the first of two objects.
void ReportCommandTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_job.emplace(
        makeJob(m_folder->path().toStdString(), {.objects = 3, .workersPerObject = 2, .labels = {"a", "b,c"}}));
    const LabelMask all = *LabelMask::create({16, 8}, std::vector<Label>(128, 1));
    std::vector<Label> half(128, 1);
    std::fill(half.begin(), half.begin() + 64, Label{2});
    submitAt(*m_job, 0, 0, all, testTime(0));
    submitAt(*m_job, 0, 0, *LabelMask::create({16, 8}, half), testTime(1000));
    submitAt(*m_job, 1, 0, all, testTime(86'400'000));
}

void ReportCommandTest::tablesTellWhatWorkersDid()
{
    const Outcome report = runProgram({"report", job()});
    VERIFY_DONE(report);
    const std::string expected =
        "Workers\n"
        "  Worker    Objects  Answers  Active hours  Objects an hour  Corrected pixels %  Differs from consolidated %  "
        "Adjusted %  Accepted at once %  Wrong on gold %\n"
        "  worker-1  2        3        0.01          290.9            50.0                -                            "
        "-           -                   -\n"
        "  worker-2  0        0        0.00          -                -                   -                            "
        "-           -                   -\n"
        "\n"
        "Labels of worker-1\n"
        "  Label      Objects  Corrected pixels %  Differs from consolidated %\n"
        "  unlabeled  0        -                   -\n"
        "  a          2        50.0                -\n"
        "  b,c        1        100.0               -\n"
        "\n"
        "Objects an hour, by day (UTC)\n"
        "  Day         worker-1\n"
        "  2026-11-22  218.2\n"
        "  2026-11-23  436.4\n";
    QCOMPARE(report.out, expected);
}

void ReportCommandTest::jsonHoldsTheSame()
{
    const QJsonObject report = jsonOf(runProgram({"report", job(), "--json"}).out);
    QCOMPARE(report[QStringLiteral("unit")].toString(), QStringLiteral("pixels"));
    const QJsonArray workers = report[QStringLiteral("workers")].toArray();
    QCOMPARE(workers.size(), 2);
    const QJsonObject work = workers[0].toObject();
    QCOMPARE(work[QStringLiteral("worker")].toString(), QStringLiteral("worker-1"));
    QCOMPARE(work[QStringLiteral("active-seconds")].toDouble(), 3 * 8.25);
    QCOMPARE(work[QStringLiteral("corrected")].toObject()[QStringLiteral("changed")].toInt(), 64);
    QCOMPARE(work[QStringLiteral("corrected")].toObject()[QStringLiteral("of")].toInt(), 128);
    QCOMPARE(work[QStringLiteral("labels")].toArray()[2].toObject()[QStringLiteral("objects")].toInt(), 1);
    QCOMPARE(work[QStringLiteral("days")].toArray()[1].toObject()[QStringLiteral("day")].toString(),
             QStringLiteral("2026-11-23"));
    QVERIFY(workers[1].toObject()[QStringLiteral("objects-per-hour")].isNull());
}

void ReportCommandTest::csvHasALineForEachLabel()
{
    const Outcome report = runProgram({"report", job(), "--csv"});
    VERIFY_DONE(report);
    const std::vector<std::string> lines = report.outLines();
    const std::string worker = "worker-1," + m_job->spec().team[0].id + ',';
    QCOMPARE(lines.size(), std::size_t{1 + 2 * 4});
    QCOMPARE(lines[0], std::string("worker,worker-id,label,objects,corrected,corrected-of,differing,differing-of,"
                                   "answers,active-seconds,adjusted,adjusted-of,gold-wrong,gold-of,reviewed,"
                                   "accepted-at-once"));
    QCOMPARE(lines[1], worker + ",2,64,128,0,0,3,24.75,0,0,0,0,0,0");
    QCOMPARE(lines[3], worker + "a,2,64,128,0,0,,,,,,,,");
    QCOMPARE(lines[4], worker + "\"b,c\",1,64,64,0,0,,,,,,,,");
}

void ReportCommandTest::anEmptyJobHasItsTeam()
{
    fs::remove_all(job() / "events");
    const Outcome report = runProgram({"report", job()});
    VERIFY_DONE(report);
    QCOMPARE(report.outLines().size(), std::size_t{4});
}

void ReportCommandTest::whatCantBeReadIsTold()
{
    const fs::path mask = objectEventsFolder(job(), 1) / m_job->events().answersOf(1).front().maskFile;
    writeText(mask, "broken");
    const Outcome report = runProgram({"report", job()});
    QCOMPARE(report.exitCode, 3);
    QCOMPARE(report.errLines().size(), std::size_t{1});
    QVERIFY(report.err.find(mask.string()) != std::string::npos);
}

void ReportCommandTest::oneFormatIsEnough()
{
    QCOMPARE(runProgram({"report", job(), "--csv", "--json"}).exitCode, 2);
    VERIFY_REFUSED(runProgram({"report", m_folder->path().toStdString()}), "this folder is no job");
}

LABELWRIGHT_TEST(ReportCommandTest)
#include "ReportCommandTest.moc"
