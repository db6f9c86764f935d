// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobEvent.h"

#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <nlohmann/json.hpp>

using namespace labelwright;
using namespace labelwright::test;
using Json = nlohmann::ordered_json;

/// The text of events about the job.
class JobEventTest : public QObject {
    Q_OBJECT
private slots:
    void everyKindHasItsText_data();
    void everyKindHasItsText();
    void eventIsReadAsItWasWritten_data() { everyKindHasItsText_data(); }
    void eventIsReadAsItWasWritten();
    void unknownKindIsNoError();
    void laterVersionIsToldApart();
    void everyMemberIsChecked_data();
    void everyMemberIsChecked();
    void rangesAreReadMerged();
};

namespace {

JobEvent eventOf(JobChange change)
{
    return {{"ann", "ann@example.com", "private.us-east-1.0123456789abcdef"},
            timeAt(1.5),
            std::move(change),
            {"20261122T080000000000Z-0123456789abcdef-0123456789ab.json"},
            {}};
}

JobEvent teamEvent()
{
    Team team{"street", {}};
    team.members.push_back(
        {{"ann", "ann@example.com", "private.us-east-1.0123456789abcdef"}, TeamRole::Lead, MemberStatus::Active});
    team.members.push_back(
        {{"bob", "", "private.us-east-1.fedcba9876543210"}, TeamRole::Annotator, MemberStatus::Invited});
    return eventOf(TeamChange{team});
}

LabelSet labelsWithGone()
{
    return *LabelSet::create({{2, "car", {255, 0, 0}}, {1, "tree", {0, 255, 0}}}, {{3, 2}, {4, 0}});
}

const std::string kHead =
    R"("worker":{"name":"ann","email":"ann@example.com","id":"private.us-east-1.0123456789abcdef"},)"
    R"("time":"2026-11-22T09:00:01.500000Z",)";
const std::string kTail = R"("replaces":["20261122T080000000000Z-0123456789abcdef-0123456789ab.json"]})"
                          "\n";

std::string textOfKind(const std::string& kind, const std::string& members)
{
    return R"({"format":"labelwright-event","version":1,"kind":")" + kind + R"(",)" + kHead + members + "," + kTail;
}

} // namespace

