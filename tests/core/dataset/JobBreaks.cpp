// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/dataset/JobBreaks.h"

#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/WorkerResponse.h"
#include "core/job/Derive.h"
#include "core/job/EventLog.h"
#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"

#include <zlib.h>

#include <QTest>

#include <array>
#include <fstream>
#include <span>

namespace labelwright::test {

namespace fs = std::filesystem;

namespace {

constexpr Size kSize{16, 8};
const fs::path kStage = "output/road-scenes";
const fs::path kMasks = kStage / "annotations/consolidated-annotation";
const fs::path kMask = kMasks / "output/0_2026-11-22T09:00:00.250000.png";
const fs::path kRequest = kMasks / "consolidation-request/iteration-1/2026-11-22_09:00:00.json";
const fs::path kConsolidation = kMasks / "consolidation-response/iteration-1/2026-11-22_09:00:00.json";
const fs::path kResponse = kStage / "annotations/worker-response/iteration-1/0/2026-11-22_09:00:00.json";

/// `chunk` is its type and its content.
std::vector<std::uint8_t> withChunk(std::vector<std::uint8_t> png, std::span<const std::uint8_t> chunk)
{
    const auto appendNumber = [](std::vector<std::uint8_t>& bytes, std::size_t number) {
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.push_back(static_cast<std::uint8_t>(number >> shift));
    };
    std::vector<std::uint8_t> written;
    appendNumber(written, chunk.size() - 4);
    written.insert(written.end(), chunk.begin(), chunk.end());
    appendNumber(written, crc32(0, chunk.data(), static_cast<unsigned>(chunk.size())));
    png.insert(png.begin() + 33, written.begin(), written.end()); // after the header
    return png;
}

std::vector<std::uint8_t> withTextChunk(std::vector<std::uint8_t> png)
{
    constexpr std::array<std::uint8_t, 7> kText{'t', 'E', 'X', 't', 'a', 0, 'b'};
    return withChunk(std::move(png), kText);
}

void append(const fs::path& file, const std::string& text)
{
    std::ofstream(file, std::ios::app | std::ios::binary) << text;
}

/// The mask of object 0 as a job of other labels would have it.
void writeMask(const fs::path& job, const LabelMask& mask, const LabelSet& labels)
{
    writeBytes(job / kMask, *encodeConsolidatedMask(mask, labels));
}

void rewriteResponse(const fs::path& job, const std::function<void(std::vector<WorkerAnswer>&)>& change)
{
    std::vector<WorkerAnswer> answers = *readWorkerResponse(textOf(job / kResponse));
    change(answers);
    writeText(job / kResponse, writeWorkerResponse(answers));
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

#define EDIT(file, from, to) [](const fs::path& job) { edit(job / (file), from, to); }

std::vector<JobBreak> specAndEventBreaks()
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
        {"image-duplicate",
         [](const fs::path& job) {
             fs::copy_file(job / "../photos/1.png", job / "../photos/2.png", fs::copy_options::overwrite_existing);
         }},
        {"source-ref-scheme",
         [](const fs::path& job) { append(job / "input.manifest", "{\"source-ref\":\"../photos/0.png\"}\n"); },
         noOutput + QSet<QString>{"image-missing"}},
        {"object-count",
         [](const fs::path& job) {
             for (int i = 0; i < 20'000; ++i)
                 append(job / "input.manifest", "{\"source-ref\":\"s3://example-bucket/images/0.png\"}\n");
         },
         noOutput + QSet<QString>{"image-duplicate"}},
        {"image-format",
         [](const fs::path& job) {
             append(job / "input.manifest", "{\"source-ref\":\"s3://example-bucket/images/0.bmp\"}\n");
         },
         noOutput + QSet<QString>{"image-missing"}},
        {"image-missing", [](const fs::path& job) { fs::remove(job / "../photos/2.png"); }},
        {"image-unreadable", [](const fs::path& job) { writeText(job / "../photos/2.png", "no picture"); }},
        {"image-limit", [](const fs::path& job) { fs::resize_file(job / "../photos/2.png", 40'000'001); }},
        {"image-orientation", [](const fs::path& job) { turnPhoto(job / "../photos/0.png"); }, {"event-image"}},
        {"event-damaged", [](const fs::path& job) { writeText(firstEvent(job, ".png"), "no picture"); }, noOutput},
        {"event-unusable", [](const fs::path& job) { writeText(objectEventsFolder(job, 0) / "notes.txt", "mine"); }},
        {"event-source", [](const fs::path& job) { addEvent(job, [](AnswerEvent& event) { event.object = 2; }); }},
        {"event-image",
         [](const fs::path& job) {
             fs::copy_file(job / "../photos/1.png", job / "../photos/0.png", fs::copy_options::overwrite_existing);
         },
         {"image-duplicate"}},
        {"event-several",
         [](const fs::path& job) {
             addEvent(job, [](AnswerEvent& event) { event.submitted += std::chrono::seconds(5); });
         }},
    };
}

std::vector<JobBreak> metadataBreaks()
{
    const QSet<QString> otherMap{"color-map-constant", "color-map-labels"};
    return {
        {"attribute-pair",
         [](const fs::path& job) {
             std::string text = textOf(job / kOutputManifest);
             const std::size_t from = text.find("\"road-scenes-ref\"");
             const std::size_t to = text.find("\"road-scenes-ref-metadata\"");
             writeText(job / kOutputManifest, text.erase(from, to - from));
         }},
        {"attribute-order",
         EDIT(kOutputManifest, "\"road-scenes-ref-metadata\"", "\"between\":1,\"road-scenes-ref-metadata\"")},
        {"failure-reason",
         EDIT(kOutputManifest, "{\"internal-color-map\"", "{\"failure-reason\":\"x\",\"internal-color-map\"")},
        {"mask-reference",
         EDIT(kOutputManifest, ".png\",\"road-scenes-ref-metadata\"", ".jpg\",\"road-scenes-ref-metadata\""),
         {"mask-object"}},
        {"mask-object", EDIT(kOutputManifest, "output/0_2026", "output/4_2026")},
        {"metadata-keys", EDIT(kOutputManifest, "\"human-annotated\":\"yes\",", "")},
        {"metadata-order",
         EDIT(kOutputManifest, "\"type\":\"groundtruth/semantic-segmentation\",\"human-annotated\":\"yes\"",
              "\"human-annotated\":\"yes\",\"type\":\"groundtruth/semantic-segmentation\"")},
        {"metadata-type",
         EDIT(kOutputManifest, "groundtruth/semantic-segmentation", "GroundTruth/semantic-segmentation")},
        {"human-annotated", EDIT(kOutputManifest, "\"yes\"", "\"maybe\"")},
        {"creation-date", EDIT(kOutputManifest, "T09:00:00.340000\"", "T09:00:00.34\"")},
        {"metadata-job-name", EDIT(kOutputManifest, "labeling-job/", "")},
        {"adjustment-status", EDIT(kOutputManifest, "\"type\":", "\"adjustment-status\":\"adjusted\",\"type\":")},
        {"color-map-indices", EDIT(kOutputManifest, "\"1\":{", "\"7\":{"), {"color-map-constant"}},
        {"color-map-background", EDIT(kOutputManifest, "BACKGROUND", "Background"), {"color-map-constant"}},
        {"color-map-names", EDIT(kOutputManifest, "\"bus\"", "\"people\""), otherMap},
        {"color-map-hex", EDIT(kOutputManifest, "#2ca02c", "#2CA02C"), {"color-map-constant"}},
        {"color-map-colors", EDIT(kOutputManifest, "#2ca02c", "#1f77b4"), otherMap},
        {"color-map-entry",
         EDIT(kOutputManifest, "{\"class-name\":\"people\"", "{\"extra\":1,\"class-name\":\"people\"")},
        {"color-map-constant", EDIT(kOutputManifest, "\"tree\"", "\"shrub\""), {"color-map-labels"}},
        {"color-map-labels", EDIT(kOutputManifest, "\"tree\"", "\"shrub\""), {"color-map-constant"}},
        {"confidence", EDIT(kOutputManifest, "\"confidence\":0}", "\"confidence\":1.5}")},
        {"index-defect", EDIT(kOutputManifest, "\"2026-11-22T09:00:00.340000\"", "\"2020-07-01T09:00:00.340000\"")},
        {"manifest-end",
         [](const fs::path& job) { fs::resize_file(job / kOutputManifest, fs::file_size(job / kOutputManifest) - 1); }},
    };
}

std::vector<JobBreak> fileBreaks()
{
    return {
        {"mask-unreadable", [](const fs::path& job) { fs::resize_file(job / kMask, 60); }},
        {"mask-size",
         [](const fs::path& job) {
             writeMask(job, stripedMask({8, 8}, 3, 0), Job::open(job)->spec().labels);
         }},
        {"mask-indices",
         [](const fs::path& job) {
             writeMask(job, stripedMask({16, 8}, 6, 0),
                       *LabelSet::fromNames({"people", "traffic light", "bus", "tree", "a", "b", "c"}));
         }},
        {"mask-palette",
         [](const fs::path& job) {
             writeMask(job, stripes(0), *LabelSet::fromNames({"a", "b", "c"}, {{1, 2, 3}}));
         }},
        {"mask-form", [](const fs::path& job) { writeBytes(job / kMask, withTextChunk(bytesOf(job / kMask))); }},
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
             rewriteResponse(job, [](auto& answers) {
                 auto& answer = std::get<SegmentationAnswer>(answers.front().answer);
                 answer.png = withTextChunk(answer.png);
             });
         }},
        {"consolidation-request", EDIT(kRequest, "\"workerId\":\"private.", "\"workerId\":\"public.")},
        {"consolidation-response", EDIT(kConsolidation, "\"confidence\":0.0", "\"confidence\":0")},
        {"label-categories", EDIT(kStage / "annotation-tool/data.json", "\"labels\"", "\n\"labels\"")},
        {"worker-template", EDIT(kStage / "annotation-tool/template.liquid", "<crowd-form>", "<form>")},
        {"output-missing", [](const fs::path& job) { fs::remove(job / kMask); }},
        {"output-content", EDIT("output/road-scenes.create-labeling-job.json", "road-scenes", "other")},
        {"output-content",
         [](const fs::path& job) {
             append(job / kOutputManifest, "{\"source-ref\":\"s3://example-bucket/images/2.png\"}\n");
         }},
        {"output-content",
         [](const fs::path& job) {
             fs::copy_file(job / "input.manifest", job / kOutputManifest, fs::copy_options::overwrite_existing);
         }},
        {"output-unexpected", [](const fs::path& job) { writeText(job / kStage / "notes.txt", "mine"); }},
        {"output-stale",
         [](const fs::path& job) {
             Job opened = *Job::open(job);
             submitAt(opened, 2, 0, stripes(2), testTime(90'000));
         },
         {"output-missing"}},
    };
}

} // namespace

GoodJob::GoodJob()
{
    Job made = makeJob(folder(), {.labels = {"people", "traffic light", "bus", "tree"}});
    submitAt(made, 0, 0, stripes(0), testTime(0));
    submitAt(made, 1, 0, stripes(1), testTime(2500));
    if (const auto derived = derive(made); !derived)
        qFatal("%s", sentence(derived.error()).c_str());
    fs::copy(folder(), root() / "good", fs::copy_options::recursive);
}

void GoodJob::putBack() const
{
    fs::remove_all(folder());
    fs::copy(root() / "good", folder(), fs::copy_options::recursive);
}

std::vector<JobBreak> jobBreaks()
{
    std::vector<JobBreak> breaks = specAndEventBreaks();
    for (const std::vector<JobBreak>& more : {metadataBreaks(), fileBreaks()})
        breaks.insert(breaks.end(), more.begin(), more.end());
    return breaks;
}

void edit(const fs::path& file, const std::string& from, const std::string& to)
{
    std::string text = textOf(file);
    const std::size_t at = text.find(from);
    if (at == std::string::npos) {
        QTest::qFail(("nothing to replace: " + from).c_str(), __FILE__, __LINE__);
        return;
    }
    writeText(file, text.replace(at, from.size(), to));
}

void turnPhoto(const fs::path& photo)
{
    // the tag Orientation, one SHORT of value 3
    constexpr std::array<std::uint8_t, 30> kOrientation{'e', 'X', 'I', 'f', 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1,
                                                        18,  0,   3,   0,   0,   0,   1, 0,  3, 0, 0, 0, 0, 0, 0};
    writeBytes(photo, withChunk(bytesOf(photo), kOrientation));
}

LabelMask stripes(int seed)
{
    return stripedMask(kSize, 3, seed);
}

QSet<QString> rulesOf(const std::vector<Finding>& findings)
{
    QSet<QString> rules;
    for (const Finding& finding : findings)
        rules.insert(QString::fromStdString(finding.rule));
    return rules;
}

} // namespace labelwright::test
