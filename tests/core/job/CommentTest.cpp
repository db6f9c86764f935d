// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Comment.h"

#include "core/job/EventLog.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;
using Json = nlohmann::ordered_json;

class CommentTest : public QObject {
    Q_OBJECT
private slots:
    void commentHasItsText();
    void eachKindIsReadAsItWasWritten();
    void everyMemberIsChecked_data();
    void everyMemberIsChecked();
    void aThreadHoldsItsReplies();
    void aThreadIsResolvedAndReopened();
    void copiesOfAJobJoinInAnyOrder();
    void whatCanNotBeSaidIsRefused();
};

namespace {

Comment sampleComment(Comment::Kind kind = Comment::Kind::Said)
{
    Comment comment;
    comment.kind = kind;
    comment.object = 12;
    comment.sourceRef = "s3://bucket/photos/12.png";
    comment.stage = "street-verification";
    comment.worker = {"lea", "lea@example.com", "private.us-east-1.0123456789abcdef"};
    comment.time = timeAt(7.25);
    if (kind == Comment::Kind::Said) {
        comment.place = Rect{30, 40, 5, 6};
        comment.text = "Is this a bus?";
        return comment;
    }
    comment.thread = "20261122T090000000000Z-0123456789abcdef-0123456789ab.json";
    comment.replaces = {"20261122T090002000000Z-0123456789abcdef-0123456789ab.json"};
    return comment;
}

Job makeJobOfTwo(const JobFixture& fixture)
{
    fixture.addPhotos(2);
    return fixture.makeJob();
}

/// Written and taken up.
Comment said(Job& job, const Result<Comment>& prepared)
{
    if (!prepared)
        qFatal("%s", sentence(prepared.error()).c_str());
    const Result<Comment> written = writeCommentFile(job.folder(), *prepared);
    if (!written)
        qFatal("%s", sentence(written.error()).c_str());
    job.events().add(*written);
    return *written;
}

} // namespace

void CommentTest::commentHasItsText()
{
    QCOMPARE(QString::fromStdString(writeComment(sampleComment())),
             QString(R"({"format":"labelwright-event","version":1,"kind":"commented","object":12,)"
                     R"("source-ref":"s3://bucket/photos/12.png","stage":"street-verification",)"
                     R"("worker":{"name":"lea","email":"lea@example.com","id":"private.us-east-1.0123456789abcdef"},)"
                     R"("time":"2026-11-22T09:00:07.250000Z",)"
                     R"("place":{"x":30,"y":40,"width":5,"height":6},"text":"Is this a bus?","replaces":[]})"
                     "\n"));
}

void CommentTest::eachKindIsReadAsItWasWritten()
{
    for (const auto kind : {Comment::Kind::Said, Comment::Kind::Resolved, Comment::Kind::Reopened}) {
        const Comment comment = sampleComment(kind);
        const Result<std::optional<Comment>> read = parseComment(writeComment(comment));
        VERIFY_OK(read);
        QVERIFY(*read == comment);
    }
    Comment withoutPlace = sampleComment();
    withoutPlace.place.reset();
    QVERIFY(**parseComment(writeComment(withoutPlace)) == withoutPlace);
}

void CommentTest::everyMemberIsChecked_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    const auto rows = [](const char* pointer, std::initializer_list<const char*> values) {
        for (const char* value : values)
            QTest::addRow("%s = %s", pointer, value) << pointer << value;
    };
    rows("/object", {"null", "-1"});
    rows("/time", {"null", "7"});
    rows("/place", {"7", "{}", R"({"x":-1,"y":0,"width":1,"height":1})", R"({"x":0,"y":0,"width":0,"height":1})",
                    R"({"x":0,"y":0,"width":1,"height":4000000000})"});
    rows("/text", {"null", "\"\"", "7"});
    rows("/replaces", {"null", "[7]"});
    rows("/kind", {"\"resolved\""}); // It says nothing and names a thread.
}

void CommentTest::everyMemberIsChecked()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    Json json = Json::parse(writeComment(sampleComment()));
    json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
    VERIFY_ERROR(parseComment(json.dump()), ErrorCode::Malformed);
}

