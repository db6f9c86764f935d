// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/AgreementReader.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;

class AgreementReaderTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void workersAreCompared();
    void theNewestComparisonAloneIsTold();
    void whatIsStoppedSaysSoOrHasEnded();
    void itCanGoMeanwhile();
    void anUnreadableJobIsToldInWords();

private:
    QTemporaryDir m_folder;
    std::shared_ptr<const JobSnapshot> m_job;
};

void AgreementReaderTest::initTestCase()
{
    Job job = makeJob(m_folder.path().toStdString(), {.objects = 6, .workersPerObject = 2});
    for (ObjectId object = 0; object < 6; ++object) {
        submitAt(job, object, 0, stripedMask({16, 8}, 3, 0), testTime(0));
        submitAt(job, object, 1, stripedMask({16, 8}, 3, 1), testTime(1));
    }
    m_job = *takeSnapshot(job.folder());
}

void AgreementReaderTest::workersAreCompared()
{
    AgreementReader reader;
    QSignalSpy finished(&reader, &AgreementReader::finished);
    QSignalSpy progressed(&reader, &AgreementReader::progressed);
    reader.start(m_job, {});
    QVERIFY(reader.isRunning());
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!reader.isRunning());
    const auto findings = finished[0][0].value<std::shared_ptr<const AgreementFindings>>();
    QCOMPARE(findings->report.objects.size(), std::size_t{6});
    QVERIFY(!findings->other);
    QVERIFY(!progressed.isEmpty());
    QCOMPARE(progressed[0][1].toLongLong(), 6);
}

void AgreementReaderTest::theNewestComparisonAloneIsTold()
{
    AgreementReader reader;
    QSignalSpy finished(&reader, &AgreementReader::finished);
    QSignalSpy stopped(&reader, &AgreementReader::stopped);
    reader.start(m_job, {});
    reader.start(m_job, m_job->job.folder());
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(finished[0][0].value<std::shared_ptr<const AgreementFindings>>()->other);
    QTest::qWait(50);
    QCOMPARE(finished.size() + stopped.size(), 1);
}

void AgreementReaderTest::whatIsStoppedSaysSoOrHasEnded()
{
    AgreementReader reader;
    QSignalSpy finished(&reader, &AgreementReader::finished);
    QSignalSpy stopped(&reader, &AgreementReader::stopped);
    reader.start(m_job, {});
    reader.stop();
    QTRY_COMPARE(finished.size() + stopped.size(), 1);
    QVERIFY(!reader.isRunning());
}

void AgreementReaderTest::itCanGoMeanwhile()
{
    AgreementReader reader;
    reader.start(m_job, {});
}

void AgreementReaderTest::anUnreadableJobIsToldInWords()
{
    AgreementReader reader;
    QSignalSpy failed(&reader, &AgreementReader::failed);
    reader.start(m_job, "/nonexistent/job");
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains(QStringLiteral("/nonexistent/job")));
}

LABELWRIGHT_TEST(AgreementReaderTest)
#include "AgreementReaderTest.moc"
