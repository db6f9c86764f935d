// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Repair.h"

#include "core/dataset/Validate.h"
#include "core/groundtruth/PalettePng.h"
#include "core/image/ImageWriter.h"
#include "core/job/Derive.h"
#include "core/job/JobLayout.h"
#include "tests/support/BrokenOutput.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

constexpr Size kMaskSize{16, 8};
const fs::path kManifest = "manifests/output/output.manifest";
const fs::path kMaskFolder = "annotations/consolidated-annotation/output";
const fs::path kFirstMask = kMaskFolder / "0_2026-11-22T09:00:00.250000.png";

QSet<QString> brokenRules(const fs::path& folder)
{
    QSet<QString> rules;
    const Result<std::vector<Finding>> findings = validateManifest(folder / kManifest, {});
    for (const Finding& finding : *findings)
        rules.insert(QString::fromStdString(finding.rule));
    return rules;
}

QSet<QString> rulesOf(const RepairPlan& plan)
{
    QSet<QString> rules;
    for (const RepairChange& change : plan.changes)
        rules.insert(QString::fromStdString(change.rule));
    return rules;
}

} // namespace

/// A derived output folder that is broken in one way, mended and validated.
class RepairTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void everyDefectIsMendedAndValidatesClean_data();
    void everyDefectIsMendedAndValidatesClean();
    void aSoundFolderIsCopiedAsItIs();
    void shiftedColorsNeedConsentAndAreListed();
    void blurredEdgesGoToTheNearestLabel();
    void aPaletteWithoutMeaningKeepsItsValues();
    void colorsComeFromTheMasksWhereNoLineSaysThem();
    void lineBreaksStayAsTheyAre();
    void responsesGetTheColorsToo();
    void aNameThatIsTakenStays();
    void aMaskThatCantBeReadIsCopiedAndTold();
    void theNewFolderIsNeverInTheOldOneNorOverAnother();
    void aStoppedRepairLeavesNothing();
    void aFolderWithoutManifestIsAnError();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    fs::path output() const { return folder() / "job/output/road-scenes"; }
    fs::path mended() const { return folder() / "mended"; }
    /// As it was before it was broken.
    std::map<std::string, std::string> m_sound;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void RepairTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    Job job = makeJob(folder());
    for (ObjectId object = 0; object < 2; ++object)
        submitAt(job, object, 0, stripedMask(kMaskSize, 3, int(object)), testTime(object));
    VERIFY_OK(derive(job));
    m_sound = treeOf(output());
}

using Break = std::function<void(const fs::path& output)>;
Q_DECLARE_METATYPE(Break)

