// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/OutputLayout.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QRegularExpression>

#include <algorithm>
#include <set>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class ValidateCommandTest : public QObject {
    Q_OBJECT
private slots:
    void aDerivedJobHasNoFault();
    void aManifestOfOursHasNoFault();
    void findingsNameFileAndLine();
    void jsonGivesAnObjectPerFinding();
    void aMaskChangedByHandIsFound();
    void everyRuleIsListed();
    void profilesAreWhatOneReaderDemands();
    void anExportedDatasetIsChecked();
    void anOutputFolderIsCheckedByItsManifest();
    void whatIsNotThereIsRefused();
};

namespace {

void makeDerivedJob(const Workplace& place)
{
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    VERIFY_DONE(place.submit(1, place.addIndexedMask("mask.png", 1)));
    VERIFY_DONE(runProgram({"derive", place.job()}));
}

fs::path outputManifest(const Workplace& place)
{
    return place.job() / "output/street" / layout::kOutputManifest;
}

} // namespace

void ValidateCommandTest::aDerivedJobHasNoFault()
{
    const Workplace place;
    makeDerivedJob(place);
    const auto before = possessionsOf(place.job());
    const Outcome outcome = runProgram({"validate", place.job()});
    VERIFY_DONE(outcome);
    QVERIFY2(outcome.outLines().back().starts_with(place.job().string() + ": 0 errors, 0 warnings, "),
             outcome.out.c_str());
    QCOMPARE(possessionsOf(place.job()), before);
}

void ValidateCommandTest::aManifestOfOursHasNoFault()
{
    const Workplace place;
    makeDerivedJob(place);
    const Outcome outcome = runProgram({"validate", outputManifest(place), "--s3-input",
                                        "s3://labelwright/street/images/=" + place.photos().string(), "--s3-input",
                                        "s3://labelwright/street/=" + (place.job() / "output/street").string()});
    VERIFY_DONE(outcome);
    QVERIFY2(outcome.outLines().back().starts_with(outputManifest(place).string() + ": 0 errors, 0 warnings, "),
             outcome.out.c_str());
}

void ValidateCommandTest::findingsNameFileAndLine()
{
    const Workplace place;
    const fs::path manifest = place.root() / "broken.manifest";
    writeText(manifest, "{\"source-ref\":\"s3://bucket/0.png\"}\nno JSON\n{\"source\":\"s3://bucket/1.png\"}\n");
    const Outcome outcome = runProgram({"validate", manifest});
    QVERIFY(!outcome.crashed);
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.err, std::string());
    for (const int line : {2, 3}) {
        const QRegularExpression finding(QStringLiteral("^%1:%2: error: .+ \\[[a-z0-9-]+\\]$")
                                             .arg(QRegularExpression::escape(QString::fromStdString(manifest.string())))
                                             .arg(line),
                                         QRegularExpression::MultilineOption);
        QVERIFY2(finding.match(QString::fromStdString(outcome.out)).hasMatch(), outcome.out.c_str());
    }
    QVERIFY2(outcome.outLines().back().starts_with(manifest.string() + ": 2 errors, "), outcome.out.c_str());
}

void ValidateCommandTest::jsonGivesAnObjectPerFinding()
{
    const Workplace place;
    const fs::path manifest = place.root() / "broken.manifest";
    writeText(manifest, "{\"source-ref\":\"s3://bucket/0.png\"}\nno JSON\n");
    const Outcome outcome = runProgram({"validate", "--json", manifest});
    QCOMPARE(outcome.exitCode, 1);
    int errors = 0;
    for (const std::string& line : outcome.outLines()) {
        const QJsonObject finding = jsonOf(line);
        QCOMPARE(finding[QStringLiteral("path")].toString().toStdString(), manifest.string());
        QVERIFY(!finding[QStringLiteral("rule")].toString().isEmpty());
        QVERIFY(!finding[QStringLiteral("detail")].toString().isEmpty());
        if (finding[QStringLiteral("severity")].toString() == QStringLiteral("error")) {
            ++errors;
            QCOMPARE(finding[QStringLiteral("line")].toInt(), 2);
        }
    }
    QCOMPARE(errors, 1);
}

