// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Workspace.h"

#include "core/base/Json.h"
#include "core/job/LockFile.h"
#include "core/job/MemberList.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <iterator>
#include <memory>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class WorkspaceTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void defaultLiesInTheUsersDocuments_data();
    void defaultLiesInTheUsersDocuments();
    void teamIsReadAsItWasWritten();
    void fileIsTheGolden();
    void everyMemberOfTheFileIsChecked_data();
    void everyMemberOfTheFileIsChecked();
    void teamsAreListedByNameAndDamagedOnesTold();
    void namesAreUniqueWhateverTheLettersCase();
    void unknownTeamIsToldWithThoseThereAre();
    void editThatFailsWritesNothing();
    void editWaitsForNobodyElse();
    void membersAreAddedAsInvitedAnnotatorsAllOrNone();
    void firstSignInMakesAnActiveMember();
    void removedMemberIsGoneWithThePassphrase();
    void aRemovedPassphraseLeavesTheMember();
    void removedTeamIsGone();
    void invitationNamesTeamAndWorker();

private:
    fs::path workspace() const { return fs::path(m_folder->path().toStdString()) / "workspace"; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

const Worker kAnn = *createTeamWorker("Ann Lee", "ann@example.com");
const Worker kBob = *createTeamWorker("Bob", "bob@example.com");

WorkspaceTeam sampleTeam()
{
    WorkspaceTeam team;
    team.team = {"street", {{kAnn, TeamRole::Lead, MemberStatus::Active}, {kBob}}};
    team.passphraseHashes[kAnn.id] = "$argon2id$v=19$m=262144,t=3,p=1$c2FsdA$aGFzaA";
    return team;
}

} // namespace

void WorkspaceTest::defaultLiesInTheUsersDocuments_data()
{
    QTest::addColumn<QByteArray>("userDirs");
    QTest::addColumn<QString>("folder");
    QTest::addRow("no file") << QByteArray() << "/home/ann/Documents/Labelwright";
    QTest::addRow("in the home") << QByteArray("XDG_DOCUMENTS_DIR=\"$HOME/Dokumente\"\n")
                                 << "/home/ann/Dokumente/Labelwright";
    QTest::addRow("elsewhere") << QByteArray(
                                      "# comment\nXDG_DESKTOP_DIR=\"$HOME/x\"\nXDG_DOCUMENTS_DIR=\"/data/docs\"\n")
                               << "/data/docs/Labelwright";
    QTest::addRow("comment alone") << QByteArray("#XDG_DOCUMENTS_DIR=\"$HOME/no\"\n")
                                   << "/home/ann/Documents/Labelwright";
    QTest::addRow("no quote at the end") << QByteArray("XDG_DOCUMENTS_DIR=\"$HOME/docs")
                                         << "/home/ann/Documents/Labelwright";
}

void WorkspaceTest::defaultLiesInTheUsersDocuments()
{
    QFETCH(QByteArray, userDirs);
    QFETCH(QString, folder);
    const QByteArray home = qgetenv("HOME");
    const QByteArray config = qgetenv("XDG_CONFIG_HOME");
    qputenv("HOME", "/home/ann");
    qputenv("XDG_CONFIG_HOME", m_folder->path().toUtf8());
    if (!userDirs.isEmpty())
        writeText(fs::path(m_folder->path().toStdString()) / "user-dirs.dirs", userDirs.toStdString());
    const fs::path found = defaultWorkspace();
    qputenv("HOME", home);
    config.isNull() ? qunsetenv("XDG_CONFIG_HOME") : qputenv("XDG_CONFIG_HOME", config);
    QCOMPARE(QString::fromStdString(found.string()), folder);
}

void WorkspaceTest::teamIsReadAsItWasWritten()
{
    VERIFY_OK(createTeam(workspace(), sampleTeam()));
    const Result<WorkspaceTeam> team = openTeam(workspace(), "street");
    VERIFY_OK(team);
    QVERIFY(*team == sampleTeam());
}

