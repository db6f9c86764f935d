// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobState.h"
#include "core/job/Workspace.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class TeamCommandTest : public QObject {
    Q_OBJECT
private slots:
    void addMakesTheTeamAndInvites();
    void aListIsTakenFromAFile();
    void whatCannotBeTakenIsToldAndTheRestIsAdded();
    void listShowsEveryTeam();
    void statusAndRoleAreChanged();
    void aForgottenPassphraseIsRemoved();
    void membersAndTeamsAreRemoved();
    void unknownNamesAreToldWithTheKnown();
    void anInvitationIsPrintedOrWritten();
    void aJobTakesTheTeamAsItIs();
    void theJobsOfAWorkerAreListed();
};

namespace {

/// `team VERB ...` in the workplace's workspace.
Outcome team(const Workplace& place, const std::string& verb, const std::vector<std::string>& more)
{
    std::vector<std::string> arguments{"team", verb, "--workspace", (place.root() / "workspace").string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return runProgram(arguments);
}

WorkspaceTeam streetTeam(const Workplace& place)
{
    Result<WorkspaceTeam> read = openTeam(place.root() / "workspace", "street");
    if (!read)
        qFatal("%s", sentence(read.error()).c_str());
    return *std::move(read);
}

} // namespace

void TeamCommandTest::addMakesTheTeamAndInvites()
{
    const Workplace place;
    const Outcome added = team(place, "add", {"street", "Ann Lee <ann@example.com>", "bob@example.com"});
    VERIFY_DONE(added);
    QCOMPARE(added.out, std::string("street: 2 added, 2 members\n"));
    VERIFY_DONE(team(place, "add", {"street", "cat@example.com", "--role", "lead"}));
    const WorkspaceTeam read = streetTeam(place);
    QCOMPARE(read.team.members.size(), std::size_t{3});
    QCOMPARE(read.team.members[0].worker.name, std::string("Ann Lee"));
    QCOMPARE(read.team.members[0].status, MemberStatus::Invited);
    QCOMPARE(read.team.members[1].role, TeamRole::Annotator);
    QCOMPARE(read.team.members[2].role, TeamRole::Lead);
    VERIFY_REFUSED(team(place, "add", {"street team", "a@example.com"}), "letters A to Z, digits and hyphens");
}

void TeamCommandTest::aListIsTakenFromAFile()
{
    const Workplace place;
    writeText(place.root() / "list.txt", "Ann <ann@example.com>\nbob@example.com; cat@example.com\n");
    const Outcome added = team(place, "add", {"street", "--list", (place.root() / "list.txt").string(), "--json"});
    VERIFY_DONE(added);
    QCOMPARE(jsonOf(added.out)[QStringLiteral("members")].toArray().size(), 3);
    VERIFY_REFUSED(team(place, "add", {"street", "--list", (place.root() / "no.txt").string()}), "no.txt");
}

void TeamCommandTest::whatCannotBeTakenIsToldAndTheRestIsAdded()
{
    const Workplace place;
    const Outcome added = team(place, "add", {"street", "ann@example.com", "Bob", "Ann <ANN@example.com>"});
    QCOMPARE(added.exitCode, 3);
    QCOMPARE(added.out, std::string("street: 1 added, 1 member\n"));
    QCOMPARE(added.errLines(),
             (std::vector<std::string>{
                 "labelwright: warning: not added: Bob; this is no e-mail address: it has no @.",
                 "labelwright: warning: not added: Ann <ANN@example.com>; ANN@example.com or that name is in the list "
                 "twice."}));
}

void TeamCommandTest::listShowsEveryTeam()
{
    const Workplace place;
    const Outcome none = team(place, "list", {});
    VERIFY_DONE(none);
    QVERIFY(none.out.empty());
    VERIFY_DONE(team(place, "add", {"street", "Ann <ann@example.com>"}));
    VERIFY_DONE(team(place, "add", {"alley"}));
    QCOMPARE(team(place, "list", {}).outLines(),
             (std::vector<std::string>{"alley: 0 members", "street: 1 member",
                                       "  Ann <ann@example.com>  annotator, invited  "
                                       "private.us-east-1.8dc934dcdcd1139f"}));
    const QJsonArray teams = jsonOf(team(place, "list", {"--json"}).out)[QStringLiteral("teams")].toArray();
    QCOMPARE(teams.size(), 2);
    QCOMPARE(teams[1].toObject()[QStringLiteral("team")].toString(), QStringLiteral("street"));
    QCOMPARE(team(place, "list", {"alley"}).out, std::string("alley: 0 members\n"));
}

void TeamCommandTest::statusAndRoleAreChanged()
{
    const Workplace place;
    VERIFY_DONE(team(place, "add", {"street", "Ann <ann@example.com>"}));
    const Outcome off = team(place, "deactivate", {"street", "ann@example.com"});
    VERIFY_DONE(off);
    QCOMPARE(off.out, std::string("Ann of street: annotator, inactive\n"));
    VERIFY_DONE(team(place, "role", {"street", "Ann", "lead"}));
    VERIFY_DONE(team(place, "activate", {"street", "private.us-east-1.8dc934dcdcd1139f"}));
    QCOMPARE(streetTeam(place).team.members[0].role, TeamRole::Lead);
    QCOMPARE(streetTeam(place).team.members[0].status, MemberStatus::Active);
}

void TeamCommandTest::aForgottenPassphraseIsRemoved()
{
    const Workplace place;
    VERIFY_DONE(team(place, "add", {"street", "Ann <ann@example.com>", "bob@example.com"}));
    VERIFY_OK(editTeam(place.root() / "workspace", "street", [](WorkspaceTeam& edited) {
        for (const TeamMember& member : edited.team.members)
            edited.passphraseHashes[member.worker.id] = "$argon2id$v=19$m=262144,t=3,p=1$c2FsdA$aGFzaA";
        return ok();
    }));
    const Outcome removed = team(place, "remove-passphrase", {"street", "Ann"});
    VERIFY_DONE(removed);
    QCOMPARE(removed.out, std::string("Ann of street: annotator, invited, without a passphrase\n"));
    const WorkspaceTeam street = streetTeam(place);
    QVERIFY(!street.passphraseHashes.contains(street.team.members[0].worker.id));
    QVERIFY(street.passphraseHashes.contains(street.team.members[1].worker.id));
}

void TeamCommandTest::membersAndTeamsAreRemoved()
{
    const Workplace place;
    VERIFY_DONE(team(place, "add", {"street", "ann@example.com", "bob@example.com"}));
    VERIFY_DONE(team(place, "remove", {"street", "ann"}));
    QCOMPARE(streetTeam(place).team.members.size(), std::size_t{1});
    VERIFY_DONE(team(place, "remove", {"street"}));
    QVERIFY(!fs::exists(teamFile(place.root() / "workspace", "street")));
}

void TeamCommandTest::unknownNamesAreToldWithTheKnown()
{
    const Workplace place;
    VERIFY_DONE(team(place, "add", {"street", "ann@example.com", "bob@example.com"}));
    VERIFY_REFUSED(team(place, "deactivate", {"street", "cat"}), "there is no worker \"cat\" here; known are ann, bob");
    VERIFY_REFUSED(team(place, "deactivate", {"alley", "cat"}), "there is no team \"alley\" here; there is street");
    VERIFY_REFUSED(team(place, "remove", {"alley"}), "there is no team \"alley\"");
}

void TeamCommandTest::anInvitationIsPrintedOrWritten()
{
    const Workplace place;
    VERIFY_DONE(team(place, "add", {"street", "Ann <ann@example.com>"}));
    const Outcome printed = team(place, "invite", {"street", "Ann"});
    VERIFY_DONE(printed);
    QVERIFY(printed.out.starts_with("To: Ann <ann@example.com>\n"));
    const fs::path file = place.root() / "invitation.txt";
    VERIFY_DONE(team(place, "invite", {"street", "Ann", "-o", file.string()}));
    QCOMPARE(textOf(file), printed.out);
}

void TeamCommandTest::aJobTakesTheTeamAsItIs()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(team(place, "add", {"street", "Ann <ann@example.com>"}));
    VERIFY_DONE(team(place, "use", {"street", place.job().string()}));
    VERIFY_DONE(team(place, "deactivate", {"street", "Ann"})); // The job's copy stays.
    const Result<Job> job = Job::open(place.job());
    VERIFY_OK(job);
    const Team today = currentTeam(*job);
    QCOMPARE(today.name, std::string("street"));
    QCOMPARE(today.members.front().status, MemberStatus::Invited);
    VERIFY_REFUSED(place.submit(0, place.addIndexedMask("mask.png", 0)), "no worker \"worker-1\"", "Ann");
    VERIFY_DONE(runProgram({"submit", place.job(), "--object", "0", "--worker", "ann@example.com", "--mask",
                            place.addIndexedMask("mask.png", 0)}));
}

