// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Hash.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/core/job/MergeJobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
using namespace labelwright::test::merging;
namespace fs = std::filesystem;

/// Of copies that are not whole, are damaged or hold what is no event.
class MergePartialCopyTest : public MergeTest {
    Q_OBJECT
private slots:
    void init() { begin(); }
    void anAnswerWithoutItsMaskComesLater();
    void aMaskThatIsNotWholeComesLater();
    void aMaskMayLieInAnotherCopy_data();
    void aMaskMayLieInAnotherCopy();
    void aMaskThatTheJobLacksComesIn();
    void anEventThatIsNotWholeComesLater();
    void otherBytesOfOneNameAreReported();
    void whatIsNoEventStaysWhereItIs();
    void eventsOfALaterVersionComeIn();
    void aMaskCantLeadElsewhere();
    void aFullDiskKeepsWhatIsThere();
    void stoppedItGoesOnLater();
};

void MergePartialCopyTest::anAnswerWithoutItsMaskComesLater()
{
    Job copy = copyNamed("copy");
    const AnswerEvent event = answer(copy, 0, 0, 10);
    const fs::path mask = eventFile(copy, event, event.maskFile);
    fs::rename(mask, root() / "mask");
    const MergePlan plan = merged({copy.folder()});
    QVERIFY(plan.events.empty());
    QVERIFY(holds(plan.notYetSynced, mask, "not here yet"));
    QVERIFY(!fs::exists(jobFolder() / "events/000"));
    fs::rename(root() / "mask", mask);
    QCOMPARE(merged({copy.folder()}).events.size(), std::size_t{1});
}

void MergePartialCopyTest::aMaskThatIsNotWholeComesLater()
{
    Job copy = copyNamed("copy");
    const AnswerEvent event = answer(copy, 0, 0, 10);
    const fs::path mask = eventFile(copy, event, event.maskFile);
    const std::vector<std::uint8_t> whole = bytesOf(mask);
    writeBytes(mask, std::span(whole).first(whole.size() / 2));
    const MergePlan plan = merged({copy.folder()});
    QVERIFY(plan.events.empty());
    QVERIFY(holds(plan.notYetSynced, mask, "not arrived whole"));
    writeBytes(mask, whole);
    QCOMPARE(merged({copy.folder()}).events.size(), std::size_t{1});
}

void MergePartialCopyTest::aMaskMayLieInAnotherCopy_data()
{
    QTest::addColumn<bool>("isTorn");
    QTest::newRow("missing") << false;
    QTest::newRow("torn") << true;
}

/// As where a sync tool brought the one file to one folder and the other to another.
void MergePartialCopyTest::aMaskMayLieInAnotherCopy()
{
    QFETCH(bool, isTorn);
    Job copy = copyNamed("copy");
    const AnswerEvent event = answer(copy, 0, 0, 10);
    fs::copy(copy.folder(), root() / "other", fs::copy_options::recursive);
    Job original = job();
    answer(original, 0, 1, 20);
    if (isTorn)
        writeText(eventFile(copy, event, event.maskFile), "half of a mas");
    else
        fs::remove(eventFile(copy, event, event.maskFile));
    fs::remove(root() / "other/events/000/0" / event.name);
    const std::vector<fs::path> copies{copy.folder(), root() / "other"};
    const Result<MergePlan> plan = planMerge(jobFolder(), copies);
    VERIFY_OK(plan);
    QCOMPARE(plan->events.size(), std::size_t{1});
    QVERIFY(plan->notYetSynced.empty() && plan->damaged.empty());
    QCOMPARE(plan->conflicts.size(), std::size_t{1}); // worker-1 has two answers now.
    VERIFY_OK(mergeCopies(*plan));
    const Job whole = job();
    QVERIFY(whole.problems().empty());
    QCOMPARE(whole.events().currentAnswers(0).front()->name, event.name);
    VERIFY_OK(whole.events().maskBytes(event));
}

void MergePartialCopyTest::aMaskThatTheJobLacksComesIn()
{
    Job original = job();
    const AnswerEvent event = answer(original, 0, 0, 10);
    Job copy = copyNamed("copy");
    fs::remove(eventFile(original, event, event.maskFile));
    QCOMPARE(job().problems().size(), std::size_t{1});
    QCOMPARE(merged({copy.folder()}).events.size(), std::size_t{1});
    QVERIFY(job().problems().empty());
}

void MergePartialCopyTest::anEventThatIsNotWholeComesLater()
{
    Job copy = copyNamed("copy");
    const AnswerEvent event = answer(copy, 0, 0, 10);
    const fs::path file = eventFile(copy, event, event.name);
    const std::string whole = textOf(file);
    writeText(file, whole.substr(0, whole.size() / 2));
    const MergePlan plan = merged({copy.folder()});
    QVERIFY(plan.events.empty());
    QVERIFY(holds(plan.notYetSynced, file, "not arrived whole"));
    writeText(file, whole);
    QCOMPARE(merged({copy.folder()}).events.size(), std::size_t{1});
}

void MergePartialCopyTest::otherBytesOfOneNameAreReported()
{
    Job original = job();
    const AnswerEvent event = answer(original, 0, 0, 10);
    const AnswerEvent other = answer(original, 1, 0, 20);
    Job copy = copyNamed("copy");
    writeText(eventFile(original, event, event.name), "{}");
    writeText(eventFile(original, other, other.maskFile), "no mask");
    answer(copy, 2, 0, 30);
    const Tree there = treeOf(copy.folder() / "events");
    const MergePlan plan = merged({copy.folder()});
    QCOMPARE(plan.events.size(), std::size_t{1});
    QVERIFY(holds(plan.damaged, eventFile(original, event, event.name), "damaged"));
    QVERIFY(holds(plan.damaged, eventFile(original, other, other.maskFile), "damaged"));
    QCOMPARE(textOf(eventFile(original, event, event.name)), std::string("{}"));
    QCOMPARE(textOf(eventFile(original, other, other.maskFile)), std::string("no mask"));
    QVERIFY(treeOf(copy.folder() / "events") == there);
    // As it says: taken away, the whole one comes in.
    fs::remove(eventFile(original, event, event.name));
    fs::remove(eventFile(original, other, other.maskFile));
    QVERIFY(merged({copy.folder()}).damaged.empty());
    QVERIFY(treeOf(jobFolder() / "events") == there);
}

