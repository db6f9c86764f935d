// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Conflicts.h"

#include "core/job/Assignments.h"
#include "core/job/JobState.h"
#include "core/job/SettleConflict.h"
#include "core/job/Submit.h"
#include "core/job/Verdict.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;

class ConflictsTest : public QObject {
    Q_OBJECT
private slots:
    void aJobOfOneHandHasNone();
    void twoDecisionsOfAKindAreOne_data();
    void twoDecisionsOfAKindAreOne();
    void theSameDecidedTwiceIsNone();
    void assignmentsAreWhereTheyOverlap();
    void flagsOfOneObjectAre();
    void answersOfOneWorkerAre();
    void answersOfTwoWorkersAreNone();
    void theSameMaskTwiceIsNone();
    void settledAnswersCountAsChosen();
    void settlementsThatContradictAreShown();
    void settledAssignmentsHoldForTheirObjectsAlone();
    void aSettledFlagIsTheChosenOne();
    void twoVerdictsAreSettledByAThird();
    void twoAdjustmentsAreSettledByAThird();
    void choicesAreFoundByTheirHash();
    void anotherChoiceIsRefused();
};

namespace {

/// A job of four objects whose team is worker-1 and ann, and what two leads do to it unknown to each other.
struct TwoLeads {
    QTemporaryDir folder;
    Job job = makeJob(folder.path().toStdString(), {.objects = 4, .workersPerObject = 2});
    Worker first = *createWorker("first");
    Worker second = *createWorker("second");

    std::string decide(const JobChange& change, const Worker& author, double seconds,
                       std::vector<std::string> replaces = {})
    {
        const Result<JobEvent> written =
            writeJobEventFile(job.folder(), {author, timeAt(seconds), change, std::move(replaces), {}});
        if (!written)
            qFatal("%s", sentence(written.error()).c_str());
        job.events().add(*written);
        return written->name;
    }

    std::string flag(const std::string& note, double seconds)
    {
        ObjectFlag flag = *prepareFlag(job, 2, first, note);
        flag.sourceRef = job.source(2)->sourceRef;
        flag.time = timeAt(seconds);
        const Result<ObjectFlag> written = writeObjectFlagFile(job.folder(), flag);
        if (!written)
            qFatal("%s", sentence(written.error()).c_str());
        job.events().add(*written);
        return written->name;
    }

    /// Worker-1's to object 1, that replaces nothing.
    std::string answer(int seed, double seconds)
    {
        Job fresh = job; // It knows of no answer.
        const std::vector<std::string> before = fresh.events().unreplacedNames(1, job.spec().team[0]);
        AnswerEvent event = submitAt(fresh, 1, 0, stripedMask({16, 8}, 3, seed), timeAt(seconds));
        std::filesystem::remove(objectFile(event.name));
        event.replaces.clear();
        const std::vector<std::uint8_t> png = bytesOf(objectFile(event.maskFile));
        return job.events().appendAnswer(event, png)->name;
    }

    std::filesystem::path objectFile(const std::string& name) const { return job.folder() / "events/000/1" / name; }

    std::vector<Conflict> found() const { return conflictsOf(job.spec(), job.events()); }
    std::vector<Conflict> foundAgain() const { return conflictsOf(job.spec(), reopened(job).events()); }
};

Team teamNamed(const std::string& name)
{
    Team team = teamOf({*createWorker("ann"), *createWorker("bob")});
    team.name = name;
    return team;
}

} // namespace

void ConflictsTest::aJobOfOneHandHasNone()
{
    TwoLeads leads;
    leads.answer(0, 1);
    leads.flag("look", 2);
    leads.decide(StatusChange{StatusChange::Kind::Stopped}, leads.first, 3);
    QVERIFY(leads.found().empty());
}