void TeamCommandTest::theJobsOfAWorkerAreListed()
{
    const Workplace place;
    place.addPhotos(3);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(team(place, "add", {"street", "Ann <ann@example.com>", "Bob <bob@example.com>"}));
    fs::rename(place.job(), place.root() / "workspace/job");
    const std::string job = (place.root() / "workspace/job").string();
    const Outcome none = team(place, "jobs", {"street", "Ann"});
    VERIFY_DONE(none);
    QCOMPARE(none.out, std::string());
    VERIFY_DONE(team(place, "use", {"street", job}));
    VERIFY_DONE(runProgram({"submit", job, "--object", "0", "--worker", "ann@example.com", "--mask",
                            place.addIndexedMask("mask.png", 0)}));
    QCOMPARE(team(place, "jobs", {"street", "Ann"}).out,
             std::string("street: InProgress, 1 answered, 2 left, 0 declined\n"));
    const QJsonObject json = jsonOf(team(place, "jobs", {"street", "Bob", "--json"}).out);
    QCOMPARE(json[QStringLiteral("member")].toObject()[QStringLiteral("name")].toString(), QStringLiteral("Bob"));
    const QJsonObject first = json[QStringLiteral("jobs")].toArray().at(0).toObject();
    QCOMPARE(first[QStringLiteral("folder")].toString().toStdString(), job);
    QCOMPARE(first[QStringLiteral("answered")].toInt(), 0);
    QCOMPARE(first[QStringLiteral("left")].toInt(), 2);
}

LABELWRIGHT_TEST(TeamCommandTest)
#include "TeamCommandTest.moc"
