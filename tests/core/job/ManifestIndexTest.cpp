// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ManifestIndex.h"

#include "core/job/JobLayout.h"
#include "core/job/ManifestCache.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// The growth rule, with and without the cache.
class ManifestIndexTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void untouchedManifestOpens_data();
    void untouchedManifestOpens();
    void addedLinesAreNewObjects_data();
    void addedLinesAreNewObjects();
    void changesAreRefused_data();
    void changesAreRefused();
    void changeOfAnAddedLineIsRefused();
    void lastLineInTheWritingMayBeFinished();
    void cacheSparesReading();
    void freshlyWrittenManifestIsNotTrusted();
    void damagedCacheIsMadeAgain();
    void cacheOfAnotherJobIsIgnored();
    void unwritableCacheIsNoError();
    void missingManifestIsNamed();

private:
    fs::path folder() const { return m_temporary->path().toStdString(); }
    fs::path manifest() const { return manifestFile(folder()); }
    fs::path cache() const { return cacheFolder(folder()) / "manifest.index"; }
    void write(std::string_view text) const { writeText(manifest(), text); }
    std::int64_t lineCount() const;

    std::unique_ptr<QTemporaryDir> m_temporary;
    ManifestStamp m_stamp;
};

namespace {

constexpr std::string_view kThree = "{\"source-ref\":\"1\"}\n{\"source-ref\":\"2\"}\n{\"source-ref\":\"3\"}\n";

} // namespace

void ManifestIndexTest::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    write(kThree);
    m_stamp = *stampManifest(manifest());
}

std::int64_t ManifestIndexTest::lineCount() const
{
    const Result<Manifest> opened = openCheckedManifest(folder(), m_stamp);
    if (!opened)
        qWarning("%s", sentence(opened.error()).c_str());
    return opened ? opened->lineCount() : -1;
}

void ManifestIndexTest::untouchedManifestOpens_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("lines");
    QTest::addRow("three") << QByteArray(kThree.data()) << 3;
    QTest::addRow("no last line break") << QByteArray("a\nb") << 2;
    QTest::addRow("one") << QByteArray("a") << 1;
    QTest::addRow("carriage returns") << QByteArray("a\r\nb\r\n") << 2;
    QTest::addRow("empty lines") << QByteArray("\n\n") << 2;
    QTest::addRow("byte order mark") << QByteArray("\xEF\xBB\xBF{}\n{}") << 2;
}

void ManifestIndexTest::untouchedManifestOpens()
{
    QFETCH(QByteArray, text);
    QFETCH(int, lines);
    write(text.toStdString());
    m_stamp = *stampManifest(manifest());
    QCOMPARE(m_stamp.lines, lines);
    QCOMPARE(m_stamp.bytes, static_cast<std::uint64_t>(text.size()));
    QCOMPARE(lineCount(), lines); // Without a cache, then with one.
    QCOMPARE(lineCount(), lines);
}

void ManifestIndexTest::addedLinesAreNewObjects_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("added");
    QTest::addColumn<int>("lines");
    QTest::addRow("one") << QByteArray("a\nb\n") << QByteArray("c\n") << 3;
    QTest::addRow("without line break") << QByteArray("a\nb\n") << QByteArray("c") << 3;
    QTest::addRow("line break that lacked") << QByteArray("a\nb") << QByteArray("\n") << 2;
    QTest::addRow("and a line") << QByteArray("a\nb") << QByteArray("\nc\n") << 3;
    QTest::addRow("with carriage return") << QByteArray("a\r\nb") << QByteArray("\r\nc\r\n") << 3;
    QTest::addRow("carriage return alone") << QByteArray("a\nb") << QByteArray("\r\n") << 2;
    QTest::addRow("empty line") << QByteArray("a\nb\n") << QByteArray("\n") << 3;
}

void ManifestIndexTest::addedLinesAreNewObjects()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, added);
    QFETCH(int, lines);
    for (const bool withCache : {false, true}) {
        write(before.toStdString());
        m_stamp = *stampManifest(manifest());
        QCOMPARE(lineCount(), 2);
        if (!withCache)
            fs::remove(cache());
        write((before + added).toStdString());
        QCOMPARE(lineCount(), lines);
        QCOMPARE(lineCount(), lines);
        fs::remove(cache());
    }
}

void ManifestIndexTest::changesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line"); // That the cache tells.
    const QByteArray three(kThree.data());
    QTest::addRow("first line") << QByteArray(three).replace("\"1\"", "\"9\"") << 1;
    QTest::addRow("last line") << QByteArray(three).replace("\"3\"", "\"9\"") << 3;
    QTest::addRow("longer line") << QByteArray(three).replace("\"2\"", "\"22\"") << 2;
    QTest::addRow("line put in") << QByteArray("{}\n") + three << 1;
    QTest::addRow("line taken out") << QByteArray(three).replace("{\"source-ref\":\"2\"}\n", "") << 2;
    QTest::addRow("last line lost") << three.left(three.size() - 19) << 3;
    QTest::addRow("cut short") << three.left(three.size() - 3) << 3;
    QTest::addRow("swapped") << QByteArray("{\"source-ref\":\"2\"}\n{\"source-ref\":\"1\"}\n{\"source-ref\":\"3\"}\n")
                             << 1;
    QTest::addRow("empty") << QByteArray() << 1;
}

