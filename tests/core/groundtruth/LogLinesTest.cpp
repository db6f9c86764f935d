// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/LogLines.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class LogLinesTest : public QObject {
    Q_OBJECT
private slots:
    void progressIsGroundTruthsLine();
    void activityIsGroundTruthsRecord();
    void eachActivityHasItsOwnTime_data();
    void eachActivityHasItsOwnTime();
};

namespace {

WorkerActivity sampleActivity(WorkerActivity::Kind kind)
{
    return {kind,
            {"private.eu-west-1.0123456789abcdef", "Cognito",
             "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_ExamplePool",
             "00000000-1111-2222-3333-444444444444"},
            *parseTime("2019-08-14T16:00:59.999"),
            *parseTime("2019-08-14T16:02:07"),
            "road-scenes",
            "street"};
}

} // namespace

void LogLinesTest::progressIsGroundTruthsLine()
{
    QCOMPARE(progressLine({8, 5, 0}),
             std::string("Labeling job progress for batch number:1 | #Total data set objects:8 | #Data set objects "
                         "labeled:5 | #Data set objects failed:0"));
}

void LogLinesTest::activityIsGroundTruthsRecord()
{
    QCOMPARE(QString::fromStdString(writeWorkerActivity(sampleActivity(WorkerActivity::Kind::Submitted))),
             QStringLiteral(
                 R"({"worker_id":"private.eu-west-1.0123456789abcdef","cognito_user_pool_id":"eu-west-1_ExamplePool",)"
                 R"("cognito_sub_id":"00000000-1111-2222-3333-444444444444",)"
                 R"("task_accepted_time":"Wed Aug 14 16:00:59 UTC 2019",)"
                 R"("task_submitted_time":"Wed Aug 14 16:02:07 UTC 2019",)"
                 R"("workteam_arn":"arn:aws:sagemaker:eu-west-1:111122223333:workteam/private-crowd/street",)"
                 R"("labeling_job_arn":"arn:aws:sagemaker:eu-west-1:111122223333:labeling-job/road-scenes",)"
                 R"("work_requester_account_id":"111122223333","job_reference_code":"road-scenes",)"
                 R"("job_type":"Private","event_type":"TasksSubmitted","event_timestamp":"1565798527"})"));
}

void LogLinesTest::eachActivityHasItsOwnTime_data()
{
    QTest::addColumn<WorkerActivity::Kind>("kind");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("key");
    QTest::addRow("submitted") << WorkerActivity::Kind::Submitted << "TasksSubmitted"
                               << "task_submitted_time";
    QTest::addRow("returned") << WorkerActivity::Kind::Returned << "TasksReturned"
                              << "task_returned_time";
    QTest::addRow("declined") << WorkerActivity::Kind::Declined << "TasksDeclined"
                              << "task_declined_time";
    QTest::addRow("accepted") << WorkerActivity::Kind::Accepted << "TasksAccepted"
                              << "task_accepted_time";
}

void LogLinesTest::eachActivityHasItsOwnTime()
{
    QFETCH(WorkerActivity::Kind, kind);
    QFETCH(QString, name);
    QFETCH(QString, key);
    const QString text = QString::fromStdString(writeWorkerActivity(sampleActivity(kind)));
    QVERIFY(text.contains(name) && text.contains(key));
    const bool isAccepted = kind == WorkerActivity::Kind::Accepted;
    QCOMPARE(text.count("_time\":\""), isAccepted ? 1 : 2);
}

LABELWRIGHT_TEST(LogLinesTest)
#include "LogLinesTest.moc"