void MergePartialCopyTest::whatIsNoEventStaysWhereItIs()
{
    Job copy = copyNamed("copy");
    const AnswerEvent event = answer(copy, 0, 0, 10);
    writeText(copy.folder() / "events/000/0/notes.txt", "mine");
    fs::copy(copy.folder() / "events/000/0", copy.folder() / "events/000/1");
    fs::copy(copy.folder() / "events/000/0", copy.folder() / "events/elsewhere");
    const MergePlan plan = merged({copy.folder()});
    QCOMPARE(plan.events.size(), std::size_t{1});
    QVERIFY(holds(plan.foreign, copy.folder() / "events/000/0/notes.txt", ""));
    QVERIFY(holds(plan.damaged, copy.folder() / "events/000/1" / event.name, "about object 0"));
    const auto arrived = treeOf(jobFolder() / "events");
    QCOMPARE(arrived.size(), std::size_t{4}); // 000/, 0/, and the answer's two files.
}

void MergePartialCopyTest::eventsOfALaterVersionComeIn()
{
    Job copy = copyNamed("copy");
    const std::string png = "any picture";
    const Worker worker = copy.spec().team[0];
    const std::string mask = eventFileName(timeAt(5), worker, sha256Hex(png), ".png");
    const std::string text = R"({"format":"labelwright-event","version":1,"kind":"of-tomorrow","worker":{"name":"ann",)"
                             R"("email":"","id":"x"},"mask":{"file":")" +
                             mask + R"(","sha256":")" + sha256Hex(png) + "\"}}\n";
    const fs::path folder = objectEventsFolder(copy.folder(), 2);
    fs::create_directories(folder);
    writeText(folder / mask, png);
    writeText(folder / eventFileName(timeAt(5), worker, sha256Hex(text), ".json"), text);
    const MergePlan plan = merged({copy.folder()});
    QCOMPARE(plan.events.size(), std::size_t{1});
    QCOMPARE(plan.copies[0].byWorker.at("ann"), (ArrivalCounts{0, 0, 1}));
    QVERIFY(treeOf(jobFolder() / "events") == treeOf(copy.folder() / "events"));
}

void MergePartialCopyTest::aMaskCantLeadElsewhere()
{
    Job copy = copyNamed("copy");
    const std::string text = R"({"format":"labelwright-event","version":1,"kind":"of-tomorrow","worker":{"name":"ann",)"
                             R"("email":"","id":"x"},"mask":{"file":"../../../../outside","sha256":")" +
                             sha256Hex("any") + "\"}}\n";
    fs::create_directories(objectEventsFolder(copy.folder(), 2));
    writeText(copy.folder() / "outside", "any");
    writeText(objectEventsFolder(copy.folder(), 2) /
                  eventFileName(timeAt(5), copy.spec().team[0], sha256Hex(text), ".json"),
              text);
    const MergePlan plan = merged({copy.folder()});
    QVERIFY(plan.events.empty());
    QCOMPARE(plan.damaged.size(), std::size_t{1});
    QVERIFY(!fs::exists(jobFolder() / "outside"));
}

void MergePartialCopyTest::aFullDiskKeepsWhatIsThere()
{
    Job copy = copyNamed("copy");
    const AnswerEvent first = answer(copy, 0, 0, 10);
    answer(copy, 1, 1, 20);
    const Result<MergePlan> plan = planMerge(jobFolder(), std::vector{copy.folder()});
    VERIFY_OK(plan);
    {
        const FullDisk full(200); // Room for the mask, none for its event.
        VERIFY_ERROR(mergeCopies(*plan), ErrorCode::DiskFull);
    }
    QVERIFY(job().events().answers().empty());
    QVERIFY(fs::exists(eventFile(job(), first, first.maskFile))); // An event without its mask would be worse.
    QVERIFY(!fs::exists(eventFile(job(), first, first.name)));
    QCOMPARE(merged({copy.folder()}).events.size(), std::size_t{2});
    QVERIFY(treeOf(jobFolder() / "events") == treeOf(copy.folder() / "events"));
}

void MergePartialCopyTest::stoppedItGoesOnLater()
{
    Job copy = copyNamed("copy");
    for (ObjectId object = 0; object < 4; ++object)
        answer(copy, object, 0, 10);
    std::stop_source stop;
    const Result<MergePlan> plan = planMerge(jobFolder(), std::vector{copy.folder()});
    const Status stopped = mergeCopies(*plan, stop.get_token(), [&stop](std::int64_t done, std::int64_t all) {
        if (2 * done == all)
            stop.request_stop();
    });
    VERIFY_ERROR(stopped, ErrorCode::Cancelled);
    QCOMPARE(job().events().answers().size(), std::size_t{2});
    QVERIFY(job().problems().empty());
    QCOMPARE(merged({copy.folder()}).events.size(), std::size_t{2});
    QVERIFY(treeOf(jobFolder() / "events") == treeOf(copy.folder() / "events"));
}

LABELWRIGHT_TEST(MergePartialCopyTest)
#include "MergePartialCopyTest.moc"
