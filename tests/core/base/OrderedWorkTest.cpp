// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/OrderedWork.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <atomic>
#include <chrono>

using namespace labelwright;

class OrderedWorkTest : public QObject {
    Q_OBJECT
private slots:
    void valuesAreTakenInOrderWhateverOrderTheyAreMadeIn();
    void nothingIsMadeFarAhead();
    void theFirstErrorByOrderStopsIt();
    void whatRefusesAValueStopsIt();
    void aStopIsACancellation();
    void memoryThatRunsOutIsAnError();
    void nothingToDoIsDone();
};

void OrderedWorkTest::valuesAreTakenInOrderWhateverOrderTheyAreMadeIn()
{
    std::vector<std::int64_t> taken;
    const auto make = [](std::int64_t index) -> Result<std::int64_t> {
        std::this_thread::sleep_for(std::chrono::microseconds(index % 3 == 0 ? 400 : 0));
        return index;
    };
    const auto take = [&](std::int64_t value) -> Status {
        taken.push_back(value);
        return ok();
    };
    QVERIFY(makeInOrder<std::int64_t>(200, make, take));
    QCOMPARE(taken.size(), std::size_t{200});
    QVERIFY(std::ranges::is_sorted(taken));
}

void OrderedWorkTest::nothingIsMadeFarAhead()
{
    std::atomic<std::int64_t> made = 0;
    std::int64_t taken = 0;
    std::int64_t farthest = 0;
    const auto make = [&](std::int64_t index) -> Result<std::int64_t> {
        ++made;
        return index;
    };
    const auto take = [&](std::int64_t) -> Status {
        std::this_thread::sleep_for(std::chrono::microseconds(200));
        farthest = std::max(farthest, made - taken++);
        return ok();
    };
    QVERIFY(makeInOrder<std::int64_t>(300, make, take));
    QVERIFY(farthest <= 5 * std::max<std::int64_t>(std::thread::hardware_concurrency(), 1) + 1);
}

void OrderedWorkTest::theFirstErrorByOrderStopsIt()
{
    std::vector<std::int64_t> taken;
    const auto make = [](std::int64_t index) -> Result<std::int64_t> {
        if (index >= 7)
            return Error{ErrorCode::Truncated, std::to_string(index)};
        return index;
    };
    const auto take = [&](std::int64_t value) -> Status {
        taken.push_back(value);
        return ok();
    };
    const Status status = makeInOrder<std::int64_t>(100, make, take);
    QVERIFY(!status);
    QCOMPARE(status.error().detail, std::string("7"));
    QCOMPARE(taken.size(), std::size_t{7});
}

void OrderedWorkTest::whatRefusesAValueStopsIt()
{
    const auto make = [](std::int64_t index) -> Result<std::int64_t> { return index; };
    const auto take = [](std::int64_t value) -> Status {
        return value == 3 ? Status(Error{ErrorCode::DiskFull, "full"}) : ok();
    };
    const Status status = makeInOrder<std::int64_t>(100, make, take);
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::DiskFull);
}

void OrderedWorkTest::aStopIsACancellation()
{
    std::stop_source source;
    std::int64_t taken = 0;
    const auto make = [](std::int64_t index) -> Result<std::int64_t> { return index; };
    const auto take = [&](std::int64_t) -> Status {
        if (++taken == 5)
            source.request_stop();
        return ok();
    };
    const Status status = makeInOrder<std::int64_t>(100, make, take, source.get_token());
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::Cancelled);
    QCOMPARE(taken, 5);
}

void OrderedWorkTest::memoryThatRunsOutIsAnError()
{
    const auto make = [](std::int64_t index) -> Result<std::int64_t> {
        if (index == 2)
            throw std::bad_alloc();
        return index;
    };
    const Status status = makeInOrder<std::int64_t>(10, make, [](std::int64_t) { return ok(); });
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::TooLarge);
}

void OrderedWorkTest::nothingToDoIsDone()
{
    const auto make = [](std::int64_t index) -> Result<std::int64_t> { return index; };
    QVERIFY(makeInOrder<std::int64_t>(0, make, [](std::int64_t) { return ok(); }));
}

LABELWRIGHT_TEST(OrderedWorkTest)
#include "OrderedWorkTest.moc"
