// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/JobFolder.h"

#include "core/job/Derive.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class JobFolderTest : public QObject {
    Q_OBJECT
private slots:
    void aJobIsItself();
    void aGroundTruthFolderBecomesTheJobBesideIt();
    void anyOtherFolderIsRefused();
};

void JobFolderTest::aJobIsItself()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    fixture.makeJob();
    const Result<ChosenJob> chosen = chooseJob(fixture.jobFolder());
    VERIFY_OK(chosen);
    QCOMPARE(chosen->folder, fixture.jobFolder());
}

void JobFolderTest::aGroundTruthFolderBecomesTheJobBesideIt()
{
    const JobFixture fixture;
    fixture.addPhotos(2);
    Job job = fixture.makeJob();
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 60)));
    VERIFY_OK(derive(job));
    const fs::path output = fixture.root() / "street";
    fs::copy(stageFolder(job), output, fs::copy_options::recursive);
    const auto before = filesBelow(output);

    const Result<ChosenJob> chosen = chooseJob(output.string() + "/");
    VERIFY_OK(chosen);
    QCOMPARE(chosen->folder, fixture.root() / "street-labelwright");
    QVERIFY(Job::open(chosen->folder).has_value());
    QCOMPARE(filesBelow(output), before);

    const Result<ChosenJob> again = chooseJob(output);
    VERIFY_OK(again);
    QCOMPARE(again->folder, chosen->folder);
}

void JobFolderTest::anyOtherFolderIsRefused()
{
    const JobFixture fixture;
    VERIFY_ERROR(chooseJob(fixture.photos()), ErrorCode::NotFound);
    VERIFY_ERROR(chooseJob(fixture.root() / "nothing-here"), ErrorCode::NotFound);
}

LABELWRIGHT_TEST(JobFolderTest)
#include "JobFolderTest.moc"
