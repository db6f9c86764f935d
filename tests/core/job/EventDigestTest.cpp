// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/EventDigest.h"

#include "core/job/JobLayout.h"
#include "tests/core/job/EventFolder.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <functional>
#include <thread>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;
using Kind = StatusChange::Kind;

class EventDigestTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init() { m_folder = std::make_unique<EventFolder>(); }
    void aJobWithoutEventsIsInProgress();
    void objectsAreLabelledOrFailedOnceEnoughWorkersHaveSpoken();
    void theStatusIsWhatWasDecided();
    void knownFoldersAreNotReadAgain();
    void everyChangeIsNoticed_data();
    void everyChangeIsNoticed();
    void whatHasNotArrivedWholeIsLookedAtAgain();
    void unreadableEventsAreAnError();

private:
    EventDigest digest(const EventDigest& known = {}, int workersPerObject = 1) const
    {
        Result<EventDigest> digest = digestEvents(m_folder->path(), workersPerObject, known);
        if (!digest)
            qFatal("%s", sentence(digest.error()).c_str());
        return *std::move(digest);
    }

    std::unique_ptr<EventFolder> m_folder;
    std::vector<std::unique_ptr<EventFolder>> m_settled; ///< With object 5 and 1,000 answered, for a change each.
};

namespace {

constexpr std::int64_t kMany = 100'000;

/// Until what was written before can be told from what is written next.
void settle()
{
    std::this_thread::sleep_for(std::chrono::milliseconds(2100));
}

void decline(const EventFolder& folder, ObjectId object, const std::string& worker)
{
    TaskRelease release;
    release.kind = TaskRelease::Kind::Declined;
    release.object = object;
    release.sourceRef = "s3://bucket/photos/1.png";
    release.stage = "street";
    release.worker = *createWorker(worker);
    release.accepted = timeAt(0);
    release.time = timeAt(1);
    release.reason = "too dark";
    VERIFY_OK(writeTaskReleaseFile(folder.path(), release));
}

/// Replaces what was decided before.
void decide(const EventFolder& folder, Kind kind, double seconds)
{
    JobEvent event;
    event.author = *createWorker("lead");
    event.time = timeAt(seconds);
    event.change = StatusChange{kind};
    event.replaces = replacedBy(event.change, folder.open().jobEvents());
    VERIFY_OK(writeJobEventFile(folder.path(), event));
}

/// Object and fate of those that are not open.
using Fates = std::vector<std::pair<ObjectId, std::int64_t>>;

Fates fatesIn(const EventLog& log)
{
    Fates fates;
    for (const auto& [object, answers] : log.answers())
        fates.emplace_back(object, static_cast<std::int64_t>(objectFate(log, object, 1)));
    return fates;
}

Fates fatesIn(const EventDigest& digest)
{
    Fates fates;
    for (const EventDigest::Folder& object : digest.objects) {
        if (object.what != static_cast<std::int64_t>(ObjectFate::Open))
            fates.emplace_back(object.number, object.what);
    }
    return fates;
}

} // namespace

