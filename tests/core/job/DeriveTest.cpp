// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Derive.h"

#include "core/base/Hash.h"
#include "core/groundtruth/Consolidation.h"
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/SegmentationMetadata.h"
#include "core/groundtruth/WorkerResponse.h"
#include "core/job/EventLog.h"
#include "core/job/JobChanges.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>

using namespace labelwright;
namespace fs = std::filesystem;

namespace {

constexpr Size kSize{16, 8};
const std::string kConsolidated = "road-scenes/annotations/consolidated-annotation/";
const std::string kResponses = "road-scenes/annotations/worker-response/iteration-1/";
const std::string kManifest = "road-scenes/manifests/output/output.manifest";

LabelMask stripes(int seed)
{
    return test::stripedMask(kSize, 3, seed);
}

/// What two workers amount to who agree nowhere.
LabelMask lowerOf(const LabelMask& a, const LabelMask& b)
{
    std::vector<Label> pixels(a.pixels().begin(), a.pixels().end());
    std::ranges::transform(a.pixels(), b.pixels(), pixels.begin(), [](Label x, Label y) { return std::min(x, y); });
    return *LabelMask::create(a.size(), std::move(pixels));
}

std::vector<std::string> filesOf(const std::map<std::string, std::string>& tree)
{
    std::vector<std::string> files;
    for (const auto& [name, content] : tree)
        if (!name.ends_with('/'))
            files.push_back(name);
    return files;
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

} // namespace

class DeriveTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void withoutAnswersTheManifestIsTheInput();
    void anAnswerBecomesGroundTruthsFiles();
    void aWholeSecondNamesItself();
    void severalWorkersShareAResponse();
    void tooFewAnswersAreNotInTheOutput();
    void objectsOfOneSecondShareAConsolidation();
    void treeIsTheGolden();
    void outputIsAFunctionOfTheEvents();
    void anEditedTaskIsInTemplateAndRequest();
    void secondDeriveTouchesNothing();
    void aNewAnswerTouchesOnlyItsOwnFiles();
    void aReplacedAnswerTakesItsFilesWithIt();
    void manifestWaitsUntilItIsAskedFor();
    void linesAreCarriedAsTheyAre();
    void aLineThatHasTheAttributeIsCarriedAsItIs();
    void aDeclinedObjectHasItsFailureReasonInTheManifest();
    void severalDeclinesGiveOneSentence();

private:
    static void decline(Job& job, ObjectId object, std::size_t worker, const std::string& reason);