void ConflictsTest::twoDecisionsOfAKindAreOne_data()
{
    QTest::addColumn<JobChange>("one");
    QTest::addColumn<JobChange>("other");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const JobChange& one, const JobChange& other, const char* says) {
        QTest::newRow(name) << one << other << QString::fromLatin1(name) << QString::fromLatin1(says);
    };
    row("team", TeamChange{teamNamed("crew")}, TeamChange{teamNamed("others")}, "crew: ann, bob");
    row("status", StatusChange{StatusChange::Kind::Stopped}, StatusChange{StatusChange::Kind::Completed, 3}, "stopped");
    row("description", DescriptionChange{"Streets"}, DescriptionChange{"Roads"}, "Streets");
    row("instructions", InstructionsChange{{"<p>a</p>", {}, {}, {}, {}}},
        InstructionsChange{{"<p>b</p>", {}, {}, {}, {}}}, "8 characters");
    row("labels", LabelsChange{*LabelSet::create({{1, "car", {255, 0, 0}}}, {{2, 1}, {3, 0}})},
        LabelsChange{*LabelSet::create({{1, "auto", {255, 0, 0}}}, {{2, 1}, {3, 0}})},
        "car #ff0000, label 2 merged into car, label 3 deleted");
    row("time-limit", TimeLimitChange{std::chrono::seconds(60)}, TimeLimitChange{std::chrono::seconds(90)},
        "60 seconds");
}

void ConflictsTest::twoDecisionsOfAKindAreOne()
{
    QFETCH(JobChange, one);
    QFETCH(JobChange, other);
    QFETCH(QString, name);
    QFETCH(QString, says);
    TwoLeads leads;
    const std::string later = leads.decide(other, leads.second, 20);
    const std::string earlier = leads.decide(one, leads.first, 10);
    const std::vector<Conflict> found = leads.found();
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(conflictName(found[0].kind), std::string_view(name.toStdString()));
    QVERIFY(found[0].objects.empty());
    QCOMPARE(found[0].choices.size(), std::size_t{2});
    QCOMPARE(found[0].choices[0], (Conflict::Choice{earlier, leads.first, timeAt(10), says.toStdString()}));
    QCOMPARE(found[0].choices[1].event, later);
    QVERIFY(found == leads.foundAgain());

    VERIFY_OK(settleConflict(leads.job, found[0], later, leads.first));
    QVERIFY(leads.found().empty());
    QVERIFY(leads.foundAgain().empty());
    const std::vector<JobEvent>& events = leads.job.events().jobEvents();
    QVERIFY(events.back().change == other);
    QCOMPARE(events.back().author.name, std::string("first"));
}

void ConflictsTest::theSameDecidedTwiceIsNone()
{
    TwoLeads leads;
    leads.decide(TeamChange{teamNamed("crew")}, leads.first, 10);
    leads.decide(TeamChange{teamNamed("crew")}, leads.second, 20);
    leads.decide(StatusChange{StatusChange::Kind::Completed, 3}, leads.first, 10);
    leads.decide(StatusChange{StatusChange::Kind::Completed, 2}, leads.second, 20);
    leads.flag("look", 10);
    leads.flag("look", 20);
    QVERIFY(leads.found().empty());
}

void ConflictsTest::assignmentsAreWhereTheyOverlap()
{
    TwoLeads leads;
    const std::string one = leads.decide(Assignment{{{0, 2}}, {"a"}}, leads.first, 10);
    const std::string other = leads.decide(Assignment{{{1, 3}}, {leads.job.spec().team[0].id}}, leads.second, 20);
    leads.decide(Assignment{{{3, 3}}, {leads.job.spec().team[0].id}}, leads.first, 30);
    const std::vector<Conflict> found = leads.found();
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found[0].kind == Conflict::Kind::Assignment);
    QCOMPARE(formatObjectRanges(found[0].objects), std::string("1-2"));
    QCOMPARE(found[0].choices[0].event, one);
    QCOMPARE(found[0].choices[0].says, std::string("a"));
    QCOMPARE(found[0].choices[1].event, other);
    QCOMPARE(found[0].choices[1].says, std::string("worker-1"));
    QCOMPARE(subjectOf(found[0]), std::string("Assignment of objects 1-2"));
}

void ConflictsTest::flagsOfOneObjectAre()
{
    TwoLeads leads;
    const std::string one = leads.flag("a bus?", 10);
    leads.flag("a tram?", 20);
    const std::vector<Conflict> found = leads.found();
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(subjectOf(found[0]), std::string("Flag of object 2"));
    QCOMPARE(found[0].choices[0].event, one);
    QCOMPARE(found[0].choices[0].says, std::string("flagged: a bus?"));
}

void ConflictsTest::answersOfOneWorkerAre()
{
    TwoLeads leads;
    const std::string one = leads.answer(0, 10);
    const std::string other = leads.answer(1, 20);
    const std::vector<Conflict> found = leads.found();
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(subjectOf(found[0]), std::string("Answers of worker-1 to object 1"));
    QCOMPARE(found[0].choices[0].event, one);
    QCOMPARE(found[0].choices[0].says, std::string("a mask, 8 s of work"));
    QCOMPARE(found[0].choices[1].event, other);
    QVERIFY(found == leads.foundAgain());
}

