// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/OutputFolder.h"

#include "core/groundtruth/MaskPng.h"
#include "tests/core/groundtruth/BrokenText.h"
#include "tests/support/TestFiles.h"

#include <QObject>
#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;

Q_DECLARE_METATYPE(std::string)

namespace fs = std::filesystem;

namespace {

const std::string kManifest = "manifests/output/output.manifest";

/// A folder of a job that a test fills file by file.
class JobFolder {
public:
    fs::path root() const { return m_folder.path().toStdString(); }

    void write(const std::string& relative, std::string_view text) const
    {
        fs::create_directories((root() / relative).parent_path());
        writeText(root() / relative, text);
    }

    OutputFolder open() const
    {
        Result<OutputFolder> folder = openOutputFolder(root());
        if (!folder)
            qFatal("%s", sentence(folder.error()).c_str());
        return *std::move(folder);
    }

private:
    QTemporaryDir m_folder;
};

std::string golden(const std::string& name)
{
    return textOf(dataPath("groundtruth/" + name));
}

/// A labelled line of attribute a-ref whose colour map holds `entries` beside BACKGROUND.
std::string labelledLine(const std::string& entries, const std::string& date = "2026-03-04")
{
    return R"({"source-ref":"s3://b/0.jpg","a-ref":"s3://b/out/m.png","a-ref-metadata":{"internal-color-map":{)"
           R"("0":{"class-name":"BACKGROUND","hex-color":"#ffffff","confidence":0})" +
           entries + R"(},"type":"groundtruth/semantic-segmentation","human-annotated":"yes","creation-date":")" +
           date +
           R"(T05:06:17.714000","job-name":"labeling-job/survey"}})"
           "\n";
}

std::string entry(int index, const std::string& name, const std::string& color = {})
{
    const std::string hex = color.empty() ? std::string() : R"("hex-color":")" + color + R"(",)";
    return ",\"" + std::to_string(index) + R"(":{"class-name":")" + name + "\"," + hex + R"("confidence":0})";
}

std::vector<std::string> namesOf(const LabelSet& labels)
{
    std::vector<std::string> names;
    for (const LabelClass& label : labels.classes())
        names.push_back(label.name);
    return names;
}

std::vector<std::string> colorsOf(const LabelSet& labels)
{
    std::vector<std::string> colors;
    for (const LabelClass& label : labels.classes())
        colors.push_back(hexColor(label.color));
    return colors;
}

using Texts = std::vector<std::string>;

/// The line numbers of the notes that contain `text`.
std::vector<std::int64_t> notedLines(const OutputFolder& folder, std::string_view text)
{
    std::vector<std::int64_t> lines;
    for (const OutputNote& note : folder.notes) {
        if (note.text.find(text) != std::string::npos)
            lines.push_back(note.line);
    }
    return lines;
}

using Lines = std::vector<std::int64_t>;

} // namespace

class OutputFolderTest : public QObject {
    Q_OBJECT
private slots:
    void opensEveryLayout_data();
    void opensEveryLayout();
    void folderWithoutManifestIsNotFound();
    void findsTheAttributesOfChainedJobs();
    void findsBoxes();
    void labelsAreTheUnionInIndexOrder();
    void conflictsBetweenLinesAreNoted();
    void gapsAreFilledFromTheLabelCategories();
    void gapsWithoutLabelCategoriesGetANumber();
    void otherNamesInTheLabelCategoriesAreNoted();
    void missingColorsComeFromAMask();
    void missingColorsComeFromTheListWithoutAMask();
    void suspectMasksLendNoColors();
    void unusableColorsAreReplaced();
    void unusableNamesLeaveNoLabels();
    void brokenLinesAreNotedWithTheirNumber();
    void objectsInTheDefectWindowAreNamed();
    void attributeThatOnlyFailedIsKnownByItsName();
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

void OutputFolderTest::labelsAreTheUnionInIndexOrder()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(3, "crane", "#0000ff") + entry(1, "boat", "#ff0000")) +
                             labelledLine(entry(2, "quay", "#00ff00")));
    const OutputFolder folder = job.open();
    QCOMPARE(namesOf(folder.segmentation()->labels), (Texts{"boat", "quay", "crane"}));
    QCOMPARE(colorsOf(folder.segmentation()->labels), (Texts{"#ff0000", "#00ff00", "#0000ff"}));
    QVERIFY(folder.notes.empty());
}

void OutputFolderTest::conflictsBetweenLinesAreNoted()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(1, "boat", "#ff0000")) + labelledLine(entry(1, "boat", "#00ff00")) +
                             labelledLine(entry(1, "ship", "#ff0000")));
    const OutputFolder folder = job.open();
    QCOMPARE(namesOf(folder.segmentation()->labels), (Texts{"boat"}));
    QCOMPARE(colorsOf(folder.segmentation()->labels), (Texts{"#ff0000"}));
    QCOMPARE(notedLines(folder, "#00ff00"), (Lines{2}));
    QCOMPARE(notedLines(folder, "\"ship\""), (Lines{3}));
    QCOMPARE(folder.notes.size(), std::size_t{2});
}

