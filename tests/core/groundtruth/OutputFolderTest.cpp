// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/OutputFolder.h"

#include "tests/core/groundtruth/BrokenText.h"
#include "tests/core/groundtruth/OutputFolderFixture.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(std::string)

class OutputFolderTest : public QObject {
    Q_OBJECT
private slots:
    void opensEveryLayout_data();
    void opensEveryLayout();
    void folderWithoutManifestIsNotFound();
    void findsTheAttributesOfChainedJobs();
    void findsBoxes();
    void brokenLinesAreNotedWithTheirNumber();
    void objectsInTheDefectWindowAreNamed();
    void attributeThatOnlyFailedIsKnownByItsName();
    void findsClassifications();
    void otherAttributesAreNotedOnce();
    void instructionsComeFromTheTemplate();
    void brokenSideFilesAreNoted();
    void notesAreCounted();
    void opensTheExampleJob();
    void opensRealFlatFolders();
    void survivesAManifestCutAnywhere();
};

void OutputFolderTest::opensEveryLayout_data()
{
    QTest::addColumn<std::string>("manifest");
    QTest::newRow("real") << kManifest;
    QTest::newRow("as the guide's prose has it") << std::string("manifest/output/output.manifest");
    QTest::newRow("flat") << std::string("output.manifest");
}

void OutputFolderTest::opensEveryLayout()
{
    QFETCH(std::string, manifest);
    const JobFolder job;
    job.write(manifest, golden("segmentation.manifest"));
    const OutputFolder folder = job.open();
    QCOMPARE(folder.manifestPath, job.root() / manifest);
    QCOMPARE(folder.manifest.lineCount(), std::int64_t{5});
    QCOMPARE(folder.attributes.size(), std::size_t{2});
    QVERIFY(folder.notes.empty());
    QVERIFY(!folder.instructions);
}

void OutputFolderTest::folderWithoutManifestIsNotFound()
{
    const JobFolder job;
    const Result<OutputFolder> folder = openOutputFolder(job.root());
    VERIFY_ERROR(folder, ErrorCode::NotFound);
    QCOMPARE(folder.error().path, job.root());
    VERIFY_ERROR(openOutputFolder("/nowhere/at/all"), ErrorCode::NotFound);
}

void OutputFolderTest::findsTheAttributesOfChainedJobs()
{
    const JobFolder job;
    job.write(kManifest, golden("segmentation.manifest"));
    const OutputFolder folder = job.open();
    const OutputAttribute& first = folder.attributes.at(0);
    QCOMPARE(first.name, std::string("harbour-survey-ref"));
    QCOMPARE(first.jobName, std::string("harbour-survey"));
    QCOMPARE(first.labelled, std::int64_t{2});
    QCOMPARE(first.failed, (Lines{2}));
    QCOMPARE(namesOf(first.labels), (Texts{"boat", "quay wall", "크레인"}));
    QCOMPARE(folder.attributes.at(1).name, std::string("harbour-fixed-ref"));
    QCOMPARE(folder.segmentation(), &folder.attributes.at(1));
}

void OutputFolderTest::findsBoxes()
{
    const JobFolder job;
    job.write(kManifest, golden("boxes.manifest"));
    const OutputFolder folder = job.open();
    QCOMPARE(folder.attributes.size(), std::size_t{1});
    QVERIFY(folder.attributes.at(0).kind == OutputKind::BoundingBoxes);
    QCOMPARE(folder.attributes.at(0).jobName, std::string("boats"));
    QCOMPARE(folder.attributes.at(0).labelled, std::int64_t{2});
    QCOMPARE(folder.segmentation(), nullptr);
}

