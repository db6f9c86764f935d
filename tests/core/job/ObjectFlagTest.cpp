// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ObjectFlag.h"

#include "core/job/Derive.h"
#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "core/job/TaskQueue.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <nlohmann/json.hpp>

using namespace labelwright;
using namespace labelwright::test;
using Json = nlohmann::ordered_json;

class ObjectFlagTest : public QObject {
    Q_OBJECT
private slots:
    void flagHasItsText();
    void eachKindIsReadAsItWasWritten();
    void otherKindsAreNoError();
    void laterVersionIsToldApart();
    void everyMemberIsChecked_data();
    void everyMemberIsChecked();
    void aFlagIsThereUntilItIsTakenAway();
    void aNewNoteTakesThePlaceOfTheOld();
    void copiesOfAJobJoin();
    void whatIsNoNoteIsRefused();
    void theManifestIsReadWhenItIsWritten();
    void onlyAFlagIsTakenAway();
    void queueAndOutputDoNotFollow();
    void anEventAboutAnotherObjectIsReported();
};

namespace {

ObjectFlag sampleFlag(ObjectFlag::Kind kind = ObjectFlag::Kind::Flagged)
{
    return {kind,
            12,
            "s3://bucket/photos/12.png",
            "street",
            {"ann", "ann@example.com", "private.us-east-1.0123456789abcdef"},
            timeAt(7.25),
            "Is this a bus?",
            {"20261122T090000000000Z-0123456789abcdef-0123456789ab.json"},
            {}};
}

/// A job of two photos.
Job makeJobOfTwo(const JobFixture& fixture)
{
    fixture.addPhotos(2);
    return fixture.makeJob();
}

ObjectFlag flagAt(const Job& job, ObjectFlag::Kind kind, const std::string& note, double seconds)
{
    return {kind, 1, job.source(1)->sourceRef, "street", job.spec().team.front(), timeAt(seconds), note, {}, {}};
}

} // namespace

void ObjectFlagTest::flagHasItsText()
{
    QCOMPARE(QString::fromStdString(writeObjectFlag(sampleFlag())),
             QString(R"({"format":"labelwright-event","version":1,"kind":"flagged","object":12,)"
                     R"("source-ref":"s3://bucket/photos/12.png","stage":"street",)"
                     R"("worker":{"name":"ann","email":"ann@example.com","id":"private.us-east-1.0123456789abcdef"},)"
                     R"("time":"2026-11-22T09:00:07.250000Z","note":"Is this a bus?",)"
                     R"("replaces":["20261122T090000000000Z-0123456789abcdef-0123456789ab.json"]})"
                     "\n"));
}

void ObjectFlagTest::eachKindIsReadAsItWasWritten()
{
    ObjectFlag unflagged = sampleFlag(ObjectFlag::Kind::Unflagged);
    unflagged.note.clear();
    unflagged.replaces.clear();
    for (const ObjectFlag& flag : {sampleFlag(), unflagged}) {
        const Result<std::optional<ObjectFlag>> read = parseObjectFlag(writeObjectFlag(flag));
        VERIFY_OK(read);
        QVERIFY(*read == flag);
    }
}

void ObjectFlagTest::otherKindsAreNoError()
{
    const auto read = parseObjectFlag(R"({"format":"labelwright-event","version":1,"kind":"declined"})");
    VERIFY_OK(read);
    QVERIFY(!*read);
}

void ObjectFlagTest::laterVersionIsToldApart()
{
    VERIFY_ERROR(parseObjectFlag(R"({"format":"labelwright-event","version":2,"kind":"flagged"})"),
                 ErrorCode::NewerVersion);
}

void ObjectFlagTest::everyMemberIsChecked_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    const auto rows = [](const char* pointer, std::initializer_list<const char*> values) {
        for (const char* value : values)
            QTest::addRow("%s = %s", pointer, value) << pointer << value;
    };
    rows("/format", {"null", "\"labelwright-job\""});
    rows("/version", {"null", "0", "\"1\""});
    rows("/object", {"null", "-1", "\"1\""});
    rows("/source-ref", {"null", "\"\""});
    rows("/stage", {"null", "\"\""});
    rows("/worker", {"null", "\"ann\"", R"({"name":"ann"})"});
    rows("/time", {"null", "7"});
    rows("/replaces", {"null", "\"a\"", "[7]", "[\"\"]"});
}

