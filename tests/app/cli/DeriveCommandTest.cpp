// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/OutputLayout.h"
#include "core/job/JobLayout.h"
#include "core/job/LockFile.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class DeriveCommandTest : public QObject {
    Q_OBJECT
private slots:
    void groundTruthsTreeAppears();
    void deriveTwiceChangesNothing();
    void deletedOutputComesBackByteForByte();
    void anotherAnswerChangesOnlyItsObject();
    void aFileChangedByHandIsLeftUntilForced();
    void threeWorkersAreNeededForAnObjectOfThree();
    void aLineThatIsNoJsonIsCarriedAsItIs();
    void whileAnotherDerivesItIsRefused();
};

namespace {

QJsonObject derive(const Workplace& place, const std::vector<std::string>& more = {})
{
    std::vector<std::string> arguments{"derive", place.job(), "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return jsonOf(runProgram(arguments).out);
}

int countOf(const QJsonObject& report, const char* key)
{
    return report[QLatin1String(key)].toInt(-1);
}

std::map<std::string, fs::file_time_type> changeTimesBelow(const fs::path& folder)
{
    std::map<std::string, fs::file_time_type> times;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            times[entry.path().string()] = entry.last_write_time();
    }
    return times;
}

fs::path outputOf(const Workplace& place)
{
    return place.job() / "output/street";
}

fs::path maskOf(const Workplace& place, std::int64_t object)
{
    for (const fs::directory_entry& entry : fs::directory_iterator(outputOf(place) / layout::kMasks)) {
        const std::optional<layout::MaskName> name = layout::parseMaskName(entry.path().filename().string());
        if (name && name->objectId == object)
            return entry.path();
    }
    return {};
}

} // namespace

void DeriveCommandTest::groundTruthsTreeAppears()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(1, place.addIndexedMask("mask.png", 3)));
    const Outcome outcome = runProgram({"derive", place.job()});
    VERIFY_DONE(outcome);
    QCOMPARE(outcome.out, outputOf(place).string() + ": 1 object; 8 files written, 0 as they were, 0 deleted\n");
    for (const std::string_view file : {layout::kLabelCategories, layout::kWorkerTemplate, layout::kOutputManifest})
        QVERIFY2(fs::exists(outputOf(place) / file), file.data());
    QVERIFY(fs::exists(place.job() / "output/street.create-labeling-job.json"));
    QCOMPARE(bytesOf(maskOf(place, 1)), *encodeConsolidatedMask(stripes(Workplace::kPhotoSize, 3), streetLabels()));

    const std::string manifest = textOf(outputOf(place) / layout::kOutputManifest);
    QVERIFY2(manifest.starts_with("{\"source-ref\":\"s3://labelwright/street/images/0.png\"}\n"
                                  "{\"source-ref\":\"s3://labelwright/street/images/1.png\",\"street-ref\":"
                                  "\"s3://labelwright/street/annotations/consolidated-annotation/output/1_"),
             manifest.c_str());
}

void DeriveCommandTest::deriveTwiceChangesNothing()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    const QJsonObject first = derive(place);
    QCOMPARE(countOf(first, "objects"), 1);
    QCOMPARE(countOf(first, "written"), 8);
    QCOMPARE(first[QStringLiteral("output")].toString().toStdString(), outputOf(place).string());
    const auto times = changeTimesBelow(place.job() / "output");

    const QJsonObject second = derive(place);
    QCOMPARE(countOf(second, "written"), 0);
    QCOMPARE(countOf(second, "unchanged"), 8);
    QCOMPARE(countOf(second, "deleted"), 0);
    QCOMPARE(second[QStringLiteral("left-alone")].toArray(), QJsonArray());
    QCOMPARE(second[QStringLiteral("left-out")].toArray(), QJsonArray());
    QVERIFY(changeTimesBelow(place.job() / "output") == times);
}

void DeriveCommandTest::deletedOutputComesBackByteForByte()
{
    const Workplace place;
    place.addPhotos(3);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    VERIFY_DONE(place.submit(2, place.addColorMask("mask.png", 1)));
    derive(place);
    const auto before = possessionsOf(place.job() / "output");
    QVERIFY(before.size() >= 10);
    fs::remove_all(place.job() / "output");
    fs::remove_all(place.job() / "cache");
    derive(place);
    QCOMPARE(possessionsOf(place.job() / "output"), before);
}

