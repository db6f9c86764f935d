// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/EventLog.h"

#include "core/base/Hash.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/EventFolder.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <ctime>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

std::span<const std::uint8_t> bytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::vector<std::string> namesOf(const std::vector<const AnswerEvent*>& answers)
{
    std::vector<std::string> names;
    for (const AnswerEvent* answer : answers)
        names.push_back(answer->name);
    return names;
}

} // namespace

/// Answers in a job's events folder.
class EventLogTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<EventFolder>(); }
    void noFolderIsAnEmptyLog();
    void writtenAnswerIsReadBack();
    void maskIsWrittenBeforeTheEvent();
    void sameAnswerTwiceIsOne();
    void anotherFileOfThatNameIsNeverReplaced();
    void latestUnreplacedAnswerIsCurrent();
    void ofSeveralUnreplacedTheFirstByTimeIsCurrent();
    void firstWorkersByTimeAreCounted();
    void aCorrectionKeepsItsPlaceWhateverArrivesFirst();
    void aScoredAnswerGivesItsCorrectionNoPlace();
    void orderOfArrivalDoesNotMatter();
    void draftIdsAreKnown();
    void readOnlyFolderLosesNothing();
    void fullDiskLosesNothing();
    void costGrowsWithTheEventsAlone();

private:
    std::unique_ptr<EventFolder> m_folder;
};

void EventLogTest::noFolderIsAnEmptyLog()
{
    const EventLog log = m_folder->open();
    QVERIFY(log.answers().empty());
    QVERIFY(log.problems().empty());
    QVERIFY(log.answersOf(0).empty());
    QVERIFY(!log.currentAnswer(0, *createWorker("worker-1")));
}

void EventLogTest::writtenAnswerIsReadBack()
{
    EventLog log = m_folder->open();
    const Result<AnswerEvent> written = log.appendAnswer(eventOf(12345, "worker-1", 1), bytes("mask"));
    VERIFY_OK(written);
    QCOMPARE(written->maskSha256, sha256Hex("mask"));
    const fs::path place = m_folder->path() / "events/012/12345";
    QCOMPARE(textOf(place / written->maskFile), std::string("mask"));
    QVERIFY(written->name.ends_with(sha256Hex(textOf(place / written->name)).substr(0, 12) + ".json"));
    for (const EventLog& seen : {log, m_folder->open()}) {
        QCOMPARE(seen.answersOf(12345).size(), std::size_t{1});
        QVERIFY(seen.answersOf(12345)[0] == *written);
        const auto mask = seen.maskBytes(seen.answersOf(12345)[0]);
        VERIFY_OK(mask);
        QCOMPARE(std::string(mask->begin(), mask->end()), std::string("mask"));
        QVERIFY(seen.problems().empty());
    }
}

void EventLogTest::maskIsWrittenBeforeTheEvent()
{
    const AnswerEvent event = eventOf(0, "worker-1", 1);
    {
        const FullDisk disk(100); // Enough for the mask, too little for the event.
        VERIFY_ERROR(writeAnswerFiles(m_folder->path(), event, bytes("mask")), ErrorCode::DiskFull);
    }
    const auto files = filesBelow(m_folder->path() / "events");
    QCOMPARE(files.size(), std::size_t{1});
    QCOMPARE(files[0].second, std::string("mask"));
    QVERIFY(m_folder->open().answers().empty());
    VERIFY_OK(writeAnswerFiles(m_folder->path(), event, bytes("mask")));
    QCOMPARE(m_folder->open().answersOf(0).size(), std::size_t{1});
}

void EventLogTest::sameAnswerTwiceIsOne()
{
    EventLog log = m_folder->open();
    VERIFY_OK(log.appendAnswer(eventOf(0, "worker-1", 1), bytes("mask")));
    const auto before = filesBelow(m_folder->path());
    VERIFY_OK(log.appendAnswer(eventOf(0, "worker-1", 1), bytes("mask")));
    QVERIFY(filesBelow(m_folder->path()) == before);
    QCOMPARE(log.answersOf(0).size(), std::size_t{1});
}