void ObjectFlagTest::everyMemberIsChecked()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    Json json = Json::parse(writeObjectFlag(sampleFlag()));
    json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
    VERIFY_ERROR(parseObjectFlag(json.dump()), ErrorCode::Malformed);
}

void ObjectFlagTest::aFlagIsThereUntilItIsTakenAway()
{
    const JobFixture fixture;
    Job job = makeJobOfTwo(fixture);
    QVERIFY(!job.events().currentFlag(1));
    VERIFY_OK(flagObject(job, 1, job.spec().team.front(), "too dark"));
    for (const Job& each : {job, fixture.openJob()}) {
        QVERIFY(each.events().currentFlag(1));
        QCOMPARE(each.events().currentFlag(1)->note, std::string("too dark"));
        QCOMPARE(each.events().currentFlag(1)->worker.name, std::string("worker-1"));
        QVERIFY(!each.events().currentFlag(0));
        QVERIFY(each.problems().empty());
    }
    VERIFY_OK(flagObject(job, 1, job.spec().team.front(), std::nullopt));
    QVERIFY(!job.events().currentFlag(1));
    QVERIFY(!fixture.openJob().events().currentFlag(1));
    VERIFY_OK(flagObject(job, 1, job.spec().team.front(), ""));
    QVERIFY(fixture.openJob().events().currentFlag(1));
    QCOMPARE(fixture.openJob().events().flags().at(1).size(), std::size_t{3});
}

void ObjectFlagTest::aNewNoteTakesThePlaceOfTheOld()
{
    const JobFixture fixture;
    Job job = makeJobOfTwo(fixture);
    const Result<ObjectFlag> first = flagObject(job, 1, job.spec().team.front(), "too dark");
    VERIFY_OK(first);
    Job stale = fixture.openJob(); // What another program has written since is replaced too.
    VERIFY_OK(flagObject(job, 1, job.spec().team.front(), "blurred"));
    VERIFY_OK(flagObject(stale, 1, job.spec().team.front(), "a bus?"));
    QCOMPARE(fixture.openJob().events().currentFlag(1)->note, std::string("a bus?"));
    QCOMPARE(stale.events().currentFlag(1)->note, std::string("a bus?"));
}

void ObjectFlagTest::copiesOfAJobJoin()
{
    const JobFixture fixture;
    const Job job = makeJobOfTwo(fixture);
    const auto joined = [&](std::initializer_list<ObjectFlag> flags) {
        Job copy = job;
        for (const ObjectFlag& flag : flags)
            copy.events().add(flag);
        const ObjectFlag* current = copy.events().currentFlag(1);
        return current ? current->note : "none";
    };
    const Result<ObjectFlag> seen = writeFlag(job, flagAt(job, ObjectFlag::Kind::Flagged, "seen", 10));
    VERIFY_OK(seen);
    ObjectFlag cleared = flagAt(job, ObjectFlag::Kind::Unflagged, "", 30);
    cleared.replaces = {seen->name};
    cleared.name = "20261122T090030000000Z-0123456789abcdef-aaaaaaaaaaaa.json";
    ObjectFlag other = flagAt(job, ObjectFlag::Kind::Flagged, "other", 20);
    other.name = "20261122T090020000000Z-0123456789abcdef-bbbbbbbbbbbb.json";
    QCOMPARE(joined({*seen, cleared}), std::string("none"));
    QCOMPARE(joined({cleared, *seen}), std::string("none"));
    QCOMPARE(joined({*seen, other}), std::string("seen")); // The first of two that are current.
    QCOMPARE(joined({cleared, other, *seen}), std::string("other"));
    QCOMPARE(joined({other, *seen, cleared, other}), std::string("other"));
}

