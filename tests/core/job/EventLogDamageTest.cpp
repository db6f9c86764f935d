// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Hash.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/EventFolder.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <functional>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;
using Kind = EventProblem::Kind;

/// An events folder such as a half-finished copy leaves behind, or another version.
class EventLogDamageTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<EventFolder>(); }
    void eventCutShortAtAnyByteHasNotArrived();
    void answerWithoutMaskIsNotThereAndReplacesNothing();
    void maskOfAnInterruptedSaveIsNobodysConcernOnceSavedAgain();
    void whatElseAWorkerDoesDoesNotHideAMaskWithoutAnswer_data();
    void whatElseAWorkerDoesDoesNotHideAMaskWithoutAnswer();
    void halfWrittenFilesAreNobodysConcern();
    void strangeFilesAreReportedAndLeft_data();
    void strangeFilesAreReportedAndLeft();
    void eventOfAnotherObjectIsDamaged();
    void laterVersionsAreToldApart();
    void eventsOfLaterKindsAreNoProblem();
    void alteredMaskIsRefused();

private:
    std::unique_ptr<EventFolder> m_folder;
};

void EventLogDamageTest::eventCutShortAtAnyByteHasNotArrived()
{
    const AnswerEvent event = m_folder->write(0, "worker-1", 1);
    const fs::path path = objectEventsFolder(m_folder->path(), 0) / event.name;
    const std::string whole = textOf(path);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        writeText(path, whole.substr(0, size));
        const EventLog log = m_folder->open();
        QVERIFY(log.answers().empty());
        QCOMPARE(log.problems().size(), std::size_t{2}); // The event, and its mask without an event.
        QCOMPARE(log.problems()[0].kind, Kind::NotYetSynced);
        QCOMPARE(log.problems()[0].error.path, path);
    }
    writeText(path, whole);
    QVERIFY(m_folder->open().problems().empty());
}

void EventLogDamageTest::answerWithoutMaskIsNotThereAndReplacesNothing()
{
    const AnswerEvent first = m_folder->write(0, "worker-1", 1);
    const AnswerEvent second = m_folder->write(0, "worker-1", 2, {first.name});
    fs::remove(objectEventsFolder(m_folder->path(), 0) / second.maskFile);
    const EventLog log = m_folder->open();
    QCOMPARE(log.currentAnswer(0, first.worker)->name, first.name);
    QCOMPARE(log.problems().size(), std::size_t{1});
    QCOMPARE(log.problems()[0].kind, Kind::NotYetSynced);
    QCOMPARE(log.problems()[0].error.path.filename().string(), second.maskFile);
}

void EventLogDamageTest::maskOfAnInterruptedSaveIsNobodysConcernOnceSavedAgain()
{
    const AnswerEvent later = m_folder->write(7, "worker-1", 2);
    const std::string worker = later.name.substr(22, 18); // With its dashes.
    const auto loneMask = [&](std::string_view time) {
        return m_folder->path() / "events/000/7" / (std::string(time) + worker + "0123456789ab.png");
    };
    writeText(loneMask("20200101T000000000000Z"), "begun");
    QVERIFY(m_folder->open().problems().empty());
    writeText(loneMask("20991231T235959999999Z"), "begun");
    const EventLog log = m_folder->open();
    QCOMPARE(log.problems().size(), std::size_t{1});
    QCOMPARE(log.problems()[0].error.path, loneMask("20991231T235959999999Z"));
}

void EventLogDamageTest::whatElseAWorkerDoesDoesNotHideAMaskWithoutAnswer_data()
{
    using Write = std::function<void(const fs::path&, const Worker&)>;
    QTest::addColumn<Write>("write");
    const auto releasing = [](TaskRelease::Kind kind) {
        return Write([kind](const fs::path& job, const Worker& worker) {
            const TaskRelease release{
                kind, 7, "s3://bucket/photos/1.png", "street", worker, timeAt(0), timeAt(9), 1, "too dark", {}};
            VERIFY_OK(writeTaskReleaseFile(job, release));
        });
    };
    const auto flagging = [](ObjectFlag::Kind kind) {
        return Write([kind](const fs::path& job, const Worker& worker) {
            const ObjectFlag flag{kind, 7, "s3://bucket/photos/1.png", "street", worker, timeAt(9), "", {}, {}};
            VERIFY_OK(writeObjectFlagFile(job, flag));
        });
    };
    QTest::newRow("declined") << releasing(TaskRelease::Kind::Declined);
    QTest::newRow("returned") << releasing(TaskRelease::Kind::Returned);
    QTest::newRow("flagged") << flagging(ObjectFlag::Kind::Flagged);
    QTest::newRow("unflagged") << flagging(ObjectFlag::Kind::Unflagged);
    QTest::newRow("an answer without its mask") << Write([this](const fs::path&, const Worker& worker) {
        const AnswerEvent later = m_folder->write(7, worker.name, 9);
        fs::remove(objectEventsFolder(m_folder->path(), 7) / later.maskFile);
    });
    QTest::newRow("an answer to another object") << Write([this](const fs::path&, const Worker& worker) {
        m_folder->write(6, worker.name, 9);
        m_folder->write(8, worker.name, 9);
    });
}

