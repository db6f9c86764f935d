// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Assignments.h"

#include "core/job/JobState.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;

class AssignmentsTest : public QObject {
    Q_OBJECT
private slots:
    void objectsNobodyNamedAreForAll();
    void laterAssignmentReplacesPartOfAnEarlierOne();
    void objectsGivenBackAreForAll();
    void ofTwoMadeApartTheFirstHolds();
    void clocksDoNotOrderWhatReplaces();
    void missingLinkDoesNotBringAnOldOneBack();
};

namespace {

const Worker kAnn = *createWorker("ann");
const Worker kBob = *createWorker("bob");

/// An assignment that replaces what `known` holds, as the program writes it.
JobEvent assigned(const std::vector<JobEvent>& known, std::string_view objects, const std::vector<std::string>& ids,
                  double seconds)
{
    JobChange change = Assignment{*parseObjectRanges(objects), ids};
    std::vector<std::string> replaces = replacedBy(change, known);
    JobEvent event{kAnn, timeAt(seconds), std::move(change), std::move(replaces), {}};
    event.name = "event-" + std::to_string(seconds) + "-" + std::string(objects);
    return event;
}

/// Who may work on objects 0 to 9: "a" for ann, "b" for bob, "." for all.
std::string picture(std::vector<JobEvent> events)
{
    std::sort(events.begin(), events.end(), [](auto& left, auto& right) { return comesBefore(left, right); });
    const Assignments assignments = Assignments::fromEvents(events);
    std::string text;
    for (ObjectId object = 0; object < 10; ++object) {
        const bool ann = assignments.isFor(object, kAnn);
        const bool bob = assignments.isFor(object, kBob);
        text += ann && bob ? '.' : ann ? 'a' : bob ? 'b' : '-';
    }
    return text;
}

} // namespace

void AssignmentsTest::objectsNobodyNamedAreForAll()
{
    QCOMPARE(picture({}), std::string(".........."));
    QVERIFY(Assignments().isEmpty());
    QCOMPARE(picture({assigned({}, "2-3,7", {kAnn.id}, 1)}), std::string("..aa...a.."));
    QCOMPARE(picture({assigned({}, "2-3", {kAnn.id, kBob.id}, 1)}), std::string(".........."));
}

void AssignmentsTest::laterAssignmentReplacesPartOfAnEarlierOne()
{
    const JobEvent first = assigned({}, "0-9", {kAnn.id}, 1);
    const JobEvent second = assigned({first}, "3-5", {kBob.id}, 2);
    const JobEvent third = assigned({first, second}, "5-6", {kAnn.id}, 3);
    QCOMPARE(picture({first, second}), std::string("aaabbbaaaa"));
    QCOMPARE(picture({first, second, third}), std::string("aaabbaaaaa"));
}

void AssignmentsTest::objectsGivenBackAreForAll()
{
    const JobEvent first = assigned({}, "0-9", {kAnn.id}, 1);
    const JobEvent back = assigned({first}, "4-9", {}, 2);
    QCOMPARE(picture({first, back}), std::string("aaaa......"));
}

void AssignmentsTest::ofTwoMadeApartTheFirstHolds()
{
    const JobEvent here = assigned({}, "0-5", {kAnn.id}, 1);
    const JobEvent there = assigned({}, "4-9", {kBob.id}, 2);
    QCOMPARE(picture({here, there}), std::string("aaaaaabbbb"));
    QCOMPARE(picture({there, here}), std::string("aaaaaabbbb"));
}

void AssignmentsTest::clocksDoNotOrderWhatReplaces()
{
    const JobEvent first = assigned({}, "0-9", {kAnn.id}, 100);
    const JobEvent second = assigned({first}, "0-9", {kBob.id}, 1); // On a machine whose clock is slow.
    QCOMPARE(picture({first, second}), std::string("bbbbbbbbbb"));
}

void AssignmentsTest::missingLinkDoesNotBringAnOldOneBack()
{
    const JobEvent first = assigned({}, "0-9", {kAnn.id}, 1);
    const JobEvent second = assigned({first}, "0-9", {kAnn.id, kBob.id}, 2);
    const JobEvent third = assigned({first, second}, "0-9", {kBob.id}, 3);
    QCOMPARE(picture({first, third}), std::string("bbbbbbbbbb")); // The second has not been synchronized yet.
}

LABELWRIGHT_TEST(AssignmentsTest)
#include "AssignmentsTest.moc"