void ObjectFlagTest::whatIsNoNoteIsRefused()
{
    const JobFixture fixture;
    Job job = makeJobOfTwo(fixture);
    const Worker worker = job.spec().team.front();
    std::string umlauts;
    for (std::size_t i = 0; i < kMaxFlagNote; ++i)
        umlauts += "ä";
    VERIFY_OK(prepareFlag(job, 1, worker, umlauts));
    VERIFY_ERROR(prepareFlag(job, 1, worker, umlauts + "x"), ErrorCode::InvalidArgument);
    VERIFY_ERROR(prepareFlag(job, 1, worker, "two\nlines"), ErrorCode::InvalidArgument);
    VERIFY_ERROR(writeFlag(job, *prepareFlag(job, 2, worker, "")), ErrorCode::InvalidArgument);
}

void ObjectFlagTest::theManifestIsReadWhenItIsWritten()
{
    const JobFixture fixture;
    const Job job = makeJobOfTwo(fixture);
    const auto prepared = [&job] { return *prepareFlag(job, 1, job.spec().team.front(), "a bus?"); };
    const Result<ObjectFlag> written = writeFlag(job, prepared());
    VERIFY_OK(written);
    QCOMPARE(written->sourceRef, job.source(1)->sourceRef);
    writeText(manifestFile(job.folder()), "");
    const ObjectFlag next = prepared(); // A window must not wait for it.
    QVERIFY(!writeFlag(job, next));
}

void ObjectFlagTest::onlyAFlagIsTakenAway()
{
    const JobFixture fixture;
    Job job = makeJobOfTwo(fixture);
    const auto before = filesBelow(job.folder());
    const Result<ObjectFlag> refused = flagObject(job, 1, job.spec().team.front(), std::nullopt);
    VERIFY_ERROR(refused, ErrorCode::InvalidArgument);
    QCOMPARE(refused.error().detail, std::string("object 1 is not flagged"));
    QCOMPARE(filesBelow(job.folder()), before);
}

void ObjectFlagTest::queueAndOutputDoNotFollow()
{
    const JobFixture fixture;
    Job job = makeJobOfTwo(fixture);
    VERIFY_OK(submitAnswer(job, answerOf(0, "worker-1", 60)));
    VERIFY_OK(derive(job));
    const auto before = filesBelow(job.folder() / "output");
    const LabelCounters counters = jobState(job).counters;
    VERIFY_OK(flagObject(job, 0, job.spec().team.front(), "too dark"));
    VERIFY_OK(flagObject(job, 1, job.spec().team.front(), ""));
    const Job flagged = fixture.openJob();
    VERIFY_OK(derive(flagged));
    QCOMPARE(filesBelow(job.folder() / "output"), before);
    std::filesystem::remove_all(job.folder() / "output");
    std::filesystem::remove_all(cacheFolder(job.folder()));
    VERIFY_OK(derive(flagged));
    QCOMPARE(filesBelow(job.folder() / "output"), before);
    QVERIFY(jobState(flagged).counters == counters);
    const Result<TaskQueue> queue = TaskQueue::create(flagged, flagged.spec().team.front());
    VERIFY_OK(queue);
    QVERIFY(queue->waits(1) && !queue->waits(0));
}

void ObjectFlagTest::anEventAboutAnotherObjectIsReported()
{
    const JobFixture fixture;
    const Job job = makeJobOfTwo(fixture);
    const Result<ObjectFlag> flag = writeFlag(job, flagAt(job, ObjectFlag::Kind::Flagged, "", 10));
    VERIFY_OK(flag);
    std::filesystem::rename(objectEventsFolder(job.folder(), 1), objectEventsFolder(job.folder(), 0));
    const Job moved = fixture.openJob();
    QVERIFY(!moved.events().currentFlag(0) && !moved.events().currentFlag(1));
    QCOMPARE(moved.problems().size(), std::size_t{1});
    QVERIFY(moved.problems().front().kind == EventProblem::Kind::Damaged);
}

LABELWRIGHT_TEST(ObjectFlagTest)
#include "ObjectFlagTest.moc"
