// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Event.h"

#include "core/base/Json.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;

namespace {

AnswerEvent sampleChoice()
{
    AnswerEvent event = sampleEvent();
    event.pixelLabelIds.clear();
    event.maskFile.clear();
    event.maskSha256.clear();
    event.chosenLabelIds = {3, 1};
    return event;
}

} // namespace

class EventTest : public QObject {
    Q_OBJECT
private slots:
    void textIsTheGoldenOne();
    void comesBackWhole();
    void chosenLabelsStandInPlaceOfTheMask();
    void wrongChoicesAreRefused_data();
    void wrongChoicesAreRefused();
    void nameIsTimeWorkerAndHash();
    void orderIsTimeThenHash();
    void wrongMembersAreRefused_data();
    void wrongMembersAreRefused();
    void cutShortIsAnError();
    void unknownKindIsLeftAlone();
    void laterVersionIsNamed();
};

void EventTest::textIsTheGoldenOne()
{
    QCOMPARE(QByteArray::fromStdString(writeAnswerEvent(sampleEvent())),
             QByteArray::fromStdString(textOf(dataPath("job/answer-event.json"))));
}

void EventTest::comesBackWhole()
{
    AnswerEvent bare = sampleEvent();
    bare.draftId.clear();
    bare.initialValueModified.reset();
    bare.replaces.clear();
    bare.worker.email.clear();
    AnswerEvent large = sampleEvent();
    large.object = 1'234'567'890'123;
    large.pixelLabelIds.assign(256, 1'000'000);
    large.sourceRef = "s3://bucket/사진/1 \"a\".png";
    for (const AnswerEvent& event : {sampleEvent(), bare, large}) {
        const Result<std::optional<AnswerEvent>> back = parseEvent(writeAnswerEvent(event));
        VERIFY_OK(back);
        QVERIFY(back->has_value());
        QVERIFY(**back == event);
    }
}

void EventTest::chosenLabelsStandInPlaceOfTheMask()
{
    const std::string text = writeAnswerEvent(sampleChoice());
    std::string expected = textOf(dataPath("job/answer-event.json"));
    const std::size_t from = expected.find("\"pixel-label-ids\"");
    const std::size_t to = expected.find("\"replaces\"");
    expected.replace(from, to - from, "\"chosen-label-ids\":[3,1],");
    expected.replace(expected.find("\"version\":1"), 11, "\"version\":2");
    QCOMPARE(QByteArray::fromStdString(text), QByteArray::fromStdString(expected));
    AnswerEvent none = sampleChoice();
    none.chosenLabelIds->clear();
    for (const AnswerEvent& event : {sampleChoice(), none}) {
        const Result<std::optional<AnswerEvent>> back = parseEvent(writeAnswerEvent(event));
        VERIFY_OK(back);
        QVERIFY(**back == event);
    }
}

void EventTest::wrongChoicesAreRefused_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("no list") << QByteArray("1");
    QTest::newRow("a name") << QByteArray(R"(["people"])");
    QTest::newRow("a negative id") << QByteArray("[-1]");
    QTest::newRow("a huge id") << QByteArray("[99999999999]");
}

void EventTest::wrongChoicesAreRefused()
{
    QFETCH(QByteArray, value);
    Json json = *parseJson(writeAnswerEvent(sampleChoice()));
    json["chosen-label-ids"] = *parseJson(value.toStdString());
    const auto event = parseEvent(writeJson(json));
    VERIFY_ERROR(event, ErrorCode::Malformed);
    QVERIFY(event.error().detail.find("chosen-label-ids") != std::string::npos);
}

void EventTest::nameIsTimeWorkerAndHash()
{
    QCOMPARE(eventFileName(timeAt(461.870123), *createWorker("worker-1"), "0123456789abcdef0123", ".png"),
             std::string("20261122T090741870123Z-339d914838e328ea-0123456789ab.png"));
}

