// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ShortObjects.h"

#include "core/job/JobChanges.h"
#include "core/job/JobState.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;

class ShortObjectsTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void aNewJobHasNone();
    void oneDeclineIsTooManyWhereAllAreNeeded();
    void aTeamWithWorkersToSpareTakesADecline();
    void anAnswerAfterAllEndsIt();
    void aFailedObjectIsNone();
    void aSmallerTeamLeavesEveryUnfinishedObjectShort();
    void anotherMemberEndsIt();
    void onlyThoseForWhomAnObjectIsKeptCount();
    void aCompletedJobHasNone();

private:
    /// Two answers are wanted for each of three objects.
    Job makeJob(const std::vector<std::string>& team) const;
    static Team teamOfNames(const std::vector<std::string>& names);
    static void decline(Job& job, ObjectId object, const std::string& worker);

    std::unique_ptr<JobFixture> m_fixture;
    Worker m_ann = *createWorker("ann");
};

void ShortObjectsTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(3);
}

Team ShortObjectsTest::teamOfNames(const std::vector<std::string>& names)
{
    Team team;
    for (const std::string& name : names)
        team.members.push_back({*createWorker(name), TeamRole::Annotator, MemberStatus::Active});
    return team;
}

Job ShortObjectsTest::makeJob(const std::vector<std::string>& team) const
{
    NewJob request = m_fixture->request();
    request.workersPerObject = 2;
    request.team = teamOfNames(team);
    return m_fixture->makeJob(request);
}

void ShortObjectsTest::decline(Job& job, ObjectId object, const std::string& worker)
{
    const Result<TaskRelease> written = writeTaskReleaseFile(job.folder(), {TaskRelease::Kind::Declined,
                                                                            object,
                                                                            job.source(object)->sourceRef,
                                                                            job.spec().name,
                                                                            *createWorker(worker),
                                                                            timeAt(1),
                                                                            timeAt(2),
                                                                            1,
                                                                            "too dark",
                                                                            {}});
    VERIFY_OK(written);
    job.events().add(*written);
}

void ShortObjectsTest::aNewJobHasNone()
{
    QVERIFY(shortObjects(makeJob({"ann", "bob"})).empty());
}

void ShortObjectsTest::oneDeclineIsTooManyWhereAllAreNeeded()
{
    Job job = makeJob({"ann", "bob"});
    decline(job, 1, "ann");
    VERIFY_OK(submitAnswer(job, answerOf(2, "bob", 1)));
    decline(job, 2, "ann");
    const std::vector<ShortObject> objects = shortObjects(job);
    QCOMPARE(objects.size(), std::size_t{2});
    QCOMPARE(objects[0].object, ObjectId{1});
    QCOMPARE(objects[0].answers, 0);
    QCOMPARE(objects[0].waiting.size(), std::size_t{1});
    QCOMPARE(objects[0].waiting.front().name, std::string("bob"));
    QCOMPARE(objects[1].object, ObjectId{2});
    QCOMPARE(objects[1].answers, 1);
    QVERIFY(objects[1].waiting.empty());
}

void ShortObjectsTest::aTeamWithWorkersToSpareTakesADecline()
{
    Job job = makeJob({"ann", "bob", "cid"});
    decline(job, 1, "ann");
    QVERIFY(shortObjects(job).empty());
}

void ShortObjectsTest::anAnswerAfterAllEndsIt()
{
    Job job = makeJob({"ann", "bob"});
    decline(job, 1, "ann");
    VERIFY_OK(submitAnswer(job, answerOf(1, "ann", 3)));
    QVERIFY(shortObjects(job).empty());
}

void ShortObjectsTest::aFailedObjectIsNone()
{
    Job job = makeJob({"ann", "bob"});
    decline(job, 1, "ann");
    decline(job, 1, "bob");
    QVERIFY(shortObjects(job).empty());
}

void ShortObjectsTest::aSmallerTeamLeavesEveryUnfinishedObjectShort()
{
    Job job = makeJob({"ann", "bob"});
    VERIFY_OK(submitAnswer(job, answerOf(0, "ann", 1)));
    VERIFY_OK(submitAnswer(job, answerOf(0, "bob", 2)));
    VERIFY_OK(submitAnswer(job, answerOf(1, "bob", 3)));
    Team team = teamOfNames({"ann", "bob"});
    team.members[1].status = MemberStatus::Inactive;
    VERIFY_OK(changeTeam(job, team, m_ann));
    const std::vector<ShortObject> objects = shortObjects(job); // Of object 1 the answer of who left counts.
    QCOMPARE(objects.size(), std::size_t{1});
    QCOMPARE(objects.front().object, ObjectId{2});
}

void ShortObjectsTest::anotherMemberEndsIt()
{
    Job job = makeJob({"ann", "bob"});
    decline(job, 1, "ann");
    QCOMPARE(shortObjects(job).size(), std::size_t{1});
    VERIFY_OK(changeTeam(job, teamOfNames({"ann", "bob", "cid"}), m_ann));
    QVERIFY(shortObjects(job).empty());
}

void ShortObjectsTest::onlyThoseForWhomAnObjectIsKeptCount()
{
    Job job = makeJob({"ann", "bob", "cid"});
    VERIFY_OK(assignObjects(job, {{0, 1}}, {m_ann, *createWorker("bob")}, m_ann));
    QVERIFY(shortObjects(job).empty());
    decline(job, 1, "ann");
    const std::vector<ShortObject> objects = shortObjects(job);
    QCOMPARE(objects.size(), std::size_t{1});
    QCOMPARE(objects.front().waiting.size(), std::size_t{1});
    QCOMPARE(objects.front().waiting.front().name, std::string("bob"));
}

void ShortObjectsTest::aCompletedJobHasNone()
{
    Job job = makeJob({"ann", "bob"});
    decline(job, 1, "ann");
    VERIFY_OK(stopJob(job, m_ann));
    QCOMPARE(shortObjects(job).size(), std::size_t{1});
    VERIFY_OK(resumeJob(job, m_ann));
    VERIFY_OK(completeJob(job, m_ann));
    QVERIFY(shortObjects(job).empty());
}

LABELWRIGHT_TEST(ShortObjectsTest)
#include "ShortObjectsTest.moc"