void EventLogDamageTest::whatElseAWorkerDoesDoesNotHideAMaskWithoutAnswer()
{
    QFETCH(std::function<void(const fs::path&, const Worker&)>, write);
    const AnswerEvent answer = m_folder->write(7, "worker-1", 1);
    const fs::path folder = objectEventsFolder(m_folder->path(), 7);
    fs::remove(folder / answer.name);
    write(m_folder->path(), answer.worker);
    const EventLog log = m_folder->open();
    QVERIFY(!log.problems().empty());
    QCOMPARE(log.problems().back().kind, Kind::NotYetSynced);
    QCOMPARE(log.problems().back().error.path, folder / answer.maskFile);
}

void EventLogDamageTest::halfWrittenFilesAreNobodysConcern()
{
    m_folder->write(7, "worker-1", 1);
    const fs::path begun =
        m_folder->path() / "events/000/7/.20261122T090741870123Z-339d914838e328ea-0123456789ab.png.42.0.tmp";
    writeText(begun, "half");
    QVERIFY(m_folder->open().problems().empty());
    QVERIFY(fs::exists(begun));
}

void EventLogDamageTest::strangeFilesAreReportedAndLeft_data()
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

void EventLogDamageTest::strangeFilesAreReportedAndLeft()
{
    QFETCH(QString, path);
    QFETCH(bool, isForeign);
    m_folder->write(7, "worker-1", 1);
    const fs::path strange = m_folder->path() / "events" / path.toStdString();
    fs::create_directories(strange.parent_path());
    writeText(strange, "");
    const EventLog log = m_folder->open();
    QCOMPARE(log.answersOf(7).size(), std::size_t{1});
    QCOMPARE(log.problems().size(), std::size_t{1});
    QCOMPARE(log.problems()[0].kind, isForeign ? Kind::Foreign : Kind::NotYetSynced);
    QVERIFY(strange.string().starts_with(log.problems()[0].error.path.string()));
    QVERIFY(fs::exists(strange));
}

void EventLogDamageTest::eventOfAnotherObjectIsDamaged()
{
    const AnswerEvent event = m_folder->write(0, "worker-1", 1);
    fs::rename(objectEventsFolder(m_folder->path(), 0), objectEventsFolder(m_folder->path(), 1));
    const EventLog log = m_folder->open();
    QVERIFY(log.answers().empty());
    QCOMPARE(log.problems()[0].kind, Kind::Damaged);
    QCOMPARE(log.problems()[0].error.code, ErrorCode::Mismatch);
}

void EventLogDamageTest::laterVersionsAreToldApart()
{
    const std::string text = R"({"format":"labelwright-event","version":4,"kind":"answer"})";
    const fs::path path = objectEventsFolder(m_folder->path(), 0) /
                          eventFileName(timeAt(1), *createWorker("worker-1"), sha256Hex(text), ".json");
    fs::create_directories(path.parent_path());
    writeText(path, text);
    const EventLog log = m_folder->open();
    QCOMPARE(log.problems().size(), std::size_t{1});
    QCOMPARE(log.problems()[0].kind, Kind::NewerVersion);
    QCOMPARE(log.problems()[0].error.path, path);
}

void EventLogDamageTest::eventsOfLaterKindsAreNoProblem()
{
    const std::string text = R"({"format":"labelwright-event","version":1,"kind":"verdict"})";
    const std::string name = eventFileName(timeAt(1), *createWorker("worker-1"), sha256Hex(text), ".json");
    for (const fs::path& place : {objectEventsFolder(m_folder->path(), 0), m_folder->path() / "events/job"}) {
        fs::create_directories(place);
        writeText(place / name, text);
    }
    const EventLog log = m_folder->open();
    QVERIFY(log.answers().empty());
    QVERIFY(log.problems().empty());
}

void EventLogDamageTest::alteredMaskIsRefused()
{
    const AnswerEvent event = m_folder->write(0, "worker-1", 1);
    writeText(objectEventsFolder(m_folder->path(), 0) / event.maskFile, "pn");
    const EventLog log = m_folder->open();
    VERIFY_ERROR(log.maskBytes(event), ErrorCode::Mismatch);
}

LABELWRIGHT_TEST(EventLogDamageTest)
#include "EventLogDamageTest.moc"
