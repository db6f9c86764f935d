// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/OutputLayout.h"
#include "core/job/Job.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// `new --from-output`: a real Ground Truth folder becomes a job beside it (DESIGN rule 6).
class FromOutputTest : public QObject {
    Q_OBJECT
private slots:
    void aDerivedJobOpensAgainWithItsMasks();
    void earlierAnswersStandInTheHistory();
    void nameLabelsAndPrefixesMayBeGiven();
    void whatIsAskedForIsTakenOrRefused();
    void theFolderIsOnlyRead();
    void realSegmentationOpens();
    void realBoxesNeedLabels();
    void theExampleJobOpens();
    void badFoldersAreRefused_data();
    void badFoldersAreRefused();
    void aJobInsideTheFolderIsRefused();
};

namespace {

/// A job of two photos with one answer, derived; its output folder.
fs::path deriveJob(const Workplace& place)
{
    place.addPhotos(2);
    const std::vector<Outcome> steps{place.makeJob(), place.submit(0, place.addIndexedMask("mask.png", 2)),
                                     runProgram({"derive", place.job()})};
    for (const Outcome& step : steps) {
        if (const std::string fault = faultOfSuccess(step); !fault.empty())
            qFatal("%s", fault.c_str());
    }
    return place.job() / "output/street";
}

Outcome createFrom(const Workplace& place, const fs::path& output, const std::vector<std::string>& more = {})
{
    std::vector<std::string> arguments{"new", place.root() / "again", "--from-output", output};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return runProgram(arguments);
}

Job openJob(const fs::path& folder)
{
    Result<Job> job = Job::open(folder);
    if (!job)
        qFatal("%s", sentence(job.error()).c_str());
    return *std::move(job);
}

} // namespace

void FromOutputTest::aDerivedJobOpensAgainWithItsMasks()
{
    const Workplace place;
    const fs::path output = deriveJob(place);
    const Outcome outcome =
        createFrom(place, output, {"--s3-input", "s3://labelwright/street/images/=" + place.photos().string()});
    VERIFY_DONE(outcome);
    QVERIFY2(outcome.out.find(": job street-adjusted, stage output/street-adjusted, 2 objects") != std::string::npos,
             outcome.out.c_str());
    const Job job = openJob(place.root() / "again");
    QCOMPARE(job.spec().name, std::string("street-adjusted"));
    QCOMPARE(job.spec().attribute, std::string("street-adjusted-ref"));
    QCOMPARE(textOf(place.root() / "again/input.manifest"), textOf(output / layout::kOutputManifest));
    QCOMPARE(job.source(1)->imagePath, place.photos() / "1.png");
    const Result<std::optional<LabelMask>> mask = job.initialMask(0, Workplace::kPhotoSize);
    VERIFY_OK(mask);
    QVERIFY(mask->has_value());
    const LabelMask expected = stripes(Workplace::kPhotoSize, 2);
    for (int y = 0; y < expected.height(); ++y) {
        for (int x = 0; x < expected.width(); ++x) {
            const Label label = expected.at({x, y});
            const Label got = (**mask).at({x, y});
            QCOMPARE(got == kUnlabelled ? std::string() : job.spec().labels.at(got).name,
                     label == kUnlabelled ? std::string() : streetLabels().at(label).name);
        }
    }
    QVERIFY(!job.initialMask(1, Workplace::kPhotoSize)->has_value());
}

void FromOutputTest::earlierAnswersStandInTheHistory()
{
    const Workplace place;
    const fs::path output = deriveJob(place);
    VERIFY_DONE(createFrom(
        place, output,
        {"--workers-per-object", "1", "--s3-input", "s3://labelwright/street/images/=" + place.photos().string()}));
    const fs::path again = place.root() / "again";
    VERIFY_DONE(runProgram(
        {"submit", again, "--object", "0", "--worker", "worker-1", "--mask", place.addIndexedMask("mask.png", 3)}));
    const Outcome outcome = runProgram({"status", again, "--object", "0"});
    VERIFY_DONE(outcome);
    const std::vector<std::string> lines = outcome.outLines();
    QCOMPARE(lines.size(), std::size_t{3});
    QVERIFY2(lines[0].ends_with("/0.png: 2 answers"), lines[0].c_str());
    QVERIFY2(lines[1].find("private.us-east-1.") != std::string::npos && lines[1].ends_with(", in the earlier job"),
             lines[1].c_str());
    QVERIFY2(lines[2].ends_with("Z  worker-1"), lines[2].c_str());
    const QJsonArray answers =
        jsonOf(runProgram({"status", again, "--object", "0", "--json"}).out)[QStringLiteral("answers")].toArray();
    QCOMPARE(answers.size(), 2);
    QCOMPARE(answers[0].toObject()[QStringLiteral("earlier-job")].toBool(), true);
    QCOMPARE(jsonOf(runProgram({"status", again, "--object", "1", "--json"}).out)[QStringLiteral("answers")]
                 .toArray()
                 .size(),
             0);
    VERIFY_REFUSED(runProgram({"status", again, "--object", "2"}), "0 to 1");
}

void FromOutputTest::nameLabelsAndPrefixesMayBeGiven()
{
    const Workplace place;
    const fs::path output = deriveJob(place);
    const Outcome outcome =
        createFrom(place, output,
                   {"--name", "second", "--labels", "bus,people,traffic light,dog", "--json", "--workers-per-object",
                    "2", "--s3-input", "s3://labelwright/street/images/=" + place.photos().string()});
    VERIFY_DONE(outcome);
    const QJsonObject json = jsonOf(outcome.out);
    QCOMPARE(json[QStringLiteral("attribute")].toString(), QStringLiteral("second-ref"));
    QCOMPARE(json[QStringLiteral("labels")].toInt(), 4);
    QCOMPARE(openJob(place.root() / "again").spec().team.size(), std::size_t{2});
}

