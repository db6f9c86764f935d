// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/EventLog.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"

#include <ctime>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;
using Kind = EventProblem::Kind;

/// Answers in a job's events folder, also such as a half-finished copy leaves behind.
class EventLogTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void noFolderIsAnEmptyLog();
    void writtenAnswerIsReadBack();
    void maskIsWrittenBeforeTheEvent();
    void sameAnswerTwiceIsOne();
    void anotherFileOfThatNameIsNeverReplaced();
    void latestUnreplacedAnswerIsCurrent();
    void ofSeveralUnreplacedTheFirstByTimeIsCurrent();
    void firstByTimeAreCounted();
    void orderOfArrivalDoesNotMatter();
    void eventCutShortAtAnyByteHasNotArrived();
    void answerWithoutMaskIsNotThereAndReplacesNothing();
    void maskOfAnInterruptedSaveIsNobodysConcernOnceSavedAgain();
    void strangeFilesAreReportedAndLeft_data();
    void strangeFilesAreReportedAndLeft();
    void halfWrittenFilesAreNobodysConcern();
    void eventOfAnotherObjectIsDamaged();
    void laterVersionsAreToldApart();
    void eventsOfLaterKindsAreNoProblem();
    void alteredMaskIsRefused();
    void draftIdsAreKnown();
    void readOnlyFolderLosesNothing();
    void fullDiskLosesNothing();
    void costGrowsWithTheEventsAlone();

private:
    fs::path folder() const { return m_temporary->path().toStdString(); }
    EventLog open() const;
    AnswerEvent write(ObjectId object, const std::string& worker, double seconds,
                      std::vector<std::string> replaces = {}) const;

    std::unique_ptr<QTemporaryDir> m_temporary;
};

namespace {

std::span<const std::uint8_t> bytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

AnswerEvent eventOf(ObjectId object, const std::string& worker, double seconds)
{
    AnswerEvent event = sampleEvent();
    event.object = object;
    event.worker = *createWorker(worker);
    event.submitted = timeAt(seconds);
    event.replaces.clear();
    return event;
}

std::vector<std::string> namesOf(const std::vector<const AnswerEvent*>& answers)
{
    std::vector<std::string> names;
    for (const AnswerEvent* answer : answers)
        names.push_back(answer->name);
    return names;
}

} // namespace

void EventLogTest::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
}

EventLog EventLogTest::open() const
{
    Result<EventLog> log = EventLog::open(folder());
    if (!log)
        qFatal("%s", sentence(log.error()).c_str());
    return *std::move(log);
}

AnswerEvent EventLogTest::write(ObjectId object, const std::string& worker, double seconds,
                                std::vector<std::string> replaces) const
{
    AnswerEvent event = eventOf(object, worker, seconds);
    event.replaces = std::move(replaces);
    return writeQuickly(folder(), event);
}

void EventLogTest::noFolderIsAnEmptyLog()
{
    const EventLog log = open();
    QVERIFY(log.answers().empty());
    QVERIFY(log.problems().empty());
    QVERIFY(log.answersOf(0).empty());
    QVERIFY(!log.currentAnswer(0, *createWorker("worker-1")));
}

void EventLogTest::writtenAnswerIsReadBack()
{
    EventLog log = open();
    const Result<AnswerEvent> written = log.appendAnswer(eventOf(12345, "worker-1", 1), bytes("mask"));
    VERIFY_OK(written);
    QCOMPARE(written->maskSha256, sha256Hex("mask"));
    const fs::path place = folder() / "events/012/12345";
    QCOMPARE(textOf(place / written->maskFile), std::string("mask"));
    QVERIFY(written->name.ends_with(sha256Hex(textOf(place / written->name)).substr(0, 12) + ".json"));
    for (const EventLog& seen : {log, open()}) {
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
        VERIFY_ERROR(writeAnswerFiles(folder(), event, bytes("mask")), ErrorCode::DiskFull);
    }
    const auto files = filesBelow(folder() / "events");
    QCOMPARE(files.size(), std::size_t{1});
    QCOMPARE(files[0].second, std::string("mask"));
    QVERIFY(open().answers().empty());
    VERIFY_OK(writeAnswerFiles(folder(), event, bytes("mask")));
    QCOMPARE(open().answersOf(0).size(), std::size_t{1});
}