void ConflictsTest::answersOfTwoWorkersAreNone()
{
    TwoLeads leads;
    submitAt(leads.job, 1, 0, stripedMask({16, 8}, 3, 0), timeAt(20));
    submitAt(leads.job, 1, 1, stripedMask({16, 8}, 3, 1), timeAt(30));
    submitAt(leads.job, 1, 1, stripedMask({16, 8}, 3, 2), timeAt(40));
    QVERIFY(leads.found().empty());
}

void ConflictsTest::theSameMaskTwiceIsNone()
{
    TwoLeads leads;
    leads.answer(0, 10);
    leads.answer(0, 20);
    QVERIFY(leads.found().empty());
}

void ConflictsTest::settledAnswersCountAsChosen()
{
    TwoLeads leads;
    leads.answer(0, 10);
    const std::string second = leads.answer(1, 20);
    leads.answer(2, 30);
    const std::vector<Conflict> found = leads.found();
    QCOMPARE(found[0].choices.size(), std::size_t{3});
    VERIFY_OK(settleConflict(leads.job, found[0], second, leads.first));
    QVERIFY(leads.found().empty());
    QVERIFY(leads.foundAgain().empty());
    const Job again = reopened(leads.job);
    QCOMPARE(again.events().currentAnswers(1).size(), std::size_t{1});
    QCOMPARE(again.events().currentAnswers(1).front()->name, second);

    // One more copy comes in with a fourth.
    const std::string fourth = leads.answer(3, 40);
    const std::vector<Conflict> more = leads.found();
    QCOMPARE(more.size(), std::size_t{1});
    QCOMPARE(more[0].choices.size(), std::size_t{2});
    VERIFY_OK(settleConflict(leads.job, more[0], fourth, leads.first));
    QVERIFY(leads.found().empty());
    QCOMPARE(leads.job.events().currentAnswers(1).front()->name, fourth);
}

void ConflictsTest::settlementsThatContradictAreShown()
{
    TwoLeads leads;
    const std::string one = leads.answer(0, 10);
    const std::string other = leads.answer(1, 20);
    Job copy = leads.job;
    const std::vector<Conflict> found = leads.found();
    VERIFY_OK(settleConflict(leads.job, found[0], other, leads.first));
    VERIFY_OK(settleConflict(copy, found[0], one, leads.second)); // In the same folder, and unknown to the first.
    Job both = reopened(leads.job);
    const std::vector<Conflict> contradiction = conflictsOf(both.spec(), both.events());
    QCOMPARE(contradiction.size(), std::size_t{1});
    QCOMPARE(contradiction[0].choices[0].event, other);
    QCOMPARE(contradiction[0].choices[1].event, one);
    QCOMPARE(both.events().currentAnswers(1).front()->name, other);
    VERIFY_OK(settleConflict(both, contradiction[0], one, leads.first));
    QVERIFY(conflictsOf(both.spec(), both.events()).empty());
    QCOMPARE(both.events().currentAnswers(1).front()->name, one);
}

void ConflictsTest::settledAssignmentsHoldForTheirObjectsAlone()
{
    TwoLeads leads;
    leads.decide(Assignment{{{0, 2}}, {"a"}}, leads.first, 10);
    const std::string other = leads.decide(Assignment{{{1, 3}}, {"b"}}, leads.second, 20);
    leads.decide(Assignment{{{3, 3}}, {"c"}}, leads.second, 30, {other});
    VERIFY_OK(settleConflict(leads.job, leads.found()[0], other, leads.first));
    QVERIFY(leads.found().empty());
    const Assignments now = Assignments::fromEvents(leads.job.events().jobEvents());
    QCOMPARE(now.workersOf(0)[0], std::string("a"));
    QCOMPARE(now.workersOf(1)[0], std::string("b"));
    QCOMPARE(now.workersOf(2)[0], std::string("b"));
    QCOMPARE(now.workersOf(3)[0], std::string("c"));
}

void ConflictsTest::aSettledFlagIsTheChosenOne()
{
    TwoLeads leads;
    leads.flag("a bus?", 10);
    const std::string other = leads.flag("a tram?", 20);
    VERIFY_OK(settleConflict(leads.job, leads.found()[0], other, leads.second));
    QVERIFY(leads.foundAgain().empty());
    const Job again = reopened(leads.job);
    QCOMPARE(again.events().currentFlag(2)->note, std::string("a tram?"));
    QCOMPARE(again.events().currentFlag(2)->worker.name, std::string("second"));
}