void FromOutputTest::whatIsAskedForIsTakenOrRefused()
{
    const Workplace place;
    const fs::path output = deriveJob(place);
    VERIFY_DONE(createFrom(place, output,
                           {"--s3-input", "s3://labelwright/street/images/=" + place.photos().string(), "--description",
                            "Mend the edges", "--time-limit", "2m", "--s3-output", "s3://bucket/mended",
                            "--workers-per-object", "3", "--mask-consolidation", "staple"}));
    const JobSpec spec = openJob(place.root() / "again").spec();
    QCOMPARE(spec.task.description, std::string("Mend the edges"));
    QCOMPARE(spec.task.timeLimit, std::chrono::seconds(120));
    QCOMPARE(spec.outputPrefix, std::string("s3://bucket/mended"));
    QCOMPARE(spec.maskConsolidation, MaskConsolidation::Staple);
    QCOMPARE(createFrom(place, output, {"--none-category"}).exitCode, 2);
    QCOMPARE(createFrom(place, output, {"--prelabel", "old-ref"}).exitCode, 2);
}

void FromOutputTest::theFolderIsOnlyRead()
{
    const Workplace place;
    const fs::path output = deriveJob(place);
    const auto before = possessionsOf(place.job());
    const std::string photos = "s3://labelwright/street/images/=" + place.photos().string();
    VERIFY_DONE(createFrom(place, output, {"--s3-input", photos}));
    const fs::path again = place.root() / "again";
    VERIFY_DONE(runProgram(
        {"submit", again, "--object", "0", "--worker", "worker-1", "--mask", place.addIndexedMask("mask.png", 3)}));
    VERIFY_DONE(runProgram({"derive", again}));
    QCOMPARE(possessionsOf(place.job()), before);
    const std::string manifest = textOf(again / "output/street-adjusted" / layout::kOutputManifest);
    QVERIFY2(manifest.find("\"street-ref\":") < manifest.find("\"street-adjusted-ref\":"), manifest.c_str());
}

void FromOutputTest::realSegmentationOpens()
{
    const std::optional<fs::path> shared = sharedFolder();
    if (!shared)
        QSKIP("the real samples are not here");
    const Workplace place;
    const Outcome outcome = createFrom(place, *shared / "formats/samples/superannotate/instance_segmentation");
    QCOMPARE(outcome.exitCode, 0);
    for (const std::string& line : outcome.errLines())
        QVERIFY2(line.starts_with("labelwright: warning: "), line.c_str());
    const Job job = openJob(place.root() / "again");
    QVERIFY(job.objectCount() > 0);
    VERIFY_DONE(runProgram({"status", place.root() / "again"}));
    int masks = 0;
    for (ObjectId object = 0; object < job.objectCount(); ++object) {
        const Result<std::optional<LabelMask>> mask = job.initialMask(object, {1, 1});
        masks += !mask && mask.error().code == ErrorCode::Mismatch ? 1 : 0; // found and decoded: of another size
    }
    QVERIFY(masks > 0);
}

void FromOutputTest::realBoxesNeedLabels()
{
    const std::optional<fs::path> shared = sharedFolder();
    if (!shared)
        QSKIP("the real samples are not here");
    const Workplace place;
    const fs::path boxes = *shared / "formats/samples/superannotate/object_detection";
    VERIFY_REFUSED(createFrom(place, boxes), boxes.string(), "labels of its own");
    QVERIFY(!fs::exists(place.root() / "again"));
    QCOMPARE(createFrom(place, boxes, {"--labels", "thing"}).exitCode, 0);
    QVERIFY(openJob(place.root() / "again").objectCount() > 0);
}

void FromOutputTest::theExampleJobOpens()
{
    const std::optional<fs::path> shared = sharedFolder();
    if (!shared)
        QSKIP("the example job is not here");
    const Workplace place;
    const fs::path example = *shared / "formats/example-job/road-scenes";
    const Outcome outcome = createFrom(place, example);
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(openJob(place.root() / "again").objectCount() >= 2);
}

void FromOutputTest::badFoldersAreRefused_data()
{
    QTest::addColumn<QString>("manifest");
    QTest::addColumn<QString>("word");
    QTest::newRow("no manifest") << QString() << "output.manifest";
    QTest::newRow("an empty manifest") << ""
                                       << "";
    QTest::newRow("no JSON") << "no JSON\n"
                             << "";
    QTest::newRow("nothing labelled") << "{\"source-ref\":\"s3://bucket/0.png\"}\n"
                                      << "labels of its own";
}

void FromOutputTest::badFoldersAreRefused()
{
    QFETCH(QString, manifest);
    QFETCH(QString, word);
    const Workplace place;
    const fs::path folder = place.root() / "output";
    fs::create_directories(folder);
    if (!manifest.isNull())
        writeText(folder / "output.manifest", manifest.toStdString());
    VERIFY_REFUSED(createFrom(place, folder), folder.string(), word.toStdString());
    QVERIFY(!fs::exists(place.root() / "again"));
    VERIFY_REFUSED(createFrom(place, place.root() / "nowhere"), "nowhere");
}

void FromOutputTest::aJobInsideTheFolderIsRefused()
{
    const Workplace place;
    const fs::path output = deriveJob(place);
    const auto before = possessionsOf(place.job());
    VERIFY_REFUSED(runProgram({"new", output / "again", "--from-output", output}), (output / "again").string(),
                   "only read");
    QCOMPARE(possessionsOf(place.job()), before);
}

LABELWRIGHT_TEST(FromOutputTest)
#include "FromOutputTest.moc"