void OutputFolderTest::brokenLinesAreNotedWithTheirNumber()
{
    const JobFolder job;
    const std::string good = labelledLine(entry(1, "boat", "#ff0000"));
    job.write(kManifest, good + "no JSON\n" + "\n" + replaced(good, "#ff0000", "red") + "[1]\n" + good +
                             replaced(good, "\"source-ref\"", "\"source\""));
    const OutputFolder folder = job.open();
    QCOMPARE(folder.manifest.lineCount(), std::int64_t{7});
    QCOMPARE(folder.segmentation()->labelled, std::int64_t{3});
    Lines lines;
    for (const OutputNote& note : folder.notes)
        lines.push_back(note.line);
    QCOMPARE(lines, (Lines{2, 3, 4, 5, 7}));
    QCOMPARE(notedLines(folder, "hex-color"), (Lines{4}));
    QCOMPARE(notedLines(folder, "source-ref"), (Lines{7}));
}

void OutputFolderTest::objectsInTheDefectWindowAreNamed()
{
    const JobFolder job;
    const std::string classes = entry(1, "boat", "#ff0000");
    job.write(kManifest, labelledLine(classes, "2020-06-03") + labelledLine(classes, "2020-06-04") +
                             labelledLine(classes, "2020-09-04") + labelledLine(classes, "2020-09-05"));
    QCOMPARE(job.open().segmentation()->suspect, (Lines{1, 2}));
}

void OutputFolderTest::attributeThatOnlyFailedIsKnownByItsName()
{
    const JobFolder job;
    job.write(kManifest, R"({"source-ref":"s3://b/0.jpg","a-ref-metadata":{"failure-reason":"x"},)"
                         R"("boats-metadata":{"failure-reason":"y"}})");
    job.write("annotation-tool/data.json", golden("label-categories.json"));
    const OutputFolder folder = job.open();
    QCOMPARE(folder.segmentation(), &folder.attributes.at(0));
    QCOMPARE(folder.segmentation()->failed, (Lines{0}));
    QCOMPARE(folder.segmentation()->labels.size(), std::size_t{3});
    QVERIFY(folder.attributes.at(1).kind == OutputKind::BoundingBoxes);
}

void OutputFolderTest::findsClassifications()
{
    const JobFolder job;
    const std::string metadata =
        R"("job-name":"labeling-job/tags","type":"groundtruth/image-classification-multilabel"}})"
        "\n";
    job.write(kManifest,
              R"({"source-ref":"s3://b/0.jpg","tags":[4,1],"tags-metadata":{"class-map":{"4":"night","1":"rain"},)" +
                  metadata + R"({"source-ref":"s3://b/1.jpg","tags":[],"tags-metadata":{"class-map":{},)" + metadata +
                  R"({"source-ref":"s3://b/2.jpg","tags":[1],"tags-metadata":{"class-map":{"1":"snow"},)" + metadata +
                  R"({"source-ref":"s3://b/3.jpg","tags":[300],"tags-metadata":{"class-map":{"300":"fog"},)" +
                  metadata);
    const OutputFolder folder = job.open();
    const OutputAttribute* tags = folder.newest();
    QVERIFY(tags);
    QCOMPARE(folder.segmentation(), nullptr);
    QVERIFY(tags->kind == OutputKind::Classification && tags->task == TaskType::ImageClassificationMultiLabel);
    QCOMPARE(tags->jobName, std::string("tags"));
    QCOMPARE(tags->labelled, std::int64_t{4});
    QCOMPARE(tags->unchosen, std::int64_t{1});
    QCOMPARE(namesOf(tags->labels), (Texts{"label 1", "rain", "label 3", "label 4", "night"}));
    QCOMPARE(notedLines(folder, "\"snow\" here"), (Lines{3}));
    QCOMPARE(notedLines(folder, "beyond"), (Lines{4}));
    QCOMPARE(notedLines(folder, "hex-color"), Lines{});
}

void OutputFolderTest::otherAttributesAreNotedOnce()
{
    const JobFolder job;
    const std::string line = R"({"source-ref":"s3://b/0.jpg","species":1,"species-metadata":{"class-name":"cat",)"
                             R"("type":"groundtruth/label-verification"}})"
                             "\n";
    job.write(kManifest, line + line + line);
    const OutputFolder folder = job.open();
    QVERIFY(folder.attributes.empty());
    QCOMPARE(notedLines(folder, "\"species\""), (Lines{1}));
}

