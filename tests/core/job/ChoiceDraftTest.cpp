// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ChoiceDraft.h"

#include "core/job/Draft.h"
#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

JobSpec specOf(TaskType task)
{
    JobSpec spec;
    spec.taskType = task;
    spec.labels = *LabelSet::create({{5, "people", {1, 2, 3}}, {2, "bus", {4, 5, 6}}, {9, "tree", {7, 8, 9}}});
    spec.noneCategory = "None of the above";
    return spec;
}

ChoiceDrafts someDrafts()
{
    return {{0, {"0011", "s3://a/0.png", {{5, 9}, false}, 1.25, testTime(1)}},
            {7, {"0022", "s3://a/7.png", {{}, true}, 0, testTime(2500)}}};
}

} // namespace

class ChoiceDraftTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void severalLabelsAreChosenOneByOne();
    void oneLabelTakesThePlaceOfTheOther();
    void noneAndLabelsExcludeEachOther();
    void draftsComeBack();
    void withoutDraftsThereIsNoFile();
    void whatWasSubmittedIsNoDraft();
    void isNoDraftOfAMask();
    void brokenFilesAreNamed_data();
    void brokenFilesAreNamed();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    fs::path file() const { return draftsFolder(folder(), m_worker) / "choices.json"; }

    std::unique_ptr<QTemporaryDir> m_folder;
    Worker m_worker = *createWorker("worker-1");
};

void ChoiceDraftTest::severalLabelsAreChosenOneByOne()
{
    const JobSpec spec = specOf(TaskType::ImageClassificationMultiLabel);
    LabelChoice choice;
    QVERIFY(!isComplete(choice));
    choice = withToggled(spec, choice, 9);
    choice = withToggled(spec, choice, 5);
    QVERIFY(choice == (LabelChoice{{5, 9}, false}));
    QVERIFY(isComplete(choice));
    choice = withToggled(spec, choice, 5);
    QVERIFY(choice == (LabelChoice{{9}, false}));
    QVERIFY(!isComplete(withToggled(spec, choice, 9)));
}

void ChoiceDraftTest::oneLabelTakesThePlaceOfTheOther()
{
    const JobSpec spec = specOf(TaskType::ImageClassification);
    const LabelChoice choice = withToggled(spec, withToggled(spec, {}, 9), 2);
    QVERIFY(choice == (LabelChoice{{2}, false}));
    QVERIFY(withToggled(spec, choice, 2) == LabelChoice{});
}

void ChoiceDraftTest::noneAndLabelsExcludeEachOther()
{
    const JobSpec spec = specOf(TaskType::ImageClassificationMultiLabel);
    const LabelChoice none = withNoneToggled({{5, 9}, false});
    QVERIFY(none == (LabelChoice{{}, true}));
    QVERIFY(isComplete(none));
    QVERIFY(withToggled(spec, none, 2) == (LabelChoice{{2}, false}));
    QVERIFY(withNoneToggled(none) == LabelChoice{});
}

void ChoiceDraftTest::draftsComeBack()
{
    fs::create_directories(draftsFolder(folder(), m_worker));
    VERIFY_OK(writeChoiceDrafts(folder(), m_worker, someDrafts()));
    const Result<ChoiceDrafts> back = readChoiceDrafts(folder(), m_worker, *EventLog::open(folder()));
    VERIFY_OK(back);
    QVERIFY(*back == someDrafts());
}

void ChoiceDraftTest::withoutDraftsThereIsNoFile()
{
    QVERIFY(readChoiceDrafts(folder(), m_worker, *EventLog::open(folder()))->empty());
    fs::create_directories(draftsFolder(folder(), m_worker));
    VERIFY_OK(writeChoiceDrafts(folder(), m_worker, someDrafts()));
    QVERIFY(fs::exists(file()));
    VERIFY_OK(writeChoiceDrafts(folder(), m_worker, {}));
    QVERIFY(!fs::exists(file()));
}

void ChoiceDraftTest::whatWasSubmittedIsNoDraft()
{
    Job job = makeJob(folder(), {.taskType = TaskType::ImageClassification});
    const Worker worker = job.spec().team.front();
    AnswerEvent answer = chooseAt(job, 0, 0, {"bus"}, testTime(0));
    answer.draftId = "0011";
    VERIFY_OK(writeAnswerFiles(job.folder(), answer));
    fs::create_directories(draftsFolder(job.folder(), worker));
    VERIFY_OK(writeChoiceDrafts(job.folder(), worker, someDrafts()));
    const Result<ChoiceDrafts> left = readChoiceDrafts(job.folder(), worker, reopened(job).events());
    VERIFY_OK(left);
    QCOMPARE(left->size(), std::size_t{1});
    QVERIFY(left->contains(7));
}

void ChoiceDraftTest::isNoDraftOfAMask()
{
    fs::create_directories(draftsFolder(folder(), m_worker));
    VERIFY_OK(writeChoiceDrafts(folder(), m_worker, someDrafts()));
    const Result<std::vector<DraftEntry>> drafts = listDrafts(folder(), m_worker);
    VERIFY_OK(drafts);
    QVERIFY(drafts->empty());
}

void ChoiceDraftTest::brokenFilesAreNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("cut short") << QByteArray(R"({"format":"labelwright-choices","version":1,"choices":[)");
    QTest::newRow("another format") << QByteArray(R"({"format":"x","version":1,"choices":[]})");
    QTest::newRow("no ids") << QByteArray(R"({"format":"labelwright-choices","version":1,"choices":[{"object":1}]})");
    QTest::newRow("an id is none") << QByteArray(
        R"({"format":"labelwright-choices","version":1,"choices":[{"object":1,"label-ids":[0]}]})");
    QTest::newRow("no time") << QByteArray(
        R"({"format":"labelwright-choices","version":1,"choices":[{"object":1,"label-ids":[1]}]})");
}

void ChoiceDraftTest::brokenFilesAreNamed()
{
    QFETCH(QByteArray, text);
    fs::create_directories(draftsFolder(folder(), m_worker));
    writeText(file(), text.toStdString());
    const Result<ChoiceDrafts> drafts = readChoiceDrafts(folder(), m_worker, *EventLog::open(folder()));
    VERIFY_ERROR(drafts, ErrorCode::Malformed);
    QCOMPARE(drafts.error().path, file());
}

LABELWRIGHT_TEST(ChoiceDraftTest)
#include "ChoiceDraftTest.moc"
