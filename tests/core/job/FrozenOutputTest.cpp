// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/FrozenOutput.h"

#include "core/job/Derive.h"
#include "core/job/JobChanges.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

const std::string kList = "road-scenes.sha256";
const std::string kHash(64, 'a');

} // namespace

class FrozenOutputTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void whatIsWrittenReadsTheSame();
    void aDamagedListIsMalformed_data();
    void aDamagedListIsMalformed();
    void completionFreezesEveryFile();
    void sha256sumChecksTheList();
    void aFrozenOutputIsNotTouched();
    void whatWouldBecomeAnotherIsReportedAndLeft();
    void forceWritesAndFreezesAnew();
    void aResumedJobIsFrozenNoMore();
    void aMissingFileIsMadeAgainAsItWas();
    void nothingIsFrozenBesideAForeignFile();
    void aDamagedListStopsDerive();
    void withoutCacheAJobIsFrozenAgain();
    void theTaskOfACompletedJobCantBeEdited();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    fs::path output() const { return folder() / "job/output"; }
    std::map<std::string, std::string> tree() const { return treeOf(output()); }

    /// Three objects, two of them answered, completed and derived.
    Job completedJob() const
    {
        Job job = makeJob(folder());
        submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(0));
        submitAt(job, 1, 0, stripedMask({16, 8}, 3, 1), testTime(5000));
        [&] {
            VERIFY_OK(completeJob(job, job.spec().team.front()));
            VERIFY_OK(derive(job));
        }();
        return job;
    }

    /// Makes the list say that object 0's worker response was another than it is.
    void falsifyList() const
    {
        std::string list = tree().at(kList);
        const std::size_t path = list.find("road-scenes/annotations/worker-response/iteration-1/0/");
        QVERIFY(path != list.npos);
        list.replace(path - 66, 64, kHash);
        writeText(output() / kList, list);
    }

    /// To object 2: one that another copy of the job had before it was completed.
    static void addLateAnswer(const Job& job)
    {
        const AnswerEvent& known = *job.events().countedAnswers(1, 1).front();
        AnswerEvent late = known;
        late.object = 2;
        late.sourceRef = "s3://example-bucket/images/2.png";
        late.replaces.clear();
        const auto mask = job.events().maskBytes(known);
        VERIFY_OK(mask);
        VERIFY_OK(writeAnswerFiles(job.folder(), late, *mask));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void FrozenOutputTest::whatIsWrittenReadsTheSame()
{
    const FrozenOutput frozen{
        "20261122T090000.000000Z-0-0.json", "derive 7, zlib 1.2", {{"a/b c", kHash}, {"d", kHash}}};
    const std::string text = writeFrozenOutput(frozen);
    QCOMPARE(text, "# completed by 20261122T090000.000000Z-0-0.json, written by derive 7, zlib 1.2\n" + kHash +
                       "  a/b c\n" + kHash + "  d\n");
    const Result<FrozenOutput> read = parseFrozenOutput(text);
    VERIFY_OK(read);
    QVERIFY(*read == frozen);
}

void FrozenOutputTest::aDamagedListIsMalformed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    const QByteArray head = "# completed by e, written by d\n";
    const QByteArray hash = QByteArray::fromStdString(kHash);
    QTest::newRow("empty") << QByteArray() << 1;
    QTest::newRow("no head") << hash + "  a\n" << 1;
    QTest::newRow("cut off") << head + hash + "  a" << 2;
    QTest::newRow("short hash") << head + hash.mid(1) + "  a\n" << 2;
    QTest::newRow("upper case") << head + hash.toUpper() + "  a\n" << 2;
    QTest::newRow("one space") << head + hash + " a\n" << 2;
    QTest::newRow("no path") << head + hash + "  \n" << 2;
    QTest::newRow("twice") << head + hash + "  a\n" + hash + "  a\n" << 3;
}