void EventLogTest::sameAnswerTwiceIsOne()
{
    EventLog log = open();
    VERIFY_OK(log.appendAnswer(eventOf(0, "worker-1", 1), bytes("mask")));
    const auto before = filesBelow(folder());
    VERIFY_OK(log.appendAnswer(eventOf(0, "worker-1", 1), bytes("mask")));
    QVERIFY(filesBelow(folder()) == before);
    QCOMPARE(log.answersOf(0).size(), std::size_t{1});
}

void EventLogTest::anotherFileOfThatNameIsNeverReplaced()
{
    const AnswerEvent written = write(0, "worker-1", 1);
    const fs::path mask = objectEventsFolder(folder(), 0) / written.maskFile;
    writeText(mask, "something else");
    VERIFY_ERROR(writeAnswerFiles(folder(), eventOf(0, "worker-1", 1), bytes("png")), ErrorCode::AlreadyExists);
    QCOMPARE(textOf(mask), std::string("something else"));
}

void EventLogTest::latestUnreplacedAnswerIsCurrent()
{
    const AnswerEvent first = write(0, "worker-1", 10);
    // Its clock is behind: what an answer says it replaces decides, not the time.
    const AnswerEvent second = write(0, "worker-1", 5, {first.name});
    const EventLog log = open();
    QCOMPARE(log.currentAnswer(0, first.worker)->name, second.name);
    QCOMPARE(log.unreplacedNames(0, first.worker), std::vector<std::string>{second.name});
    QVERIFY(!log.currentAnswer(0, *createWorker("worker-2")));
    QVERIFY(!log.currentAnswer(1, first.worker));
}

void EventLogTest::ofSeveralUnreplacedTheFirstByTimeIsCurrent()
{
    const AnswerEvent later = write(0, "worker-1", 20);
    const AnswerEvent earlier = write(0, "worker-1", 10);
    const EventLog log = open();
    QCOMPARE(log.currentAnswer(0, later.worker)->name, earlier.name);
    QCOMPARE(log.unreplacedNames(0, later.worker), (std::vector<std::string>{earlier.name, later.name}));
    QCOMPARE(namesOf(log.currentAnswers(0)), std::vector<std::string>{earlier.name});
}

void EventLogTest::firstByTimeAreCounted()
{
    const AnswerEvent three = write(0, "worker-3", 30);
    const AnswerEvent old = write(0, "worker-1", 10);
    const AnswerEvent two = write(0, "worker-2", 20);
    const AnswerEvent one = write(0, "worker-1", 40, {old.name});
    const EventLog log = open();
    QCOMPARE(namesOf(log.countedAnswers(0, 9)), (std::vector<std::string>{two.name, three.name, one.name}));
    QCOMPARE(namesOf(log.countedAnswers(0, 2)), (std::vector<std::string>{two.name, three.name}));
    QVERIFY(log.countedAnswers(1, 2).empty());
}

void EventLogTest::orderOfArrivalDoesNotMatter()
{
    std::vector<AnswerEvent> events;
    for (int i = 0; i < 6; ++i) { // Two of each time.
        AnswerEvent event = eventOf(0, "worker-" + std::to_string(i), i / 2);
        events.push_back(writeQuickly(folder(), event));
    }
    const std::vector<std::string> expected = namesOf(open().currentAnswers(0));
    QCOMPARE(expected.size(), std::size_t{6});
    std::sort(events.begin(), events.end(), [](auto& a, auto& b) { return a.name < b.name; });
    do {
        EventLog log = *EventLog::open(folder() / "nothing");
        for (const AnswerEvent& event : events)
            log.add(event);
        QCOMPARE(namesOf(log.currentAnswers(0)), expected);
    } while (std::next_permutation(events.begin(), events.end(), [](auto& a, auto& b) { return a.name < b.name; }));
}

void EventLogTest::eventCutShortAtAnyByteHasNotArrived()
{
    const AnswerEvent event = write(0, "worker-1", 1);
    const fs::path path = objectEventsFolder(folder(), 0) / event.name;
    const std::string whole = textOf(path);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        writeText(path, whole.substr(0, size));
        const EventLog log = open();
        QVERIFY(log.answers().empty());
        QCOMPARE(log.problems().size(), std::size_t{2}); // The event, and its mask without an event.
        QCOMPARE(log.problems()[0].kind, Kind::NotYetSynced);
        QCOMPARE(log.problems()[0].error.path, path);
    }
    writeText(path, whole);
    QVERIFY(open().problems().empty());
}

