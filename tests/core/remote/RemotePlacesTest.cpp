// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/RemotePlaces.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class RemotePlacesTest : public QObject {
    Q_OBJECT
private slots:
    void placesAreRememberedInTheCache();
    void whatCantBeReadIsForgotten();
    void aPlaceMayHoldManyJobs_data();
    void aPlaceMayHoldManyJobs();
    void aJobsOwnFolderIsTheJobsWithASlashToo();
    void whatIsNoPlaceIsRefused();
    void aPlaceHasAName();
    void s3NamesLieInTheStore();
};

void RemotePlacesTest::placesAreRememberedInTheCache()
{
    const QTemporaryDir folder;
    const fs::path job = folder.path().toStdString();
    QVERIFY(!readRemotePlaces(job));
    const RemotePlaces places{"s3://bucket/jobs/street", "minio:"};
    VERIFY_OK(writeRemotePlaces(job, places));
    QVERIFY(readRemotePlaces(job) == places);
    QVERIFY(fs::exists(job / "cache" / "remote.json"));
}

void RemotePlacesTest::whatCantBeReadIsForgotten()
{
    const QTemporaryDir folder;
    const fs::path job = folder.path().toStdString();
    for (const char* text : {"", "{", "[]", R"({"job": 1, "s3": "x"})", R"({"job": "x"})"}) {
        writeText(job / "cache" / "remote.json", text);
        QVERIFY2(!readRemotePlaces(job), text);
    }
}

void RemotePlacesTest::aPlaceMayHoldManyJobs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("the job's own") << "s3://team/jobs/road"
                                   << "s3://team/jobs/road";
    QTest::newRow("of many") << "s3://team/jobs/"
                             << "s3://team/jobs/street";
    QTest::newRow("of many in a remote") << "nas:"
                                         << "nas:street";
    QTest::newRow("a remote") << "nas:jobs/road"
                              << "nas:jobs/road";
    QTest::newRow("a folder") << "/mnt/nas/road"
                              << "/mnt/nas/road";
    QTest::newRow("a folder of many") << "/mnt/nas/"
                                      << "/mnt/nas/street";
    QTest::newRow("a folder with a colon") << "/mnt/a:b"
                                           << "/mnt/a:b";
}

void RemotePlacesTest::aPlaceMayHoldManyJobs()
{
    QFETCH(QString, text);
    QFETCH(QString, place);
    const Result<std::string> found = jobPlace(text.toStdString(), "/home/ann/street/");
    VERIFY_OK(found);
    QCOMPARE(QString::fromStdString(*found), place);
    QVERIFY(fs::path(*jobPlace("nas/road", "street")).is_absolute());
}

void RemotePlacesTest::aJobsOwnFolderIsTheJobsWithASlashToo()
{
    const QTemporaryDir folder;
    const std::string road = folder.path().toStdString() + "/road";
    fs::create_directories(road);
    QCOMPARE(*jobPlace(road + "/", "street"), road + "/street");
    QCOMPARE(placeName(road + "/"), std::string());
    writeText(road + "/job.json", "{}");
    for (const char* slashes : {"/", "//"}) {
        QCOMPARE(*jobPlace(road + slashes, "street"), road);
        QCOMPARE(placeName(road + slashes), std::string("road"));
    }
}

void RemotePlacesTest::whatIsNoPlaceIsRefused()
{
    for (const char* text : {"", "s3://", "a\nb"})
        VERIFY_ERROR(jobPlace(text, "street"), ErrorCode::InvalidArgument);
}

void RemotePlacesTest::aPlaceHasAName()
{
    QCOMPARE(placeName("s3://bucket/jobs/street"), std::string("street"));
    QCOMPARE(placeName("nas:street"), std::string("street"));
    QCOMPARE(placeName("street"), std::string("street"));
    QCOMPARE(placeName("nas:"), std::string());
    QCOMPARE(placeName("/mnt/nas/"), std::string());
}

void RemotePlacesTest::s3NamesLieInTheStore()
{
    QCOMPARE(rclonePlace("s3://bucket/key", ":s3:"), std::string(":s3:bucket/key"));
    QCOMPARE(rclonePlace("s3://bucket/key", "nas:s3"), std::string("nas:s3/bucket/key"));
    QCOMPARE(rclonePlace("nas:jobs", ":s3:"), std::string("nas:jobs"));
}

LABELWRIGHT_TEST(RemotePlacesTest)
#include "RemotePlacesTest.moc"