void EventLogTest::anotherFileOfThatNameIsNeverReplaced()
{
    const AnswerEvent written = m_folder->write(0, "worker-1", 1);
    const fs::path mask = objectEventsFolder(m_folder->path(), 0) / written.maskFile;
    writeText(mask, "something else");
    VERIFY_ERROR(writeAnswerFiles(m_folder->path(), eventOf(0, "worker-1", 1), bytes("png")), ErrorCode::AlreadyExists);
    QCOMPARE(textOf(mask), std::string("something else"));
}

void EventLogTest::latestUnreplacedAnswerIsCurrent()
{
    const AnswerEvent first = m_folder->write(0, "worker-1", 10);
    // Its clock is behind: what an answer says it replaces decides, not the time.
    const AnswerEvent second = m_folder->write(0, "worker-1", 5, {first.name});
    const EventLog log = m_folder->open();
    QCOMPARE(log.currentAnswer(0, first.worker)->name, second.name);
    QCOMPARE(log.unreplacedNames(0, first.worker), std::vector<std::string>{second.name});
    QVERIFY(!log.currentAnswer(0, *createWorker("worker-2")));
    QVERIFY(!log.currentAnswer(1, first.worker));
}

void EventLogTest::ofSeveralUnreplacedTheFirstByTimeIsCurrent()
{
    const AnswerEvent later = m_folder->write(0, "worker-1", 20);
    const AnswerEvent earlier = m_folder->write(0, "worker-1", 10);
    const EventLog log = m_folder->open();
    QCOMPARE(log.currentAnswer(0, later.worker)->name, earlier.name);
    QCOMPARE(log.unreplacedNames(0, later.worker), (std::vector<std::string>{earlier.name, later.name}));
    QCOMPARE(namesOf(log.currentAnswers(0)), std::vector<std::string>{earlier.name});
}

void EventLogTest::firstWorkersByTimeAreCounted()
{
    const AnswerEvent three = m_folder->write(0, "worker-3", 30);
    const AnswerEvent old = m_folder->write(0, "worker-1", 10);
    const AnswerEvent two = m_folder->write(0, "worker-2", 20);
    const AnswerEvent one = m_folder->write(0, "worker-1", 40, {old.name});
    const EventLog log = m_folder->open();
    QCOMPARE(namesOf(log.countedAnswers(0, 9)), (std::vector<std::string>{two.name, three.name, one.name}));
    QCOMPARE(namesOf(log.countedAnswers(0, 2)), (std::vector<std::string>{two.name, one.name}));
    QVERIFY(log.countedAnswers(1, 2).empty());
}

void EventLogTest::aCorrectionKeepsItsPlaceWhateverArrivesFirst()
{
    const AnswerEvent first = m_folder->write(0, "ann", 10);
    const AnswerEvent others = m_folder->write(0, "bob", 20);
    const AnswerEvent inCopy =
        m_folder->write(0, "ann", 25, {first.name}); // Two copies, two corrections of one answer,
    const AnswerEvent second = m_folder->write(0, "ann", 30, {first.name});
    const AnswerEvent third = m_folder->write(0, "ann", 40, {inCopy.name, second.name}); // and one of both.
    std::vector<AnswerEvent> events{first, others, inCopy, second, third};
    const auto byName = [](const AnswerEvent& left, const AnswerEvent& right) { return left.name < right.name; };
    std::ranges::sort(events, byName);
    do {
        EventLog log = *EventLog::open(m_folder->path() / "nothing");
        for (const AnswerEvent& event : events)
            log.add(event);
        QCOMPARE(namesOf(log.countedAnswers(0, 1)), std::vector<std::string>{third.name});
        QCOMPARE(namesOf(log.countedAnswers(0, 2)), (std::vector<std::string>{others.name, third.name}));
    } while (std::ranges::next_permutation(events, byName).found);
}