void EventLogTest::answerWithoutMaskIsNotThereAndReplacesNothing()
{
    const AnswerEvent first = write(0, "worker-1", 1);
    const AnswerEvent second = write(0, "worker-1", 2, {first.name});
    fs::remove(objectEventsFolder(folder(), 0) / second.maskFile);
    const EventLog log = open();
    QCOMPARE(log.currentAnswer(0, first.worker)->name, first.name);
    QCOMPARE(log.problems().size(), std::size_t{1});
    QCOMPARE(log.problems()[0].kind, Kind::NotYetSynced);
    QCOMPARE(log.problems()[0].error.path.filename().string(), second.maskFile);
}

void EventLogTest::maskOfAnInterruptedSaveIsNobodysConcernOnceSavedAgain()
{
    const AnswerEvent later = write(7, "worker-1", 2);
    const std::string worker = later.name.substr(22, 18); // With its dashes.
    const auto loneMask = [&](std::string_view time) {
        return folder() / "events/000/7" / (std::string(time) + worker + "0123456789ab.png");
    };
    writeText(loneMask("20200101T000000000000Z"), "begun");
    QVERIFY(open().problems().empty());
    writeText(loneMask("20991231T235959999999Z"), "begun");
    const EventLog log = open();
    QCOMPARE(log.problems().size(), std::size_t{1});
    QCOMPARE(log.problems()[0].error.path, loneMask("20991231T235959999999Z"));
}

void EventLogTest::strangeFilesAreReportedAndLeft_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isForeign");
    QTest::addRow("beside the thousands") << "notes.txt" << true;
    QTest::addRow("in the thousands") << "000/notes.txt" << true;
    QTest::addRow("in the object") << "000/0/notes.txt" << true;
    QTest::addRow("name of no event") << "000/0/20261122T090741870123Z-339d914838e328ea.json" << true;
    QTest::addRow("conflict copy") << "000/0/20261122T090741870123Z-339d914838e328ea-0123456789ab (1).json" << true;
    QTest::addRow("upper case hash") << "000/0/20261122T090741870123Z-339d914838e328ea-0123456789AB.json" << true;
    QTest::addRow("partial download") << "000/0/20261122T090741870123Z-339d914838e328ea-0123456789ab.partial" << true;
    QTest::addRow("wrong thousands") << "001/0/20261122T090741870123Z-339d914838e328ea-0123456789ab.json" << true;
    QTest::addRow("leading zero") << "000/00/20261122T090741870123Z-339d914838e328ea-0123456789ab.json" << true;
    QTest::addRow("lone mask") << "000/0/20261122T090741870123Z-339d914838e328ea-0123456789ab.png" << false;
    QTest::addRow("empty event") << "000/0/20261122T090741870123Z-339d914838e328ea-0123456789ab.json" << false;
}

void EventLogTest::halfWrittenFilesAreNobodysConcern()
{
    write(7, "worker-1", 1);
    const fs::path begun = folder() / "events/000/7/.20261122T090741870123Z-339d914838e328ea-0123456789ab.png.42.0.tmp";
    writeText(begun, "half");
    QVERIFY(open().problems().empty());
    QVERIFY(fs::exists(begun));
}

void EventLogTest::strangeFilesAreReportedAndLeft()
{
    QFETCH(QString, path);
    QFETCH(bool, isForeign);
    write(7, "worker-1", 1);
    const fs::path strange = folder() / "events" / path.toStdString();
    fs::create_directories(strange.parent_path());
    writeText(strange, "");
    const EventLog log = open();
    QCOMPARE(log.answersOf(7).size(), std::size_t{1});
    QCOMPARE(log.problems().size(), std::size_t{1});
    QCOMPARE(log.problems()[0].kind, isForeign ? Kind::Foreign : Kind::NotYetSynced);
    QVERIFY(strange.string().starts_with(log.problems()[0].error.path.string()));
    QVERIFY(fs::exists(strange));
}

void EventLogTest::eventOfAnotherObjectIsDamaged()
{
    const AnswerEvent event = write(0, "worker-1", 1);
    fs::rename(objectEventsFolder(folder(), 0), objectEventsFolder(folder(), 1));
    const EventLog log = open();
    QVERIFY(log.answers().empty());
    QCOMPARE(log.problems()[0].kind, Kind::Damaged);
    QCOMPARE(log.problems()[0].error.code, ErrorCode::Mismatch);
}

