// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/AnswerHistory.h"

#include "core/job/BringBack.h"
#include "core/job/Submit.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class AnswerHistoryTest : public QObject {
    Q_OBJECT
private slots:
    void everyAnswerSaysWhereItStands();
    void ofSeveralOfAWorkerOneIsCurrent();
    void adjustmentsStandAmongTheAnswers();
    void anAnswerIsFoundByPlaceAndName();

private:
    QTemporaryDir m_folder;
};

namespace {

std::vector<std::string> standings(const std::vector<PastAnswer>& history)
{
    std::vector<std::string> names;
    for (const PastAnswer& past : history)
        names.push_back(past.answer->worker.name + " " + std::string(standingName(past.standing)));
    return names;
}

} // namespace

void AnswerHistoryTest::everyAnswerSaysWhereItStands()
{
    Job job = makeJob(m_folder.filePath(QStringLiteral("a")).toStdString(), {.objects = 2, .workersPerObject = 2});
    submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(0));
    submitAt(job, 0, 1, stripedMask({16, 8}, 3, 1), testTime(1000));
    submitAt(job, 0, 0, stripedMask({16, 8}, 3, 2), testTime(2000));
    QCOMPARE(standings(answerHistory(job, 0)),
             (std::vector<std::string>{"worker-1 replaced", "worker-2 counted", "worker-1 counted"}));
    QVERIFY(answerHistory(job, 1).empty());
}

/// As copies of a job leave it behind that were worked on at the same time.
void AnswerHistoryTest::ofSeveralOfAWorkerOneIsCurrent()
{
    Job job = makeJob(m_folder.filePath(QStringLiteral("b")).toStdString(), {.objects = 1});
    AnswerEvent copied = submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(1000));
    const std::vector<std::uint8_t> mask = *job.events().maskBytes(copied);
    copied.submitted = testTime(2000);
    VERIFY_OK(job.events().appendAnswer(copied, mask));
    copied.submitted = testTime(3000);
    copied.worker = *createWorker("ann");
    VERIFY_OK(job.events().appendAnswer(copied, mask));
    QCOMPARE(standings(answerHistory(job, 0)),
             (std::vector<std::string>{"worker-1 counted", "worker-1 passed over", "ann current"}));
}

void AnswerHistoryTest::adjustmentsStandAmongTheAnswers()
{
    Job job = makeJob(m_folder.filePath(QStringLiteral("d")).toStdString(), {.objects = 1});
    const AnswerEvent answer = submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(1000));
    for (const int seed : {1, 2}) {
        const Result<PreparedAnswer> prepared = prepareAdjustment(job, {.object = 0,
                                                                        .worker = *createWorker("lead"),
                                                                        .mask = stripedMask({16, 8}, 3, seed),
                                                                        .image = answer.image,
                                                                        .accepted = testTime(1000 + 1000 * seed),
                                                                        .submitted = testTime(1500 + 1000 * seed),
                                                                        .initialValueModified = true});
        VERIFY_OK(prepared);
        job.events().add(*writeAnswer(*prepared));
    }
    QCOMPARE(standings(answerHistory(job, 0)),
             (std::vector<std::string>{"worker-1 counted", "lead replaced", "lead adjustment"}));
    VERIFY_ERROR(checkMayBringBack(job, *answerHistory(job, 0)[1].answer, *createWorker("lead")),
                 ErrorCode::InvalidArgument);
    submitAt(job, 0, 0, stripedMask({16, 8}, 3, 3), testTime(9000));
    QCOMPARE(standings(answerHistory(job, 0)), (std::vector<std::string>{"worker-1 replaced", "lead replaced",
                                                                         "lead stale adjustment", "worker-1 counted"}));
}

void AnswerHistoryTest::anAnswerIsFoundByPlaceAndName()
{
    Job job = makeJob(m_folder.filePath(QStringLiteral("c")).toStdString(), {.objects = 2});
    const std::string first = submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(0)).name;
    const std::string second = submitAt(job, 0, 0, stripedMask({16, 8}, 3, 1), testTime(1000)).name;
    const std::vector<PastAnswer> history = answerHistory(job, 0);
    QCOMPARE(findAnswer(history, "1")->answer->name, first);
    QCOMPARE(findAnswer(history, "2")->answer->name, second);
    QCOMPARE(findAnswer(history, second)->answer->name, second);
    QCOMPARE(findAnswer(history, second.substr(0, second.size() - 5))->answer->name, second);
    for (const char* other : {"0", "3", "", "-1", "1 ", ".json"})
        VERIFY_ERROR(findAnswer(history, other), ErrorCode::InvalidArgument);
    VERIFY_ERROR(findAnswer({}, "1"), ErrorCode::InvalidArgument);
}

LABELWRIGHT_TEST(AnswerHistoryTest)
#include "AnswerHistoryTest.moc"
