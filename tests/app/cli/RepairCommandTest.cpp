// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/OutputLayout.h"
#include "core/image/ImageWriter.h"
#include "core/job/Derive.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/BrokenOutput.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// `repair`.
class RepairCommandTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void whatWouldChangeIsListedAndNothingIsWritten();
    void wrongIndicesAreMendedInANewPlace();
    void foreignColorsNeedConsent();
    void namesGetTheirColonsBack();
    void jsonListsEveryChange();
    void whatCantBeMendedIsToldAndCopied();
    void aFolderThatIsNotThereIsNamed();
    void aSoundFolderIsCopied();
    void theOriginalIsNeverWrittenTo();
    void onePlaceOrADryRun();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    fs::path output() const { return folder() / "job/output/road-scenes"; }
    fs::path mended() const { return folder() / "mended"; }
    fs::path mask() const { return output() / kMask; }

    const fs::path kManifest{layout::kOutputManifest};
    const fs::path kMask = "annotations/consolidated-annotation/output/0_2026-11-22T09:00:00.250000.png";
    std::map<std::string, std::string> m_sound;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void RepairCommandTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    Job job = makeJob(folder());
    submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(0));
    VERIFY_OK(derive(job));
    m_sound = treeOf(output());
}

void RepairCommandTest::whatWouldChangeIsListedAndNothingIsWritten()
{
    replaceAll(output() / kManifest, "\"hex-color\":\"#1f77b4\",", "");
    reverseIndices(mask());
    const std::map<std::string, std::string> before = treeOf(folder());
    const Outcome preview = runProgram({"repair", output(), "--dry-run"});
    VERIFY_DONE(preview);
    QCOMPARE(preview.out, kManifest.string() +
                              ": \"traffic light\" of \"road-scenes-ref\" gets the hex-color #1f77b4 in 1 place "
                              "[color-map-hex]\n" +
                              kMask.string() +
                              ": every pixel gets the value that its color has in the color map [mask-palette]\n" +
                              output().string() + ": 2 changes would be made\n");
    QVERIFY(treeOf(folder()) == before);
}

void RepairCommandTest::wrongIndicesAreMendedInANewPlace()
{
    reverseIndices(mask());
    const std::map<std::string, std::string> broken = treeOf(output());
    const Outcome repair = runProgram({"repair", output(), "-o", mended()});
    VERIFY_DONE(repair);
    QCOMPARE(repair.outLines().back(), output().string() + ": 1 change made in " + mended().string());
    QVERIFY(treeOf(mended()) == m_sound);
    QVERIFY(treeOf(output()) == broken);
}

/// An edge between a label and white, as a picture editor blurs it.
void RepairCommandTest::foreignColorsNeedConsent()
{
    const PaletteMask pixels = paletteMaskAt(mask());
    Image picture = pictureOf(pixels);
    const auto at = std::ranges::find(pixels.values, std::uint8_t(1)) - pixels.values.begin();
    picture.writableRow(int(at / 16))[std::size_t(at % 16) * 3] = 0x54; // Blue of #2ca02c.
    writeBytes(mask(), *encodePng(picture));
    VERIFY_REFUSED(runProgram({"repair", output(), "-o", mended()}), "1 mask holds colors that are no label's",
                   "--nearest-colors");
    QVERIFY(!fs::exists(mended()));
    const Outcome preview = runProgram({"repair", output(), "--dry-run"});
    QCOMPARE(preview.exitCode, 1); // As what it tells of would be refused.
    QVERIFY(preview.err.find("without --nearest-colors") != std::string::npos);
    VERIFY_DONE(runProgram({"repair", output(), "--dry-run", "--nearest-colors"}));
    QCOMPARE(preview.outLines()[1], std::string("    #2ca054 is no label's: 1 pixel goes to \"people\""));
    VERIFY_DONE(runProgram({"repair", output(), "-o", mended(), "--nearest-colors"}));
    QVERIFY(treeOf(mended()) == m_sound);
}

void RepairCommandTest::namesGetTheirColonsBack()
{
    for (const char* name : {"0_2026-11-22T09_00_00.250000.png", "0_2026-11-22T09\uF03A00\uF03A00.250000.png"}) {
        const fs::path other = mask().parent_path() / name;
        fs::rename(mask(), other);
        const Outcome repair = runProgram({"repair", output(), "-o", mended()});
        VERIFY_DONE(repair);
        QCOMPARE(repair.outLines().front(),
                 (kMask.parent_path() / name).string() + ": becomes " + kMask.filename().string() + " [file-name]");
        QVERIFY(treeOf(mended()) == m_sound);
        fs::remove_all(mended());
        fs::rename(other, mask());
    }
}