void WorkspaceTest::fileIsTheGolden()
{
    QCOMPARE(QString::fromStdString(writeTeam(sampleTeam())), QStringLiteral(R"({
  "format": "labelwright-team",
  "version": 1,
  "name": "street",
  "members": [
    {
      "name": "Ann Lee",
      "email": "ann@example.com",
      "id": "private.us-east-1.8dc934dcdcd1139f",
      "role": "lead",
      "status": "active",
      "passphrase": "$argon2id$v=19$m=262144,t=3,p=1$c2FsdA$aGFzaA"
    },
    {
      "name": "Bob",
      "email": "bob@example.com",
      "id": "%1",
      "role": "annotator",
      "status": "invited"
    }
  ]
}
)")
                                                                  .arg(QString::fromStdString(kBob.id)));
}

void WorkspaceTest::everyMemberOfTheFileIsChecked_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("isNewer");
    const auto row = [](const char* pointer, const char* value, bool isNewer = false) {
        QTest::addRow("%s = %s", pointer, value) << pointer << value << isNewer;
    };
    row("/format", "\"labelwright-job\"");
    row("/version", "null");
    row("/version", "2", true);
    row("/name", "\"../street\"");
    row("/name", "7");
    row("/members", "null");
    row("/members", "[7]");
    row("/members/0/name", "\"\"");
    row("/members/0/id", "null");
    row("/members/0/role", "\"boss\"");
    row("/members/0/status", "\"\"");
    row("/members/1/id", "\"private.us-east-1.8dc934dcdcd1139f\""); // Twice.
}

void WorkspaceTest::everyMemberOfTheFileIsChecked()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    QFETCH(bool, isNewer);
    Json json = Json::parse(writeTeam(sampleTeam()));
    json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
    VERIFY_ERROR(parseTeam(json.dump()), isNewer ? ErrorCode::NewerVersion : ErrorCode::Malformed);
}

void WorkspaceTest::teamsAreListedByNameAndDamagedOnesTold()
{
    QVERIFY(listTeams(workspace())->teams.empty());
    for (const char* name : {"street", "alley", "bridge"})
        VERIFY_OK(createTeam(workspace(), {{name, {}}, {}}));
    writeText(teamFile(workspace(), "damaged"), "{");
    writeText(teamsFolder(workspace()) / "notes.txt", "mine");
    fs::copy_file(teamFile(workspace(), "street"), teamFile(workspace(), "copied"));
    const Result<TeamListing> listing = listTeams(workspace());
    VERIFY_OK(listing);
    std::vector<std::string> names;
    for (const WorkspaceTeam& team : listing->teams)
        names.push_back(team.team.name);
    QCOMPARE(names, (std::vector<std::string>{"alley", "bridge", "street"}));
    QCOMPARE(listing->problems.size(), std::size_t{2});
    QCOMPARE(listing->problems[0].code, ErrorCode::Mismatch);
    QCOMPARE(listing->problems[1].code, ErrorCode::Malformed);
    QCOMPARE(listing->problems[1].path, teamFile(workspace(), "damaged"));
}

void WorkspaceTest::namesAreUniqueWhateverTheLettersCase()
{
    VERIFY_OK(createTeam(workspace(), {{"Street", {}}, {}}));
    VERIFY_ERROR(createTeam(workspace(), {{"street", {}}, {}}), ErrorCode::AlreadyExists);
    VERIFY_ERROR(createTeam(workspace(), {{"street team", {}}, {}}), ErrorCode::InvalidArgument);
    QCOMPARE(listTeams(workspace())->teams.size(), std::size_t{1});
}

void WorkspaceTest::unknownTeamIsToldWithThoseThereAre()
{
    for (const char* name : {"alley", "street"})
        VERIFY_OK(createTeam(workspace(), {{name, {}}, {}}));
    const Result<WorkspaceTeam> team = openTeam(workspace(), "bridge");
    VERIFY_ERROR(team, ErrorCode::InvalidArgument);
    QCOMPARE(team.error().detail, std::string("there is no team \"bridge\" here; there is alley, street"));
    VERIFY_ERROR(openTeam(workspace(), "../street"), ErrorCode::InvalidArgument);
}

void WorkspaceTest::editThatFailsWritesNothing()
{
    VERIFY_OK(createTeam(workspace(), sampleTeam()));
    const std::string before = textOf(teamFile(workspace(), "street"));
    const Error reason{ErrorCode::Cancelled, "no"};
    VERIFY_ERROR(editTeam(workspace(), "street",
                          [&](WorkspaceTeam& team) -> Status {
                              team.team.members.clear();
                              return reason;
                          }),
                 ErrorCode::Cancelled);
    VERIFY_ERROR(editTeam(workspace(), "street",
                          [](WorkspaceTeam& team) {
                              team.team.name = "other";
                              return ok();
                          }),
                 ErrorCode::InvalidArgument);
    VERIFY_ERROR(editTeam(workspace(), "alley", [](WorkspaceTeam&) { return ok(); }), ErrorCode::InvalidArgument);
    QCOMPARE(textOf(teamFile(workspace(), "street")), before);
    const fs::directory_iterator files(teamsFolder(workspace()));
    QCOMPARE(std::distance(begin(files), end(files)), 1); // No lock is left.
}

