// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/OutputWorker.h"

#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace labelwright;
using namespace labelwright::test;

class OutputWorkerTest : public QObject {
    Q_OBJECT
private slots:
    void aDeriveIsReportedAndListed();
    void aSecondWishWhileItDerivesIsOne();
    void aFolderThatIsNoJobIsAnError();
};

void OutputWorkerTest::aDeriveIsReportedAndListed()
{
    const QTemporaryDir folder;
    Job job = makeJob(folder.path().toStdString());
    submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(0));
    OutputWorker worker(job.folder());
    std::optional<Result<DeriveReport>> report;
    std::optional<Result<std::vector<OutputFile>>> files;
    connect(&worker, &OutputWorker::derived, &worker, [&](const auto& derived) { report = derived; });
    connect(&worker, &OutputWorker::listed, &worker, [&](const auto& listed) { files = listed; });
    worker.list();
    QTRY_VERIFY(files);
    VERIFY_OK(*files);
    QVERIFY((*files)->empty());
    worker.derive();
    QVERIFY(worker.isDeriving());
    QTRY_VERIFY(report);
    VERIFY_OK(*report);
    QCOMPARE((*report)->objects, std::int64_t{1});
    QVERIFY(!worker.isDeriving());
    QTRY_COMPARE((*files)->size(), static_cast<std::size_t>((*report)->written));
}

void OutputWorkerTest::aSecondWishWhileItDerivesIsOne()
{
    const QTemporaryDir folder;
    const Job job = makeJob(folder.path().toStdString());
    OutputWorker worker(job.folder());
    int reports = 0;
    connect(&worker, &OutputWorker::derived, &worker, [&] { ++reports; });
    worker.derive();
    worker.derive();
    QTRY_VERIFY(!worker.isDeriving());
    QTest::qWait(50);
    QCOMPARE(reports, 1);
}

void OutputWorkerTest::aFolderThatIsNoJobIsAnError()
{
    const QTemporaryDir folder;
    OutputWorker worker(folder.path().toStdString());
    std::optional<Result<DeriveReport>> report;
    connect(&worker, &OutputWorker::derived, &worker, [&](const auto& derived) { report = derived; });
    worker.derive();
    QTRY_VERIFY(report);
    VERIFY_ERROR(*report, ErrorCode::NotFound);
}

LABELWRIGHT_TEST(OutputWorkerTest)
#include "OutputWorkerTest.moc"