void RepairCommandTest::jsonListsEveryChange()
{
    replaceAll(output() / kManifest, "\"creation-date\":\"2026-11-22", "\"creation-date\":\"2020-07-22");
    reverseIndices(mask());
    PaletteMask pixels = paletteMaskAt(mask());
    pixels.palette[1].red -= 3; // Of bus, #ff7f0e, in its wrong place.
    writePaletteMask(mask(), pixels);
    const Outcome preview = runProgram({"repair", output(), "--dry-run", "--nearest-colors", "--json"});
    VERIFY_DONE(preview);
    const QJsonObject plan = jsonOf(preview.out);
    QCOMPARE(plan[QStringLiteral("folder")].toString().toStdString(), output().string());
    QVERIFY(plan[QStringLiteral("output")].isNull());
    QVERIFY(plan[QStringLiteral("left")].toArray().isEmpty());
    const QJsonArray changes = plan[QStringLiteral("changes")].toArray();
    QCOMPARE(changes.size(), 1);
    const QJsonObject change = changes[0].toObject();
    QCOMPARE(change[QStringLiteral("rule")].toString(), QStringLiteral("index-defect"));
    QCOMPARE(change[QStringLiteral("file")].toString().toStdString(), kMask.string());
    QCOMPARE(change[QStringLiteral("line")].toInt(), 1);
    const QJsonObject color = change[QStringLiteral("foreign-colors")].toArray()[0].toObject();
    QCOMPARE(color[QStringLiteral("color")].toString(), QStringLiteral("#fc7f0e"));
    QCOMPARE(color[QStringLiteral("pixels")].toInt(), int(std::ranges::count(pixels.values, std::uint8_t(1))));
    QCOMPARE(color[QStringLiteral("nearest")].toString(), QStringLiteral("bus"));
    const Outcome repair = runProgram({"repair", output(), "--out", mended(), "--nearest-colors", "--json"});
    VERIFY_DONE(repair);
    QCOMPARE(jsonOf(repair.out)[QStringLiteral("output")].toString().toStdString(), mended().string());
    QCOMPARE(textOf(mended() / kMask), m_sound[kMask.string()]);
}

void RepairCommandTest::aFolderThatIsNotThereIsNamed()
{
    VERIFY_REFUSED(runProgram({"repair", output().string() + "-none", "-o", mended()}), output().string() + "-none",
                   "there is no such file or folder");
}

void RepairCommandTest::whatCantBeMendedIsToldAndCopied()
{
    writeText(mask(), "no PNG");
    const Outcome repair = runProgram({"repair", output(), "-o", mended()});
    QCOMPARE(repair.exitCode, 3);
    QCOMPARE(repair.outLines().size(), std::size_t(1));
    QCOMPARE(repair.errLines().size(), std::size_t(1));
    QVERIFY2(repair.err.find(mask().string()) != std::string::npos, repair.err.c_str());
    QCOMPARE(textOf(mended() / kMask), std::string("no PNG"));
}

void RepairCommandTest::aSoundFolderIsCopied()
{
    const Outcome repair = runProgram({"repair", output(), "-o", mended()});
    VERIFY_DONE(repair);
    QCOMPARE(repair.out, output().string() + ": 0 changes made in " + mended().string() + '\n');
    QVERIFY(treeOf(mended()) == m_sound);
}

void RepairCommandTest::theOriginalIsNeverWrittenTo()
{
    reverseIndices(mask());
    const std::map<std::string, std::string> before = treeOf(folder());
    VERIFY_REFUSED(runProgram({"repair", output(), "-o", output()}), output().string(), "taken");
    VERIFY_REFUSED(runProgram({"repair", output(), "-o", output() / "new"}), (output() / "new").string());
    VERIFY_REFUSED(runProgram({"repair", folder() / "photos", "-o", mended()}), (folder() / "photos").string());
    QVERIFY(treeOf(folder()) == before);
}

void RepairCommandTest::onePlaceOrADryRun()
{
    VERIFY_WRONG_USAGE(runProgram({"repair", output()}), "--dry-run");
    VERIFY_WRONG_USAGE(runProgram({"repair", output(), "--dry-run", "-o", mended()}), "--dry-run");
    QVERIFY(!fs::exists(mended()));
}

LABELWRIGHT_TEST(RepairCommandTest)
#include "RepairCommandTest.moc"