void OutputFolderTest::instructionsComeFromTheTemplate()
{
    const JobFolder job;
    job.write(kManifest, golden("segmentation.manifest"));
    job.write("annotation-tool/template.liquid", golden("template.liquid"));
    const OutputFolder folder = job.open();
    QVERIFY(folder.instructions.has_value());
    QCOMPARE(folder.instructions->badExampleHtml, std::string("<p>Too wide</p>"));
}

void OutputFolderTest::brokenSideFilesAreNoted()
{
    const JobFolder job;
    job.write(kManifest, golden("segmentation.manifest"));
    job.write("annotation-tool/data.json", "{");
    job.write("annotation-tool/template.liquid", "<short-instructions>");
    const OutputFolder folder = job.open();
    QCOMPARE(folder.notes.size(), std::size_t{2});
    QCOMPARE(notedLines(folder, "annotation-tool/data.json can't be used"), (Lines{0}));
    QCOMPARE(notedLines(folder, "annotation-tool/template.liquid can't be used"), (Lines{0}));
}

void OutputFolderTest::notesAreCounted()
{
    const JobFolder job;
    std::string text;
    for (int i = 0; i < 250; ++i)
        text += "no JSON\n";
    job.write(kManifest, text);
    const OutputFolder folder = job.open();
    QCOMPARE(folder.notes.size(), std::size_t{201});
    QCOMPARE(folder.notes.back(), (OutputNote{0, "50 more notes are not listed"}));
}

void OutputFolderTest::opensTheExampleJob()
{
    const std::optional<fs::path> shared = sharedFolder();
    if (!shared)
        QSKIP("no folder of samples");
    const Result<OutputFolder> folder = openOutputFolder(*shared / "formats/example-job/road-scenes");
    VERIFY_OK(folder);
    QVERIFY(folder->notes.empty());
    QCOMPARE(folder->segmentation()->name, std::string("road-scenes-ref"));
    QCOMPARE(namesOf(folder->segmentation()->labels), (Texts{"people", "traffic light", "bus", "car", "tree"}));
}

void OutputFolderTest::opensRealFlatFolders()
{
    const std::optional<fs::path> shared = sharedFolder();
    if (!shared)
        QSKIP("no folder of samples");
    const fs::path samples = *shared / "formats/samples/superannotate";
    const Result<OutputFolder> masks = openOutputFolder(samples / "instance_segmentation");
    VERIFY_OK(masks);
    QVERIFY(masks->notes.empty());
    QCOMPARE(masks->segmentation()->labelled, std::int64_t{6});
    QCOMPARE(namesOf(masks->segmentation()->labels), (Texts{"cat", "dog"}));
    QVERIFY(masks->segmentation()->suspect.empty());
    const Result<OutputFolder> boxes = openOutputFolder(samples / "object_detection");
    VERIFY_OK(boxes);
    QCOMPARE(boxes->attributes.at(0).labelled, std::int64_t{6});
    QVERIFY(boxes->attributes.at(0).kind == OutputKind::BoundingBoxes);
}

void OutputFolderTest::survivesAManifestCutAnywhere()
{
    const JobFolder job;
    const std::string text = golden("segmentation.manifest");
    for (std::size_t length = 0; length <= text.size(); length += 11) {
        job.write(kManifest, std::string_view(text).substr(0, length));
        const OutputFolder folder = job.open();
        const bool endsInLine = length > 0 && text[length - 1] != '\n' && text[length] != '\n';
        QCOMPARE(folder.notes.size(), std::size_t{endsInLine ? 1U : 0U});
    }
}

LABELWRIGHT_TEST(OutputFolderTest)
#include "OutputFolderTest.moc"
