// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/bridge/TestSession.h"

#include <QSignalSpy>

using namespace labelwright;
using namespace labelwright::test;

class WorkSessionFlagsTest : public QObject {
    Q_OBJECT
private slots:
    void aFlagShowsAtOnceAndIsWritten();
    void togglingQuicklyEndsAsItWasLeft();
    void aFlagStaysWithItsObject();
    void anUnreadablePhotoCanBeFlagged();
    void aFlagThatCannotBeWrittenIsTold();
    void aNoteThatIsNoneIsTold();
    void whatIsFlaggedElsewhereIsTakenUp();
};

void WorkSessionFlagsTest::aFlagShowsAtOnceAndIsWritten()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture, 2);
    QSignalSpy flags(session.get(), &WorkSession::flagChanged);
    QSignalSpy statuses(session.get(), &WorkSession::statusChanged);
    QVERIFY(!session->flag());
    session->setFlag("a bus?");
    QVERIFY(session->flag());
    QCOMPARE(session->flag()->note, std::string("a bus?"));
    QCOMPARE(flags.count(), 1);
    QVERIFY(!session->job().events().currentFlag(0)); // On its way.
    QCOMPARE(session->pendingSaves(), 1);
    QTRY_COMPARE(statuses.count(), 1);
    QTRY_COMPARE(session->pendingSaves(), 0);
    QVERIFY(session->job().events().currentFlag(0));
    const Job job = fixture.openJob();
    QVERIFY(job.events().currentFlag(0));
    QCOMPARE(job.events().currentFlag(0)->worker.name, std::string("worker-1"));
    QCOMPARE(job.events().currentFlag(0)->note, std::string("a bus?"));
    QVERIFY(job.problems().empty());
}

void WorkSessionFlagsTest::togglingQuicklyEndsAsItWasLeft()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    QSignalSpy statuses(session.get(), &WorkSession::statusChanged);
    session->setFlag("");
    session->setFlag(std::nullopt);
    QVERIFY(!session->flag());
    session->setFlag("again");
    session->setFlag(std::nullopt);
    QVERIFY(!session->flag());
    QTRY_COMPARE(statuses.count(), 4);
    QVERIFY(!session->flag());
    QVERIFY(!fixture.openJob().events().currentFlag(0));
    session->setFlag("");
    QTRY_COMPARE(statuses.count(), 5);
    QVERIFY(fixture.openJob().events().currentFlag(0));
}

void WorkSessionFlagsTest::aFlagStaysWithItsObject()
{
    const JobFixture fixture;
    {
        const auto session = openNewSession(fixture, 2);
        session->setFlag("a bus?");
        session->goTo(1);
        QVERIFY(waitForObject(*session, 1));
        QVERIFY(!session->flag());
        session->goTo(0);
        QVERIFY(waitForObject(*session, 0));
        QVERIFY(session->flag());
        session->setFlag("a truck?"); // The session ends while it is on its way.
    }
    const auto again = openSession(fixture);
    QVERIFY(waitForObject(*again, 0));
    QVERIFY(again->flag());
    QCOMPARE(again->flag()->note, std::string("a truck?"));
}

void WorkSessionFlagsTest::anUnreadablePhotoCanBeFlagged()
{
    const JobFixture fixture;
    fixture.addPhotos(1);
    writeText(fixture.photos() / "1.png", "no picture");
    fixture.makeJob();
    const auto session = openSession(fixture);
    QVERIFY(waitForObject(*session, 0));
    session->setFlag("");
    QTRY_VERIFY(fixture.openJob().events().currentFlag(0));
}

void WorkSessionFlagsTest::aFlagThatCannotBeWrittenIsTold()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    QSignalSpy notices(session.get(), &WorkSession::notice);
    {
        const FullDisk full;
        session->setFlag("a bus?");
        QCOMPARE(session->pendingSaves(), 1);
        QTRY_COMPARE(notices.count(), 1);
        QCOMPARE(session->pendingSaves(), 0);
    }
    QVERIFY(notices.front().front().toString().startsWith(QStringLiteral("The flag of object 1 stays as it was: ")));
    QVERIFY(!session->flag());
    QVERIFY(!fixture.openJob().events().currentFlag(0));
}

void WorkSessionFlagsTest::aNoteThatIsNoneIsTold()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    QSignalSpy notices(session.get(), &WorkSession::notice);
    session->setFlag("two\nlines");
    QCOMPARE(notices.count(), 1);
    QVERIFY(!session->flag());
}

void WorkSessionFlagsTest::whatIsFlaggedElsewhereIsTakenUp()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture, 2);
    QSignalSpy flags(session.get(), &WorkSession::flagChanged);
    Job other = fixture.openJob();
    const Result<ObjectFlag> next = flagObject(other, 1, *createWorker("ann"), "");
    VERIFY_OK(next);
    session->takeFlag(*next);
    QCOMPARE(flags.count(), 0);
    const Result<ObjectFlag> here = flagObject(other, 0, *createWorker("ann"), "a bus?");
    VERIFY_OK(here);
    session->takeFlag(*here);
    QCOMPARE(flags.count(), 1);
    QCOMPARE(session->flag()->worker.name, std::string("ann"));
    session->setFlag(std::nullopt);
    QTRY_VERIFY(!fixture.openJob().events().currentFlag(0));
    QVERIFY(fixture.openJob().events().currentFlag(1));
}

LABELWRIGHT_TEST(WorkSessionFlagsTest)
#include "WorkSessionFlagsTest.moc"
