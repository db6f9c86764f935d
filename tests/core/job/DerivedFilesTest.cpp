// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/DerivedFiles.h"

#include "core/job/Derive.h"
#include "core/job/JobLayout.h"
#include "core/job/LockFile.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace labelwright;
namespace fs = std::filesystem;

class DerivedFilesTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void currentMeansSameKeyAndUntouched();
    void whatIsNotWantedAnyMoreIsDeleted();
    void emptiedFoldersGoToo();
    void aFileChangedByHandIsLeftAndReported();
    void aForeignFileIsLeftAndReported();
    void forceReplacesAndDeletes();
    void anOwnFileIsReplaced();
    void aLostListAdoptsWhatIsRight();
    void aDamagedListIsNoDanger_data();
    void aDamagedListIsNoDanger();
    void aKilledDeriveLeavesNothingStrange();
    void twoDerivesAtOnceAreRefused();
    void outputThatIsAFileIsAnError();

private:
    fs::path job() const { return m_folder->path().toStdString(); }
    DerivedFiles opened(HandChanges handChanges = HandChanges::Leave) const
    {
        return *DerivedFiles::open(job(), handChanges);
    }
    bool isThere(const std::string& path) const { return fs::exists(job() / "output" / path); }
    std::string text(const std::string& path) const { return test::textOf(job() / "output" / path); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void DerivedFilesTest::currentMeansSameKeyAndUntouched()
{
    DerivedFiles files = opened();
    VERIFY_OK(files.put("a/b.txt", "key", "text"));
    VERIFY_OK(files.save());
    const DerivedFiles again = opened();
    QVERIFY(again.current("a/b.txt", "key") != nullptr);
    QVERIFY(again.current("a/b.txt", "other key") == nullptr);
    QVERIFY(again.current("a/c.txt", "key") == nullptr);
    test::writeText(job() / "output/a/b.txt", "test");
    QVERIFY(again.current("a/b.txt", "key") == nullptr);
    fs::remove(job() / "output/a/b.txt");
    QVERIFY(again.current("a/b.txt", "key") == nullptr);
}

void DerivedFilesTest::whatIsNotWantedAnyMoreIsDeleted()
{
    DerivedFiles files = opened();
    VERIFY_OK(files.put("put", "k", "1"));
    VERIFY_OK(files.put("kept", "k", "2"));
    VERIFY_OK(files.put("old", "k", "3"));
    VERIFY_OK(files.save());
    test::writeText(job() / "output/foreign", "4");
    DerivedFiles again = opened();
    VERIFY_OK(again.put("put", "k", "1"));
    again.keep("kept");
    VERIFY_OK(again.removeOthers());
    VERIFY_OK(again.save());
    QVERIFY(isThere("put") && isThere("kept") && isThere("foreign") && !isThere("old"));
    QCOMPARE(again.deleted(), 1);
    QCOMPARE(again.unchanged(), 2);
    QCOMPARE(again.written(), 0);
    QCOMPARE(readDerivedList(job()).size(), std::size_t(2));
}

void DerivedFilesTest::emptiedFoldersGoToo()
{
    DerivedFiles files = opened();
    VERIFY_OK(files.put("a/b/c/old", "k", "3"));
    VERIFY_OK(files.put("a/kept", "k", "2"));
    VERIFY_OK(files.save());
    DerivedFiles again = opened();
    again.keep("a/kept");
    VERIFY_OK(again.removeOthers());
    QVERIFY(isThere("a") && !isThere("a/b"));
}

void DerivedFilesTest::aFileChangedByHandIsLeftAndReported()
{
    DerivedFiles files = opened();
    VERIFY_OK(files.put("changed", "k", "ours"));
    VERIFY_OK(files.put("stale", "k", "ours too"));
    VERIFY_OK(files.save());
    test::writeText(job() / "output/changed", "theirs");
    test::writeText(job() / "output/stale", "theirs too");
    for (int round = 0; round < 2; ++round) {
        DerivedFiles again = opened();
        VERIFY_OK(again.put("changed", "k", "newer"));
        VERIFY_OK(again.removeOthers());
        VERIFY_OK(again.save());
        QCOMPARE(text("changed"), std::string("theirs"));
        QCOMPARE(text("stale"), std::string("theirs too"));
        QCOMPARE(again.leftAlone().size(), std::size_t(2));
        QCOMPARE(again.leftAlone().front().path, job() / "output/changed");
    }
}

void DerivedFilesTest::aForeignFileIsLeftAndReported()
{
    fs::create_directories(job() / "output");
    test::writeText(job() / "output/file", "theirs");
    DerivedFiles files = opened();
    VERIFY_OK(files.put("file", "k", "ours"));
    QCOMPARE(text("file"), std::string("theirs"));
    QCOMPARE(files.leftAlone().size(), std::size_t(1));
}

void DerivedFilesTest::forceReplacesAndDeletes()
{
    DerivedFiles files = opened();
    VERIFY_OK(files.put("changed", "k", "ours"));
    VERIFY_OK(files.put("stale", "k", "ours too"));
    VERIFY_OK(files.save());
    test::writeText(job() / "output/changed", "theirs");
    test::writeText(job() / "output/stale", "theirs too");
    DerivedFiles again = opened(HandChanges::Overwrite);
    VERIFY_OK(again.put("changed", "k", "newer"));
    VERIFY_OK(again.removeOthers());
    QCOMPARE(text("changed"), std::string("newer"));
    QVERIFY(!isThere("stale"));
    QVERIFY(again.leftAlone().empty());
}

void DerivedFilesTest::anOwnFileIsReplaced()
{
    DerivedFiles files = opened();
    VERIFY_OK(files.put("file", "k1", "one"));
    VERIFY_OK(files.save());
    DerivedFiles again = opened();
    VERIFY_OK(again.put("file", "k2", "two"));
    QCOMPARE(text("file"), std::string("two"));
    QCOMPARE(again.written(), 1);
}

void DerivedFilesTest::aLostListAdoptsWhatIsRight()
{
    DerivedFiles files = opened();
    VERIFY_OK(files.put("file", "k", "one"));
    VERIFY_OK(files.save());
    const auto before = test::changeTimesOf(job() / "output");
    fs::remove_all(job() / "cache");
    DerivedFiles again = opened();
    VERIFY_OK(again.put("file", "k", "one"));
    VERIFY_OK(again.save());
    QCOMPARE(test::changeTimesOf(job() / "output"), before);
    QVERIFY(opened().current("file", "k") != nullptr);
}

void DerivedFilesTest::aDamagedListIsNoDanger_data()
{
    QTest::addColumn<QByteArray>("list");
    const QByteArray head = R"({"format":"labelwright-derived","version":1,"files":)";
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("{\"format\":");
    QTest::newRow("newer") << QByteArray(R"({"format":"labelwright-derived","version":2,"files":[]})");
    QTest::newRow("no list") << QByteArray(head + "{}}");
    QTest::newRow("climbs out") << QByteArray(head + R"([{"path":"../precious","sha256":""}]})");
    QTest::newRow("absolute") << QByteArray(head + R"([{"path":"/etc/hostname","sha256":""}]})");
    QTest::newRow("other types") << QByteArray(head + R"([1,null,{"path":5},{"path":"","bytes":"x"}]})");
}

void DerivedFilesTest::aDamagedListIsNoDanger()
{
    QFETCH(QByteArray, list);
    fs::create_directories(job() / "cache");
    fs::create_directories(job() / "output");
    test::writeText(job() / "precious", "precious");
    test::writeText(job() / "cache/derived.json", list.toStdString());
    DerivedFiles files = opened(HandChanges::Overwrite);
    QVERIFY(files.files().empty());
    VERIFY_OK(files.removeOthers());
    QCOMPARE(test::textOf(job() / "precious"), std::string("precious"));
}

void DerivedFilesTest::aKilledDeriveLeavesNothingStrange()
{
    {
        DerivedFiles files = opened();
        VERIFY_OK(files.put("first", "k1", "one"));
        VERIFY_OK(files.put("second", "k1", "two"));
        // Destroyed without save(), as by kill -9.
    }
    std::ofstream(job() / "cache/derived.journal", std::ios::app) << "{\"path\":\"to";
    DerivedFiles again = opened();
    VERIFY_OK(again.put("first", "k2", "uno"));
    VERIFY_OK(again.removeOthers());
    VERIFY_OK(again.save());
    QVERIFY(again.leftAlone().empty());
    QCOMPARE(text("first"), std::string("uno"));
    QVERIFY(!isThere("second"));
    QVERIFY(!fs::exists(job() / "cache/derived.journal"));
}

void DerivedFilesTest::twoDerivesAtOnceAreRefused()
{
    const Job made = test::makeJob(job());
    const auto lock = LockFile::acquire(deriveLockFile(made.folder()), "testing");
    VERIFY_OK(lock);
    VERIFY_ERROR(derive(made), ErrorCode::Busy);
    QVERIFY(!fs::exists(made.folder() / "output"));
}

void DerivedFilesTest::outputThatIsAFileIsAnError()
{
    const Job made = test::makeJob(job());
    test::writeText(made.folder() / "output", "in the way");
    QVERIFY(!derive(made));
    QCOMPARE(test::textOf(made.folder() / "output"), std::string("in the way"));
}

LABELWRIGHT_TEST(DerivedFilesTest)
#include "DerivedFilesTest.moc"