void ManifestIndexTest::changesAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QCOMPARE(lineCount(), 3);
    write(text.toStdString());
    const Result<Manifest> cached = openCheckedManifest(folder(), m_stamp);
    VERIFY_ERROR(cached, ErrorCode::Mismatch);
    QCOMPARE(cached.error().position, line);
    QCOMPARE(cached.error().path, manifest());
    fs::remove(cache());
    const Result<Manifest> uncached = openCheckedManifest(folder(), m_stamp);
    VERIFY_ERROR(uncached, ErrorCode::Mismatch);
    QVERIFY(uncached.error().detail.find("put the old file back") != std::string::npos);
    write(kThree);
    QCOMPARE(lineCount(), 3);
}

void ManifestIndexTest::changeOfAnAddedLineIsRefused()
{
    write(std::string(kThree) + "{\"source-ref\":\"4\"}\n{\"source-ref\":\"5\"}\n");
    QCOMPARE(lineCount(), 5);
    write(std::string(kThree) + "{\"source-ref\":\"x\"}\n{\"source-ref\":\"5\"}\n");
    const Result<Manifest> changed = openCheckedManifest(folder(), m_stamp);
    VERIFY_ERROR(changed, ErrorCode::Mismatch);
    QCOMPARE(changed.error().position, 4);
    write(std::string(kThree) + "{\"source-ref\":\"4\"}\n");
    QCOMPARE(openCheckedManifest(folder(), m_stamp).error().position, 5);
}

void ManifestIndexTest::lastLineInTheWritingMayBeFinished()
{
    write(std::string(kThree) + "{\"source-ref\":");
    QCOMPARE(lineCount(), 4);
    write(std::string(kThree) + "{\"source-ref\":\"4\"}\n");
    QCOMPARE(lineCount(), 4);
    // The last line of the job itself is no such line.
    write("a\nb");
    m_stamp = *stampManifest(manifest());
    for (const char* longer : {"a\nbc", "a\nbc\n", "a\nb c\nd", "a\nb\r"}) {
        write(longer);
        const Result<Manifest> changed = openCheckedManifest(folder(), m_stamp);
        VERIFY_ERROR(changed, ErrorCode::Mismatch);
        QCOMPARE(changed.error().position, 2);
    }
}

void ManifestIndexTest::cacheSparesReading()
{
    const FileStamp stamp = *fileStamp(manifest().c_str());
    writeManifestCache(cache(), m_stamp, {stamp, {0, 5}, {1, 2}});
    QCOMPARE(lineCount(), 2); // As the cache says, which is wrong: so the manifest was not read.
    write(std::string(kThree) + "x\n");
    QVERIFY(fileStamp(manifest().c_str()) != stamp);
}

void ManifestIndexTest::freshlyWrittenManifestIsNotTrusted()
{
    QVERIFY(!fileStamp(manifest().c_str())->isSettled());
    QCOMPARE(lineCount(), 3);
    QVERIFY(!readManifestCache(cache(), m_stamp).file);
    FileStamp old = *fileStamp(manifest().c_str());
    old.changedNs -= 10'000'000'000;
    QVERIFY(old.isSettled());
}

void ManifestIndexTest::damagedCacheIsMadeAgain()
{
    writeManifestCache(cache(), m_stamp, {*fileStamp(manifest().c_str()), {0, 5}, {1, 2}});
    const std::string whole = textOf(cache());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        writeText(cache(), whole.substr(0, size));
        QVERIFY(readManifestCache(cache(), m_stamp).offsets.empty());
    }
    for (const std::size_t byte : {std::size_t{0}, std::size_t{9}, whole.size() - 1, whole.size() - 20}) {
        std::string altered = whole;
        altered[byte] = static_cast<char>(altered[byte] ^ 1);
        writeText(cache(), altered);
        QCOMPARE(lineCount(), 3);
    }
}

void ManifestIndexTest::cacheOfAnotherJobIsIgnored()
{
    ManifestStamp other = m_stamp;
    other.sha256[0] = other.sha256[0] == '0' ? '1' : '0';
    writeManifestCache(cache(), other, {*fileStamp(manifest().c_str()), {0, 5}, {1, 2}});
    QCOMPARE(lineCount(), 3);
}

void ManifestIndexTest::unwritableCacheIsNoError()
{
    writeText(cacheFolder(folder()), "a file in the way");
    QCOMPARE(lineCount(), 3);
}

void ManifestIndexTest::missingManifestIsNamed()
{
    fs::remove(manifest());
    const Result<Manifest> opened = openCheckedManifest(folder(), m_stamp);
    VERIFY_ERROR(opened, ErrorCode::NotFound);
    QCOMPARE(opened.error().path, manifest());
}

LABELWRIGHT_TEST(ManifestIndexTest)
#include "ManifestIndexTest.moc"