void FrozenOutputTest::aDamagedListIsMalformed()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    const Result<FrozenOutput> read = parseFrozenOutput(text.toStdString());
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Malformed);
    QCOMPARE(read.error().position, std::int64_t{line});
}

void FrozenOutputTest::completionFreezesEveryFile()
{
    Job job = makeJob(folder());
    submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(0));
    VERIFY_OK(derive(job));
    QVERIFY(!tree().contains(kList));

    const Result<JobEvent> completed = completeJob(job, job.spec().team.front());
    VERIFY_OK(completed);
    VERIFY_OK(derive(job));
    const Result<FrozenOutput> frozen = parseFrozenOutput(tree().at(kList));
    VERIFY_OK(frozen);
    QCOMPARE(frozen->completion, completed->name);
    QCOMPARE(frozen->madeBy, presentMaker());
    for (const auto& [path, content] : tree())
        QCOMPARE(frozen->sha256.contains(path), !path.ends_with('/') && path != kList);
}

void FrozenOutputTest::sha256sumChecksTheList()
{
    completedJob();
    QProcess check;
    check.setWorkingDirectory(QString::fromStdString(output().string()));
    check.start(QStringLiteral("sha256sum"), {"--check", "--strict", "--quiet", QString::fromStdString(kList)});
    QVERIFY(check.waitForFinished());
    QCOMPARE(check.exitCode(), 0);
    writeText(output() / "road-scenes/manifests/output/output.manifest", "other");
    check.start(QStringLiteral("sha256sum"), {"--check", "--strict", "--quiet", QString::fromStdString(kList)});
    QVERIFY(check.waitForFinished());
    QCOMPARE(check.exitCode(), 1);
}

void FrozenOutputTest::aFrozenOutputIsNotTouched()
{
    const Job job = completedJob();
    const auto times = changeTimesOf(output());
    const Result<DeriveReport> again = derive(reopened(job));
    VERIFY_OK(again);
    QCOMPARE(again->written, std::int64_t{0});
    QVERIFY(again->leftAlone.empty());
    QVERIFY(changeTimesOf(output()) == times);
}

void FrozenOutputTest::whatWouldBecomeAnotherIsReportedAndLeft()
{
    const Job job = completedJob();
    const auto before = tree();
    addLateAnswer(job);
    const Result<DeriveReport> report = derive(reopened(job));
    VERIFY_OK(report);
    QVERIFY(tree() == before);
    QCOMPARE(report->written, std::int64_t{0});
    // Its mask and worker response, the second's request and response, and the manifest.
    QCOMPARE(report->leftAlone.size(), std::size_t{5});
    for (const Error& error : report->leftAlone) {
        QCOMPARE(error.code, ErrorCode::Mismatch);
        QVERIFY(sentence(error).find("the job is completed") != std::string::npos);
    }
}

void FrozenOutputTest::forceWritesAndFreezesAnew()
{
    const Job job = completedJob();
    const auto before = tree();
    falsifyList();
    fs::remove_all(job.folder() / "cache");
    fs::remove(output() / "road-scenes/annotation-tool/template.liquid");
    VERIFY_OK(derive(reopened(job), {.force = true}));
    QVERIFY(tree() == before);
}

void FrozenOutputTest::aResumedJobIsFrozenNoMore()
{
    Job job = completedJob();
    VERIFY_OK(resumeJob(job, job.spec().team.front()));
    submitAt(job, 2, 0, stripedMask({16, 8}, 3, 2), testTime(9000));
    const Result<DeriveReport> report = derive(job);
    VERIFY_OK(report);
    QVERIFY(report->leftAlone.empty());
    QCOMPARE(report->objects, std::int64_t{3});
    QVERIFY(!tree().contains(kList));
}

