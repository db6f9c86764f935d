// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageReader.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class RenderCommandTest : public QObject {
    Q_OBJECT
private slots:
    void anObjectIsDrawnWithItsLabels();
    void withoutOpacityThePhotoIsAsItWas();
    void aContactSheetHoldsEveryObject();
    void columnsAndWidthShapeTheSheet();
    void anUnreadablePhotoIsLeftOutWithAWarning();
    void anInitialMaskIsDrawnWhereThereIsNoAnswer();
    void aPhotoOfTheJobIsNotOverwritten();
    void badOutputsAreRefused();
};

namespace {

constexpr Size kSize{120, 80};

Image pictureAt(const fs::path& path)
{
    const Result<Image> image = readImage(path);
    if (!image)
        qFatal("%s", sentence(image.error()).c_str());
    return *image;
}

/// Pixels in which the top left part of `picture` differs from `photo`.
int differences(const Image& picture, const Image& photo)
{
    int count = 0;
    for (int y = 0; y < photo.height(); ++y) {
        for (std::size_t x = 0; x < static_cast<std::size_t>(photo.width()); ++x)
            count += std::equal(&photo.row(y)[x * 3], &photo.row(y)[x * 3] + 3, &picture.row(y)[x * 3]) ? 0 : 1;
    }
    return count;
}

void makeJob(const Workplace& place, int photos)
{
    for (int i = 0; i < photos; ++i)
        place.addPhoto(std::to_string(i) + ".png", kSize);
    VERIFY_DONE(place.makeJob());
}

} // namespace

void RenderCommandTest::anObjectIsDrawnWithItsLabels()
{
    const Workplace place;
    makeJob(place, 1);
    const fs::path out = place.root() / "picture.png";
    VERIFY_DONE(runProgram({"render", place.job(), "--object", "0", "-o", out}));
    const Image photo = pictureAt(place.photos() / "0.png");
    const Image before = pictureAt(out);
    QVERIFY(before.width() >= kSize.width);
    QVERIFY(before.height() > kSize.height);
    QCOMPARE(differences(before, photo), 0);

    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0, kSize)));
    const Outcome outcome = runProgram({"render", place.job(), "--object", "0", "-o", out});
    VERIFY_DONE(outcome);
    QCOMPARE(outcome.out, out.string() + "\n");
    const int labelled = 3 * kSize.width * kSize.height / 4;
    QVERIFY(differences(pictureAt(out), photo) > labelled / 2);
    QCOMPARE(possessionsOf(place.job()).count("output"), std::size_t{0});
}

void RenderCommandTest::withoutOpacityThePhotoIsAsItWas()
{
    const Workplace place;
    makeJob(place, 1);
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0, kSize)));
    const auto drawn = [&](const std::string& opacity) {
        const fs::path out = place.root() / (opacity + ".png");
        const Outcome outcome = runProgram({"render", place.job(), "--object", "0", "--opacity", opacity, "-o", out});
        if (outcome.exitCode != 0)
            qFatal("%s", outcome.err.c_str());
        return differences(pictureAt(out), pictureAt(place.photos() / "0.png"));
    };
    QVERIFY(drawn("0") < drawn("45"));
}

void RenderCommandTest::aContactSheetHoldsEveryObject()
{
    const Workplace place;
    makeJob(place, 4);
    const fs::path out = place.root() / "sheet.png";
    const Outcome outcome = runProgram({"render", place.job(), "--contact-sheet", "-o", out});
    VERIFY_DONE(outcome);
    QCOMPARE(outcome.out, out.string() + "\n");
    QVERIFY(pictureAt(out).width() > 0);
}

void RenderCommandTest::columnsAndWidthShapeTheSheet()
{
    const Workplace place;
    makeJob(place, 4);
    const auto sheetOf = [&](const std::string& columns, const std::string& width) {
        const fs::path out = place.root() / "sheet.png";
        const Outcome outcome =
            runProgram({"render", place.job(), "--contact-sheet", "--columns", columns, "--width", width, "-o", out});
        if (outcome.exitCode != 0)
            qFatal("%s", outcome.err.c_str());
        return pictureAt(out).size();
    };
    const Size tall = sheetOf("1", "100");
    const Size wide = sheetOf("4", "100");
    QVERIFY(tall.height > 3 * wide.height);
    QVERIFY(wide.width >= 4 * 100);
    QVERIFY(sheetOf("1", "200").width > tall.width);
}

void RenderCommandTest::anUnreadablePhotoIsLeftOutWithAWarning()
{
    const Workplace place;
    makeJob(place, 3);
    writeText(place.photos() / "1.png", "");
    const Outcome outcome = runProgram({"render", place.job(), "--contact-sheet", "-o", place.root() / "sheet.png"});
    QCOMPARE(outcome.exitCode, 3);
    QCOMPARE(outcome.errLines().size(), std::size_t{1});
    QVERIFY2(outcome.err.starts_with("labelwright: warning: " + (place.photos() / "1.png").string()),
             outcome.err.c_str());
}

void RenderCommandTest::anInitialMaskIsDrawnWhereThereIsNoAnswer()
{
    const Workplace place;
    place.addPhoto("0.png", kSize);
    fs::create_directories(place.root() / "masks");
    place.addIndexedMask("masks/0.png", 1, kSize);
    VERIFY_DONE(place.makeJob({"--prelabel", place.root() / "masks"}));
    const fs::path out = place.root() / "picture.png";
    VERIFY_DONE(runProgram({"render", place.job(), "--object", "0", "-o", out}));
    QVERIFY(differences(pictureAt(out), pictureAt(place.photos() / "0.png")) > 1000);
}

void RenderCommandTest::aPhotoOfTheJobIsNotOverwritten()
{
    const Workplace place;
    makeJob(place, 2);
    const fs::path other = place.photos() / "1.png";
    const std::vector<std::uint8_t> before = bytesOf(other);
    fs::create_symlink(other, place.root() / "link.png");
    for (const fs::path& out : {other, place.root() / "link.png"}) {
        VERIFY_REFUSED(runProgram({"render", place.job(), "--object", "0", "-o", out}), out.string(), "would destroy");
        VERIFY_REFUSED(runProgram({"render", place.job(), "--contact-sheet", "-o", out}), out.string(),
                       "would destroy");
    }
    QCOMPARE(bytesOf(other), before);
    QVERIFY(fs::is_symlink(place.root() / "link.png"));
}

void RenderCommandTest::badOutputsAreRefused()
{
    const Workplace place;
    makeJob(place, 1);
    VERIFY_REFUSED(runProgram({"render", place.job(), "--object", "7", "-o", place.root() / "a.png"}), "no object 7");
    VERIFY_REFUSED(runProgram({"render", place.job(), "--object", "0", "-o", place.photos()}), place.photos().string());
    VERIFY_REFUSED(runProgram({"render", place.job(), "--object", "0", "-o", place.photos() / "0.png/a.png"}),
                   place.photos().string());
    QVERIFY(fs::exists(place.photos() / "0.png"));
    const fs::path folder = place.root() / "pictures";
    VERIFY_REFUSED(runProgram({"render", place.job(), "--object", "0", "-o", folder / "a.png"}), folder.string(),
                   "no such folder");
    QVERIFY(!fs::exists(folder));
    VERIFY_DONE(runProgram({"render", place.job(), "--object", "0", "-o", "a.png"}, {.currentFolder = place.root()}));
    QVERIFY(fs::exists(place.root() / "a.png"));
}

LABELWRIGHT_TEST(RenderCommandTest)
#include "RenderCommandTest.moc"