void EventLogTest::aScoredAnswerGivesItsCorrectionNoPlace()
{
    AnswerEvent scored = eventOf(0, "ann", 10);
    scored.isScoredOnly = true;
    scored = writeQuickly(m_folder->path(), scored);
    const AnswerEvent others = m_folder->write(0, "bob", 20);
    m_folder->write(0, "ann", 30, {scored.name});
    QCOMPARE(namesOf(m_folder->open().countedAnswers(0, 1)), std::vector<std::string>{others.name});
}

void EventLogTest::orderOfArrivalDoesNotMatter()
{
    std::vector<AnswerEvent> events;
    for (int i = 0; i < 6; ++i) { // Two of each time.
        AnswerEvent event = eventOf(0, "worker-" + std::to_string(i), i / 2);
        events.push_back(writeQuickly(m_folder->path(), event));
    }
    const std::vector<std::string> expected = namesOf(m_folder->open().currentAnswers(0));
    QCOMPARE(expected.size(), std::size_t{6});
    std::sort(events.begin(), events.end(), [](auto& a, auto& b) { return a.name < b.name; });
    do {
        EventLog log = *EventLog::open(m_folder->path() / "nothing");
        for (const AnswerEvent& event : events)
            log.add(event);
        QCOMPARE(namesOf(log.currentAnswers(0)), expected);
    } while (std::next_permutation(events.begin(), events.end(), [](auto& a, auto& b) { return a.name < b.name; }));
}

void EventLogTest::draftIdsAreKnown()
{
    m_folder->write(0, "worker-1", 1);
    const EventLog log = m_folder->open();
    QVERIFY(log.holdsDraft("00112233445566ff"));
    QVERIFY(!log.holdsDraft("00112233445566fe"));
    QVERIFY(!log.holdsDraft(""));
}

void EventLogTest::readOnlyFolderLosesNothing()
{
    const AnswerEvent first = m_folder->write(0, "worker-1", 1);
    fs::permissions(m_folder->path(), fs::perms(0755));
    fs::permissions(objectEventsFolder(m_folder->path(), 0), fs::perms(0555));
    EventLog log = m_folder->open();
    {
        const AsOrdinaryUser user;
        VERIFY_ERROR(log.appendAnswer(eventOf(0, "worker-1", 2), bytes("mask")), ErrorCode::ReadOnly);
    }
    fs::permissions(objectEventsFolder(m_folder->path(), 0), fs::perms(0755));
    QCOMPARE(log.answersOf(0).size(), std::size_t{1});
    QCOMPARE(m_folder->open().answersOf(0)[0].name, first.name);
    VERIFY_OK(log.appendAnswer(eventOf(0, "worker-1", 2), bytes("mask")));
}

void EventLogTest::fullDiskLosesNothing()
{
    const AnswerEvent first = m_folder->write(0, "worker-1", 1);
    const auto before = filesBelow(m_folder->path());
    EventLog log = m_folder->open();
    {
        const FullDisk disk;
        VERIFY_ERROR(log.appendAnswer(eventOf(0, "worker-1", 2), bytes("mask")), ErrorCode::DiskFull);
    }
    QVERIFY(filesBelow(m_folder->path()) == before);
    QCOMPARE(log.answersOf(0).size(), std::size_t{1});
    VERIFY_OK(log.appendAnswer(eventOf(0, "worker-1", 2), bytes("mask")));
}

void EventLogTest::costGrowsWithTheEventsAlone()
{
    const auto secondsToOpen = [this] {
        const std::clock_t start = std::clock();
        const EventLog log = m_folder->open();
        return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    };
    for (int object = 0; object < 300; ++object)
        m_folder->write(object, "worker-1", object);
    const double few = secondsToOpen();
    for (int object = 300; object < 1'500; ++object)
        m_folder->write(object * 7, "worker-1", object);
    const double many = secondsToOpen();
    qInfo("300 events: %.3f s, 1,500 events: %.3f s", few, many);
    QCOMPARE(m_folder->open().answers().size(), std::size_t{1'500});
    QVERIFY2(many < 15 * few + 0.1, "five times the events took more than fifteen times as long");
}

LABELWRIGHT_TEST(EventLogTest)
#include "EventLogTest.moc"