void CommentTest::aThreadHoldsItsReplies()
{
    const JobFixture fixture;
    Job job = makeJobOfTwo(fixture);
    const Worker lead = *createWorker("lead");
    const Worker ann = *createWorker("worker-1");
    const Comment first = said(job, prepareComment(job, 1, lead, "A bus?", Rect{2, 1, 1, 1}));
    const Comment other = said(job, prepareComment(job, 1, lead, "Too dark", std::nullopt));
    const Comment reply = said(job, prepareReply(job, 1, ann, "No, a tram.", first.name));
    const Job reopened = fixture.openJob();
    QVERIFY(reopened.problems().empty());
    const std::vector<CommentThread> threads = threadsOf(reopened.events(), 1);
    QCOMPARE(threads.size(), std::size_t{2});
    QCOMPARE(*threads[0].first, first);
    QCOMPARE(threads[0].replies.size(), std::size_t{1});
    QCOMPARE(*threads[0].replies.front(), reply);
    QCOMPARE(*threads[1].first, other);
    QVERIFY(threads[1].replies.empty());
    QVERIFY(threadsOf(reopened.events(), 0).empty());
    QCOMPARE(openThreads(reopened.events(), 1), (std::vector{first.name, other.name}));
}

void CommentTest::aThreadIsResolvedAndReopened()
{
    const JobFixture fixture;
    Job job = makeJobOfTwo(fixture);
    const Worker lead = *createWorker("lead");
    const Comment first = said(job, prepareComment(job, 0, lead, "A bus?", std::nullopt));
    said(job, prepareThreadEnd(job, 0, lead, Comment::Kind::Resolved, first.name));
    QVERIFY(threadsOf(job.events(), 0).front().isResolved);
    QVERIFY(openThreads(job.events(), 0).empty());
    VERIFY_ERROR(prepareThreadEnd(job, 0, lead, Comment::Kind::Resolved, first.name), ErrorCode::InvalidArgument);
    said(job, prepareThreadEnd(job, 0, lead, Comment::Kind::Reopened, first.name));
    QVERIFY(!threadsOf(fixture.openJob().events(), 0).front().isResolved);
    said(job, prepareThreadEnd(job, 0, lead, Comment::Kind::Resolved, first.name));
    QVERIFY(threadsOf(fixture.openJob().events(), 0).front().isResolved);
}

void CommentTest::copiesOfAJobJoinInAnyOrder()
{
    const JobFixture fixture;
    Job job = makeJobOfTwo(fixture);
    const Worker lead = *createWorker("lead");
    const Job before = job;
    std::vector<Comment> all{said(job, prepareComment(job, 0, lead, "A bus?", std::nullopt))};
    all.push_back(said(job, prepareReply(job, 0, lead, "No.", all.front().name)));
    all.push_back(said(job, prepareThreadEnd(job, 0, lead, Comment::Kind::Resolved, all.front().name)));
    std::sort(all.begin(), all.end(), [](const Comment& a, const Comment& b) { return a.name < b.name; });
    do {
        Job joined = before;
        for (const Comment& comment : all)
            joined.events().add(comment);
        const std::vector<CommentThread> threads = threadsOf(joined.events(), 0);
        QCOMPARE(threads.size(), std::size_t{1});
        QCOMPARE(threads.front().replies.size(), std::size_t{1});
        QVERIFY(threads.front().isResolved);
    } while (std::next_permutation(all.begin(), all.end(),
                                   [](const Comment& a, const Comment& b) { return a.name < b.name; }));
}

void CommentTest::whatCanNotBeSaidIsRefused()
{
    const JobFixture fixture;
    const Job job = makeJobOfTwo(fixture);
    const Worker lead = *createWorker("lead");
    VERIFY_OK(prepareComment(job, 0, lead, std::string(kMaxCommentCharacters, 'x'), std::nullopt));
    VERIFY_ERROR(prepareComment(job, 0, lead, std::string(kMaxCommentCharacters + 1, 'x'), std::nullopt),
                 ErrorCode::InvalidArgument);
    VERIFY_ERROR(prepareComment(job, 0, lead, " \n", std::nullopt), ErrorCode::InvalidArgument);
    VERIFY_ERROR(prepareComment(job, 0, lead, "here", Rect{-1, 0, 1, 1}), ErrorCode::InvalidArgument);
    VERIFY_ERROR(prepareComment(job, 2, lead, "here", std::nullopt), ErrorCode::InvalidArgument);
    VERIFY_ERROR(prepareReply(job, 0, lead, "to what?", "no-such.json"), ErrorCode::InvalidArgument);
    VERIFY_ERROR(prepareThreadEnd(job, 0, lead, Comment::Kind::Resolved, "no-such.json"), ErrorCode::InvalidArgument);
}

LABELWRIGHT_TEST(CommentTest)
#include "CommentTest.moc"
