// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobArn.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class JobArnTest : public QObject {
    Q_OBJECT
private slots:
    void theRegionIsTheWorkers_data();
    void theRegionIsTheWorkers();
};

void JobArnTest::theRegionIsTheWorkers_data()
{
    QTest::addColumn<std::string>("workerId");
    QTest::addColumn<std::string>("arn");
    QTest::newRow("ours") << std::string("private.us-east-1.0123456789abcdef")
                          << std::string("arn:aws:sagemaker:us-east-1:111122223333:labeling-job/street");
    QTest::newRow("of an earlier job") << std::string("private.ap-northeast-2.0123456789abcdef")
                                       << std::string(
                                              "arn:aws:sagemaker:ap-northeast-2:111122223333:labeling-job/street");
    QTest::newRow("of another form") << std::string("somebody")
                                     << std::string("arn:aws:sagemaker:us-east-1:111122223333:labeling-job/street");
}

void JobArnTest::theRegionIsTheWorkers()
{
    QFETCH(std::string, workerId);
    QFETCH(std::string, arn);
    JobSpec spec;
    spec.name = "street";
    spec.team = {{"somebody", {}, workerId}};
    QCOMPARE(labelingJobArn(spec), arn);
}

LABELWRIGHT_TEST(JobArnTest)
#include "JobArnTest.moc"
