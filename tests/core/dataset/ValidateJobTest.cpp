// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Validate.h"
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/WorkerResponse.h"
#include "core/job/Derive.h"
#include "core/job/EventLog.h"
#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"

#include <zlib.h>

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <functional>
#include <memory>

using namespace labelwright;
namespace fs = std::filesystem;

namespace {

constexpr Size kSize{16, 8};
const fs::path kStage = "output/road-scenes";
const fs::path kManifest = kStage / "manifests/output/output.manifest";
const fs::path kMasks = kStage / "annotations/consolidated-annotation";
const fs::path kMask = kMasks / "output/0_2026-11-22T09:00:00.250000.png";
const fs::path kRequest = kMasks / "consolidation-request/iteration-1/2026-11-22_09:00:00.json";
const fs::path kConsolidation = kMasks / "consolidation-response/iteration-1/2026-11-22_09:00:00.json";
const fs::path kResponse = kStage / "annotations/worker-response/iteration-1/0/2026-11-22_09:00:00.json";

/// Replaces the first `from` in a file, which must be there.
void edit(const fs::path& file, const std::string& from, const std::string& to)
{
    std::string text = test::textOf(file);
    const std::size_t at = text.find(from);
    if (at == std::string::npos) {
        QTest::qFail(("nothing to replace: " + from).c_str(), __FILE__, __LINE__);
        return;
    }
    test::writeText(file, text.replace(at, from.size(), to));
}

void append(const fs::path& file, const std::string& text)
{
    std::ofstream(file, std::ios::app | std::ios::binary) << text;
}

std::vector<std::uint8_t> withTextChunk(std::vector<std::uint8_t> png)
{
    std::vector<std::uint8_t> chunk{0, 0, 0, 3, 't', 'E', 'X', 't', 'a', 0, 'b'};
    const auto crc = static_cast<std::uint32_t>(crc32(0, chunk.data() + 4, 7));
    for (int shift = 24; shift >= 0; shift -= 8)
        chunk.push_back(static_cast<std::uint8_t>(crc >> shift));
    png.insert(png.begin() + 33, chunk.begin(), chunk.end());
    return png;
}

/// An upside-down photo in place of the one that is there.
void turnPhoto(const fs::path& photo)
{
    std::vector<std::uint8_t> png = test::bytesOf(photo);
    // eXIf: the tag Orientation, one SHORT of value 3
    std::vector<std::uint8_t> chunk{0, 0, 0,  26, 'e', 'X', 'I', 'f', 'M', 'M', 0, 42, 0, 0, 0, 8, 0,
                                    1, 1, 18, 0,  3,   0,   0,   0,   1,   0,   3, 0,  0, 0, 0, 0, 0};
    const auto crc = static_cast<std::uint32_t>(crc32(0, chunk.data() + 4, 30));
    for (int shift = 24; shift >= 0; shift -= 8)
        chunk.push_back(static_cast<std::uint8_t>(crc >> shift));
    png.insert(png.begin() + 33, chunk.begin(), chunk.end());
    test::writeBytes(photo, png);
}

LabelMask stripes(int seed)
{
    return test::stripedMask(kSize, 3, seed);
}

/// The mask of object 0 as a job of other labels would have it.
void writeMask(const fs::path& job, const LabelMask& mask, const LabelSet& labels)
{
    test::writeBytes(job / kMask, *encodeConsolidatedMask(mask, labels));
}

void rewriteResponse(const fs::path& job, const std::function<void(std::vector<WorkerAnswer>&)>& change)
{
    std::vector<WorkerAnswer> answers = *readWorkerResponse(test::textOf(job / kResponse));
    change(answers);
    test::writeText(job / kResponse, writeWorkerResponse(answers));
}

/// Writes another answer of object 0's worker, made by changing its first.
void addEvent(const fs::path& job, const std::function<void(AnswerEvent&)>& change)
{
    const Job opened = *Job::open(job);
    AnswerEvent event = opened.events().answersOf(0).front();
    const std::vector<std::uint8_t> png = *opened.events().maskBytes(event);
    change(event);
    VERIFY_OK(writeAnswerFiles(job, event, png));
}

fs::path firstEvent(const fs::path& job, const std::string& ending)
{
    for (const fs::directory_entry& entry : fs::directory_iterator(objectEventsFolder(job, 0)))
        if (entry.path().extension() == ending)
            return entry.path();
    return {};
}

struct Break {
    const char* rule;
    std::function<void(const fs::path& job)> apply;
    QSet<QString> also{}; ///< What the same change breaks besides output-content.
};

#define EDIT(file, from, to) [](const fs::path& job) { edit(job / (file), from, to); }

std::vector<Break> jobBreaks()
{
    const QSet<QString> noOutput{"output-missing", "output-unexpected", "output-stale"};
    return {
        {"job-unreadable", EDIT("job.json", "{", "")},
        {"job-name", EDIT("job.json", "\"road-scenes\"", "\"road_scenes\""), {"attribute-default", "output-missing"}},
        {"attribute-name", EDIT("job.json", "road-scenes-ref", "road-scenes-mask"), noOutput},
        {"attribute-default", EDIT("job.json", "road-scenes-ref", "roads-ref"), noOutput},
        {"output-prefix", EDIT("job.json", "s3://example-bucket/output", "/srv/output"),
         noOutput + QSet<QString>{"mask-reference"}},
        {"manifest-line", [](const fs::path& job) { append(job / "input.manifest", "no JSON\n"); }, noOutput},
        {"manifest-limit",
         [](const fs::path& job) {
             append(job / "input.manifest", "{\"source-ref\":\"s3://example-bucket/images/0.png\",\"a\":\"" +
                                                std::string(20'001, 'x') + "\"}\n");
         },
         noOutput},
        {"source-ref-scheme",
         [](const fs::path& job) { append(job / "input.manifest", "{\"source-ref\":\"../photos/0.png\"}\n"); },
         noOutput + QSet<QString>{"image-missing"}},
        {"object-count",
         [](const fs::path& job) {
             for (int i = 0; i < 20'000; ++i)
                 append(job / "input.manifest", "{\"source-ref\":\"s3://example-bucket/images/0.png\"}\n");
         },
         noOutput},
        {"image-format",
         [](const fs::path& job) {
             append(job / "input.manifest", "{\"source-ref\":\"s3://example-bucket/images/0.bmp\"}\n");
         },
         noOutput + QSet<QString>{"image-missing"}},
        {"image-missing", [](const fs::path& job) { fs::remove(job / "../photos/2.png"); }},
        {"image-unreadable", [](const fs::path& job) { test::writeText(job / "../photos/2.png", "no picture"); }},
        {"image-limit", [](const fs::path& job) { fs::resize_file(job / "../photos/2.png", 40'000'001); }},
        {"image-orientation", [](const fs::path& job) { turnPhoto(job / "../photos/0.png"); }, {"event-image"}},
        {"event-damaged", [](const fs::path& job) { test::writeText(firstEvent(job, ".png"), "no picture"); },
         noOutput},
        {"event-unusable",
         [](const fs::path& job) { test::writeText(objectEventsFolder(job, 0) / "notes.txt", "mine"); }},
        {"event-source", [](const fs::path& job) { addEvent(job, [](AnswerEvent& event) { event.object = 2; }); }},
        {"event-image",
         [](const fs::path& job) {
             fs::copy_file(job / "../photos/1.png", job / "../photos/0.png", fs::copy_options::overwrite_existing);
         }},
        {"event-several",
         [](const fs::path& job) {
             addEvent(job, [](AnswerEvent& event) { event.submitted += std::chrono::seconds(5); });
         }},
    };
}

std::vector<Break> metadataBreaks()
{
    const QSet<QString> otherMap{"color-map-constant", "color-map-labels"};
    return {
        {"attribute-pair",
         [](const fs::path& job) {
             std::string text = test::textOf(job / kManifest);
             const std::size_t from = text.find("\"road-scenes-ref\"");
             const std::size_t to = text.find("\"road-scenes-ref-metadata\"");
             test::writeText(job / kManifest, text.erase(from, to - from));
         }},
        {"attribute-order",
         EDIT(kManifest, "\"road-scenes-ref-metadata\"", "\"between\":1,\"road-scenes-ref-metadata\"")},
        {"failure-reason",
         EDIT(kManifest, "{\"internal-color-map\"", "{\"failure-reason\":\"x\",\"internal-color-map\"")},
        {"mask-reference",
         EDIT(kManifest, ".png\",\"road-scenes-ref-metadata\"", ".jpg\",\"road-scenes-ref-metadata\""),
         {"mask-object"}},
        {"mask-object", EDIT(kManifest, "output/0_2026", "output/4_2026")},
        {"metadata-keys", EDIT(kManifest, "\"human-annotated\":\"yes\",", "")},
        {"metadata-order", EDIT(kManifest, "\"type\":\"groundtruth/semantic-segmentation\",\"human-annotated\":\"yes\"",
                                "\"human-annotated\":\"yes\",\"type\":\"groundtruth/semantic-segmentation\"")},
        {"metadata-type", EDIT(kManifest, "groundtruth/semantic-segmentation", "GroundTruth/semantic-segmentation")},
        {"human-annotated", EDIT(kManifest, "\"yes\"", "\"maybe\"")},
        {"creation-date", EDIT(kManifest, "T09:00:00.340000\"", "T09:00:00.34\"")},
        {"metadata-job-name", EDIT(kManifest, "labeling-job/", "")},
        {"adjustment-status", EDIT(kManifest, "\"type\":", "\"adjustment-status\":\"adjusted\",\"type\":")},
        {"color-map-indices", EDIT(kManifest, "\"1\":{", "\"7\":{"), {"color-map-constant"}},
        {"color-map-background", EDIT(kManifest, "BACKGROUND", "Background"), {"color-map-constant"}},
        {"color-map-names", EDIT(kManifest, "\"bus\"", "\"people\""), otherMap},
        {"color-map-hex", EDIT(kManifest, "#2ca02c", "#2CA02C"), {"color-map-constant"}},
        {"color-map-colors", EDIT(kManifest, "#2ca02c", "#1f77b4"), otherMap},
        {"color-map-entry", EDIT(kManifest, "{\"class-name\":\"people\"", "{\"extra\":1,\"class-name\":\"people\"")},
        {"color-map-constant", EDIT(kManifest, "\"tree\"", "\"shrub\""), {"color-map-labels"}},
        {"color-map-labels", EDIT(kManifest, "\"tree\"", "\"shrub\""), {"color-map-constant"}},
        {"confidence", EDIT(kManifest, "\"confidence\":0}", "\"confidence\":1.5}")},
        {"index-defect", EDIT(kManifest, "\"2026-11-22T09:00:00.340000\"", "\"2020-07-01T09:00:00.340000\"")},
        {"manifest-end",
         [](const fs::path& job) { fs::resize_file(job / kManifest, fs::file_size(job / kManifest) - 1); }},
    };
}

std::vector<Break> fileBreaks()
{
    return {
        {"mask-unreadable", [](const fs::path& job) { fs::resize_file(job / kMask, 60); }},
        {"mask-size",
         [](const fs::path& job) {
             writeMask(job, test::stripedMask({8, 8}, 3, 0), Job::open(job)->spec().labels);
         }},
        {"mask-indices",
         [](const fs::path& job) {
             writeMask(job, test::stripedMask({16, 8}, 6, 0),
                       *LabelSet::fromNames({"people", "traffic light", "bus", "tree", "a", "b", "c"}));
         }},
        {"mask-palette",
         [](const fs::path& job) {
             writeMask(job, stripes(0), *LabelSet::fromNames({"a", "b", "c"}, {{1, 2, 3}}));
         }},
        {"mask-form",
         [](const fs::path& job) { test::writeBytes(job / kMask, withTextChunk(test::bytesOf(job / kMask))); }},
        {"mask-empty",
         [](const fs::path& job) { writeMask(job, *LabelMask::create(kSize), Job::open(job)->spec().labels); }},
        {"response-unreadable", EDIT(kResponse, "\"answers\"", "\"answer\"")},
        {"response-count",
         [](const fs::path& job) { rewriteResponse(job, [](auto& answers) { answers.push_back(answers.front()); }); }},
        {"response-times", EDIT(kResponse, "\"timeSpentInSeconds\":8.25", "\"timeSpentInSeconds\":10.002")},
        {"response-worker", EDIT(kResponse, "\"private.us-east-1.", "\"private.us-east-1.x")},
        {"response-labels", EDIT(kResponse, "\"tree\":{\"color\":\"#d62728\"}", "\"tree\":{\"color\":\"#d62729\"}")},
        {"response-size", EDIT(kResponse, "\"height\":8", "\"height\":9")},
        {"response-png",
         [](const fs::path& job) {
             rewriteResponse(
                 job, [](auto& answers) { answers.front().answer.png = withTextChunk(answers.front().answer.png); });
         }},
        {"consolidation-request", EDIT(kRequest, "\"workerId\":\"private.", "\"workerId\":\"public.")},
        {"consolidation-response", EDIT(kConsolidation, "\"confidence\":0.0", "\"confidence\":0")},
        {"label-categories", EDIT(kStage / "annotation-tool/data.json", "\"labels\"", "\n\"labels\"")},
        {"worker-template", EDIT(kStage / "annotation-tool/template.liquid", "<crowd-form>", "<form>")},
        {"output-missing", [](const fs::path& job) { fs::remove(job / kMask); }},
        {"output-content", EDIT("output/road-scenes.create-labeling-job.json", "road-scenes", "other")},
        {"output-content",
         [](const fs::path& job) {
             append(job / kManifest, "{\"source-ref\":\"s3://example-bucket/images/2.png\"}\n");
         }},
        {"output-content",
         [](const fs::path& job) {
             fs::copy_file(job / "input.manifest", job / kManifest, fs::copy_options::overwrite_existing);
         }},
        {"output-unexpected", [](const fs::path& job) { test::writeText(job / kStage / "notes.txt", "mine"); }},
        {"output-stale",
         [](const fs::path& job) {
             Job opened = *Job::open(job);
             test::submitAt(opened, 2, 0, stripes(2), test::testTime(90'000));
         },
         {"output-missing"}},
    };
}

std::vector<Break> allBreaks()
{
    std::vector<Break> breaks = jobBreaks();
    for (const auto& more : {metadataBreaks(), fileBreaks()})
        breaks.insert(breaks.end(), more.begin(), more.end());
    return breaks;
}

QSet<QString> rulesOf(const std::vector<Finding>& findings)
{
    QSet<QString> rules;
    for (const Finding& finding : findings)
        rules.insert(QString::fromStdString(finding.rule));
    return rules;
}

} // namespace

class ValidateJobTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void aGoodJobHasNoFindings();
    void aJobWithoutAnswersHasNoFindings();
    void severalWorkersAreFine();
    void everyRuleIsNoticed_data();
    void everyRuleIsNoticed();
    void everyRuleIsTested();
    void turnedPhotosWithoutLabelsAreFine();
    void findingsSayWhere();
    void manyLabelsAreWarnedOf();
    void labelsEqualButForCaseAreWarnedOf();
    void answersNotYetDerivedAreMissing();
    void aFolderWithoutJobIsAnError();

private:
    fs::path folder() const { return m_folder.path().toStdString(); }
    fs::path job() const { return folder() / "work/job"; }

    QTemporaryDir m_folder;
};

/// The good job is made once, and copied back to the same place for each test: job.json holds absolute paths.
void ValidateJobTest::initTestCase()
{
    Job made = test::makeJob(folder() / "work", {.labels = {"people", "traffic light", "bus", "tree"}});
    test::submitAt(made, 0, 0, stripes(0), test::testTime(0));
    test::submitAt(made, 1, 0, stripes(1), test::testTime(2500));
    VERIFY_OK(derive(made));
    fs::copy(folder() / "work", folder() / "good", fs::copy_options::recursive);
}

void ValidateJobTest::init()
{
    fs::remove_all(folder() / "work");
    fs::copy(folder() / "good", folder() / "work", fs::copy_options::recursive);
}

void ValidateJobTest::aGoodJobHasNoFindings()
{
    const auto before = test::treeOf(job() / "output");
    const Result<std::vector<Finding>> findings = validateJob(job());
    VERIFY_OK(findings);
    QCOMPARE(rulesOf(*findings), QSet<QString>());
    QCOMPARE(test::treeOf(job() / "output"), before);
}

void ValidateJobTest::aJobWithoutAnswersHasNoFindings()
{
    const Job made = test::makeJob(folder() / "work/fresh");
    QCOMPARE(rulesOf(*validateJob(made.folder())), QSet<QString>());
    VERIFY_OK(derive(made));
    QCOMPARE(rulesOf(*validateJob(made.folder())), QSet<QString>());
}

void ValidateJobTest::severalWorkersAreFine()
{
    Job made = test::makeJob(folder() / "work/several", {.workersPerObject = 2});
    test::submitAt(made, 1, 0, stripes(0), test::testTime(0));
    test::submitAt(made, 1, 1, stripes(1), test::testTime(1));
    VERIFY_OK(derive(made));
    QCOMPARE(rulesOf(*validateJob(made.folder())), QSet<QString>());
}

void ValidateJobTest::everyRuleIsNoticed_data()
{
    QTest::addColumn<int>("index");
    const std::vector<Break> breaks = allBreaks();
    for (std::size_t index = 0; index < breaks.size(); ++index)
        QTest::newRow(breaks[index].rule) << int(index);
}

void ValidateJobTest::everyRuleIsNoticed()
{
    QFETCH(int, index);
    const Break broken = allBreaks().at(std::size_t(index));
    broken.apply(job());
    const Result<std::vector<Finding>> findings = validateJob(job());
    VERIFY_OK(findings);
    QSet<QString> rules = rulesOf(*findings);
    QVERIFY2(rules.contains(broken.rule), qPrintable(QStringList(rules.values()).join(", ")));
    rules -= broken.also;
    rules.remove("output-content");
    rules.remove(broken.rule);
    QCOMPARE(rules, QSet<QString>());
}

void ValidateJobTest::everyRuleIsTested()
{
    QSet<QString> tested{"mask-missing", "label-count", "label-case"}; // ValidateManifestTest and below
    for (const Break& broken : allBreaks())
        tested.insert(broken.rule);
    QSet<QString> known;
    for (const ValidationRule& rule : validationRules()) {
        QVERIFY(!rule.description.empty() && !rule.section.empty());
        known.insert(QString::fromStdString(std::string(rule.id)));
    }
    QCOMPARE(known.size(), qsizetype(validationRules().size()));
    QCOMPARE(tested, known);
}

void ValidateJobTest::turnedPhotosWithoutLabelsAreFine()
{
    turnPhoto(job() / "../photos/2.png");
    const Result<std::vector<Finding>> ofJob = validateJob(job());
    VERIFY_OK(ofJob);
    QCOMPARE(rulesOf(*ofJob), QSet<QString>());

    const std::vector<PrefixMapping> mappings{{"s3://example-bucket/images/", job() / "../photos"}};
    QCOMPARE(rulesOf(*validateManifest(job() / kManifest, mappings)), QSet<QString>());
    turnPhoto(job() / "../photos/1.png");
    const Result<std::vector<Finding>> ofManifest = validateManifest(job() / kManifest, mappings);
    VERIFY_OK(ofManifest);
    QCOMPARE(rulesOf(*ofManifest), QSet<QString>{"image-orientation"});
    QCOMPARE(ofManifest->front().error.position, 2);
    QVERIFY(ofManifest->front().error.detail.find("orientation 3") != std::string::npos);
}

void ValidateJobTest::findingsSayWhere()
{
    edit(job() / kManifest, "\"human-annotated\":\"yes\"", "\"human-annotated\":\"perhaps\"");
    const std::vector<Finding> findings = *validateJob(job());
    QCOMPARE(findings.front().rule, std::string("human-annotated"));
    QCOMPARE(findings.front().severity, Severity::Error);
    QCOMPARE(findings.front().error.path, job() / kManifest);
    QCOMPARE(findings.front().error.position, 1);
}

void ValidateJobTest::manyLabelsAreWarnedOf()
{
    std::vector<std::string> names;
    for (int i = 1; i <= 253; ++i)
        names.push_back("label " + std::to_string(i));
    const Job most = test::makeJob(folder() / "work/most", {.objects = 1, .labels = names});
    QCOMPARE(rulesOf(*validateJob(most.folder())), QSet<QString>());
    names.push_back("one more");
    const Job more = test::makeJob(folder() / "work/more", {.objects = 1, .labels = names});
    QCOMPARE(rulesOf(*validateJob(more.folder())), QSet<QString>{"label-count"});
}

void ValidateJobTest::labelsEqualButForCaseAreWarnedOf()
{
    const Job other = test::makeJob(folder() / "work/case", {.objects = 1, .labels = {"car", "bus", "Car"}});
    const Result<std::vector<Finding>> findings = validateJob(other.folder());
    VERIFY_OK(findings);
    QCOMPARE(rulesOf(*findings), QSet<QString>{"label-case"});
    QVERIFY(findings->front().error.detail.find("\"car\" and \"Car\"") != std::string::npos);
}

void ValidateJobTest::answersNotYetDerivedAreMissing()
{
    fs::remove_all(job() / "output");
    QCOMPARE(rulesOf(*validateJob(job())), QSet<QString>{"output-missing"});
}

void ValidateJobTest::aFolderWithoutJobIsAnError()
{
    VERIFY_ERROR(validateJob(folder()), ErrorCode::NotFound);
}

QTEST_APPLESS_MAIN(ValidateJobTest)
#include "ValidateJobTest.moc"