void JobEventTest::everyKindHasItsText_data()
{
    QTest::addColumn<JobEvent>("event");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const JobEvent& event, const std::string& text) {
        QTest::addRow("%s", name) << event << QString::fromStdString(text);
    };
    row("team", teamEvent(),
        textOfKind(
            "team",
            R"("team":{"name":"street","members":[{"name":"ann","email":"ann@example.com",)"
            R"("id":"private.us-east-1.0123456789abcdef","role":"lead","status":"active"},)"
            R"({"name":"bob","email":"","id":"private.us-east-1.fedcba9876543210","role":"annotator","status":"invited"}]})"));
    row("stopped", eventOf(StatusChange{StatusChange::Kind::Stopped}), textOfKind("status", R"("status":"stopped")"));
    row("resumed", eventOf(StatusChange{StatusChange::Kind::Resumed}), textOfKind("status", R"("status":"resumed")"));
    row("completed", eventOf(StatusChange{StatusChange::Kind::Completed, 3}),
        textOfKind("status", R"("status":"completed","unlabelled":3)"));
    row("assignment", eventOf(Assignment{{{0, 99}, {120, 120}}, {"private.us-east-1.0123456789abcdef"}}),
        textOfKind("assignment", R"("objects":[[0,99],[120,120]],"workers":["private.us-east-1.0123456789abcdef"])"));
    row("to the whole team", eventOf(Assignment{{{5, 5}}, {}}),
        textOfKind("assignment", R"("objects":[[5,5]],"workers":[])"));
    row("description", eventOf(DescriptionChange{"Paint people"}),
        textOfKind("description", R"("description":"Paint people")"));
    row("no description", eventOf(DescriptionChange{}), textOfKind("description", R"("description":"")"));
    row("instructions", eventOf(InstructionsChange{{"<p>s</p>", "<p>f</p>", "All", "good", "bad"}}),
        textOfKind("instructions", R"("instructions":{"short":"<p>s</p>","full":"<p>f</p>","full-header":"All",)"
                                   R"("good-example":"good","bad-example":"bad"})"));
    row("labels", eventOf(LabelsChange{labelsWithGone()}),
        textOfKind("labels", R"("labels":[{"id":2,"name":"car","color":"#ff0000"},{"id":1,"name":"tree",)"
                             R"("color":"#00ff00"}],"gone-labels":[{"id":3,"merged-into":2},{"id":4}])"));
    row("labels, none gone", eventOf(LabelsChange{*LabelSet::create({{1, "car", {255, 0, 0}}})}),
        textOfKind("labels", R"("labels":[{"id":1,"name":"car","color":"#ff0000"}])"));
    row("time limit", eventOf(TimeLimitChange{std::chrono::minutes(5)}),
        textOfKind("time-limit", R"("task-time-limit-seconds":300)"));
}

void JobEventTest::everyKindHasItsText()
{
    QFETCH(JobEvent, event);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(writeJobEvent(event)), text);
}

void JobEventTest::eventIsReadAsItWasWritten()
{
    QFETCH(JobEvent, event);
    const Result<std::optional<JobEvent>> read = parseJobEvent(writeJobEvent(event));
    VERIFY_OK(read);
    QVERIFY(*read == event);
}

void JobEventTest::unknownKindIsNoError()
{
    const Result<std::optional<JobEvent>> read =
        parseJobEvent(R"({"format":"labelwright-event","version":7,"kind":"label-change"})");
    VERIFY_OK(read);
    QVERIFY(!*read);
}

void JobEventTest::laterVersionIsToldApart()
{
    VERIFY_ERROR(parseJobEvent(R"({"format":"labelwright-event","version":2,"kind":"team"})"), ErrorCode::NewerVersion);
}

void JobEventTest::everyMemberIsChecked_data()
{
    QTest::addColumn<JobEvent>("event");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    const JobEvent stop = eventOf(StatusChange{StatusChange::Kind::Stopped});
    const JobEvent complete = eventOf(StatusChange{StatusChange::Kind::Completed, 3});
    const JobEvent assignment = eventOf(Assignment{{{0, 9}}, {"private.us-east-1.0123456789abcdef"}});
    const auto row = [](const JobEvent& event, const char* pointer, const char* value) {
        QTest::addRow("%s = %s", pointer, value) << event << pointer << value;
    };
    for (const char* value : {"null", "\"\"", "7", "\"other\""})
        row(stop, "/format", value);
    for (const char* value : {"null", "\"\"", "7"})
        row(stop, "/kind", value);
    for (const char* value : {"null", "0", "\"1\""})
        row(stop, "/version", value);
    for (const char* value : {"null", "\"ann\"", R"({"name":"ann"})", R"({"name":"","id":"i"})"})
        row(stop, "/worker", value);
    for (const char* value : {"null", "7", "\"yesterday\""})
        row(stop, "/time", value);
    for (const char* value : {"null", "\"a\"", "[7]", "[\"\"]"})
        row(stop, "/replaces", value);
    for (const char* value : {"null", "\"finished\"", "7"})
        row(stop, "/status", value);
    for (const char* value : {"null", "-1", "\"3\""})
        row(complete, "/unlabelled", value);
    for (const char* value : {"null", "[]", "[7]", "[[1]]", "[[1,2,3]]", "[[2,1]]", "[[-1,2]]", "[[0,1.5]]",
                              "[[0,9007199254740993]]", "[[0,\"1\"]]"})
        row(assignment, "/objects", value);
    for (const char* value : {"null", "\"a\"", "[7]", "[\"\"]"})
        row(assignment, "/workers", value);
    for (const char* value : {"null", "7", R"({"name":"x"})", R"({"name":"x","members":7})"})
        row(teamEvent(), "/team", value);
    for (const char* value : {"null", "7", R"("two\nlines")"})
        row(eventOf(DescriptionChange{"x"}), "/description", value);
    for (const char* value : {"null", "7", "\"<p>\""})
        row(eventOf(InstructionsChange{}), "/instructions", value);
    for (const char* value : {"null", "29", "28801", "\"300\""})
        row(eventOf(TimeLimitChange{std::chrono::minutes(5)}), "/task-time-limit-seconds", value);
    const JobEvent labels = eventOf(LabelsChange{labelsWithGone()});
    for (const char* value :
         {"null", "7", "[]", "[7]", R"([{"id":1,"name":"car"}])", R"([{"id":0,"name":"car","color":"#ff0000"}])",
          R"([{"id":1,"name":"","color":"#ff0000"}])"})
        row(labels, "/labels", value);
    for (const char* value : {"7", "[7]", R"([{"id":0}])", R"([{"id":2}])", R"([{"id":3,"merged-into":9}])",
                              R"([{"id":3,"merged-into":"car"}])", R"([{"id":3},{"id":3}])"})
        row(labels, "/gone-labels", value);
    row(labels, "/labels/0/id", "1");
    row(labels, "/labels/0/name", "\"tree\"");
    row(labels, "/labels/0/color", "\"#00ff00\"");
    row(teamEvent(), "/team/members/0/role", "\"chief\"");
    row(teamEvent(), "/team/members/0/status", "\"gone\"");
    row(teamEvent(), "/team/members/1/id", "\"\"");
    row(teamEvent(), "/team/members/1/name", "null");
}

void JobEventTest::everyMemberIsChecked()
{
    QFETCH(JobEvent, event);
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    Json json = Json::parse(writeJobEvent(event));
    json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
    VERIFY_ERROR(parseJobEvent(json.dump()), ErrorCode::Malformed);
}

void JobEventTest::rangesAreReadMerged()
{
    Json json = Json::parse(writeJobEvent(eventOf(Assignment{{{0, 9}}, {}})));
    json["objects"] = Json::parse("[[5,9],[0,4]]");
    const Result<std::optional<JobEvent>> read = parseJobEvent(json.dump());
    VERIFY_OK(read);
    QCOMPARE(formatObjectRanges(std::get<Assignment>((*read)->change).objects), std::string("0-9"));
}

Q_DECLARE_METATYPE(labelwright::JobEvent)
LABELWRIGHT_TEST(JobEventTest)
#include "JobEventTest.moc"
