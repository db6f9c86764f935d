// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ActiveTimer.h"

#include "tests/support/TestProgram.h"

#include <QCoreApplication>
#include <QTest>

using namespace labelwright;

class ActiveTimerTest : public QObject {
    Q_OBJECT
private slots:
    void countsFromWhereItIsTold();
    void standsStillWhenStopped();
    void standsStillWhilePaused();
    void standsStillWhileAnotherProgramIsInFront();
};

void ActiveTimerTest::countsFromWhereItIsTold()
{
    ActiveTimer timer;
    timer.start(100);
    QTest::qWait(30);
    QVERIFY(timer.seconds() > 100);
    QVERIFY(timer.seconds() < 130);
}

void ActiveTimerTest::standsStillWhenStopped()
{
    ActiveTimer timer;
    QCOMPARE(timer.seconds(), 0.0);
    timer.start(5);
    timer.stop();
    const double stopped = timer.seconds();
    QVERIFY(stopped >= 5);
    QTest::qWait(20);
    QCOMPARE(timer.seconds(), stopped);
}

void ActiveTimerTest::standsStillWhilePaused()
{
    ActiveTimer timer;
    timer.start(5);
    QTest::qWait(20);
    timer.setPaused(true);
    const double paused = timer.seconds();
    QVERIFY(paused > 5);
    QTest::qWait(20);
    QCOMPARE(timer.seconds(), paused);
    timer.start(7); // Another object, and nobody may work yet.
    QTest::qWait(20);
    QCOMPARE(timer.seconds(), 7.0);
    timer.setPaused(false);
    QTest::qWait(20);
    QVERIFY(timer.seconds() > 7);
}

void ActiveTimerTest::standsStillWhileAnotherProgramIsInFront()
{
    ActiveTimer timer;
    timer.start(0);
    QEvent leave(QEvent::ApplicationDeactivate);
    QCoreApplication::sendEvent(QCoreApplication::instance(), &leave);
    const double left = timer.seconds();
    QTest::qWait(20);
    QCOMPARE(timer.seconds(), left);
    QEvent back(QEvent::ApplicationActivate);
    QCoreApplication::sendEvent(QCoreApplication::instance(), &back);
    QTest::qWait(20);
    QVERIFY(timer.seconds() > left);
}

LABELWRIGHT_TEST(ActiveTimerTest)
#include "ActiveTimerTest.moc"