void OutputFolderTest::gapsAreFilledFromTheLabelCategories()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(2, "quay wall", "#1f77b4")));
    job.write("annotation-tool/data.json", golden("label-categories.json"));
    const OutputFolder folder = job.open();
    QCOMPARE(namesOf(folder.segmentation()->labels), (Texts{"boat", "quay wall", "크레인"}));
    QCOMPARE(colorsOf(folder.segmentation()->labels), (Texts{"#2ca02c", "#1f77b4", "#ff7f0e"}));
}

void OutputFolderTest::gapsWithoutLabelCategoriesGetANumber()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(2, "quay wall", "#1f77b4")));
    const OutputFolder folder = job.open();
    QCOMPARE(namesOf(folder.segmentation()->labels), (Texts{"label 1", "quay wall"}));
    QCOMPARE(notedLines(folder, "no line names label 1"), (Lines{0}));
}

void OutputFolderTest::otherNamesInTheLabelCategoriesAreNoted()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(1, "ship", "#2ca02c")));
    job.write("annotation-tool/data.json", R"({"labels":[{"label":"boat"}]})");
    const OutputFolder folder = job.open();
    QCOMPARE(namesOf(folder.segmentation()->labels), (Texts{"ship"}));
    QCOMPARE(notedLines(folder, "\"boat\" in annotation-tool/data.json"), (Lines{0}));
}

void OutputFolderTest::missingColorsComeFromAMask()
{
    const JobFolder job;
    const LabelSet painted = LabelSet::fromNames({"boat", "quay"}, {{1, 2, 3}, {4, 5, 6}}).value();
    const LabelMask mask = LabelMask::create({4, 3}).value();
    writeBytes(job.root() / "m.png", encodeConsolidatedMask(mask, painted).value());
    job.write(kManifest, labelledLine(entry(1, "boat") + entry(2, "quay", "#00ff00") + entry(3, "crane")));
    const OutputFolder folder = job.open();
    QCOMPARE(colorsOf(folder.segmentation()->labels), (Texts{"#010203", "#00ff00", "#ff7f0e"}));
    QCOMPARE(notedLines(folder, "#010203 from a mask's palette"), (Lines{0}));
    QCOMPARE(notedLines(folder, "#ff7f0e from Ground Truth's default colours"), (Lines{0}));
}

void OutputFolderTest::missingColorsComeFromTheListWithoutAMask()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(1, "boat") + entry(2, "quay")));
    job.write("m.png", "no PNG");
    const OutputFolder folder = job.open();
    QCOMPARE(colorsOf(folder.segmentation()->labels), (Texts{"#2ca02c", "#1f77b4"}));
    QCOMPARE(notedLines(folder, "has no hex-color"), (Lines{0, 0}));
}

void OutputFolderTest::suspectMasksLendNoColors()
{
    const JobFolder job;
    const LabelSet painted = LabelSet::fromNames({"boat"}, {{1, 2, 3}}).value();
    const LabelMask mask = LabelMask::create({4, 3}).value();
    writeBytes(job.root() / "m.png", encodeConsolidatedMask(mask, painted).value());
    job.write(kManifest, labelledLine(entry(1, "boat"), "2020-07-01"));
    QCOMPARE(colorsOf(job.open().segmentation()->labels), (Texts{"#2ca02c"}));
}

void OutputFolderTest::unusableColorsAreReplaced()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(1, "boat", "#ff0000") + entry(2, "quay", "#ff0000")));
    const OutputFolder folder = job.open();
    QCOMPARE(colorsOf(folder.segmentation()->labels), (Texts{"#2ca02c", "#1f77b4"}));
    QCOMPARE(notedLines(folder, "can't be used as they are"), (Lines{0}));
}

void OutputFolderTest::unusableNamesLeaveNoLabels()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(1, "boat", "#ff0000") + entry(2, "boat", "#00ff00")));
    const OutputFolder folder = job.open();
    QCOMPARE(folder.segmentation()->labels.size(), std::size_t{0});
    QCOMPARE(notedLines(folder, "can't be used as they are"), (Lines{0}));
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

void OutputFolderTest::otherAttributesAreNotedOnce()
{
    const JobFolder job;
    const std::string line = R"({"source-ref":"s3://b/0.jpg","species":1,"species-metadata":{"class-name":"cat",)"
                             R"("type":"groundtruth/image-classification"}})"
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

QTEST_APPLESS_MAIN(OutputFolderTest)
#include "OutputFolderTest.moc"
