// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Windows.h"
#include "core/job/MemberList.h"
#include "core/job/Workspace.h"
#include "tests/app/WindowsFixture.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "ui/bridge/TeamDesk.h"
#include "ui/home/HomeWindow.h"
#include "ui/home/JobsPage.h"
#include "ui/home/PortalPage.h"
#include "ui/home/SignInMemory.h"
#include "ui/home/Workspace.h"
#include "ui/work/WorkWindow.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;

/// Where there are teams.
class TeamWindowsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { beginWindows(m_settings); }
    void anotherWorkspaceReachesTheTeamsAtOnce();
    void whereThereAreTeamsOneSignsInFirst_data();
    void whereThereAreTeamsOneSignsInFirst();
    void aJobIsOpenedAsWhoIsSignedIn();
    void whoIsSignedInDecidesAboutJobs();

private:
    QTemporaryDir m_settings;
};

Q_DECLARE_METATYPE(labelwright::TeamRole)

void TeamWindowsTest::anotherWorkspaceReachesTheTeamsAtOnce()
{
    const QTemporaryDir folder;
    const auto makeTeam = [&](const char* workspace, const char* name) {
        VERIFY_OK(createTeam(folder.filePath(QLatin1String(workspace)).toStdString(), {{name, {}}, {}}));
    };
    makeTeam("one", "street");
    makeTeam("two", "alley");
    saveWorkspaceFolder(folder.filePath(QStringLiteral("one")));
    Windows windows;
    windows.showHome();
    auto* home = shownWindow<HomeWindow>();
    auto* jobs = qobject_cast<JobsPage*>(home->shownPage());
    home->showPage(QStringLiteral("Teams"));
    const auto* teams = home->shownPage()->findChild<QListWidget*>();
    QTRY_COMPARE(teams->count(), 1);
    QCOMPARE(teams->item(0)->text(), QStringLiteral("street"));
    jobs->setWorkspace(folder.filePath(QStringLiteral("two")));
    QTRY_COMPARE(teams->item(0)->text(), QStringLiteral("alley"));
}

void TeamWindowsTest::whereThereAreTeamsOneSignsInFirst_data()
{
    QTest::addColumn<bool>("isRemembered");
    QTest::addColumn<TeamRole>("role");
    QTest::addColumn<QString>("begins");
    QTest::newRow("nobody yet") << false << TeamRole::Annotator << "Sign in";
    QTest::newRow("an annotator who stays signed in") << true << TeamRole::Annotator << "Start working";
    QTest::newRow("a lead who does") << true << TeamRole::Lead << "Create job";
}

void TeamWindowsTest::whereThereAreTeamsOneSignsInFirst()
{
    QFETCH(bool, isRemembered);
    QFETCH(TeamRole, role);
    QFETCH(QString, begins);
    const QTemporaryDir folder;
    const std::filesystem::path workspace = folder.path().toStdString();
    const Worker ann = *createTeamWorker("Ann", "ann@example.com");
    const WorkspaceTeam street{{"street", {{ann, role, MemberStatus::Active}}}, {}};
    VERIFY_OK(createTeam(workspace, street));
    saveWorkspaceFolder(folder.path());
    if (isRemembered)
        rememberSignIn(workspace, street, ann);
    Windows windows;
    windows.showHome();
    auto* home = shownWindow<HomeWindow>();
    auto* jobs = home->shownPage();
    QSignalSpy read(home->findChild<TeamDesk*>(), &TeamDesk::changed);
    QVERIFY(read.wait());
    QCOMPARE(home->shownPage() == jobs, role == TeamRole::Lead);
    const auto showsButton = [home, &begins] {
        return std::ranges::any_of(home->shownPage()->findChildren<QPushButton*>(), [&](const QPushButton* each) {
            return each->text() == begins && each->isVisible();
        });
    };
    QTRY_VERIFY(showsButton());
    forgetSignIn();
}

