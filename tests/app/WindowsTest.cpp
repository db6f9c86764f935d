// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Windows.h"

#include "core/job/JobChanges.h"
#include "core/job/MemberList.h"
#include "core/job/Workspace.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "ui/home/HomeWindow.h"
#include "ui/home/Workspace.h"

#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QTimer>

using namespace labelwright;
using namespace labelwright::test;

class WindowsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void closingTheHomeWindowEndsTheProgramWell();
    void closingItOnAJobThatCouldNotBeOpenedIsAFailure();
    void tryAgainOpensTheJobOnceItIsThere();
    void aWorkerComesBackToTheirTasks();

private:
    QTemporaryDir m_settings;
};

namespace {

/// The window of this kind that is shown; nullptr without one.
template <typename Window>
Window* shownWindow()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        auto* window = qobject_cast<Window*>(widget);
        if (window && window->isVisible())
            return window;
    }
    return nullptr;
}

/// Closes the home window; how the program would end.
int exitCodeOfClosing()
{
    QTimer::singleShot(0, [] { shownWindow<HomeWindow>()->close(); });
    return QApplication::exec();
}

} // namespace

void WindowsTest::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("labelwright-test"));
    QCoreApplication::setApplicationName(QStringLiteral("windows"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    QApplication::setQuitOnLastWindowClosed(false);
}

void WindowsTest::closingTheHomeWindowEndsTheProgramWell()
{
    Windows windows;
    windows.showHome();
    QCOMPARE(exitCodeOfClosing(), 0);
}

void WindowsTest::closingItOnAJobThatCouldNotBeOpenedIsAFailure()
{
    const JobFixture fixture;
    Windows windows;
    windows.openJob(QString::fromStdString(fixture.jobFolder().string()));
    QCOMPARE(exitCodeOfClosing(), 1);
}

void WindowsTest::tryAgainOpensTheJobOnceItIsThere()
{
    const JobFixture fixture;
    Windows windows;
    windows.openJob(QString::fromStdString(fixture.jobFolder().string()));
    fixture.addPhotos(1);
    fixture.makeJob();
    for (QPushButton* button : shownWindow<HomeWindow>()->findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Try again"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(!shownWindow<HomeWindow>());
    QVERIFY(shownWindow<WorkWindow>());
}

void WindowsTest::aWorkerComesBackToTheirTasks()
{
    const JobFixture fixture;
    const Worker ann = *createTeamWorker("Ann", "ann@example.com");
    WorkspaceTeam street{{"street", {}}, {}};
    VERIFY_OK(addMembers(street, {ann}));
    VERIFY_OK(createTeam(fixture.root(), street));
    fixture.addPhotos(1);
    Job job = fixture.makeJob();
    VERIFY_OK(changeTeam(job, street.team, ann));
    saveWorkspaceFolder(QString::fromStdString(fixture.root().string()));
    const auto press = [](const QString& text) {
        for (QAbstractButton* button : shownWindow<HomeWindow>()->findChildren<QAbstractButton*>()) {
            if (button->text() == text && button->isVisible() && button->isEnabled())
                return QTest::mouseClick(button, Qt::LeftButton), true;
        }
        return false;
    };
    Windows windows;
    windows.showHome();
    QVERIFY(press(QStringLiteral("My tasks")));
    QVERIFY(QTest::qWaitFor([&] { return press(QStringLiteral("Sign in")); }));
    QVERIFY(QTest::qWaitFor([&] { return press(QStringLiteral("Start working")); }));
    QVERIFY(!shownWindow<HomeWindow>());
    QVERIFY(shownWindow<WorkWindow>()->session().worker() == ann);
    shownWindow<WorkWindow>()->leave(WorkWindow::Next::Home);
    QTRY_VERIFY(shownWindow<HomeWindow>());
    QVERIFY(QTest::qWaitFor([&] { return press(QStringLiteral("Log out")); })); // Signed in all the while.
    QVERIFY(QTest::qWaitFor([&] { return press(QStringLiteral("Sign in")); }));
}

QTEST_MAIN(WindowsTest)
#include "WindowsTest.moc"