void RepairTest::everyDefectIsMendedAndValidatesClean_data()
{
    QTest::addColumn<Break>("breakIt");
    QTest::addColumn<QString>("rule");
    QTest::newRow("wrong indices of 2020") << Break([](const fs::path& output) {
        replaceAll(output / kManifest, "\"creation-date\":\"2026-11-22", "\"creation-date\":\"2020-07-22");
        reverseIndices(output / kFirstMask);
    }) << "index-defect";
    QTest::newRow("wrong indices of another time")
        << Break([](const fs::path& output) { reverseIndices(output / kFirstMask); }) << "mask-palette";
    QTest::newRow("colors instead of indices") << Break([](const fs::path& output) {
        const PaletteMask pixels = paletteMaskAt(output / kFirstMask);
        writeBytes(output / kFirstMask, *encodePng(pictureOf(pixels)));
    }) << "mask-unreadable";
    QTest::newRow("another form") << Break([](const fs::path& output) {
        PaletteMask pixels = paletteMaskAt(output / kFirstMask);
        pixels.palette.resize(4);
        const PalettePngFormat format{
            .size = kMaskSize, .bitDepth = 2, .palette = pixels.palette, .alpha = {}, .maxDataChunk = 65536};
        constexpr std::size_t perByte = 4;
        writeBytes(output / kFirstMask, writePalettePng(format, [&](int y, std::span<std::uint8_t> row) {
                       std::ranges::fill(row, std::uint8_t(0));
                       for (std::size_t x = 0; x < std::size_t(kMaskSize.width); ++x)
                           row[x / perByte] =
                               std::uint8_t(row[x / perByte] << 2U | pixels.values[std::size_t(y) * 16 + x]);
                   }));
    }) << "mask-form";
    QTest::newRow("no hex-color") << Break([](const fs::path& output) {
        for (const char* color : {"#2ca02c", "#1f77b4", "#ff7f0e", "#ffffff"})
            replaceAll(output / kManifest, std::string("\"hex-color\":\"") + color + "\",", "");
    }) << "color-map-hex";
    QTest::newRow("hex-color in upper case")
        << Break([](const fs::path& output) { replaceAll(output / kManifest, "#2ca02c", "#2CA02C"); })
        << "color-map-hex";
    QTest::newRow("hex-color that is none")
        << Break([](const fs::path& output) { replaceAll(output / kManifest, "#2ca02c", "green"); }) << "color-map-hex";
    QTest::newRow("underscores for colons") << Break([](const fs::path& output) {
        fs::rename(output / kFirstMask, output / kMaskFolder / "0_2026-11-22T09_00_00.250000.png");
    }) << "file-name";
    QTest::newRow("private use for colons") << Break([](const fs::path& output) {
        fs::rename(output / kFirstMask, output / kMaskFolder / "0_2026-11-22T09\uF03A00\uF03A00.250000.png");
    }) << "file-name";
}

void RepairTest::everyDefectIsMendedAndValidatesClean()
{
    QFETCH(Break, breakIt);
    QFETCH(QString, rule);
    QCOMPARE(brokenRules(output()), QSet<QString>());
    breakIt(output());
    QVERIFY2(brokenRules(output()).contains(rule), qPrintable(brokenRules(output()).values().join(", ")));
    const std::map<std::string, std::string> broken = treeOf(output());
    const Result<RepairPlan> plan = planRepair(output());
    VERIFY_OK(plan);
    QCOMPARE(rulesOf(*plan), QSet<QString>{rule});
    VERIFY_OK(writeRepaired(*plan, mended(), ForeignColors::Refuse));
    QCOMPARE(brokenRules(mended()), QSet<QString>());
    QVERIFY2(treeOf(output()) == broken, "the original was changed");
    std::map<std::string, std::string> result = treeOf(mended());
    if (rule == "index-defect") // Its date stays.
        result[kManifest.string()] = m_sound[kManifest.string()];
    QVERIFY2(result == m_sound, "it is not what it was before it was broken");
}

void RepairTest::aSoundFolderIsCopiedAsItIs()
{
    const Result<RepairPlan> plan = planRepair(output() / "");
    VERIFY_OK(plan);
    QVERIFY(plan->changes.empty() && plan->left.empty());
    VERIFY_OK(writeRepaired(*plan, mended() / "", ForeignColors::Refuse));
    QVERIFY(treeOf(mended()) == m_sound);
}

void RepairTest::shiftedColorsNeedConsentAndAreListed()
{
    PaletteMask pixels = paletteMaskAt(output() / kFirstMask);
    reverseIndices(output() / kFirstMask);
    PaletteMask broken = paletteMaskAt(output() / kFirstMask);
    broken.palette[1].red = std::uint8_t(broken.palette[1].red - 3); // Of bus: #fc7f0e
    writePaletteMask(output() / kFirstMask, broken);
    const Result<RepairPlan> plan = planRepair(output());
    VERIFY_OK(plan);
    QCOMPARE(plan->foreignMasks(), 1);
    const RepairChange& change = plan->changes.front();
    QCOMPARE(change.line, 1);
    QCOMPARE(change.labels, std::vector<std::string>{"bus"});
    const std::int64_t buses = std::ranges::count(pixels.values, std::uint8_t(3));
    QCOMPARE(change.foreign, (std::vector<ForeignColor>{{{0xfc, 0x7f, 0x0e}, 3, buses}}));
    VERIFY_ERROR(writeRepaired(*plan, mended(), ForeignColors::Refuse), ErrorCode::Mismatch);
    QVERIFY(!fs::exists(mended()));
    VERIFY_OK(writeRepaired(*plan, mended(), ForeignColors::MapToNearest));
    QVERIFY(treeOf(mended()) == m_sound);
}

