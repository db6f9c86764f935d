// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/CacheFile.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class CacheFileTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenComesBack();
    void anotherHeadFindsNothing();
    void damageAnywhereIsNoticed();
    void aFolderThatCantBeMadeIsNoError();
};

namespace {

const std::string kText = "what was found";

fs::path fileIn(const QTemporaryDir& folder)
{
    return fs::path(folder.path().toStdString()) / "below" / "file";
}

} // namespace

void CacheFileTest::whatIsWrittenComesBack()
{
    const QTemporaryDir folder;
    const std::vector<std::uint8_t> bytes(kText.begin(), kText.end());
    const std::uintmax_t written = writeCacheFile(fileIn(folder), "head", bytes);
    QCOMPARE(written, fs::file_size(fileIn(folder)));
    QCOMPARE(readCacheText(fileIn(folder), "head"), std::optional(kText));
    writeCacheText(fileIn(folder), "head", "");
    QCOMPARE(readCacheText(fileIn(folder), "head"), std::optional(std::string()));
    QCOMPARE(std::distance(fs::directory_iterator(fileIn(folder).parent_path()), {}), 1); // nothing temporary
}

void CacheFileTest::anotherHeadFindsNothing()
{
    const QTemporaryDir folder;
    QVERIFY(!readCacheText(fileIn(folder), "head"));
    writeCacheText(fileIn(folder), "head", kText);
    QVERIFY(!readCacheText(fileIn(folder), "heaD"));
    QVERIFY(!readCacheText(fileIn(folder), "hea"));
    QVERIFY(!readCacheText(fileIn(folder), "head2"));
}

void CacheFileTest::damageAnywhereIsNoticed()
{
    const QTemporaryDir folder;
    writeCacheText(fileIn(folder), "head", kText);
    const std::string sound = textOf(fileIn(folder));
    for (std::size_t place = 0; place < sound.size(); ++place) {
        std::string flipped = sound;
        flipped[place] = static_cast<char>(flipped[place] ^ 4);
        writeText(fileIn(folder), flipped);
        QVERIFY2(!readCacheText(fileIn(folder), "head"), qPrintable(QString::number(place)));
        writeText(fileIn(folder), sound.substr(0, place));
        QVERIFY2(!readCacheText(fileIn(folder), "head"), qPrintable(QString::number(place)));
    }
}

void CacheFileTest::aFolderThatCantBeMadeIsNoError()
{
    const QTemporaryDir folder;
    writeText(fileIn(folder).parent_path(), "a file in the way");
    QCOMPARE(writeCacheFile(fileIn(folder), "head", {}), std::uintmax_t{0});
}

LABELWRIGHT_TEST(CacheFileTest)
#include "CacheFileTest.moc"
