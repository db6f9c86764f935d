// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/OutputLayout.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace labelwright::test;

/// verify, comment and adjust, as a lead's script calls them.
class ReviewCommandsTest : public QObject {
    Q_OBJECT
private slots:
    void aVerdictIsInOutputAndLog();
    void jsonHoldsTheSame();
    void commentsAreListedAndResolved();
    void anAdjustmentIsInTheOutput();
    void theJobsOwnVerdictsAreUsed();
    void whatMakesNoSenseIsRefused();
    void goldObjectsAreGivenAgain();
    void theWholeIsValid();
};

namespace {

void label(const Workplace& place)
{
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("first.png", 0)));
}

Outcome run(const std::string& command, const Workplace& place, const std::vector<std::string>& more)
{
    std::vector<std::string> arguments{command, place.job(), "--object", "0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return runProgram(arguments);
}

std::string manifestOf(const Workplace& place, const std::string& stage)
{
    return textOf(place.job() / "output" / stage / labelwright::layout::kOutputManifest);
}

} // namespace

void ReviewCommandsTest::aVerdictIsInOutputAndLog()
{
    const Workplace place;
    label(place);
    const Outcome verified = run("verify", place, {"--verdict", "wrong label", "--comment", "a tram"});
    VERIFY_DONE(verified);
    QVERIFY2(verified.out.ends_with(" is rejected by worker-1, \"wrong label\": a tram; it goes back to 1 worker\n"),
             verified.out.c_str());
    VERIFY_DONE(runProgram({"derive", place.job()}));
    QVERIFY(manifestOf(place, "street-verification").find(R"("worker-feedback":[{"comment":"a tram"}])") !=
            std::string::npos);
    const Outcome log = runProgram({"log", place.job(), "--event", "reviewed"});
    QVERIFY2(log.out.ends_with("  Object reviewed  object 0  worker-1: wrong label: a tram\n"), log.out.c_str());
}

void ReviewCommandsTest::jsonHoldsTheSame()
{
    const Workplace place;
    label(place);
    const QJsonObject done = jsonOf(run("verify", place, {"--verdict", "good", "--json"}).out);
    QCOMPARE(done[QStringLiteral("decision")].toString(), QStringLiteral("accepted"));
    QCOMPARE(done[QStringLiteral("verdict")].toString(), QStringLiteral("good"));
    QVERIFY(done[QStringLiteral("returned-to")].toArray().isEmpty());
}

void ReviewCommandsTest::commentsAreListedAndResolved()
{
    const Workplace place;
    label(place);
    const QJsonObject said = jsonOf(run("comment", place, {"--text", "A bus?", "--at", "3,4", "--json"}).out);
    const std::string thread = said[QStringLiteral("event")].toString().toStdString();
    VERIFY_DONE(run("comment", place, {"--text", "A tram", "--reply", thread}));
    const Outcome open = run("comment", place, {});
    VERIFY_DONE(open);
    QCOMPARE(open.out, "worker-1: A bus?  at 3,4  [open, " + thread + "]\n    worker-1: A tram\n");
    VERIFY_DONE(run("comment", place, {"--resolve", thread}));
    QVERIFY(run("comment", place, {}).out.find("[resolved, ") != std::string::npos);
    VERIFY_REFUSED(run("comment", place, {"--resolve", thread}), "resolved already");
    VERIFY_DONE(run("comment", place, {"--reopen", thread}));
}

void ReviewCommandsTest::anAdjustmentIsInTheOutput()
{
    const Workplace place;
    label(place);
    const Outcome adjusted = run("adjust", place, {"--mask", place.addIndexedMask("better.png", 1)});
    VERIFY_DONE(adjusted);
    QVERIFY2(adjusted.out.find(" adjusted by worker-1, ") != std::string::npos, adjusted.out.c_str());
    VERIFY_DONE(runProgram({"derive", place.job()}));
    QVERIFY(manifestOf(place, "street-adjustment").find(R"("adjustment-status":"adjusted")") != std::string::npos);
    const QJsonObject same =
        jsonOf(run("adjust", place, {"--mask", place.addIndexedMask("same.png", 0), "--json"}).out);
    QCOMPARE(same[QStringLiteral("adjustment-status")].toString(), QStringLiteral("unadjusted"));
}