void EventTest::orderIsTimeThenHash()
{
    AnswerEvent first = sampleEvent();
    AnswerEvent second = sampleEvent();
    first.name = "20261122T090741870123Z-ffffffffffffffff-000000000001.json";
    second.name = "20261122T090741870123Z-0000000000000000-000000000002.json";
    QVERIFY(comesBefore(first, second));
    QVERIFY(!comesBefore(second, first));
    QVERIFY(!comesBefore(first, first));
    second.submitted -= std::chrono::microseconds(1);
    QVERIFY(comesBefore(second, first));
}

void EventTest::wrongMembersAreRefused_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("value"); // Empty: the member is taken out.
    for (const char* key : {"format", "version", "kind", "object", "source-ref", "stage", "worker", "accepted",
                            "submitted", "active-seconds", "image", "pixel-label-ids", "mask", "replaces"})
        QTest::addRow("no %s", key) << key << QByteArray();
    const QByteArray hash(64, 'a');
    QTest::addRow("negative object") << "object" << QByteArray("-1");
    QTest::addRow("object as text") << "object" << QByteArray("\"1\"");
    QTest::addRow("worker without id") << "worker" << QByteArray(R"({"name":"a"})");
    QTest::addRow("negative time") << "active-seconds" << QByteArray("-1");
    QTest::addRow("image of no width") << "image"
                                       << QByteArray(R"({"width":0,"height":3,"orientation":1,"sha256":")" + hash +
                                                     "\"}");
    QTest::addRow("overlarge image") << "image"
                                     << QByteArray(R"({"width":9,"height":4294967299,"orientation":1,"sha256":")" +
                                                   hash + "\"}");
    QTest::addRow("orientation 9") << "image"
                                   << QByteArray(R"({"width":4,"height":3,"orientation":9,"sha256":")" + hash + "\"}");
    QTest::addRow("image hash") << "image" << QByteArray(R"({"width":4,"height":3,"orientation":1,"sha256":"a"})");
    QTest::addRow("mask elsewhere") << "mask" << QByteArray(R"({"file":"../a.png","sha256":")" + hash + "\"}");
    QTest::addRow("mask hash") << "mask" << QByteArray(R"({"file":"a.png","sha256":"x"})");
    QTest::addRow("no palette") << "pixel-label-ids" << QByteArray("[]");
    QTest::addRow("negative label id") << "pixel-label-ids" << QByteArray("[-1]");
    QTest::addRow("label id as text") << "pixel-label-ids" << QByteArray("[\"1\"]");
    QTest::addRow("huge label id") << "pixel-label-ids" << QByteArray("[99999999999]");
    QTest::addRow("replaces a number") << "replaces" << QByteArray("[1]");
    QTest::addRow("date") << "submitted" << QByteArray("\"2026-13-22T09:00:00Z\"");
}

void EventTest::wrongMembersAreRefused()
{
    QFETCH(QString, key);
    QFETCH(QByteArray, value);
    Json json = *parseJson(writeAnswerEvent(sampleEvent()));
    json.erase(key.toStdString());
    if (!value.isEmpty())
        json[key.toStdString()] = *parseJson(value.toStdString());
    const auto event = parseEvent(writeJson(json));
    VERIFY_ERROR(event, ErrorCode::Malformed);
    QVERIFY(QString::fromStdString(event.error().detail).contains('"' + key + '"'));
}

void EventTest::cutShortIsAnError()
{
    const std::string text = writeAnswerEvent(sampleEvent());
    for (std::size_t size = 0; size + 2 < text.size(); ++size)
        VERIFY_ERROR(parseEvent(std::string_view(text).substr(0, size)), ErrorCode::Malformed);
}

void EventTest::unknownKindIsLeftAlone()
{
    const auto event = parseEvent(R"({"format":"labelwright-event","version":7,"kind":"verdict","object":3})");
    VERIFY_OK(event);
    QVERIFY(!event->has_value());
}

void EventTest::laterVersionIsNamed()
{
    Json json = *parseJson(writeAnswerEvent(sampleEvent()));
    json["version"] = 4;
    VERIFY_ERROR(parseEvent(writeJson(json)), ErrorCode::NewerVersion);
}

LABELWRIGHT_TEST(EventTest)
#include "EventTest.moc"
