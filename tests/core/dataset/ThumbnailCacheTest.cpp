// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ThumbnailCache.h"

#include "core/base/AtomicFile.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

Image plain(std::uint8_t value, Size size = {40, 30})
{
    Image image(size);
    for (int y = 0; y < size.height; ++y)
        std::ranges::fill(image.writableRow(y), value);
    return image;
}

bool isPlain(const std::optional<Image>& image, int value)
{
    return image && std::abs(image->row(0)[0] - value) <= 2;
}

struct CacheFolder {
    QTemporaryDir temporary;
    fs::path path = fs::path(temporary.path().toStdString()) / "thumbnails";

    fs::path file(const std::string& relative) const { return path / relative; }
    std::uintmax_t bytes() const
    {
        std::uintmax_t sum = 0;
        for (const auto& entry : fs::recursive_directory_iterator(path))
            sum += entry.is_regular_file() ? entry.file_size() : 0;
        return sum;
    }
};

} // namespace

class ThumbnailCacheTest : public QObject {
    Q_OBJECT
private slots:
    void aPictureComesBackUnderItsKeyAlone();
    void aNewKeyReplacesTheOldPicture();
    void aDamagedFileIsNone();
    void theLeastRecentlyUsedGo();
    void whatIsThereFromBeforeCounts();
    void whatAKilledProgramLeftIsRemoved();
};

void ThumbnailCacheTest::aPictureComesBackUnderItsKeyAlone()
{
    const CacheFolder folder;
    ThumbnailCache cache(folder.path);
    QVERIFY(!cache.find(12345, "key"));
    cache.put(12345, "key", plain(90));
    QVERIFY(isPlain(cache.find(12345, "key"), 90));
    QCOMPARE(cache.find(12345, "key")->width(), 40);
    QVERIFY(!cache.find(12345, "another"));
    QVERIFY(!cache.find(1, "key"));
    QVERIFY(fs::exists(folder.file("012/12345")));
    QVERIFY(isPlain(ThumbnailCache(folder.path).find(12345, "key"), 90));
}

void ThumbnailCacheTest::aNewKeyReplacesTheOldPicture()
{
    const CacheFolder folder;
    ThumbnailCache cache(folder.path);
    cache.put(1, "old", plain(90));
    cache.put(1, "new", plain(200));
    QVERIFY(!cache.find(1, "old"));
    QVERIFY(isPlain(cache.find(1, "new"), 200));
}

void ThumbnailCacheTest::aDamagedFileIsNone()
{
    const CacheFolder folder;
    ThumbnailCache cache(folder.path);
    cache.put(1, "key", plain(90));
    std::string bytes = textOf(folder.file("000/1"));
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    writeText(folder.file("000/1"), bytes);
    QVERIFY(!cache.find(1, "key"));
    cache.put(1, "key", plain(90));
    QVERIFY(isPlain(cache.find(1, "key"), 90));
}

void ThumbnailCacheTest::theLeastRecentlyUsedGo()
{
    const CacheFolder folder;
    ThumbnailCache measured(folder.path);
    measured.put(0, "key", plain(90));
    const std::uintmax_t each = folder.bytes();
    ThumbnailCache cache(folder.path, each * 10);
    for (ObjectId object = 0; object < 10; ++object) {
        cache.put(object, "key", plain(90));
        fs::last_write_time(folder.file("000/" + std::to_string(object)),
                            fs::file_time_type::clock::now() - std::chrono::minutes(60 - object));
    }
    QVERIFY(cache.find(0, "key")); // and is now the most recently used
    cache.put(10, "key", plain(90));
    QVERIFY(folder.bytes() <= each * 9);
    QVERIFY(!cache.find(1, "key"));
    QVERIFY(!cache.find(2, "key"));
    QVERIFY(cache.find(3, "key"));
    QVERIFY(cache.find(0, "key"));
    QVERIFY(cache.find(10, "key"));
}

void ThumbnailCacheTest::whatIsThereFromBeforeCounts()
{
    const CacheFolder folder;
    ThumbnailCache before(folder.path);
    for (ObjectId object = 0; object < 20; ++object)
        before.put(object, "key", plain(90));
    const std::uintmax_t each = folder.bytes() / 20;
    ThumbnailCache cache(folder.path, each * 10);
    cache.put(20, "key", plain(90));
    QVERIFY(folder.bytes() <= each * 10);
    QVERIFY(cache.find(20, "key"));
}

void ThumbnailCacheTest::whatAKilledProgramLeftIsRemoved()
{
    const CacheFolder folder;
    ThumbnailCache(folder.path).put(1, "key", plain(90));
    const fs::path old = temporaryNameFor(folder.file("000/7"));
    const fs::path beingWritten = temporaryNameFor(folder.file("000/8"));
    writeText(old, "half");
    writeText(beingWritten, "half");
    fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(2));
    ThumbnailCache(folder.path).put(2, "key", plain(90));
    QVERIFY(!fs::exists(old));
    QVERIFY(fs::exists(beingWritten));
}

LABELWRIGHT_TEST(ThumbnailCacheTest)
#include "ThumbnailCacheTest.moc"
