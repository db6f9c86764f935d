// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Derive.h"
#include "core/job/EventLog.h"
#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace labelwright;
namespace fs = std::filesystem;

namespace {

const std::string kManifest = "road-scenes/manifests/output/output.manifest";

LabelMask stripes(int seed)
{
    return test::stripedMask({16, 8}, 3, seed);
}

QByteArrayList linesOf(const std::string& text)
{
    return QByteArray::fromStdString(text).split('\n');
}

} // namespace

/// What can't be used stays out of the output, and is told.
class DeriveLeftOutTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void anotherPhotoOnTheLineIsLeftOut();
    void aDamagedMaskIsLeftOut();
    void anAnswerThatCantBeUsedIsTold();
    void aDeclineOfAnotherPhotoIsLeftOut();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    std::map<std::string, std::string> tree() const { return test::treeOf(folder() / "job/output"); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void DeriveLeftOutTest::anotherPhotoOnTheLineIsLeftOut()
{
    Job job = test::makeJob(folder());
    const AnswerEvent answer = test::submitAt(job, 0, 0, stripes(0), test::testTime(0));
    const std::vector<std::uint8_t> png = *job.events().maskBytes(answer);
    AnswerEvent foreign = answer;
    foreign.object = 1;
    VERIFY_OK(writeAnswerFiles(job.folder(), foreign, png));
    const Result<DeriveReport> report = derive(test::reopened(job));
    VERIFY_OK(report);
    QCOMPARE(report->objects, 1);
    QCOMPARE(report->leftOut.size(), std::size_t(1));
    QVERIFY(!tree().contains("road-scenes/annotations/worker-response/iteration-1/1/2026-11-22_09:00:00.json"));
}

void DeriveLeftOutTest::aDamagedMaskIsLeftOut()
{
    Job job = test::makeJob(folder());
    test::submitAt(job, 0, 0, stripes(0), test::testTime(0));
    const AnswerEvent answer = test::submitAt(job, 1, 0, stripes(1), test::testTime(100));
    test::writeText(objectEventsFolder(job.folder(), 1) / answer.maskFile, "no picture");
    const Result<DeriveReport> report = derive(job);
    VERIFY_OK(report);
    QCOMPARE(report->objects, 1);
    QCOMPARE(report->leftOut.size(), std::size_t(1));
    QVERIFY(!linesOf(tree().at(kManifest)).at(1).contains("road-scenes-ref"));
}

void DeriveLeftOutTest::anAnswerThatCantBeUsedIsTold()
{
    Job job = test::makeJob(folder());
    test::submitAt(job, 0, 0, stripes(0), test::testTime(0));
    const AnswerEvent answer = test::submitAt(job, 1, 0, stripes(1), test::testTime(100));
    const fs::path file = objectEventsFolder(job.folder(), 1) / answer.name;
    test::writeText(file, test::textOf(file).substr(0, 200));
    const Result<DeriveReport> report = derive(test::reopened(job));
    VERIFY_OK(report);
    QCOMPARE(report->objects, 1);
    // The event, and its mask, which has none now.
    QCOMPARE(report->leftOut.size(), std::size_t(2));
    for (const fs::path& path : {file, objectEventsFolder(job.folder(), 1) / answer.maskFile})
        QVERIFY(std::ranges::any_of(report->leftOut, [&path](const Error& error) { return error.path == path; }));
    QCOMPARE(unusableEvents(test::reopened(job)).size(), std::size_t(2));
}

void DeriveLeftOutTest::aDeclineOfAnotherPhotoIsLeftOut()
{
    Job job = test::makeJob(folder());
    const QByteArrayList input = linesOf(test::textOf(job.folder() / "input.manifest"));
    TaskRelease other{TaskRelease::Kind::Declined,
                      1,
                      "s3://example-bucket/images/other.png",
                      "road-scenes",
                      job.spec().team.front(),
                      test::testTime(0),
                      test::testTime(1),
                      0,
                      "too dark",
                      {}};
    job.events().add(*writeTaskReleaseFile(job.folder(), other));
    const Result<DeriveReport> report = derive(job);
    VERIFY_OK(report);
    QCOMPARE(report->leftOut.size(), std::size_t{1});
    QCOMPARE(report->leftOut.front().code, ErrorCode::Mismatch);
    QCOMPARE(linesOf(tree().at(kManifest))[1], input[1]);
}

LABELWRIGHT_TEST(DeriveLeftOutTest)
#include "DeriveLeftOutTest.moc"