void ValidateCommandTest::aMaskChangedByHandIsFound()
{
    const Workplace place;
    makeDerivedJob(place);
    const fs::path masks = place.job() / "output/street" / layout::kMasks;
    const fs::path mask = fs::directory_iterator(masks)->path();
    fs::copy_file(place.photos() / "0.png", mask, fs::copy_options::overwrite_existing);
    const Outcome outcome = runProgram({"validate", place.job()});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.out.find(mask.string() + ": error: ") != std::string::npos, outcome.out.c_str());
}

void ValidateCommandTest::everyRuleIsListed()
{
    const Outcome outcome = runProgram({"validate", "--rules"});
    VERIFY_DONE(outcome);
    const std::vector<std::string> lines = outcome.outLines();
    QVERIFY(lines.size() > 30);
    std::set<std::string> ids;
    for (const std::string& line : lines) {
        const QRegularExpression rule(QStringLiteral("^([a-z0-9-]+) +(error|warning|note) +.+\\(.+\\)$"));
        const QRegularExpressionMatch match = rule.match(QString::fromStdString(line));
        QVERIFY2(match.hasMatch(), line.c_str());
        QVERIFY2(ids.insert(match.captured(1).toStdString()).second, line.c_str());
    }
}

void ValidateCommandTest::profilesAreWhatOneReaderDemands()
{
    const Workplace place;
    makeDerivedJob(place);
    const fs::path output = place.job() / "output/street";
    for (const fs::path& target : {place.job(), output, output / layout::kOutputManifest})
        VERIFY_DONE(runProgram({"validate", "--profile", "coco-notebook", "--profile", "single-key-tool", target}));
    const Outcome outcome = runProgram({"validate", place.job(), "--profile", "yolo-labels"});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.out.find("error: the line has no attribute called as the job, \"street\" [yolo-labels]") !=
                 std::string::npos,
             outcome.out.c_str());
    VERIFY_WRONG_USAGE(runProgram({"validate", place.job(), "--profile", "nobody"}), "scene-crops");
    QVERIFY(runProgram({"validate", "--help"}).out.find("upload-pipeline") != std::string::npos);
}

void ValidateCommandTest::anExportedDatasetIsChecked()
{
    const Workplace place;
    makeDerivedJob(place);
    const fs::path dataset = place.root() / "dataset";
    VERIFY_DONE(runProgram({"export", place.job(), "--format", "voc", "-o", dataset}));
    VERIFY_DONE(runProgram({"validate", dataset}));
    fs::remove(dataset / "labelmap.txt");
    const Outcome outcome = runProgram({"validate", dataset});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.out.find("[dataset-missing]") != std::string::npos, outcome.out.c_str());
}

void ValidateCommandTest::anOutputFolderIsCheckedByItsManifest()
{
    const Workplace place;
    makeDerivedJob(place);
    const fs::path output = place.job() / "output/street";
    VERIFY_DONE(runProgram({"validate", output}));
    fs::remove_all(output / layout::kMasks);
    fs::create_directories(output / layout::kMasks);
    const Outcome outcome = runProgram({"validate", output});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.out.find("[mask-missing]") != std::string::npos, outcome.out.c_str());
}

void ValidateCommandTest::whatIsNotThereIsRefused()
{
    const Workplace place;
    VERIFY_REFUSED(runProgram({"validate", place.job()}), place.job().string(), "Check the name");
    VERIFY_REFUSED(runProgram({"validate", place.photos()}), place.photos().string(), "job.json");
    VERIFY_WRONG_USAGE(runProgram({"validate", place.photos(), "--s3-input", "photos"}), "s3://bucket/prefix=FOLDER");
}

LABELWRIGHT_TEST(ValidateCommandTest)
#include "ValidateCommandTest.moc"
