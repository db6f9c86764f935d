// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/TasksPage.h"

#include "core/job/JobChanges.h"
#include "core/job/MemberList.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
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

QTEST_MAIN(TasksPageTest)
#include "TasksPageTest.moc"
