// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/LogPage.h"

#include "core/job/JobChanges.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"

#include <QCheckBox>
#include <QComboBox>
#include <QListView>

#include <memory>

using namespace labelwright;
using namespace labelwright::test;

class LogPageTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_page.reset(); }
    void newJobSaysThatNothingHasHappened();
    void filtersLeaveTheRestOut();
    void followShowsWhatIsNew();
    void linesInViewAreSaved();

private:
    void openPage();
    int lineCount() const { return partNamed<QListView>(*m_page, QStringLiteral("Log"))->model()->rowCount(); }
    QComboBox* choice(const QString& name) const { return partNamed<QComboBox>(*m_page, name); }

    std::unique_ptr<JobFixture> m_fixture;
    std::unique_ptr<LogPage> m_page;
};

/// A job of two photos for ann and bob.
void LogPageTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(2);
    NewJob request = m_fixture->request();
    request.team = teamOf({*createWorker("ann"), *createWorker("bob")});
    m_fixture->makeJob(request);
}

void LogPageTest::openPage()
{
    m_page = std::make_unique<LogPage>(m_fixture->jobFolder());
    m_page->resize(800, 500);
    m_page->show();
}

void LogPageTest::newJobSaysThatNothingHasHappened()
{
    openPage();
    QTRY_VERIFY(showsText(*m_page, QStringLiteral("Nothing has happened in this job yet.")));
}

void LogPageTest::filtersLeaveTheRestOut()
{
    Job job = m_fixture->openJob();
    VERIFY_OK(submitAnswer(job, answerOf(0, "ann", 1)));
    VERIFY_OK(submitAnswer(job, answerOf(1, "bob", 2)));
    openPage();
    QTRY_COMPARE(lineCount(), 6);
    QCOMPARE(choice(QStringLiteral("Workers"))->count(), 3);
    choice(QStringLiteral("Workers"))->setCurrentText(QStringLiteral("bob"));
    QCOMPARE(lineCount(), 3);
    choice(QStringLiteral("Events"))->setCurrentText(QStringLiteral("Tasks submitted"));
    QCOMPARE(lineCount(), 1);
    QVERIFY(showsText(*m_page, QStringLiteral("Lines: 1")));
    choice(QStringLiteral("Workers"))->setCurrentIndex(0);
    QCOMPARE(lineCount(), 2);
}

void LogPageTest::followShowsWhatIsNew()
{
    openPage();
    QTRY_VERIFY(showsText(*m_page, QStringLiteral("Nothing has happened in this job yet.")));
    m_page->findChild<QCheckBox*>()->setChecked(true);
    Job job = m_fixture->openJob();
    VERIFY_OK(stopJob(job, *createWorker("ann")));
    QTRY_COMPARE_WITH_TIMEOUT(lineCount(), 1, 15'000);
}

void LogPageTest::linesInViewAreSaved()
{
    Job job = m_fixture->openJob();
    VERIFY_OK(submitAnswer(job, answerOf(0, "ann", 1)));
    openPage();
    QTRY_COMPARE(lineCount(), 3);
    choice(QStringLiteral("Events"))->setCurrentText(QStringLiteral("Tasks submitted"));
    const std::filesystem::path path = m_fixture->root() / "log.txt";
    m_page->saveTo(QString::fromStdString(path.string()));
    QTRY_VERIFY(showsText(*m_page, QStringLiteral("Saved: ")));
    QCOMPARE(textOf(path), std::string("2026-11-22T09:00:01.000Z  TasksSubmitted  object 1  ann\n"));
}

LABELWRIGHT_TEST(LogPageTest)
#include "LogPageTest.moc"
