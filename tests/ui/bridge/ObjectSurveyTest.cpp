// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ObjectSurvey.h"

#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

std::shared_ptr<const JobSnapshot> snapshotOf(const JobFixture& fixture)
{
    return *takeSnapshot(fixture.jobFolder());
}

/// All that a survey says, once it is done.
std::map<ObjectId, ObjectFinding> surveyed(const std::shared_ptr<const JobSnapshot>& snapshot)
{
    ObjectSurvey survey;
    std::map<ObjectId, ObjectFinding> all;
    QObject::connect(&survey, &ObjectSurvey::found, &survey, [&all](const ObjectFindings& findings) {
        for (const ObjectFinding& finding : findings)
            all.insert_or_assign(finding.object, finding);
    });
    QSignalSpy finished(&survey, &ObjectSurvey::finished);
    survey.start(snapshot);
    if (!finished.wait())
        qFatal("the survey does not end");
    return all;
}

} // namespace

class ObjectSurveyTest : public QObject {
    Q_OBJECT
private slots:
    void labelsAreCountedAndMissingPhotosFound();
    void countsAreKeptForTheNextSurvey();
    void anAnswerThatCantBeReadIsAProblem();
    void initialValuesAreFound();
    void aNewSurveyEndsTheOneBefore();
};

void ObjectSurveyTest::labelsAreCountedAndMissingPhotosFound()
{
    JobFixture fixture;
    fixture.addPhotos(3);
    Job job = fixture.makeJob();
    SubmitRequest answer = answerOf(1, "worker-1", 60);
    answer.mask = maskOf(JobFixture::kPhotoSize, {0, 2, 2, 2});
    VERIFY_OK(submitAnswer(job, answer));
    fs::remove(fixture.photos() / "3.png");
    const auto all = surveyed(snapshotOf(fixture));
    QCOMPARE(all.size(), std::size_t{3});
    QVERIFY(all.at(0).counts.empty());
    QVERIFY(all.at(0).problem.isEmpty());
    QVERIFY((all.at(1).counts == LabelCounts{{0, 3}, {2, 9}}));
    QVERIFY(all.at(2).problem.contains(QStringLiteral("3.png")));
}

void ObjectSurveyTest::countsAreKeptForTheNextSurvey()
{
    JobFixture fixture;
    fixture.addPhotos(1);
    Job job = fixture.makeJob();
    const AnswerEvent answer = *submitAnswer(job, answerOf(0, "worker-1", 60));
    const auto first = surveyed(snapshotOf(fixture));
    QVERIFY(!first.at(0).counts.empty());
    fs::remove(objectEventsFolder(fixture.jobFolder(), 0) / answer.maskFile); // would be needed to count again
    const auto snapshot = std::make_shared<const JobSnapshot>(JobSnapshot{std::move(job), {}, {}});
    const auto second = surveyed(snapshot);
    QVERIFY(second.at(0).counts == first.at(0).counts);
    QVERIFY(second.at(0).problem.isEmpty());
}

void ObjectSurveyTest::anAnswerThatCantBeReadIsAProblem()
{
    JobFixture fixture;
    fixture.addPhotos(1);
    Job job = fixture.makeJob();
    const AnswerEvent answer = *submitAnswer(job, answerOf(0, "worker-1", 60));
    const auto snapshot = snapshotOf(fixture);
    writeText(objectEventsFolder(fixture.jobFolder(), 0) / answer.maskFile, "no mask");
    const auto all = surveyed(snapshot);
    QVERIFY(all.at(0).counts.empty());
    QVERIFY(all.at(0).problem.contains(QString::fromStdString(answer.maskFile)));
}

void ObjectSurveyTest::initialValuesAreFound()
{
    JobFixture fixture;
    fixture.addPhotos(2);
    fs::create_directory(fixture.root() / "masks");
    writeText(fixture.root() / "masks/2.png", "whatever");
    NewJob request = fixture.request();
    request.prelabel = {.kind = Prelabel::Kind::Folder, .folder = fixture.root() / "masks"};
    fixture.makeJob(request);
    const auto all = surveyed(snapshotOf(fixture));
    QVERIFY(!all.at(0).hasInitialValue);
    QVERIFY(all.at(1).hasInitialValue);
}

void ObjectSurveyTest::aNewSurveyEndsTheOneBefore()
{
    JobFixture fixture;
    fixture.addPhotos(2);
    fixture.makeJob();
    ObjectSurvey survey;
    QSignalSpy finished(&survey, &ObjectSurvey::finished);
    survey.start(snapshotOf(fixture));
    survey.start(snapshotOf(fixture));
    QVERIFY(finished.wait());
    QTest::qWait(50);
    QCOMPARE(finished.count(), 1);
}

LABELWRIGHT_TEST(ObjectSurveyTest)
#include "ObjectSurveyTest.moc"
