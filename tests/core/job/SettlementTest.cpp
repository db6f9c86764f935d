// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Settlement.h"

#include "core/job/EventScan.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/EventFolder.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <nlohmann/json.hpp>

using namespace labelwright;
using namespace labelwright::test;
using Json = nlohmann::ordered_json;

class SettlementTest : public QObject {
    Q_OBJECT
private slots:
    void settlementHasItsText();
    void itIsReadAsItWasWritten();
    void otherKindsAreNoError();
    void laterVersionIsToldApart();
    void everyMemberIsChecked_data();
    void everyMemberIsChecked();
    void whatIsKeptIsCurrent();
    void whatIsPutAsideStays();
    void anAnswerThatHasNotArrivedSettlesNothing();
    void ofTwoSettlementsTheFirstCounts();
    void aSettlementThatIsReplacedSaysNothing();
    void whatReplacesTheKeptAnswerIsCurrent();
    void answersOfOthersStay();
};

namespace {

Settlement sampleSettlement()
{
    return {.object = 7,
            .sourceRef = "s3://bucket/photos/7.png",
            .stage = "street",
            .worker = {"ann", "ann@example.com", "private.us-east-1.0123456789abcdef"},
            .time = timeAt(90.5),
            .keeps = "20261122T090000000000Z-0123456789abcdef-0123456789ab.json",
            .over = {"20261122T090001000000Z-0123456789abcdef-ba9876543210.json"},
            .replaces = {"20261122T090002000000Z-0123456789abcdef-001122334455.json"},
            .name = {}};
}

/// Two answers of worker-1 to one object, neither of which knows the other.
struct Rivals {
    EventFolder folder;
    AnswerEvent first = folder.write(7, "worker-1", 10);
    AnswerEvent second = folder.write(7, "worker-1", 20);

    Settlement settle(const AnswerEvent& keep, const AnswerEvent& over, double seconds,
                      std::vector<std::string> replaces = {}) const
    {
        Settlement settlement = sampleSettlement();
        settlement.time = timeAt(seconds);
        settlement.keeps = keep.name;
        settlement.over = {over.name};
        settlement.replaces = std::move(replaces);
        const Result<Settlement> written = writeSettlementFile(folder.path(), settlement);
        if (!written)
            qFatal("%s", sentence(written.error()).c_str());
        return *written;
    }

    std::vector<std::string> current() const
    {
        const EventLog log = folder.open();
        std::vector<std::string> names;
        for (const AnswerEvent* answer : log.currentAnswers(7))
            names.push_back(answer->name);
        return names;
    }
};

using Names = std::vector<std::string>;

} // namespace

void SettlementTest::settlementHasItsText()
{
    QCOMPARE(writeSettlement(sampleSettlement()),
             std::string(R"({"format":"labelwright-event","version":1,"kind":"settlement","object":7,)"
                         R"("source-ref":"s3://bucket/photos/7.png","stage":"street",)"
                         R"("worker":{"name":"ann","email":"ann@example.com",)"
                         R"("id":"private.us-east-1.0123456789abcdef"},"time":"2026-11-22T09:01:30.500000Z",)"
                         R"("keeps":"20261122T090000000000Z-0123456789abcdef-0123456789ab.json",)"
                         R"("over":["20261122T090001000000Z-0123456789abcdef-ba9876543210.json"],)"
                         R"("replaces":["20261122T090002000000Z-0123456789abcdef-001122334455.json"]})"
                         "\n"));
}

void SettlementTest::itIsReadAsItWasWritten()
{
    const Result<std::optional<Settlement>> read = parseSettlement(writeSettlement(sampleSettlement()));
    VERIFY_OK(read);
    QVERIFY(*read == sampleSettlement());
}

void SettlementTest::otherKindsAreNoError()
{
    const Result<std::optional<Settlement>> read = parseSettlement(writeAnswerEvent(sampleEvent()));
    VERIFY_OK(read);
    QVERIFY(!*read);
}

void SettlementTest::laterVersionIsToldApart()
{
    Json json = Json::parse(writeSettlement(sampleSettlement()));
    json["version"] = 2;
    VERIFY_ERROR(parseSettlement(json.dump()), ErrorCode::NewerVersion);
}

void SettlementTest::everyMemberIsChecked_data()
{
    QTest::addColumn<QString>("key");
    for (const char* key : {"object", "source-ref", "stage", "worker", "time", "keeps", "over", "replaces"})
        QTest::newRow(key) << QString::fromLatin1(key);
}

void SettlementTest::everyMemberIsChecked()
{
    QFETCH(QString, key);
    Json json = Json::parse(writeSettlement(sampleSettlement()));
    json.erase(key.toStdString());
    const auto read = parseSettlement(json.dump());
    VERIFY_ERROR(read, ErrorCode::Malformed);
    QVERIFY2(read.error().detail.find(key.toStdString()) != std::string::npos, read.error().detail.c_str());
}

void SettlementTest::whatIsKeptIsCurrent()
{
    const Rivals rivals;
    QCOMPARE(rivals.current(), Names{rivals.first.name});
    rivals.settle(rivals.second, rivals.first, 30);
    QCOMPARE(rivals.current(), Names{rivals.second.name});
}

void SettlementTest::whatIsPutAsideStays()
{
    const Rivals rivals;
    rivals.settle(rivals.second, rivals.first, 30);
    const EventLog log = rivals.folder.open();
    QVERIFY(log.problems().empty());
    QCOMPARE(log.answersOf(7).size(), std::size_t{2});
    QCOMPARE(log.partOf(7).currentAnswers(7).front()->name, rivals.second.name);
    EventLog other = EventLog::of(rivals.folder.path(), {});
    other.add(log);
    QCOMPARE(other.currentAnswers(7).front()->name, rivals.second.name);
}

void SettlementTest::anAnswerThatHasNotArrivedSettlesNothing()
{
    const Rivals rivals;
    rivals.settle(rivals.second, rivals.first, 30);
    std::filesystem::remove(objectEventsFolder(rivals.folder.path(), 7) / rivals.second.maskFile);
    QCOMPARE(rivals.current(), Names{rivals.first.name});
}

void SettlementTest::ofTwoSettlementsTheFirstCounts()
{
    const Rivals rivals;
    rivals.settle(rivals.first, rivals.second, 40);
    rivals.settle(rivals.second, rivals.first, 30);
    QCOMPARE(rivals.current(), Names{rivals.second.name});
}

void SettlementTest::aSettlementThatIsReplacedSaysNothing()
{
    const Rivals rivals;
    const Settlement before = rivals.settle(rivals.second, rivals.first, 30);
    rivals.settle(rivals.first, rivals.second, 40, {before.name});
    QCOMPARE(rivals.current(), Names{rivals.first.name});
}

void SettlementTest::whatReplacesTheKeptAnswerIsCurrent()
{
    const Rivals rivals;
    rivals.settle(rivals.second, rivals.first, 30);
    const AnswerEvent third = rivals.folder.write(7, "worker-1", 50, {rivals.second.name});
    QCOMPARE(rivals.current(), Names{third.name});
}

void SettlementTest::answersOfOthersStay()
{
    const Rivals rivals;
    const AnswerEvent other = rivals.folder.write(7, "worker-2", 15);
    rivals.settle(rivals.second, other, 30);
    QCOMPARE(rivals.current(), (Names{rivals.first.name, other.name}));
}

LABELWRIGHT_TEST(SettlementTest)
#include "SettlementTest.moc"
