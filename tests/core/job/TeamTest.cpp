// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Team.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;

class TeamTest : public QObject {
    Q_OBJECT
private slots:
    void namesFollowGroundTruthsRule_data();
    void namesFollowGroundTruthsRule();
    void wordsOfRolesAndStatusesAreReadBack();
    void onlyInvitedAndActiveMembersWork();
    void aJobsTeamHasAsManyWorkersAsAnObjectNeeds();
    void theFirstLeadDecides();
};

void TeamTest::namesFollowGroundTruthsRule_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::addRow("one letter") << "a" << true;
    QTest::addRow("letters, digits, hyphens") << "street-team--7" << true;
    QTest::addRow("63 characters") << QString(63, 'x') << true;
    QTest::addRow("64 characters") << QString(64, 'x') << false;
    QTest::addRow("empty") << "" << false;
    QTest::addRow("space") << "street team" << false;
    QTest::addRow("underscore") << "street_team" << false;
    QTest::addRow("hyphen first") << "-street" << false;
    QTest::addRow("hyphen last") << "street-" << false;
    QTest::addRow("umlaut") << QStringLiteral("stra\u00dfe") << false;
    QTest::addRow("path") << "../street" << false;
}

void TeamTest::namesFollowGroundTruthsRule()
{
    QFETCH(QString, name);
    QFETCH(bool, isGood);
    const Status checked = checkTeamName(name.toStdString());
    if (isGood)
        VERIFY_OK(checked);
    else
        VERIFY_ERROR(checked, ErrorCode::InvalidArgument);
}

void TeamTest::wordsOfRolesAndStatusesAreReadBack()
{
    for (const TeamRole role : {TeamRole::Annotator, TeamRole::Lead})
        QCOMPARE(parseRole(roleName(role)), std::optional(role));
    for (const MemberStatus status : {MemberStatus::Invited, MemberStatus::Active, MemberStatus::Inactive})
        QCOMPARE(parseMemberStatus(memberStatusName(status)), std::optional(status));
    QVERIFY(!parseRole("Lead"));
    QVERIFY(!parseMemberStatus(""));
}

void TeamTest::onlyInvitedAndActiveMembersWork()
{
    const Worker one = *createWorker("one");
    const Worker two = *createWorker("two");
    Team team = teamOf({one});
    QCOMPARE(team.members.front().status, MemberStatus::Active);
    QVERIFY(!mayWork(team, two));
    for (const MemberStatus status : {MemberStatus::Invited, MemberStatus::Active, MemberStatus::Inactive}) {
        team.members.front().status = status;
        QCOMPARE(mayWork(team, one), status != MemberStatus::Inactive);
    }
    Worker renamed = one;
    renamed.name = "uno";
    team.members.front().status = MemberStatus::Active;
    QVERIFY(mayWork(team, renamed));
}

void TeamTest::aJobsTeamHasAsManyWorkersAsAnObjectNeeds()
{
    Team team = teamOf({*createWorker("one"), *createWorker("two"), *createWorker("three")});
    team.members[0].status = MemberStatus::Invited;
    VERIFY_OK(checkJobTeam(team, 3));
    team.members[1].status = MemberStatus::Inactive;
    QCOMPARE(workingMembers(team), 2);
    VERIFY_OK(checkJobTeam(team, 2));
    VERIFY_ERROR(checkJobTeam(team, 3), ErrorCode::InvalidArgument);
    VERIFY_ERROR(checkJobTeam(Team{}, 1), ErrorCode::InvalidArgument);
    team.members.push_back({Worker{"nameless", {}, {}}});
    VERIFY_ERROR(checkJobTeam(team, 1), ErrorCode::InvalidArgument);
}

void TeamTest::theFirstLeadDecides()
{
    Team team = teamOf({*createWorker("one"), *createWorker("two"), *createWorker("three")});
    team.members[0].status = MemberStatus::Inactive;
    QCOMPARE(decidingMember(team)->worker.name, std::string("two"));
    team.members[2].role = TeamRole::Lead;
    QCOMPARE(decidingMember(team)->worker.name, std::string("three"));
    QVERIFY(!decidingMember(Team{}));
}

LABELWRIGHT_TEST(TeamTest)
#include "TeamTest.moc"