void TeamWindowsTest::aJobIsOpenedAsWhoIsSignedIn()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    const Worker ann = *createTeamWorker("Ann", "ann@example.com");
    const Worker bob = *createTeamWorker("Bob", "bob@example.com");
    const Worker eve = *createTeamWorker("Eve", "eve@example.com");
    NewJob request = fixture.request();
    request.team = {"street", {{ann, {}, MemberStatus::Active}, {bob, {}, MemberStatus::Active}}};
    fixture.makeJob(request);
    WorkspaceTeam street{{"street", {{ann, {}, MemberStatus::Active}, {bob, {}, MemberStatus::Active}}}, {}};
    street.team.members.push_back({eve, {}, MemberStatus::Active});
    VERIFY_OK(createTeam(fixture.root(), street));
    const QString folder = QString::fromStdString(fixture.jobFolder().string());
    saveWorkspaceFolder(QString::fromStdString(fixture.root().string()));
    const auto openAs = [&](const std::optional<Worker>& worker, Windows& windows) {
        forgetSignIn();
        if (worker)
            rememberSignIn(fixture.root(), street, *worker);
        windows.showHome();
        QSignalSpy read(shownWindow<HomeWindow>()->findChild<TeamDesk*>(), &TeamDesk::changed);
        QVERIFY(read.wait());
        windows.openJob(folder);
    };
    for (const auto& [worker, word] : std::vector<std::pair<std::optional<Worker>, QString>>{
             {std::nullopt, QStringLiteral("sign in")}, {eve, QStringLiteral("Eve is not of this job's team")}}) {
        Windows windows;
        openAs(worker, windows);
        QVERIFY(!shownWindow<WorkWindow>());
        const auto labels = shownWindow<HomeWindow>()->findChildren<QLabel*>();
        QVERIFY(
            std::ranges::any_of(labels, [&word = word](const QLabel* label) { return label->text().contains(word); }));
    }
    {
        Windows windows;
        openAs(bob, windows);
        QVERIFY(shownWindow<WorkWindow>());
        QVERIFY(shownWindow<WorkWindow>()->session().worker() == bob);
    }
    forgetSignIn();
}

void TeamWindowsTest::whoIsSignedInDecidesAboutJobs()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    fixture.makeJob();
    WorkspaceTeam street{{"street", {}}, {}};
    const Worker ann = *createTeamWorker("Ann", "ann@example.com");
    VERIFY_OK(addMembers(street, {ann}));
    VERIFY_OK(createTeam(fixture.root(), street));
    saveWorkspaceFolder(QString::fromStdString(fixture.root().string()));
    Windows windows;
    windows.showHome();
    auto* home = shownWindow<HomeWindow>();
    const auto button = [home](const QString& text) -> QPushButton* {
        for (QPushButton* each : home->shownPage()->findChildren<QPushButton*>()) {
            if (each->text() == text && each->isEnabled())
                return each;
        }
        return nullptr;
    };
    home->showPage(QStringLiteral("My tasks"));
    QTRY_VERIFY(button(QStringLiteral("Sign in")));
    QTest::mouseClick(button(QStringLiteral("Sign in")), Qt::LeftButton);
    QTRY_VERIFY(home->shownPage()->findChild<PortalPage*>());
    home->showPage(QStringLiteral("Jobs"));
    auto* list = home->shownPage()->findChild<QTreeView*>();
    QTRY_VERIFY(list->model()->rowCount() > 0);
    list->setCurrentIndex(list->model()->index(0, 0)); // The newest; those of other tests are gone.
    QTRY_VERIFY(button(QStringLiteral("Stop")));
    QTest::mouseClick(button(QStringLiteral("Stop")), Qt::LeftButton);
    QTRY_COMPARE(fixture.openJob().events().jobEvents().size(), std::size_t{1});
    QVERIFY(fixture.openJob().events().jobEvents().front().author == ann);
}

LABELWRIGHT_TEST(TeamWindowsTest)
#include "TeamWindowsTest.moc"
