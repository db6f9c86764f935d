// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ToolRunner.h"

#include "tests/support/TestProgram.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <chrono>
#include <thread>
#include <vector>

using namespace labelwright;

namespace {

/// Notes where it ran, and ends as it is told.
class Work : public ToolWork {
public:
    explicit Work(Status outcome = ok()) : m_outcome(std::move(outcome)) {}

    Status run(const std::stop_token&) override
    {
        ++runs;
        thread = QThread::currentThread();
        mayEnd.acquire();
        return m_outcome;
    }

    int runs = 0;
    QThread* thread = nullptr;
    QSemaphore mayEnd;

private:
    Status m_outcome;
};

/// Ends only when it is asked to.
class EndlessWork : public ToolWork {
public:
    Status run(const std::stop_token& stop) override
    {
        hasBegun.release();
        while (!stop.stop_requested())
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return Error{ErrorCode::Cancelled, "asked to stop"};
    }

    QSemaphore hasBegun;
};

} // namespace

class ToolRunnerTest : public QObject {
    Q_OBJECT
private slots:
    void deliversInTheCallersThread();
    void deliversTheOutcome();
    void ofManyWaitingOnlyTheNewestRuns();
    void forgetDropsTheWaitingAndStopsTheRunning();
    void workAfterAForgottenOneIsNotStopped();
    void theEndStopsWhatRuns();
};

void ToolRunnerTest::deliversInTheCallersThread()
{
    std::vector<std::shared_ptr<ToolWork>> delivered;
    ToolRunner runner([&](const std::shared_ptr<ToolWork>& done, const Status& outcome) {
        QCOMPARE(QThread::currentThread(), thread());
        QVERIFY(outcome.has_value());
        delivered.push_back(done);
    });
    const auto work = std::make_shared<Work>();
    runner.run(work);
    QVERIFY(runner.isBusy());
    work->mayEnd.release();
    QTRY_COMPARE(delivered.size(), std::size_t(1));
    QVERIFY(delivered.front() == work);
    QVERIFY(work->thread != thread());
    QCOMPARE(work->runs, 1);
    QVERIFY(!runner.isBusy());
}

void ToolRunnerTest::deliversTheOutcome()
{
    std::vector<ErrorCode> errors;
    ToolRunner runner(
        [&](const std::shared_ptr<ToolWork>&, const Status& outcome) { errors.push_back(outcome.error().code); });
    const auto work = std::make_shared<Work>(Error{ErrorCode::TooLarge, "too large"});
    work->mayEnd.release();
    runner.run(work);
    QTRY_COMPARE(errors, std::vector<ErrorCode>{ErrorCode::TooLarge});
}

void ToolRunnerTest::ofManyWaitingOnlyTheNewestRuns()
{
    std::vector<std::shared_ptr<ToolWork>> delivered;
    ToolRunner runner([&](const std::shared_ptr<ToolWork>& done, const Status&) { delivered.push_back(done); });
    std::vector<std::shared_ptr<Work>> works;
    for (int i = 0; i < 5; ++i) {
        works.push_back(std::make_shared<Work>());
        runner.run(works.back());
    }
    for (const std::shared_ptr<Work>& work : works)
        work->mayEnd.release();
    QTRY_COMPARE(delivered.size(), std::size_t(2));
    QVERIFY(delivered[0] == works.front());
    QVERIFY(delivered[1] == works.back());
    for (std::size_t i = 1; i + 1 < works.size(); ++i)
        QCOMPARE(works[i]->runs, 0);
}

void ToolRunnerTest::forgetDropsTheWaitingAndStopsTheRunning()
{
    std::vector<ErrorCode> errors;
    ToolRunner runner(
        [&](const std::shared_ptr<ToolWork>&, const Status& outcome) { errors.push_back(outcome.error().code); });
    const auto endless = std::make_shared<EndlessWork>();
    const auto waiting = std::make_shared<Work>();
    waiting->mayEnd.release();
    runner.run(endless);
    runner.run(waiting);
    runner.forget();
    QTRY_COMPARE(errors, std::vector<ErrorCode>{ErrorCode::Cancelled});
    QVERIFY(!runner.isBusy());
    QCOMPARE(waiting->runs, 0);
}

void ToolRunnerTest::workAfterAForgottenOneIsNotStopped()
{
    int succeeded = 0;
    ToolRunner runner(
        [&](const std::shared_ptr<ToolWork>&, const Status& outcome) { succeeded += outcome.has_value() ? 1 : 0; });
    class StopReader : public ToolWork {
    public:
        Status run(const std::stop_token& stop) override
        {
            return stop.stop_requested() ? Status(Error{ErrorCode::Cancelled, "stopped"}) : ok();
        }
    };
    runner.forget();
    runner.run(std::make_shared<StopReader>());
    QTRY_COMPARE(succeeded, 1);
}

void ToolRunnerTest::theEndStopsWhatRuns()
{
    int delivered = 0;
    const auto endless = std::make_shared<EndlessWork>();
    {
        ToolRunner runner([&](const std::shared_ptr<ToolWork>&, const Status&) { ++delivered; });
        runner.run(endless);
        endless->hasBegun.acquire();
    }
    QTest::qWait(1); // what was queued for a runner that is gone goes with it
    QCOMPARE(delivered, 0);
    QCOMPARE(endless.use_count(), 1L);
}

LABELWRIGHT_TEST(ToolRunnerTest)
#include "ToolRunnerTest.moc"