void RepairTest::blurredEdgesGoToTheNearestLabel()
{
    const PaletteMask pixels = paletteMaskAt(output() / kFirstMask);
    Image picture = pictureOf(pixels);
    const auto at = std::ranges::find(pixels.values, std::uint8_t(1)) - pixels.values.begin();
    std::uint8_t& blue = picture.writableRow(int(at / 16))[std::size_t(at % 16) * 3];
    blue = std::uint8_t(blue + 40); // Towards white.
    writeBytes(output() / kFirstMask, *encodePng(picture));
    const Result<RepairPlan> plan = planRepair(output());
    VERIFY_OK(plan);
    QCOMPARE(plan->foreignMasks(), 1);
    QCOMPARE(plan->changes.front().foreign.front().pixels, 1);
    VERIFY_OK(writeRepaired(*plan, mended(), ForeignColors::MapToNearest));
    QVERIFY(treeOf(mended()) == m_sound);
}

/// As a tool writes a mask that only cares for the values.
void RepairTest::aPaletteWithoutMeaningKeepsItsValues()
{
    PaletteMask pixels = paletteMaskAt(output() / kFirstMask);
    for (std::size_t value = 0; value < pixels.palette.size(); ++value)
        pixels.palette[value] = Color{std::uint8_t(value), std::uint8_t(value), std::uint8_t(value)};
    writePaletteMask(output() / kFirstMask, pixels);
    const Result<RepairPlan> plan = planRepair(output());
    VERIFY_OK(plan);
    QCOMPARE(plan->foreignMasks(), 0);
    VERIFY_OK(writeRepaired(*plan, mended(), ForeignColors::Refuse));
    QVERIFY(treeOf(mended()) == m_sound);
}

void RepairTest::colorsComeFromTheMasksWhereNoLineSaysThem()
{
    // Not Ground Truth's default color of the second label.
    replaceAll(output() / kManifest, "\"hex-color\":\"#1f77b4\",", "");
    for (const auto& entry : fs::directory_iterator(output() / kMaskFolder)) {
        PaletteMask pixels = paletteMaskAt(entry.path());
        pixels.palette[2] = Color{1, 2, 3};
        writePaletteMask(entry.path(), pixels);
    }
    const Result<RepairPlan> plan = planRepair(output());
    VERIFY_OK(plan);
    QCOMPARE(plan->changes.size(), std::size_t(1));
    VERIFY_OK(writeRepaired(*plan, mended(), ForeignColors::Refuse));
    QCOMPARE(brokenRules(mended()), QSet<QString>());
    QVERIFY(textOf(mended() / kManifest).find("#010203") != std::string::npos);
}

void RepairTest::lineBreaksStayAsTheyAre()
{
    replaceAll(output() / kManifest, "\"hex-color\":\"#1f77b4\",", "");
    replaceAll(output() / kManifest, "\n", "\r\n");
    const Result<RepairPlan> plan = planRepair(output());
    VERIFY_OK(plan);
    VERIFY_OK(writeRepaired(*plan, mended(), ForeignColors::Refuse));
    std::string expected = m_sound[kManifest.string()];
    for (std::size_t at = 0; (at = expected.find('\n', at)) != std::string::npos; at += 2)
        expected.insert(at, 1, '\r');
    QCOMPARE(textOf(mended() / kManifest), expected);
}

