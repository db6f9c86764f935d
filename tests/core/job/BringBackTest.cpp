// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/BringBack.h"

#include "core/job/Draft.h"
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <memory>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class BringBackTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void theMaskComesBackByteForByte();
    void chosenLabelsComeBack();
    void nothingIsRewritten();
    void theCurrentAnswerIsRefused();
    void onlyItsWorkerBringsAnAnswerBack();
    void aLeadWhoAnsweredTakesAnothersAnswerAsTheirOwn();
    void aLeadWhoDidNotAnswerIsToldOfAdjustments();
    void aStoppedJobTakesNone();
    void unsubmittedWorkIsInTheWay();
    void anotherPhotoIsNoticed();

private:
    fs::path folder() const { return fs::path(m_folder->path().toStdString()); }
    /// Each worker's answers, the second and the first of worker-1.
    Job answeredJob(int workersPerObject) const
    {
        Job job = makeJob(folder(), {.objects = 1, .workersPerObject = workersPerObject});
        submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(0));
        submitAt(job, 0, 0, stripedMask({16, 8}, 3, 1), testTime(1000));
        return job;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

const AnswerEvent& oldest(const Job& job)
{
    return job.events().answersOf(0).front();
}

void makeLead(Job& job, std::size_t worker)
{
    Team team = currentTeam(job);
    team.members.at(worker).role = TeamRole::Lead;
    QVERIFY(changeTeam(job, team, job.spec().team.front()).has_value());
}

} // namespace

void BringBackTest::theMaskComesBackByteForByte()
{
    Job job = answeredJob(1);
    const AnswerEvent past = oldest(job);
    const std::string second = job.events().answersOf(0).back().name;
    const Result<AnswerEvent> written = bringBack(job, past, past.worker);
    VERIFY_OK(written);
    job = reopened(job);
    const AnswerEvent* current = job.events().currentAnswer(0, past.worker);
    QVERIFY(current && *current == *written);
    QCOMPARE(current->maskSha256, past.maskSha256);
    QCOMPARE(*job.events().maskBytes(*current), *job.events().maskBytes(past));
    QCOMPARE(current->pixelLabelIds, past.pixelLabelIds);
    QCOMPARE(current->replaces, std::vector<std::string>{second});
    QVERIFY(current->image == past.image && current->submitted > past.submitted);
    QCOMPARE(current->activeSeconds, 0.0);
    QVERIFY(job.problems().empty());
}

void BringBackTest::chosenLabelsComeBack()
{
    Job job = makeJob(folder(), {.objects = 1, .taskType = TaskType::ImageClassification});
    const AnswerEvent past = chooseAt(job, 0, 0, {"bus"}, testTime(0));
    chooseAt(job, 0, 0, {"people"}, testTime(1000));
    VERIFY_OK(bringBack(job, past, past.worker));
    job = reopened(job);
    QCOMPARE(job.events().currentAnswer(0, past.worker)->chosenLabelIds, past.chosenLabelIds);
}

void BringBackTest::nothingIsRewritten()
{
    Job job = answeredJob(1);
    const auto before = treeOf(eventsFolder(job.folder()));
    const auto times = changeTimesOf(eventsFolder(job.folder()));
    VERIFY_OK(bringBack(job, oldest(job), oldest(job).worker));
    auto after = treeOf(eventsFolder(job.folder()));
    QCOMPARE(after.size(), before.size() + 2);
    for (const auto& [file, content] : before)
        QCOMPARE(after[file], content);
    auto laterTimes = changeTimesOf(eventsFolder(job.folder()));
    for (const auto& [file, time] : times)
        QVERIFY(laterTimes[file] == time);
}

void BringBackTest::theCurrentAnswerIsRefused()
{
    const Job job = answeredJob(1);
    const AnswerEvent& current = job.events().answersOf(0).back();
    VERIFY_ERROR(bringBack(job, current, current.worker), ErrorCode::InvalidArgument);
}

void BringBackTest::onlyItsWorkerBringsAnAnswerBack()
{
    Job job = answeredJob(2);
    const Worker other = job.spec().team[1];
    submitAt(job, 0, 1, stripedMask({16, 8}, 3, 2), testTime(2000));
    const auto before = treeOf(job.folder());
    const Result<AnswerEvent> refused = bringBack(job, oldest(job), other);
    VERIFY_ERROR(refused, ErrorCode::InvalidArgument);
    QCOMPARE(refused.error().detail, std::string("the answer is worker-1's, and only worker-1 can bring it back; for "
                                                 "worker-2 to change what counts, an adjustment is needed"));
    QCOMPARE(treeOf(job.folder()), before);
}

void BringBackTest::aLeadWhoAnsweredTakesAnothersAnswerAsTheirOwn()
{
    Job job = answeredJob(2);
    const Worker lead = job.spec().team[1];
    const AnswerEvent own = submitAt(job, 0, 1, stripedMask({16, 8}, 3, 2), testTime(2000));
    makeLead(job, 1);
    const AnswerEvent past = oldest(job);
    const Result<AnswerEvent> written = bringBack(job, past, lead);
    VERIFY_OK(written);
    QCOMPARE(written->worker.id, lead.id);
    QCOMPARE(written->replaces, std::vector<std::string>{own.name});
    QCOMPARE(written->maskSha256, past.maskSha256);
    const std::string firsts = job.events().currentAnswer(0, past.worker)->name;
    job = reopened(job);
    QCOMPARE(job.events().currentAnswer(0, past.worker)->name, firsts);
}

void BringBackTest::aLeadWhoDidNotAnswerIsToldOfAdjustments()
{
    Job job = answeredJob(2);
    makeLead(job, 1);
    const Result<AnswerEvent> refused = bringBack(job, oldest(job), job.spec().team[1]);
    VERIFY_ERROR(refused, ErrorCode::InvalidArgument);
    QVERIFY(refused.error().detail.ends_with("an adjustment is needed"));
}

void BringBackTest::aStoppedJobTakesNone()
{
    Job job = answeredJob(1);
    VERIFY_OK(stopJob(job, oldest(job).worker));
    const Result<AnswerEvent> refused = bringBack(job, oldest(job), oldest(job).worker);
    VERIFY_ERROR(refused, ErrorCode::InvalidArgument);
    QCOMPARE(refused.error().detail, std::string("the job is stopped; resume it first"));
}

void BringBackTest::unsubmittedWorkIsInTheWay()
{
    const Job job = answeredJob(1);
    const Worker worker = oldest(job).worker;
    const fs::path draft = draftFile(job.folder(), worker, 0);
    fs::create_directories(draft.parent_path());
    VERIFY_OK(DraftJournal::create(draft, {.draftId = createDraftId(),
                                           .object = 0,
                                           .sourceRef = oldest(job).sourceRef,
                                           .size = {16, 8},
                                           .imageSha256 = {},
                                           .labelIds = {0, 1, 2, 3},
                                           .baseSha256 = std::string(64, '0'),
                                           .accepted = testTime(0)}));
    const Result<AnswerEvent> refused = bringBack(job, oldest(job), worker);
    VERIFY_ERROR(refused, ErrorCode::InvalidArgument);
    QVERIFY(refused.error().detail.starts_with("worker-1 has unsubmitted work"));
}

void BringBackTest::anotherPhotoIsNoticed()
{
    const Job job = answeredJob(1);
    const fs::path photo = job.source(0)->imagePath;
    writeText(photo, textOf(photo) + "more");
    VERIFY_ERROR(bringBack(job, oldest(job), oldest(job).worker), ErrorCode::Mismatch);
}

LABELWRIGHT_TEST(BringBackTest)
#include "BringBackTest.moc"
