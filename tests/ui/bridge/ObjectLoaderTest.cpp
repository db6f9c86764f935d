// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ObjectLoader.h"

#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr Size kPhoto{64, 48};
constexpr std::size_t kBytes = 64 * 48 * (Image::kBytesPerPixel + 1); ///< Photo and mask of the fixture.

/// Whether a photo that was to be read ahead is there without waiting, some time later.
bool isReadAhead(const Job& job, std::size_t mostBytes)
{
    ObjectLoader loader(job, job.spec().team.front(), LoadedMask::Own);
    QSignalSpy ready(&loader, &ObjectLoader::ready);
    loader.prefetch({0}, mostBytes);
    QTest::qWait(200);
    loader.request(0);
    return ready.count() == 1;
}

} // namespace

class ObjectLoaderTest : public QObject {
    Q_OBJECT
private slots:
    void onlyWhatFitsTheMemoryIsReadAhead();
    void whatIsTooLargeIsReadWhenItIsAskedFor();
};

void ObjectLoaderTest::onlyWhatFitsTheMemoryIsReadAhead()
{
    const JobFixture fixture;
    fixture.addPhoto("1.png", kPhoto);
    const Job job = fixture.makeJob();
    QVERIFY(QTest::qWaitFor([&] { return isReadAhead(job, kBytes); }));
    QVERIFY(!isReadAhead(job, kBytes - 1));
}

void ObjectLoaderTest::whatIsTooLargeIsReadWhenItIsAskedFor()
{
    const JobFixture fixture;
    fixture.addPhoto("1.png", kPhoto);
    const Job job = fixture.makeJob();
    ObjectLoader loader(job, job.spec().team.front(), LoadedMask::Own);
    QSignalSpy ready(&loader, &ObjectLoader::ready);
    loader.prefetch({0}, kBytes - 1);
    loader.request(0); // while that is found out
    QTRY_COMPARE(ready.count(), 1);
    const Result<LoadedObject> loaded = loader.take(0);
    VERIFY_OK(loaded);
    QCOMPARE(loaded->photo.image.width(), 64);
}

LABELWRIGHT_TEST(ObjectLoaderTest)
#include "ObjectLoaderTest.moc"