void ReviewCommandsTest::theJobsOwnVerdictsAreUsed()
{
    const Workplace place;
    label(place);
    VERIFY_DONE(runProgram({"edit", place.job(), "--verdicts", "fine, redo it"}));
    VERIFY_REFUSED(run("verify", place, {"--verdict", "good"}), "fine, redo it");
    VERIFY_DONE(run("verify", place, {"--verdict", "redo it"}));
    VERIFY_REFUSED(runProgram({"edit", place.job(), "--verdicts", "one"}), "2 to 30");
}

void ReviewCommandsTest::whatMakesNoSenseIsRefused()
{
    const Workplace place;
    label(place);
    const auto before = possessionsOf(place.job());
    VERIFY_WRONG_USAGE(runProgram({"verify", place.job(), "--object", "0"}), "--verdict");
    VERIFY_REFUSED(runProgram({"verify", place.job(), "--object", "1", "--verdict", "good"}), "0 of 1 answers");
    VERIFY_REFUSED(run("verify", place, {"--verdict", "other", "--return-to", "nobody"}), "nobody");
    VERIFY_REFUSED(run("comment", place, {"--text", "here", "--at", "3"}), "x,y");
    VERIFY_REFUSED(run("comment", place, {"--text", "here", "--at", "3,b"}), "b");
    VERIFY_REFUSED(run("comment", place, {"--text", ""}), "the comment is empty");
    for (const char* outside : {"24,0", "0,16", "20,1,5,1", "0,0,1,17", "3,3,2147483647,1"})
        VERIFY_REFUSED(run("comment", place, {"--text", "here", "--at", outside}),
                       "not in the photo, which has 24 x 16");
    VERIFY_WRONG_USAGE(run("comment", place, {"--text", "here", "--reply", ""}), "a comment has a name");
    VERIFY_REFUSED(run("comment", place, {"--resolve", "none.json"}), "no comment");
    VERIFY_REFUSED(run("adjust", place, {"--mask", place.root() / "missing.png"}), "missing.png");
    QCOMPARE(possessionsOf(place.job()), before);
}

void ReviewCommandsTest::goldObjectsAreGivenAgain()
{
    const Workplace place;
    place.addPhotos(2);
    const std::string workspace = place.root() / "workspace";
    VERIFY_DONE(runProgram({"team", "add", "--workspace", workspace, "road", "ann@example.com", "bob@example.com"}));
    VERIFY_DONE(place.makeJob({"--workspace", workspace, "--team", "road"}));
    const auto submit = [&place](const std::string& worker, const std::string& mask) {
        return runProgram(
            {"submit", place.job(), "--object", "0", "--worker", worker, "--mask", place.addIndexedMask(mask, 0)});
    };
    VERIFY_DONE(submit("ann@example.com", "first.png"));
    VERIFY_REFUSED(submit("bob@example.com", "second.png"), "all the answers it needs");
    QCOMPARE(runProgram({"gold", place.job()}).out, std::string("street: no gold objects\n"));
    VERIFY_REFUSED(runProgram({"gold", place.job(), "--objects", "1"}), "object 1 lacks answers");
    const Outcome chosen = runProgram({"gold", place.job(), "--objects", "0", "--share", "50"});
    VERIFY_DONE(chosen);
    QCOMPARE(chosen.out, std::string("street: gold objects 0, 50 % of the job for each worker, seed 1\n"
                                     "ann: 0\nbob: 1\n"));
    VERIFY_DONE(submit("bob@example.com", "third.png"));
    VERIFY_DONE(runProgram({"gold", place.job(), "--clear"}));
    VERIFY_WRONG_USAGE(runProgram({"gold", place.job(), "--share", "50"}), "--objects");
}

void ReviewCommandsTest::theWholeIsValid()
{
    const Workplace place;
    label(place);
    VERIFY_DONE(run("comment", place, {"--text", "A bus?", "--at", "3,4,5,6"}));
    VERIFY_DONE(run("verify", place, {"--verdict", "wrong label"}));
    VERIFY_DONE(run("adjust", place, {"--mask", place.addIndexedMask("better.png", 1)}));
    VERIFY_DONE(runProgram({"derive", place.job()}));
    const Outcome checked = runProgram({"validate", place.job()});
    VERIFY_DONE(checked);
    QVERIFY2(checked.out.find("0 errors, 0 warnings, 0 notes") != std::string::npos, checked.out.c_str());
    const auto path = place.job() / "output" / "street-verification" / labelwright::layout::kOutputManifest;
    writeText(path, textOf(path) + "{}\n");
    QVERIFY(runProgram({"validate", place.job()}).out.find("street-verification") != std::string::npos);
}

LABELWRIGHT_TEST(ReviewCommandsTest)
#include "ReviewCommandsTest.moc"