void FrozenOutputTest::aMissingFileIsMadeAgainAsItWas()
{
    const Job job = completedJob();
    const auto before = tree();
    const fs::path annotations = output() / "road-scenes/annotations";
    fs::remove_all(annotations);
    const Result<DeriveReport> report = derive(reopened(job));
    VERIFY_OK(report);
    QVERIFY(report->leftAlone.empty());
    QVERIFY(tree() == before);

    falsifyList();
    fs::remove_all(annotations);
    const Result<DeriveReport> other = derive(reopened(job));
    VERIFY_OK(other);
    QCOMPARE(other->leftAlone.size(), std::size_t{1});
    QCOMPARE(tree().size(), before.size() - 2); // The file and its folder.
}

void FrozenOutputTest::nothingIsFrozenBesideAForeignFile()
{
    Job job = makeJob(folder());
    fs::create_directories(output() / "road-scenes/manifests/output");
    writeText(output() / "road-scenes/manifests/output/output.manifest", "mine");
    VERIFY_OK(completeJob(job, job.spec().team.front()));
    const Result<DeriveReport> report = derive(job);
    VERIFY_OK(report);
    QCOMPARE(report->leftAlone.size(), std::size_t{1});
    QVERIFY(!tree().contains(kList));
}

void FrozenOutputTest::aDamagedListStopsDerive()
{
    const Job job = completedJob();
    const std::string list = tree().at(kList);
    addLateAnswer(job);
    writeText(output() / kList, list.substr(0, 100));
    const auto before = tree();
    const Result<DeriveReport> refused = derive(reopened(job));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Malformed);
    QCOMPARE(refused.error().path, output() / kList);
    QVERIFY(tree() == before);

    VERIFY_OK(derive(reopened(job), {.force = true}));
    const Result<FrozenOutput> frozen = parseFrozenOutput(tree().at(kList));
    VERIFY_OK(frozen);
    QCOMPARE(frozen->sha256.size(), parseFrozenOutput(list)->sha256.size() + 2); // The late answer's mask and response.
}

void FrozenOutputTest::withoutCacheAJobIsFrozenAgain()
{
    Job job = completedJob();
    fs::remove_all(job.folder() / "cache");
    VERIFY_OK(resumeJob(job, job.spec().team.front()));
    const Result<DeriveReport> resumed = derive(job);
    VERIFY_OK(resumed);
    QVERIFY(resumed->leftAlone.empty());
    QVERIFY(!tree().contains(kList));

    submitAt(job, 1, 0, stripedMask({16, 8}, 3, 2), testTime(9000));
    VERIFY_OK(completeJob(job, job.spec().team.front()));
    VERIFY_OK(derive(job));
    fs::remove_all(job.folder() / "cache");
    VERIFY_OK(resumeJob(job, job.spec().team.front()));
    submitAt(job, 1, 0, stripedMask({16, 8}, 3, 1), testTime(12000));
    const Result<JobEvent> completed = completeJob(job, job.spec().team.front());
    VERIFY_OK(completed);
    const Result<DeriveReport> report = derive(job);
    VERIFY_OK(report);
    QVERIFY(report->leftAlone.empty());
    QCOMPARE(parseFrozenOutput(tree().at(kList))->completion, completed->name);
}

void FrozenOutputTest::theTaskOfACompletedJobCantBeEdited()
{
    Job job = completedJob();
    const Worker worker = job.spec().team.front();
    VERIFY_ERROR(editJob(job, {.description = "Paint"}, worker), ErrorCode::InvalidArgument);
    VERIFY_ERROR(editJob(job, {.timeLimit = std::chrono::seconds(90)}, worker), ErrorCode::InvalidArgument);
    VERIFY_OK(editJob(job, {.team = teamOf({worker, *createWorker("ann")})}, worker));
    VERIFY_OK(resumeJob(job, worker));
    VERIFY_OK(editJob(job, {.description = "Paint"}, worker));
}

LABELWRIGHT_TEST(FrozenOutputTest)
#include "FrozenOutputTest.moc"