void ConflictsTest::twoVerdictsAreSettledByAThird()
{
    QTemporaryDir folder;
    Job job = makeJob(folder.path().toStdString(), {.objects = 1});
    submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(0));
    const Job before = job;
    for (const auto& [category, time] : {std::pair("good", 10'000), std::pair("other", 20'000)}) {
        Job copy = before; // Neither lead knows of the other.
        const Result<Verdict> verdict = decide(copy, {.object = 0,
                                                      .worker = *createWorker(category),
                                                      .category = category,
                                                      .accepted = testTime(time),
                                                      .time = testTime(time)});
        VERIFY_OK(verdict);
        job.events().add(*verdict);
    }
    const std::vector<Conflict> found = conflictsOf(job.spec(), job.events());
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(subjectOf(found[0]), std::string("Verdict on object 0"));
    QCOMPARE(found[0].choices[1].says, std::string("other"));
    VERIFY_OK(settleConflict(job, found[0], found[0].choices[1].event, *createWorker("third")));
    const Job again = reopened(job);
    QVERIFY(conflictsOf(again.spec(), again.events()).empty());
    QCOMPARE(again.events().currentVerdict(0)->category, std::string("other"));
    QCOMPARE(again.events().currentVerdict(0)->worker.name, std::string("third"));
    QCOMPARE(again.events().verdictsOf(0).size(), std::size_t{3}); // Nothing is lost.
}

void ConflictsTest::twoAdjustmentsAreSettledByAThird()
{
    QTemporaryDir folder;
    Job job = makeJob(folder.path().toStdString(), {.objects = 1});
    const AnswerEvent answer = submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(0));
    const Job before = job;
    for (const int seed : {1, 2}) {
        const Result<PreparedAnswer> prepared = prepareAdjustment(before, {.object = 0,
                                                                           .worker = *createWorker("lead"),
                                                                           .mask = stripedMask({16, 8}, 3, seed),
                                                                           .image = answer.image,
                                                                           .accepted = testTime(10'000 * seed),
                                                                           .submitted = testTime(10'000 * seed),
                                                                           .initialValueModified = true});
        VERIFY_OK(prepared);
        job.events().add(*writeAnswer(*prepared));
    }
    const std::vector<Conflict> found = conflictsOf(job.spec(), job.events());
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(subjectOf(found[0]), std::string("Adjustment of object 0"));
    const AnswerEvent kept = job.events().adjustmentsOf(0)[1];
    VERIFY_OK(settleConflict(job, found[0], kept.name, *createWorker("third")));
    const Job again = reopened(job);
    QVERIFY(again.problems().empty());
    QVERIFY(conflictsOf(again.spec(), again.events()).empty());
    QCOMPARE(again.events().currentAdjustment(0)->maskSha256, kept.maskSha256);
    QCOMPARE(again.events().currentAdjustment(0)->worker.name, std::string("third"));
}

void ConflictsTest::choicesAreFoundByTheirHash()
{
    TwoLeads leads;
    leads.flag("a bus?", 10);
    const std::string other = leads.flag("a tram?", 20);
    const std::vector<Conflict> found = leads.found();
    QCOMPARE(*conflictWith(found, shortEventName(other)), &found[0]);
    QCOMPARE(*conflictWith(found, other), &found[0]);
    VERIFY_ERROR(conflictWith(found, "0123456789ab"), ErrorCode::InvalidArgument);
    VERIFY_OK(settleConflict(leads.job, found[0], shortEventName(other), leads.first));
    QCOMPARE(leads.job.events().currentFlag(2)->note, std::string("a tram?"));
}

void ConflictsTest::anotherChoiceIsRefused()
{
    TwoLeads leads;
    leads.flag("a bus?", 10);
    leads.flag("a tram?", 20);
    VERIFY_ERROR(settleConflict(leads.job, leads.found()[0], "nothing.json", leads.first), ErrorCode::InvalidArgument);
    QCOMPARE(leads.foundAgain().size(), std::size_t{1});
}

Q_DECLARE_METATYPE(labelwright::JobChange)
LABELWRIGHT_TEST(ConflictsTest)
#include "ConflictsTest.moc"