void DeriveCommandTest::anotherAnswerChangesOnlyItsObject()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    VERIFY_DONE(place.submit(1, place.addIndexedMask("mask.png", 1)));
    derive(place);
    const fs::path kept = maskOf(place, 0);
    const fs::path replaced = maskOf(place, 1);
    VERIFY_DONE(place.submit(1, place.addIndexedMask("mask.png", 2)));
    const QJsonObject report = derive(place);
    QVERIFY(countOf(report, "deleted") >= 1);
    QVERIFY(fs::exists(kept));
    QVERIFY(!fs::exists(replaced));
    QCOMPARE(bytesOf(maskOf(place, 1)), *encodeConsolidatedMask(stripes(Workplace::kPhotoSize, 2), streetLabels()));
    const auto masks = fs::directory_iterator(outputOf(place) / layout::kMasks);
    QCOMPARE(std::distance(fs::begin(masks), fs::end(masks)), std::ptrdiff_t{2});
}

void DeriveCommandTest::aFileChangedByHandIsLeftUntilForced()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    derive(place);
    const fs::path file = outputOf(place) / layout::kLabelCategories;
    const std::string own = textOf(file);
    writeText(file, "mine");

    const Outcome left = runProgram({"derive", place.job(), "--json"});
    QCOMPARE(left.exitCode, 3);
    QVERIFY2(left.err.starts_with("labelwright: warning: " + file.string()), left.err.c_str());
    QCOMPARE(jsonOf(left.out)[QStringLiteral("left-alone")].toArray().size(), 1);
    QCOMPARE(textOf(file), std::string("mine"));

    const Outcome forced = runProgram({"derive", place.job(), "--force"});
    VERIFY_DONE(forced);
    QCOMPARE(textOf(file), own);
}

void DeriveCommandTest::threeWorkersAreNeededForAnObjectOfThree()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob({"--workers-per-object", "3"}));
    const fs::path mask = place.addIndexedMask("mask.png", 1);
    for (const char* worker : {"worker-1", "worker-2", "worker-3"}) {
        QCOMPARE(countOf(derive(place), "objects"), 0);
        VERIFY_DONE(runProgram({"submit", place.job(), "--object", "0", "--worker", worker, "--mask", mask}));
    }
    QCOMPARE(countOf(derive(place), "objects"), 1);
    QCOMPARE(bytesOf(maskOf(place, 0)), *encodeConsolidatedMask(stripes(Workplace::kPhotoSize, 1), streetLabels()));
}

void DeriveCommandTest::aLineThatIsNoJsonIsCarriedAsItIs()
{
    const Workplace place;
    place.addPhotos(2);
    const Outcome made = place.makeJobOf("{\"source-ref\":\"s3://bucket/0.png\"}\n"
                                         "no JSON at all\n"
                                         "{\"source-ref\":\"s3://bucket/1.png\", \"kept\" : 1.50}\n");
    QCOMPARE(made.exitCode, 0);
    VERIFY_DONE(place.submit(2, place.addIndexedMask("mask.png", 0)));
    QCOMPARE(countOf(derive(place), "objects"), 1);
    const std::string manifest = textOf(outputOf(place) / layout::kOutputManifest);
    QVERIFY2(manifest.starts_with("{\"source-ref\":\"s3://bucket/0.png\"}\nno JSON at all\n"
                                  "{\"source-ref\":\"s3://bucket/1.png\", \"kept\" : 1.50,\"street-ref\":"),
             manifest.c_str());
}

void DeriveCommandTest::whileAnotherDerivesItIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    {
        const Result<LockFile> lock = LockFile::acquire(deriveLockFile(place.job()), "deriving");
        VERIFY_OK(lock);
        VERIFY_REFUSED(runProgram({"derive", place.job()}), std::to_string(QCoreApplication::applicationPid()),
                       "Close it there");
        QVERIFY(!fs::exists(place.job() / "output"));
    }
    VERIFY_DONE(runProgram({"derive", place.job()}));
}

LABELWRIGHT_TEST(DeriveCommandTest)
#include "DeriveCommandTest.moc"
