// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Thumbnail.h"

#include "core/dataset/ThumbnailCache.h"
#include "core/groundtruth/MaskPng.h"
#include "core/image/ImageWriter.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

LabelMask filled(Size size, Label label)
{
    return *LabelMask::create(
        size, std::vector<Label>(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), label));
}

/// A job of photos 640 x 320.
struct PhotoJob {
    static constexpr Size kSize{640, 320};

    QTemporaryDir temporary;
    fs::path root = temporary.path().toStdString();
    Job job = makeJob(root, {.objects = 2, .workersPerObject = 1, .size = kSize});
    ThumbnailCache cache{cacheFolder(job.folder()) / "thumbnails"};

    fs::path photo(int object) const { return root / "photos" / (std::to_string(object) + ".png"); }
    /// Another picture of the same size.
    void replacePhoto(int object, std::uint8_t value) const
    {
        Image image(kSize);
        for (int y = 0; y < kSize.height; ++y)
            std::ranges::fill(image.writableRow(y), value);
        fs::remove(photo(object));
        writeBytes(photo(object), *encodePng(image));
    }
};

/// The average of the middle row, per channel in the order red, green, blue.
std::array<int, 3> colourOf(const Image& image)
{
    std::array<int, 3> sums{};
    for (int x = 0; x < image.width(); ++x)
        for (std::size_t channel = 0; channel < 3; ++channel)
            sums[channel] += image.row(image.height() / 2)[static_cast<std::size_t>(x) * 3 + 2 - channel];
    for (int& sum : sums)
        sum /= image.width();
    return sums;
}

} // namespace

class ThumbnailTest : public QObject {
    Q_OBJECT
private slots:
    void thePhotoIsReducedAndBareWithoutAnAnswer();
    void labelsLieOverIt();
    void theSecondTimeItComesFromTheCache();
    void anotherAnswerOrPhotoMakesAnotherKey();
    void aReplacedPhotoIsNotShownUnderItsOldLabels();
    void aMissingPhotoIsToldEvenIfItWasSeenBefore();
    void aDamagedPhotoAndADamagedMaskAreTold();
    void anInitialValueLiesInStripesOverItUntilThereIsAnAnswer();
    void anInitialValueThatDoesNotFitIsTold();
};

void ThumbnailTest::thePhotoIsReducedAndBareWithoutAnAnswer()
{
    const PhotoJob shown;
    shown.replacePhoto(0, 120);
    const Result<Image> made = makeThumbnail(shown.job, 0);
    VERIFY_OK(made);
    QCOMPARE(made->width(), kThumbnailExtent);
    QCOMPARE(made->height(), kThumbnailExtent / 2);
    QCOMPARE(colourOf(*made), (std::array{120, 120, 120}));
}

void ThumbnailTest::labelsLieOverIt()
{
    PhotoJob shown;
    shown.replacePhoto(0, 100);
    submitAt(shown.job, 0, 0, filled(PhotoJob::kSize, 1), testTime(0));
    const Result<Image> made = makeThumbnail(shown.job, 0);
    VERIFY_OK(made);
    // 55 % of the photo and 45 % of #2ca02c.
    QCOMPARE(colourOf(*made), (std::array{74, 127, 74}));
}

void ThumbnailTest::theSecondTimeItComesFromTheCache()
{
    PhotoJob shown;
    VERIFY_OK(thumbnailOf(shown.job, 0, shown.cache));
    const fs::path file = cacheFolder(shown.job.folder()) / "thumbnails/000/0";
    QVERIFY(fs::exists(file));
    const Result<std::string> key = thumbnailKey(shown.job, 0);
    VERIFY_OK(key);
    shown.cache.put(0, *key, Image(Size{3, 2})); // to be told from a new one
    const Result<Image> found = thumbnailOf(shown.job, 0, shown.cache);
    VERIFY_OK(found);
    QCOMPARE(found->width(), 3);
}

void ThumbnailTest::anotherAnswerOrPhotoMakesAnotherKey()
{
    PhotoJob shown;
    const std::string bare = *thumbnailKey(shown.job, 0);
    QVERIFY(bare != *thumbnailKey(shown.job, 1));
    QCOMPARE(*thumbnailKey(reopened(shown.job), 0), bare);
    submitAt(shown.job, 0, 0, filled(PhotoJob::kSize, 1), testTime(0));
    const std::string answered = *thumbnailKey(shown.job, 0);
    QVERIFY(answered != bare);
    submitAt(shown.job, 0, 0, filled(PhotoJob::kSize, 2), testTime(1000));
    const std::string corrected = *thumbnailKey(shown.job, 0);
    QVERIFY(corrected != answered);
    shown.replacePhoto(0, 7);
    QVERIFY(*thumbnailKey(shown.job, 0) != corrected);
}

