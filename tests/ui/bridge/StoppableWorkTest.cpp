// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/StoppableWork.h"

#include "tests/support/TestProgram.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <memory>
#include <optional>

using namespace labelwright;

class StoppableWorkTest : public QObject {
    Q_OBJECT
private slots:
    void theResultComesBackToTheAsker();
    void progressIsToldWhileItGoesOn();
    void whatIsStoppedTellsSo();
    void whatIsAskedForLaterTakesItsPlace();
    void whoeverGoesStopsIt();
};

namespace {

/// Works until it is stopped; whether it was.
bool untilStopped(const std::stop_token& stop, const Progress& progress)
{
    for (int step = 0; !stop.stop_requested(); ++step) {
        progress(step % 100, 100);
        QThread::msleep(1);
    }
    return true;
}

} // namespace

void StoppableWorkTest::theResultComesBackToTheAsker()
{
    StoppableWork work;
    std::optional<int> result;
    Qt::HANDLE worker = nullptr;
    work.run(
        [&worker](const std::stop_token&, const Progress&) {
            worker = QThread::currentThreadId();
            return 7;
        },
        [&result](int delivered) { result = delivered; });
    QVERIFY(work.isRunning());
    QTRY_VERIFY(result);
    QCOMPARE(*result, 7);
    QVERIFY(!work.isRunning());
    QVERIFY(worker != QThread::currentThreadId());
}

void StoppableWorkTest::progressIsToldWhileItGoesOn()
{
    StoppableWork work;
    const QSignalSpy progressed(&work, &StoppableWork::progressed);
    work.run(untilStopped, [](bool) {});
    QTRY_VERIFY(progressed.count() > 1);
    QCOMPARE(progressed.front()[1].toLongLong(), 100);
    work.stop();
    QTRY_VERIFY(!work.isRunning());
}

void StoppableWorkTest::whatIsStoppedTellsSo()
{
    StoppableWork work;
    bool isStopped = false;
    work.run(untilStopped, [&isStopped](bool stopped) { isStopped = stopped; });
    work.stop();
    QTRY_VERIFY(isStopped);
}

void StoppableWorkTest::whatIsAskedForLaterTakesItsPlace()
{
    StoppableWork work;
    QStringList delivered;
    QSemaphore ended;
    work.run(
        [&ended](const std::stop_token& stop, const Progress& progress) {
            const bool stopped = untilStopped(stop, progress);
            ended.release();
            return stopped;
        },
        [&delivered](bool) { delivered << QStringLiteral("first"); });
    work.run([](const std::stop_token&, const Progress&) { return true; },
             [&delivered](bool) { delivered << QStringLiteral("second"); });
    QTRY_COMPARE(delivered, QStringList{QStringLiteral("second")});
    ended.acquire();
    QCoreApplication::processEvents();
    QCOMPARE(delivered, QStringList{QStringLiteral("second")});
    QVERIFY(!work.isRunning());
}

void StoppableWorkTest::whoeverGoesStopsIt()
{
    auto work = std::make_unique<StoppableWork>();
    QSemaphore ended;
    bool isDelivered = false;
    work->run(
        [&ended](const std::stop_token& stop, const Progress& progress) {
            const bool stopped = untilStopped(stop, progress);
            ended.release();
            return stopped;
        },
        [&isDelivered](bool) { isDelivered = true; });
    work.reset();
    ended.acquire();
    QCoreApplication::processEvents();
    QVERIFY(!isDelivered);
}

LABELWRIGHT_TEST(StoppableWorkTest)
#include "StoppableWorkTest.moc"
