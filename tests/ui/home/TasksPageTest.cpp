// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/TasksPage.h"

#include "core/job/JobChanges.h"
#include "core/job/MemberList.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"
#include "ui/bridge/TeamDesk.h"
#include "ui/home/PortalPage.h"
#include "ui/home/SignInMemory.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace labelwright;
using namespace labelwright::test;

class TasksPageTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void workerSignsInStartsAndLogsOut();
    void anotherWorkspaceHasOtherWorkersAtOnce();
};

void TasksPageTest::initTestCase()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QCoreApplication::setOrganizationName(QStringLiteral("labelwright-test"));
    QCoreApplication::setApplicationName(QStringLiteral("tasks-page"));
}

void TasksPageTest::workerSignsInStartsAndLogsOut()
{
    const JobFixture fixture;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString(fixture.root().string()));
    const std::filesystem::path workspace = fixture.root();
    const Worker ann = *createTeamWorker("Ann", "ann@example.com");
    WorkspaceTeam street{{"street", {}}, {}};
    VERIFY_OK(addMembers(street, {ann}));
    VERIFY_OK(createTeam(workspace, street));
    fixture.addPhotos(2);
    Job job = fixture.makeJob();
    VERIFY_OK(changeTeam(job, street.team, ann));

    TeamDesk desk(workspace);
    TasksPage page(desk);
    page.resize(900, 600);
    page.show();
    QSignalSpy started(&page, &TasksPage::startRequested);
    QTRY_VERIFY(shownButton(page, QStringLiteral("Sign in")) && !desk.isBusy());
    QVERIFY(!page.portal());
    QTest::mouseClick(shownButton(page, QStringLiteral("Sign in")), Qt::LeftButton);
    QTRY_VERIFY(page.portal());
    QTRY_VERIFY(showsText(page, QStringLiteral("Tasks that wait for you: 2")));
    QTest::mouseClick(shownButton(*page.portal(), QStringLiteral("Start working")), Qt::LeftButton);
    QCOMPARE(started.count(), 1);
    QCOMPARE(started.front()[0].toString().toStdString(), fixture.jobFolder().string());
    QVERIFY(started.front()[1].value<Worker>() == ann);
    QTest::mouseClick(shownButton(*page.portal(), QStringLiteral("Log out")), Qt::LeftButton);
    QVERIFY(!page.portal());
    QTRY_VERIFY(!desk.isBusy());
    QVERIFY(!page.portal()); // Nobody is remembered.
}

void TasksPageTest::anotherWorkspaceHasOtherWorkersAtOnce()
{
    const QTemporaryDir folder;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    const auto makeTeam = [&](const char* workspace, const char* member) {
        const std::filesystem::path path = folder.filePath(QLatin1String(workspace)).toStdString();
        WorkspaceTeam street{{"street", {}}, {}};
        VERIFY_OK(addMembers(street, parseMemberList(member, {}).workers));
        VERIFY_OK(createTeam(path, street));
    };
    makeTeam("one", "Ann <ann@example.com>");
    makeTeam("two", "Bob <bob@example.com>");
    TeamDesk desk(folder.filePath(QStringLiteral("one")).toStdString());
    TasksPage page(desk);
    page.show();
    QTRY_VERIFY(shownButton(page, QStringLiteral("Sign in")) && !desk.isBusy());
    QTest::mouseClick(shownButton(page, QStringLiteral("Sign in")), Qt::LeftButton);
    QTRY_VERIFY(page.portal());
    QSignalSpy left(&page, &TasksPage::loggedOut);
    desk.reload(); // What is still under way is of the folder before.
    desk.setWorkspace(folder.filePath(QStringLiteral("two")).toStdString());
    QVERIFY(desk.teams().empty());
    QVERIFY(!page.portal());
    QCOMPARE(left.count(), 1);
    QTRY_VERIFY(!desk.isBusy());
    QCOMPARE(desk.teams().front().team.members.front().worker.name, std::string("Bob"));
    const auto* workers = partNamed<QTreeWidget>(page, QStringLiteral("Workers"));
    QCOMPARE(workers->topLevelItemCount(), 1);
    QCOMPARE(workers->topLevelItem(0)->text(0), QStringLiteral("Bob"));
}

LABELWRIGHT_TEST(TasksPageTest)
#include "TasksPageTest.moc"