void EventLogTest::laterVersionsAreToldApart()
{
    const std::string text = R"({"format":"labelwright-event","version":2,"kind":"answer"})";
    const fs::path path =
        objectEventsFolder(folder(), 0) / eventFileName(timeAt(1), *createWorker("worker-1"), sha256Hex(text), ".json");
    fs::create_directories(path.parent_path());
    writeText(path, text);
    const EventLog log = open();
    QCOMPARE(log.problems().size(), std::size_t{1});
    QCOMPARE(log.problems()[0].kind, Kind::NewerVersion);
    QCOMPARE(log.problems()[0].error.path, path);
}

void EventLogTest::eventsOfLaterKindsAreNoProblem()
{
    const std::string text = R"({"format":"labelwright-event","version":1,"kind":"verdict"})";
    const std::string name = eventFileName(timeAt(1), *createWorker("worker-1"), sha256Hex(text), ".json");
    for (const fs::path& place : {objectEventsFolder(folder(), 0), folder() / "events/job"}) {
        fs::create_directories(place);
        writeText(place / name, text);
    }
    const EventLog log = open();
    QVERIFY(log.answers().empty());
    QVERIFY(log.problems().empty());
}

void EventLogTest::alteredMaskIsRefused()
{
    const AnswerEvent event = write(0, "worker-1", 1);
    writeText(objectEventsFolder(folder(), 0) / event.maskFile, "pn");
    const EventLog log = open();
    VERIFY_ERROR(log.maskBytes(event), ErrorCode::Mismatch);
}

void EventLogTest::draftIdsAreKnown()
{
    write(0, "worker-1", 1);
    const EventLog log = open();
    QVERIFY(log.holdsDraft("00112233445566ff"));
    QVERIFY(!log.holdsDraft("00112233445566fe"));
    QVERIFY(!log.holdsDraft(""));
}

void EventLogTest::readOnlyFolderLosesNothing()
{
    const AnswerEvent first = write(0, "worker-1", 1);
    fs::permissions(folder(), fs::perms(0755));
    fs::permissions(objectEventsFolder(folder(), 0), fs::perms(0555));
    EventLog log = open();
    {
        const AsOrdinaryUser user;
        VERIFY_ERROR(log.appendAnswer(eventOf(0, "worker-1", 2), bytes("mask")), ErrorCode::ReadOnly);
    }
    fs::permissions(objectEventsFolder(folder(), 0), fs::perms(0755));
    QCOMPARE(log.answersOf(0).size(), std::size_t{1});
    QCOMPARE(open().answersOf(0)[0].name, first.name);
    VERIFY_OK(log.appendAnswer(eventOf(0, "worker-1", 2), bytes("mask")));
}

void EventLogTest::fullDiskLosesNothing()
{
    const AnswerEvent first = write(0, "worker-1", 1);
    const auto before = filesBelow(folder());
    EventLog log = open();
    {
        const FullDisk disk;
        VERIFY_ERROR(log.appendAnswer(eventOf(0, "worker-1", 2), bytes("mask")), ErrorCode::DiskFull);
    }
    QVERIFY(filesBelow(folder()) == before);
    QCOMPARE(log.answersOf(0).size(), std::size_t{1});
    VERIFY_OK(log.appendAnswer(eventOf(0, "worker-1", 2), bytes("mask")));
}

void EventLogTest::costGrowsWithTheEventsAlone()
{
    const auto secondsToOpen = [this] {
        const std::clock_t start = std::clock();
        const EventLog log = open();
        return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    };
    for (int object = 0; object < 300; ++object)
        write(object, "worker-1", object);
    const double few = secondsToOpen();
    for (int object = 300; object < 1'500; ++object)
        write(object * 7, "worker-1", object);
    const double many = secondsToOpen();
    qInfo("300 events: %.3f s, 1,500 events: %.3f s", few, many);
    QCOMPARE(open().answers().size(), std::size_t{1'500});
    QVERIFY2(many < 15 * few + 0.1, "five times the events took more than fifteen times as long");
}

QTEST_APPLESS_MAIN(EventLogTest)
#include "EventLogTest.moc"