void ThumbnailTest::aReplacedPhotoIsNotShownUnderItsOldLabels()
{
    PhotoJob shown;
    submitAt(shown.job, 0, 0, filled(PhotoJob::kSize, 1), testTime(0));
    VERIFY_OK(thumbnailOf(shown.job, 0, shown.cache));
    shown.replacePhoto(0, 7);
    VERIFY_ERROR(thumbnailOf(shown.job, 0, shown.cache), ErrorCode::Mismatch);
    VERIFY_ERROR(thumbnailOf(shown.job, 0, shown.cache), ErrorCode::Mismatch); // and was not kept
}

void ThumbnailTest::aMissingPhotoIsToldEvenIfItWasSeenBefore()
{
    PhotoJob shown;
    VERIFY_OK(thumbnailOf(shown.job, 0, shown.cache));
    fs::remove(shown.photo(0));
    const Result<Image> gone = thumbnailOf(shown.job, 0, shown.cache);
    VERIFY_ERROR(gone, ErrorCode::NotFound);
    QCOMPARE(gone.error().path, shown.photo(0));
}

void ThumbnailTest::aDamagedPhotoAndADamagedMaskAreTold()
{
    PhotoJob shown;
    const AnswerEvent answer = submitAt(shown.job, 1, 0, filled(PhotoJob::kSize, 1), testTime(0));
    writeText(shown.photo(0), "no picture");
    writeText(objectEventsFolder(shown.job.folder(), 1) / answer.maskFile, "no mask");
    const Result<Image> photo = thumbnailOf(shown.job, 0, shown.cache);
    QVERIFY(!photo);
    QCOMPARE(photo.error().path, shown.photo(0));
    VERIFY_ERROR(thumbnailOf(shown.job, 1, shown.cache), ErrorCode::Mismatch);
}

namespace {

/// A job of two grey photos of 640 x 320, of which the first has a mask to begin with: people all over.
struct PrelabelledJob {
    JobFixture fixture;
    fs::path masks = fixture.root() / "masks";
    Job job = make();

    void writeMask(Size size, Label label) const
    {
        fs::remove(masks / "1.png");
        writeBytes(masks / "1.png", *encodeConsolidatedMask(filled(size, label), threeLabels()));
    }
    Job make() const
    {
        fixture.addPhotos(2, PhotoJob::kSize);
        fs::create_directories(masks);
        writeMask(PhotoJob::kSize, 1);
        NewJob request = fixture.request();
        request.prelabel = {.kind = Prelabel::Kind::Folder, .folder = masks};
        return fixture.makeJob(request);
    }
};

} // namespace

void ThumbnailTest::anInitialValueLiesInStripesOverItUntilThereIsAnAnswer()
{
    PrelabelledJob shown;
    const Result<Image> initial = makeThumbnail(shown.job, 0);
    VERIFY_OK(initial);
    // The photo is (200, 200, 200), with 45 % of #2ca02c over it (129, 182, 129).
    const auto valueAt = [&initial](int x, int y) { return initial->row(y)[static_cast<std::size_t>(x) * 3]; };
    QCOMPARE(int{valueAt(0, 0)}, 129);
    QCOMPARE(int{valueAt(6, 0)}, 200);
    QCOMPARE(int{valueAt(0, 6)}, 200);
    QCOMPARE(int{valueAt(12, 0)}, 129);
    const Result<Image> bare = makeThumbnail(shown.job, 1);
    VERIFY_OK(bare);
    QCOMPARE(colourOf(*bare), (std::array{200, 200, 200}));

    const std::string before = *thumbnailKey(shown.job, 0);
    shown.writeMask(PhotoJob::kSize, 2);
    const std::string another = *thumbnailKey(shown.job, 0);
    QVERIFY(another != before);
    submitAt(shown.job, 0, 0, filled(PhotoJob::kSize, 1), testTime(0));
    const std::string answered = *thumbnailKey(shown.job, 0);
    QVERIFY(answered != another);
    shown.writeMask(PhotoJob::kSize, 1);
    QCOMPARE(*thumbnailKey(shown.job, 0), answered); // It no longer matters.
    const Result<Image> labelled = makeThumbnail(shown.job, 0);
    VERIFY_OK(labelled);
    QCOMPARE(colourOf(*labelled), (std::array{129, 182, 129}));
}

void ThumbnailTest::anInitialValueThatDoesNotFitIsTold()
{
    const PrelabelledJob shown;
    shown.writeMask({64, 32}, 1);
    const Result<Image> made = makeThumbnail(shown.job, 0);
    VERIFY_ERROR(made, ErrorCode::Mismatch);
    QCOMPARE(made.error().path, shown.masks / "1.png");
}

LABELWRIGHT_TEST(ThumbnailTest)
#include "ThumbnailTest.moc"
