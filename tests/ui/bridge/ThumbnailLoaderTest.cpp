// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ThumbnailLoader.h"

#include "tests/support/TestProgram.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <mutex>

using namespace labelwright;

namespace {

Image plain(std::uint8_t blue)
{
    Image image({2, 1});
    std::ranges::fill(image.writableRow(0), std::uint8_t{0});
    image.writableRow(0)[0] = blue;
    return image;
}

Result<Image> numbered(ObjectId object)
{
    return plain(static_cast<std::uint8_t>(object));
}

int blueOf(const std::optional<LoadedThumbnail>& thumbnail)
{
    return thumbnail ? qBlue(thumbnail->image.pixel(0, 0)) : -1;
}

} // namespace

class ThumbnailLoaderTest : public QObject {
    Q_OBJECT
private slots:
    void picturesComeWhenAskedFor();
    void whyThereIsNoneIsKnownAndNotAskedAgain();
    void whatWasAskedForLastComesFirstAndTheRestIsDropped();
    void onlySoManyAreMadeAtATime();
    void anotherReaderReplacesPicturesOneByOne();
    void whatAnEarlierReaderMadeTooLateIsDropped();
};

void ThumbnailLoaderTest::picturesComeWhenAskedFor()
{
    ThumbnailLoader loader(numbered, 10, 1);
    QSignalSpy ready(&loader, &ThumbnailLoader::ready);
    QVERIFY(!loader.find(7));
    QVERIFY(ready.wait());
    QCOMPARE(ready[0][0].value<ObjectId>(), ObjectId{7});
    QCOMPARE(blueOf(loader.find(7)), 7);
    QCOMPARE(loader.find(7)->image.size(), QSize(2, 1));
    QCOMPARE(loader.find(7)->image.format(), QImage::Format_RGB32);
}

void ThumbnailLoaderTest::whyThereIsNoneIsKnownAndNotAskedAgain()
{
    std::atomic_int asked = 0;
    ThumbnailLoader loader(
        [&asked](ObjectId) -> Result<Image> {
            ++asked;
            return Error{ErrorCode::NotFound, "the photo is not there"};
        },
        10, 1);
    QSignalSpy ready(&loader, &ThumbnailLoader::ready);
    loader.find(0);
    QVERIFY(ready.wait());
    QVERIFY(loader.find(0)->image.isNull());
    QVERIFY(loader.find(0)->problem.startsWith(QStringLiteral("The photo is not there")));
    QCOMPARE(asked.load(), 1);
}

void ThumbnailLoaderTest::whatWasAskedForLastComesFirstAndTheRestIsDropped()
{
    constexpr int kObjects = 2 * ThumbnailLoader::kMostWaiting;
    ThumbnailLoader loader(numbered, kObjects, 1);
    QList<ObjectId> order;
    connect(&loader, &ThumbnailLoader::ready, &loader, [&](ObjectId object) { order.append(object); });
    for (ObjectId object = 0; object < kObjects; ++object)
        QVERIFY(!loader.find(object));
    QTRY_COMPARE(order.size(), 1 + ThumbnailLoader::kMostWaiting);
    QCOMPARE(order[0], ObjectId{0}); // was already being made
    QCOMPARE(order[1], ObjectId{kObjects - 1});
    QCOMPARE(order.last(), ObjectId{kObjects - ThumbnailLoader::kMostWaiting});
    QTest::qWait(50);
    QCOMPARE(order.size(), 1 + ThumbnailLoader::kMostWaiting);
}

void ThumbnailLoaderTest::onlySoManyAreMadeAtATime()
{
    std::mutex counting;
    int atOnce = 0;
    int most = 0;
    const auto enter = [&] {
        const std::scoped_lock lock(counting);
        most = std::max(most, ++atOnce);
    };
    const auto leave = [&] {
        const std::scoped_lock lock(counting);
        --atOnce;
    };
    QSemaphore both;
    ThumbnailLoader loader(
        [&](ObjectId object) {
            enter();
            if (object >= 4) { // the first two wait for each other
                both.release();
                both.tryAcquire(2, 1000);
                both.release(2);
            }
            QThread::msleep(2);
            leave();
            return numbered(object);
        },
        10, 2);
    QSignalSpy ready(&loader, &ThumbnailLoader::ready);
    for (ObjectId object = 5; object >= 0; --object)
        loader.find(object);
    QTRY_COMPARE(ready.count(), 6);
    QCOMPARE(most, 2);
}

void ThumbnailLoaderTest::anotherReaderReplacesPicturesOneByOne()
{
    ThumbnailLoader loader(numbered, 10, 1);
    QSignalSpy ready(&loader, &ThumbnailLoader::ready);
    loader.find(7);
    QVERIFY(ready.wait());
    loader.setRead([](ObjectId) { return Result<Image>(plain(200)); });
    QCOMPARE(blueOf(loader.find(7)), 7); // shown until the new one is there
    QVERIFY(ready.wait());
    QCOMPARE(blueOf(loader.find(7)), 200);
}

void ThumbnailLoaderTest::whatAnEarlierReaderMadeTooLateIsDropped()
{
    QSemaphore go;
    ThumbnailLoader loader(
        [&go](ObjectId object) {
            go.acquire();
            return numbered(object);
        },
        10, 1);
    QSignalSpy ready(&loader, &ThumbnailLoader::ready);
    loader.find(7);
    loader.setRead([](ObjectId) { return Result<Image>(plain(200)); });
    QVERIFY(!loader.find(7));
    go.release();
    QVERIFY(ready.wait());
    QCOMPARE(blueOf(loader.find(7)), 200);
    QTest::qWait(20);
    QCOMPARE(ready.count(), 1);
}

LABELWRIGHT_TEST(ThumbnailLoaderTest)
#include "ThumbnailLoaderTest.moc"
