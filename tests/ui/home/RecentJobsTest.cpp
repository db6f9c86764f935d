// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/RecentJobs.h"

#include "tests/support/TestProgram.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;

namespace {

RecentJob jobNumber(int number)
{
    return {QStringLiteral("job %1").arg(number), QStringLiteral("/data/%1").arg(number),
            QDateTime(QDate(2026, 11, 22), QTime(9, number % 60))};
}

} // namespace

class RecentJobsTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void theNewestComesFirst();
    void aFolderStandsInTheListOnce();
    void onlySoManyAreKept();
    void oneCanBeForgotten();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void RecentJobsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QCoreApplication::setOrganizationName(QStringLiteral("LabelwrightTest"));
    QCoreApplication::setApplicationName(m_folder->path().section(u'/', -1));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path());
}

void RecentJobsTest::theNewestComesFirst()
{
    QVERIFY(loadRecentJobs().isEmpty());
    rememberJob(jobNumber(1));
    rememberJob(jobNumber(2));
    QCOMPARE(loadRecentJobs(), (QList{jobNumber(2), jobNumber(1)}));
    QCOMPARE(foldersOf(loadRecentJobs()), (QStringList{QStringLiteral("/data/2"), QStringLiteral("/data/1")}));
}

void RecentJobsTest::aFolderStandsInTheListOnce()
{
    rememberJob(jobNumber(1));
    rememberJob(jobNumber(2));
    RecentJob again = jobNumber(1);
    again.name = QStringLiteral("renamed");
    rememberJob(again);
    QCOMPARE(loadRecentJobs(), (QList{again, jobNumber(2)}));
}

void RecentJobsTest::onlySoManyAreKept()
{
    for (int number = 1; number <= kMostRecentJobs + 3; ++number)
        rememberJob(jobNumber(number));
    const QList<RecentJob> jobs = loadRecentJobs();
    QCOMPARE(jobs.size(), kMostRecentJobs);
    QCOMPARE(jobs.first(), jobNumber(kMostRecentJobs + 3));
    QCOMPARE(jobs.last(), jobNumber(4));
}

void RecentJobsTest::oneCanBeForgotten()
{
    rememberJob(jobNumber(1));
    rememberJob(jobNumber(2));
    forgetJob(QStringLiteral("/data/2"));
    QCOMPARE(loadRecentJobs(), QList{jobNumber(1)});
}

LABELWRIGHT_TEST(RecentJobsTest)
#include "RecentJobsTest.moc"