void WorkspaceTest::editWaitsForNobodyElse()
{
    VERIFY_OK(createTeam(workspace(), sampleTeam()));
    const Result<LockFile> lock = LockFile::acquire(teamsFolder(workspace()) / ".street.lock", "changing the team");
    VERIFY_OK(lock);
    VERIFY_ERROR(editTeam(workspace(), "street", [](WorkspaceTeam&) { return ok(); }), ErrorCode::Busy);
}

void WorkspaceTest::membersAreAddedAsInvitedAnnotatorsAllOrNone()
{
    VERIFY_OK(createTeam(workspace(), {{"street", {}}, {}}));
    const auto add = [this](const std::vector<Worker>& workers) {
        return editTeam(workspace(), "street", [&](WorkspaceTeam& team) { return addMembers(team, workers); });
    };
    VERIFY_OK(add({kAnn, kBob}));
    VERIFY_ERROR(add({*createTeamWorker("Cat", "cat@example.com"), kAnn}), ErrorCode::AlreadyExists);
    const Result<WorkspaceTeam> team = openTeam(workspace(), "street");
    VERIFY_OK(team);
    QCOMPARE(team->team.members.size(), std::size_t{2});
    for (const TeamMember& member : team->team.members) {
        QCOMPARE(member.role, TeamRole::Annotator);
        QCOMPARE(member.status, MemberStatus::Invited);
    }
}

void WorkspaceTest::firstSignInMakesAnActiveMember()
{
    WorkspaceTeam team = sampleTeam();
    VERIFY_OK(signIn(team, kBob));
    VERIFY_OK(signIn(team, kBob));
    QCOMPARE((*findMember(team, "bob@example.com"))->status, MemberStatus::Active);
    (*findMember(team, "Bob"))->status = MemberStatus::Inactive;
    VERIFY_ERROR(signIn(team, kBob), ErrorCode::InvalidArgument);
    VERIFY_ERROR(signIn(team, *createTeamWorker("Cat", "cat@example.com")), ErrorCode::InvalidArgument);
    VERIFY_ERROR(findMember(team, "Cat"), ErrorCode::InvalidArgument);
}

void WorkspaceTest::removedMemberIsGoneWithThePassphrase()
{
    WorkspaceTeam team = sampleTeam();
    removeMember(team, kAnn);
    removeMember(team, kAnn);
    QCOMPARE(team.team.members.size(), std::size_t{1});
    QVERIFY(team.passphraseHashes.empty());
}

void WorkspaceTest::aRemovedPassphraseLeavesTheMember()
{
    WorkspaceTeam team = sampleTeam();
    removePassphrase(team, kBob); // Who has none.
    QCOMPARE(team.passphraseHashes.size(), std::size_t{1});
    removePassphrase(team, kAnn);
    QVERIFY(team.passphraseHashes.empty());
    QVERIFY(team.team == sampleTeam().team);
}

void WorkspaceTest::removedTeamIsGone()
{
    VERIFY_OK(createTeam(workspace(), sampleTeam()));
    VERIFY_OK(removeTeam(workspace(), "street"));
    VERIFY_ERROR(removeTeam(workspace(), "street"), ErrorCode::InvalidArgument);
    VERIFY_ERROR(removeTeam(workspace(), "../workspace"), ErrorCode::InvalidArgument);
    QVERIFY(listTeams(workspace())->teams.empty());
}

void WorkspaceTest::invitationNamesTeamAndWorker()
{
    const std::string text = invitationText(sampleTeam().team, kAnn);
    QVERIFY(text.starts_with("To: Ann Lee <ann@example.com>\nSubject: "));
    QVERIFY(text.find("the labeling team street.") != std::string::npos);
    QVERIFY(text.find("argon2id") == std::string::npos);
}

LABELWRIGHT_TEST(WorkspaceTest)
#include "WorkspaceTest.moc"