void EventDigestTest::initTestCase()
{
    for (int change = 0; change < 8; ++change) {
        m_settled.push_back(std::make_unique<EventFolder>());
        m_settled.back()->write(5, "worker-1", 1);
        m_settled.back()->write(1'000, "worker-1", 1);
    }
    settle();
}

void EventDigestTest::aJobWithoutEventsIsInProgress()
{
    const EventDigest none = digest();
    QCOMPARE(statusName(none.status(2)), "InProgress");
    QVERIFY(none.counters(2) == (LabelCounters{.unlabeled = 2}));
    fs::create_directories(jobEventsFolder(m_folder->path()));
    QVERIFY(digest().objects.empty());
}

void EventDigestTest::objectsAreLabelledOrFailedOnceEnoughWorkersHaveSpoken()
{
    const AnswerEvent first = m_folder->write(0, "worker-1", 1);
    m_folder->write(0, "worker-1", 2, {first.name});
    m_folder->write(0, "worker-2", 3);
    m_folder->write(1, "worker-1", 4);
    m_folder->write(12'345, "worker-1", 5);
    decline(*m_folder, 2, "worker-1");
    decline(*m_folder, 2, "worker-2");
    const EventDigest one = digest();
    QVERIFY(one.counters(kMany) == (LabelCounters{3, 3, 0, 1, kMany - 4}));
    QVERIFY(one.counters(12'345) == (LabelCounters{2, 2, 0, 1, 12'345 - 3})); // The manifest lacks the last.
    QVERIFY(digest({}, 2).counters(kMany) == (LabelCounters{1, 1, 0, 1, kMany - 2}));
    QVERIFY(digest({}, 3).counters(kMany) == (LabelCounters{.unlabeled = kMany}));
}

void EventDigestTest::theStatusIsWhatWasDecided()
{
    decide(*m_folder, Kind::Stopped, 1);
    EventDigest known = digest();
    QCOMPARE(statusName(known.status(2)), "Stopped");
    decide(*m_folder, Kind::Resumed, 2);
    known = digest(known);
    QCOMPARE(statusName(known.status(2)), "InProgress");
    decline(*m_folder, 0, "worker-1");
    decide(*m_folder, Kind::Completed, 3);
    known = digest(known);
    QCOMPARE(statusName(known.status(2)), "Failed"); // No object is labelled and one has failed.
    m_folder->write(1, "worker-1", 4);
    QCOMPARE(statusName(digest(known).status(2)), "Completed");
}

void EventDigestTest::knownFoldersAreNotReadAgain()
{
    m_folder->write(3, "worker-1", 1);
    m_folder->write(2'003, "worker-1", 1);
    decide(*m_folder, Kind::Stopped, 1);
    QVERIFY(digest().objects[0].stamp == FileStamp()); // Too fresh to be known by.
    settle();
    EventDigest known = digest();
    QVERIFY(known.objects[0].stamp != FileStamp());
    known.objects[1].what = 2; // As this, wrong: so the events were not read.
    known.job.what = static_cast<std::int64_t>(JobStatus::Initializing);
    QVERIFY(digest(known) == known);
    m_folder->write(2'004, "worker-1", 2);
    QCOMPARE(fatesIn(digest(known)), (Fates{{3, 1}, {2'003, 2}, {2'004, 1}}));
    decide(*m_folder, Kind::Resumed, 2);
    QCOMPARE(statusName(digest(known).status(1)), "InProgress");
}

void EventDigestTest::everyChangeIsNoticed_data()
{
    using Change = std::function<void(const EventFolder&)>;
    QTest::addColumn<Change>("change");
    const auto row = [](const char* name, Change change) { QTest::newRow(name) << std::move(change); };
    row("another worker", [](const EventFolder& folder) { folder.write(5, "worker-2", 9); });
    row("another object", [](const EventFolder& folder) { folder.write(6, "worker-1", 9); });
    row("another thousand", [](const EventFolder& folder) { folder.write(41'000, "worker-1", 9); });
    row("an object taken away",
        [](const EventFolder& folder) { fs::remove_all(objectEventsFolder(folder.path(), 5)); });
    row("a thousand taken away", [](const EventFolder& folder) { fs::remove_all(thousandFolder(folder.path(), 1)); });
    row("all taken away", [](const EventFolder& folder) { fs::remove_all(eventsFolder(folder.path())); });
    row("one file taken away", [](const EventFolder& folder) {
        const fs::path object = objectEventsFolder(folder.path(), 5);
        fs::remove(fs::directory_iterator(object)->path());
    });
    row("another folder in its place", [](const EventFolder& folder) {
        const fs::path object = objectEventsFolder(folder.path(), 5);
        fs::rename(object, folder.path() / "aside");
        fs::create_directory(object);
    });
}

void EventDigestTest::everyChangeIsNoticed()
{
    QFETCH(std::function<void(const EventFolder&)>, change);
    m_folder = std::move(m_settled.back());
    m_settled.pop_back();
    const EventDigest known = digest();
    QVERIFY(known.objects[0].stamp != FileStamp());
    change(*m_folder);
    QCOMPARE(fatesIn(digest(known)), fatesIn(m_folder->open()));
    QVERIFY(digest(digest(known)).counters(kMany) == digest().counters(kMany));
}

void EventDigestTest::whatHasNotArrivedWholeIsLookedAtAgain()
{
    const AnswerEvent event = m_folder->write(0, "worker-1", 1);
    const fs::path file = objectEventsFolder(m_folder->path(), 0) / event.name;
    const std::string whole = textOf(file);
    writeText(file, whole.substr(0, 20));
    settle();
    const EventDigest known = digest();
    QCOMPARE(known.counters(1).totalLabeled, 0);
    writeText(file, whole); // In place: the folder does not change.
    QCOMPARE(digest(known).counters(1).totalLabeled, 1);
}

void EventDigestTest::unreadableEventsAreAnError()
{
    m_folder->write(0, "worker-1", 1);
    const EventDigest known = digest();
    fs::permissions(m_folder->path(), fs::perms(0755));
    fs::permissions(eventsFolder(m_folder->path()), fs::perms(0));
    {
        const AsOrdinaryUser user;
        const Result<EventDigest> digested = digestEvents(m_folder->path(), 1, known);
        VERIFY_ERROR(digested, ErrorCode::Unreadable);
        QCOMPARE(digested.error().path, eventsFolder(m_folder->path()));
    }
    fs::permissions(eventsFolder(m_folder->path()), fs::perms(0755));
    fs::remove_all(eventsFolder(m_folder->path()));
    writeText(eventsFolder(m_folder->path()), "a file in the way"); // As for EventLog, that is no event.
    QVERIFY(digest(known).objects.empty());
}

LABELWRIGHT_TEST(EventDigestTest)
#include "EventDigestTest.moc"