void RepairTest::responsesGetTheColorsToo()
{
    const fs::path response =
        "annotations/consolidated-annotation/consolidation-response/iteration-1/2026-11-22_09:00:00.json";
    replaceAll(output() / response, "\"hex-color\":\"#1f77b4\",", "");
    QVERIFY(textOf(output() / response) != m_sound[response.string()]);
    const Result<RepairPlan> plan = planRepair(output());
    VERIFY_OK(plan);
    QCOMPARE(plan->changes.size(), std::size_t(1));
    QCOMPARE(plan->changes.front().file, response);
    VERIFY_OK(writeRepaired(*plan, mended(), ForeignColors::Refuse));
    QVERIFY(treeOf(mended()) == m_sound);
}

void RepairTest::aNameThatIsTakenStays()
{
    const fs::path twin = output() / kMaskFolder / "0_2026-11-22T09_00_00.250000.png";
    fs::copy(output() / kFirstMask, twin);
    const Result<RepairPlan> plan = planRepair(output());
    VERIFY_OK(plan);
    QVERIFY(plan->changes.empty());
    QCOMPARE(plan->left.size(), std::size_t(1));
    QCOMPARE(plan->left.front().path, twin);
    VERIFY_OK(writeRepaired(*plan, mended(), ForeignColors::Refuse));
    QVERIFY(treeOf(mended()) == treeOf(output()));
}

void RepairTest::aMaskThatCantBeReadIsCopiedAndTold()
{
    writeText(output() / kFirstMask, "no PNG");
    const Result<RepairPlan> plan = planRepair(output());
    VERIFY_OK(plan);
    QCOMPARE(plan->left.size(), std::size_t(1));
    QCOMPARE(plan->left.front().path, output() / kFirstMask);
    VERIFY_OK(writeRepaired(*plan, mended(), ForeignColors::Refuse));
    QCOMPARE(textOf(mended() / kFirstMask), std::string("no PNG"));
    fs::remove(output() / kFirstMask);
    const Result<RepairPlan> without = planRepair(output());
    VERIFY_OK(without);
    QCOMPARE(without->left.size(), std::size_t(1));
    QCOMPARE(without->left.front().position, 1);
}

void RepairTest::theNewFolderIsNeverInTheOldOneNorOverAnother()
{
    const Result<RepairPlan> plan = planRepair(output());
    VERIFY_OK(plan);
    VERIFY_ERROR(writeRepaired(*plan, output(), ForeignColors::Refuse), ErrorCode::AlreadyExists);
    VERIFY_ERROR(writeRepaired(*plan, output() / "new", ForeignColors::Refuse), ErrorCode::InvalidArgument);
    fs::create_directory(mended());
    VERIFY_ERROR(writeRepaired(*plan, mended(), ForeignColors::Refuse), ErrorCode::AlreadyExists);
    QVERIFY(treeOf(output()) == m_sound);
}

void RepairTest::aStoppedRepairLeavesNothing()
{
    std::stop_source stop;
    stop.request_stop();
    VERIFY_ERROR(planRepair(output(), stop.get_token()), ErrorCode::Cancelled);
    const Result<RepairPlan> plan = planRepair(output());
    VERIFY_OK(plan);
    const std::size_t before = treeOf(folder()).size();
    VERIFY_ERROR(writeRepaired(*plan, mended(), ForeignColors::Refuse, stop.get_token()), ErrorCode::Cancelled);
    QCOMPARE(treeOf(folder()).size(), before);
}

void RepairTest::aFolderWithoutManifestIsAnError()
{
    VERIFY_ERROR(planRepair(folder() / "photos"), ErrorCode::NotFound);
    VERIFY_ERROR(planRepair(folder() / "nowhere"), ErrorCode::NotFound);
}

LABELWRIGHT_TEST(RepairTest)
#include "RepairTest.moc"
