// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/TaskRelease.h"

#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <nlohmann/json.hpp>

using namespace labelwright;
using namespace labelwright::test;
using Json = nlohmann::ordered_json;

class TaskReleaseTest : public QObject {
    Q_OBJECT
private slots:
    void declinedTaskHasItsText();
    void eachKindIsReadAsItWasWritten();
    void otherKindsAreNoError();
    void laterVersionIsToldApart();
    void everyMemberIsChecked_data();
    void everyMemberIsChecked();
};

namespace {

TaskRelease sampleRelease(TaskRelease::Kind kind = TaskRelease::Kind::Declined)
{
    return {kind,
            12,
            "s3://bucket/photos/12.png",
            "street",
            {"ann", "ann@example.com", "private.us-east-1.0123456789abcdef"},
            timeAt(0),
            timeAt(7.25),
            6.5,
            "The photo is too dark",
            {}};
}

} // namespace

void TaskReleaseTest::declinedTaskHasItsText()
{
    QCOMPARE(QString::fromStdString(writeTaskRelease(sampleRelease())),
             QString(R"({"format":"labelwright-event","version":1,"kind":"declined","object":12,)"
                     R"("source-ref":"s3://bucket/photos/12.png","stage":"street",)"
                     R"("worker":{"name":"ann","email":"ann@example.com","id":"private.us-east-1.0123456789abcdef"},)"
                     R"("accepted":"2026-11-22T09:00:00.000000Z","time":"2026-11-22T09:00:07.250000Z",)"
                     R"("active-seconds":6.5,"reason":"The photo is too dark"})"
                     "\n"));
}

void TaskReleaseTest::eachKindIsReadAsItWasWritten()
{
    TaskRelease returned = sampleRelease(TaskRelease::Kind::Returned);
    returned.reason.clear();
    for (const TaskRelease& release : {sampleRelease(), returned}) {
        const Result<std::optional<TaskRelease>> read = parseTaskRelease(writeTaskRelease(release));
        VERIFY_OK(read);
        QVERIFY(*read == release);
    }
}

void TaskReleaseTest::otherKindsAreNoError()
{
    const auto read = parseTaskRelease(R"({"format":"labelwright-event","version":1,"kind":"answer"})");
    VERIFY_OK(read);
    QVERIFY(!*read);
    for (const char* text : {R"({"format":"labelwright-event","kind":7})", R"({"kind":"declined"})", "7"})
        VERIFY_ERROR(parseTaskRelease(text), ErrorCode::Malformed);
}

void TaskReleaseTest::laterVersionIsToldApart()
{
    VERIFY_ERROR(parseTaskRelease(R"({"format":"labelwright-event","version":2,"kind":"declined"})"),
                 ErrorCode::NewerVersion);
}

void TaskReleaseTest::everyMemberIsChecked_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    const auto rows = [](const char* pointer, std::initializer_list<const char*> values) {
        for (const char* value : values)
            QTest::addRow("%s = %s", pointer, value) << pointer << value;
    };
    rows("/version", {"null", "0", "\"1\""});
    rows("/object", {"null", "-1", "\"1\"", "1.5"});
    rows("/source-ref", {"null", "\"\""});
    rows("/stage", {"null", "\"\""});
    rows("/worker", {"null", "\"ann\"", R"({"name":"ann"})"});
    rows("/accepted", {"null", "\"yesterday\""});
    rows("/time", {"null", "7"});
    rows("/active-seconds", {"null", "-1", "\"1\""});
    rows("/reason", {"null", "\"\"", "7"});
}

void TaskReleaseTest::everyMemberIsChecked()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    Json json = Json::parse(writeTaskRelease(sampleRelease()));
    json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
    VERIFY_ERROR(parseTaskRelease(json.dump()), ErrorCode::Malformed);
}

LABELWRIGHT_TEST(TaskReleaseTest)
#include "TaskReleaseTest.moc"