    fs::path folder() const { return m_folder->path().toStdString(); }
    fs::path output() const { return folder() / "job/output"; }
    std::map<std::string, std::string> tree() const { return test::treeOf(output()); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void DeriveTest::withoutAnswersTheManifestIsTheInput()
{
    const Job job = test::makeJob(folder());
    const Result<DeriveReport> report = derive(job);
    VERIFY_OK(report);
    QCOMPARE(report->objects, 0);
    QCOMPARE(report->written, 4);
    const auto files = tree();
    QCOMPARE(filesOf(files),
             (std::vector<std::string>{"road-scenes.create-labeling-job.json", "road-scenes/annotation-tool/data.json",
                                       "road-scenes/annotation-tool/template.liquid", kManifest}));
    QCOMPARE(files.at(kManifest), test::textOf(job.folder() / "input.manifest"));
    const std::string categories = R"({"document-version":"2018-11-28","labels":[{"label":"people"},)"
                                   R"({"label":"traffic light"},{"label":"bus"}]})";
    QCOMPARE(files.at("road-scenes/annotation-tool/data.json"), categories);
    QVERIFY(files.at("road-scenes/annotation-tool/template.liquid").find("<p>Paint each class.</p>") !=
            std::string::npos);
    QVERIFY(files.at("road-scenes.create-labeling-job.json").find("s3://example-bucket/output") != std::string::npos);
}

void DeriveTest::anAnswerBecomesGroundTruthsFiles()
{
    Job job = test::makeJob(folder());
    const AnswerEvent answer = test::submitAt(job, 1, 0, stripes(1), test::testTime(5123));
    VERIFY_OK(derive(job));
    const auto files = tree();
    const std::string response = kResponses + "1/2026-11-22_09:00:06.json";
    const std::string mask = kConsolidated + "output/1_2026-11-22T09:00:05.373000.png";
    const std::string request = kConsolidated + "consolidation-request/iteration-1/2026-11-22_09:00:06.json";
    const std::string consolidation = kConsolidated + "consolidation-response/iteration-1/2026-11-22_09:00:06.json";
    QCOMPARE(filesOf(files).size(), std::size_t(8));

    const auto answers = readWorkerResponse(files.at(response));
    VERIFY_OK(answers);
    QCOMPARE(answers->size(), std::size_t(1));
    QCOMPARE(answers->front().submission, test::testTime(5123));
    QCOMPARE(answers->front().timeSpentInSeconds, 8.25);
    QCOMPARE(answers->front().worker.workerId, job.spec().team.front().id);
    QCOMPARE(std::get<SegmentationAnswer>(answers->front().answer).png, *job.events().maskBytes(answer));

    const std::vector<std::uint8_t> png = test::bytesOf(output() / mask);
    QCOMPARE(*decodeConsolidatedMask(png, job.spec().labels, ReadBy::Index), stripes(1));

    const auto requested = readConsolidationRequest(files.at(request));
    VERIFY_OK(requested);
    QCOMPARE(requested->front().objectId, 1);
    QCOMPARE(requested->front().sourceRef, std::string("s3://example-bucket/images/1.png"));
    QCOMPARE(requested->front().annotations.front().content, answerContent(answers->front().answer));

    const auto line = linesOf(files.at(kManifest)).at(1);
    const std::string begin = R"({"source-ref":"s3://example-bucket/images/1.png","road-scenes-ref":"s3://)";
    QVERIFY(line.starts_with(begin));
    const auto reference = readSegmentation(line, "road-scenes-ref");
    VERIFY_OK(reference);
    QCOMPARE((*reference)->maskUri, "s3://example-bucket/output/" + mask);
    QCOMPARE((*reference)->metadata.creationDate, std::optional(test::testTime(5463)));
    QCOMPARE((*reference)->metadata.jobName, std::string("road-scenes"));
    const auto consolidated = readConsolidationResponse(files.at(consolidation));
    VERIFY_OK(consolidated);
    QCOMPARE(**readSegmentation(consolidated->front().content, "road-scenes-ref"), **reference);
    QVERIFY(consolidated->front().content.find("\"confidence\":0.0") != std::string::npos);
    QVERIFY(line.find("\"confidence\":0}") != std::string::npos);
}

void DeriveTest::aWholeSecondNamesItself()
{
    Job job = test::makeJob(folder());
    test::submitAt(job, 0, 0, stripes(0), test::testTime(5000));
    VERIFY_OK(derive(job));
    QVERIFY(tree().contains(kResponses + "0/2026-11-22_09:00:05.json"));
}

void DeriveTest::severalWorkersShareAResponse()
{
    Job job = test::makeJob(folder(), {.objects = 2, .workersPerObject = 2});
    test::submitAt(job, 0, 1, stripes(1), test::testTime(9500));
    test::submitAt(job, 0, 0, stripes(0), test::testTime(2500));
    VERIFY_OK(derive(job));
    const auto files = tree();
    const auto answers = readWorkerResponse(files.at(kResponses + "0/2026-11-22_09:00:10.json"));
    VERIFY_OK(answers);
    QCOMPARE(answers->size(), std::size_t(2));
    QCOMPARE(answers->front().worker.workerId, job.spec().team.front().id);
    const auto mask = test::bytesOf(output() / (kConsolidated + "output/0_2026-11-22T09:00:09.750000.png"));
    QCOMPARE(*decodeConsolidatedMask(mask, job.spec().labels, ReadBy::Index), lowerOf(stripes(0), stripes(1)));
    QVERIFY(files.at(kManifest).find("\"confidence\":0.5}") != std::string::npos);

    // Confidences are remembered with the masks, not made anew.
    fs::remove(output() / kManifest);
    VERIFY_OK(derive(job));
    QCOMPARE(tree(), files);
}

void DeriveTest::tooFewAnswersAreNotInTheOutput()
{
    Job job = test::makeJob(folder(), {.workersPerObject = 2});
    test::submitAt(job, 0, 0, stripes(0), test::testTime(0));
    const Result<DeriveReport> report = derive(job);
    QCOMPARE(report->objects, 0);
    QCOMPARE(filesOf(tree()).size(), std::size_t(4));
}

void DeriveTest::objectsOfOneSecondShareAConsolidation()
{
    Job job = test::makeJob(folder());
    test::submitAt(job, 2, 0, stripes(2), test::testTime(5100));
    test::submitAt(job, 0, 0, stripes(0), test::testTime(5900));
    test::submitAt(job, 1, 0, stripes(1), test::testTime(6100));
    VERIFY_OK(derive(job));
    const auto files = tree();
    const auto first = readConsolidationResponse(
        files.at(kConsolidated + "consolidation-response/iteration-1/2026-11-22_09:00:06.json"));
    QCOMPARE(first->size(), std::size_t(2));
    QCOMPARE(first->at(0).objectId, 0);
    QCOMPARE(first->at(1).objectId, 2);
    const auto second = readConsolidationRequest(
        files.at(kConsolidated + "consolidation-request/iteration-1/2026-11-22_09:00:07.json"));
    QCOMPARE(second->size(), std::size_t(1));
}

/// tests/data/job/derived-tree.txt holds every file of a small job; PNG files as their SHA-256.
void DeriveTest::treeIsTheGolden()
{
    Job job = test::makeJob(folder(), {.objects = 3, .workersPerObject = 2});
    test::submitAt(job, 0, 0, stripes(0), test::testTime(1234));
    test::submitAt(job, 0, 1, stripes(1), test::testTime(61007));
    test::submitAt(job, 2, 1, stripes(2), test::testTime(60001));
    test::submitAt(job, 2, 0, stripes(2), test::testTime(60999));
    VERIFY_OK(derive(job));
    std::string listing;
    for (const auto& [name, content] : tree()) {
        const bool isPicture = name.ends_with(".png");
        const auto bytes = std::span(reinterpret_cast<const std::uint8_t*>(content.data()), content.size());
        listing += "=== " + name + '\n';
        if (!name.ends_with('/'))
            listing += (isPicture ? "sha256 " + sha256Hex(bytes) : content) + '\n';
    }
    if (const char* target = std::getenv("LABELWRIGHT_WRITE_GOLDENS"))
        test::writeText(fs::path(target) / "derived-tree.txt", listing);
    QCOMPARE(linesOf(listing), linesOf(test::textOf(test::dataPath("job/derived-tree.txt"))));
}

void DeriveTest::outputIsAFunctionOfTheEvents()
{
    Job job = test::makeJob(folder());
    for (ObjectId object = 0; object < 3; ++object)
        test::submitAt(job, object, 0, stripes(int(object)), test::testTime(object * 700));
    VERIFY_OK(derive(job));
    const auto before = tree();
    fs::remove_all(output());
    fs::remove_all(folder() / "job/cache");
    VERIFY_OK(derive(test::reopened(job)));
    QCOMPARE(tree(), before);
}

void DeriveTest::anEditedTaskIsInTemplateAndRequest()
{
    Job job = test::makeJob(folder());
    VERIFY_OK(derive(job));
    VERIFY_OK(editJob(job,
                      {.description = "Paint people",
                       .instructions = Instructions{"<p>Slowly.</p>", {}, {}, {}, {}},
                       .timeLimit = std::chrono::minutes(5)},
                      job.spec().team.front()));
    VERIFY_OK(derive(job));
    const std::string page = test::textOf(stageFolder(job) / "annotation-tool/template.liquid");
    QVERIFY(page.find("<p>Slowly.</p>") != std::string::npos);
    const std::string request = test::textOf(labelingJobRequestFile(job));
    QVERIFY(request.find("\"TaskDescription\": \"Paint people\"") != std::string::npos);
    QVERIFY(request.find("\"TaskTimeLimitInSeconds\": 300") != std::string::npos);
}

void DeriveTest::secondDeriveTouchesNothing()
{
    Job job = test::makeJob(folder());
    test::submitAt(job, 0, 0, stripes(0), test::testTime(0));
    VERIFY_OK(derive(job));
    const auto before = test::changeTimesOf(output());
    const auto list = fs::last_write_time(folder() / "job/cache/derived.json");
    const Result<DeriveReport> report = derive(test::reopened(job));
    VERIFY_OK(report);
    QCOMPARE(report->written, 0);
    QCOMPARE(report->unchanged, 8);
    QCOMPARE(test::changeTimesOf(output()), before);
    QVERIFY(fs::last_write_time(folder() / "job/cache/derived.json") == list);
}

void DeriveTest::aNewAnswerTouchesOnlyItsOwnFiles()
{
    Job job = test::makeJob(folder());
    test::submitAt(job, 0, 0, stripes(0), test::testTime(0));
    VERIFY_OK(derive(job));
    const auto before = test::changeTimesOf(output());
    test::submitAt(job, 1, 0, stripes(1), test::testTime(90'000));
    const Result<DeriveReport> report = derive(job);
    QCOMPARE(report->written, 5);
    const auto after = test::changeTimesOf(output());
    for (const auto& [name, time] : before)
        QCOMPARE(after.at(name) == time, name != kManifest);
}

void DeriveTest::aReplacedAnswerTakesItsFilesWithIt()
{
    Job job = test::makeJob(folder());
    test::submitAt(job, 0, 0, stripes(0), test::testTime(0));
    test::submitAt(job, 1, 0, stripes(0), test::testTime(500));
    VERIFY_OK(derive(job));
    const auto before = tree();
    test::submitAt(job, 1, 0, stripes(1), test::testTime(90'000));
    const Result<DeriveReport> report = derive(job);
    VERIFY_OK(report);
    QCOMPARE(report->deleted, 4);
    fs::remove_all(folder() / "job/cache");
    const auto after = tree();
    fs::remove_all(output());
    VERIFY_OK(derive(job));
    QCOMPARE(tree(), after);
    QVERIFY(after != before);
}

void DeriveTest::manifestWaitsUntilItIsAskedFor()
{
    Job job = test::makeJob(folder());
    VERIFY_OK(derive(job));
    const auto before = tree();
    test::submitAt(job, 0, 0, stripes(0), test::testTime(0));
    VERIFY_OK(derive(job, {.manifestsToo = false}));
    QCOMPARE(tree().at(kManifest), before.at(kManifest));
    QCOMPARE(filesOf(tree()).size(), std::size_t(8));
    const Result<DeriveReport> report = derive(job);
    QCOMPARE(report->written, 1);
    QVERIFY(tree().at(kManifest) != before.at(kManifest));
}

void DeriveTest::linesAreCarriedAsTheyAre()
{
    const Job made = test::makeJob(folder());
    const std::string odd =
        "this is no JSON\r\n"
        "{ \"note\" : \"사진\", \"n\":1.50 , \"source-ref\":\"s3://example-bucket/images/0.png\" }\r\n"
        "\n"
        "{\"source-ref\":\"s3://example-bucket/images/1.png\"}";
    std::ofstream(folder() / "job/input.manifest", std::ios::app | std::ios::binary) << odd;
    Job job = test::reopened(made);
    test::submitAt(job, 4, 0, stripes(0), test::testTime(0));
    VERIFY_OK(derive(job));
    const auto lines = linesOf(tree().at(kManifest));
    QCOMPARE(lines.size(), std::size_t(7));
    QCOMPARE(lines[3], std::string("this is no JSON"));
    QVERIFY(lines[4].starts_with("{ \"note\" : \"사진\", \"n\":1.50 , "
                                 "\"source-ref\":\"s3://example-bucket/images/0.png\" ,\"road-scenes-ref\":") ||
            lines[4].starts_with("{ \"note\" : \"사진\", \"n\":1.50 , "
                                 "\"source-ref\":\"s3://example-bucket/images/0.png\",\"road-scenes-ref\":"));
    QVERIFY(readSegmentation(lines[4], "road-scenes-ref")->has_value());
    QCOMPARE(lines[5], std::string());
    QCOMPARE(lines[6], std::string("{\"source-ref\":\"s3://example-bucket/images/1.png\"}"));
    QVERIFY(tree().at(kManifest).ends_with("}\n"));
}

void DeriveTest::aLineThatHasTheAttributeIsCarriedAsItIs()
{
    const Job made = test::makeJob(folder());
    const std::string begin = "{\"source-ref\":\"s3://example-bucket/images/0.png\",";
    const std::string plain = begin + "\"road-scenes-ref\":\"s3://x/y.png\"}";
    const std::string escaped = begin + "\"road\\u002dscenes-ref-metadata\":{}}";
    std::ofstream(folder() / "job/input.manifest", std::ios::app) << plain << '\n' << escaped << '\n';
    Job job = test::reopened(made);
    test::submitAt(job, 3, 0, stripes(0), test::testTime(0));
    test::submitAt(job, 4, 0, stripes(0), test::testTime(0));
    const Result<DeriveReport> report = derive(job);
    VERIFY_OK(report);
    QCOMPARE(linesOf(tree().at(kManifest)).at(3), plain);
    QCOMPARE(linesOf(tree().at(kManifest)).at(4), escaped);
    QCOMPARE(report->objects, 0);
    QCOMPARE(report->leftOut.size(), std::size_t(2));
    QCOMPARE(report->leftOut.front().position, 4);
}

void DeriveTest::decline(Job& job, ObjectId object, std::size_t worker, const std::string& reason)
{
    const Time time = test::testTime(1000 * static_cast<std::int64_t>(worker));
    const Result<TaskRelease> written = writeTaskReleaseFile(job.folder(), {TaskRelease::Kind::Declined,
                                                                            object,
                                                                            job.source(object)->sourceRef,
                                                                            "road-scenes",
                                                                            job.spec().team.at(worker),
                                                                            time,
                                                                            time,
                                                                            0,
                                                                            reason,
                                                                            {}});
    VERIFY_OK(written);
    job.events().add(*written);
}

void DeriveTest::aDeclinedObjectHasItsFailureReasonInTheManifest()
{
    Job job = test::makeJob(folder());
    const std::vector<std::string> input = linesOf(test::textOf(job.folder() / "input.manifest"));
    test::submitAt(job, 0, 0, stripes(1), test::testTime(5123));
    VERIFY_OK(derive(job));
    decline(job, 1, 0, "The photo is \"black\".");
    VERIFY_OK(derive(job));
    const std::vector<std::string> lines = linesOf(tree().at(kManifest));
    QCOMPARE(lines[1], input[1].substr(0, input[1].size() - 1) +
                           R"(,"road-scenes-ref-metadata":{"failure-reason":"The object was declined: The photo is )"
                           R"(\"black\"."}})");
    QCOMPARE(lines[2], input[2]);
    QVERIFY(lines[0].find("internal-color-map") != std::string::npos);
    const Result<DeriveReport> again = derive(job);
    VERIFY_OK(again);
    QCOMPARE(again->written, 0);
    test::submitAt(job, 1, 0, stripes(1), test::testTime(9000)); // The worker has thought better of it.
    VERIFY_OK(derive(job));
    QVERIFY(linesOf(tree().at(kManifest))[1].find("failure-reason") == std::string::npos);
}

void DeriveTest::severalDeclinesGiveOneSentence()
{
    Job job = test::makeJob(folder(), {.workersPerObject = 2});
    decline(job, 0, 0, "too dark\n");
    decline(job, 2, 0, "too dark\n");
    decline(job, 2, 1, "  not a street. ");
    VERIFY_OK(derive(job));
    const std::vector<std::string> lines = linesOf(tree().at(kManifest));
    QCOMPARE(lines[0].find("failure-reason"), std::string::npos);
    QVERIFY(lines[2].find(R"("failure-reason":"The object was declined by 2 workers: too dark; not a street.")") !=
            std::string::npos);
}

LABELWRIGHT_TEST(DeriveTest)
#include "DeriveTest.moc"
