// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/dataset/ClientFaults.h"

#include "core/groundtruth/MaskPng.h"
#include "tests/core/dataset/JobBreaks.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace labelwright::test {

namespace fs = std::filesystem;

namespace {

const fs::path kManifest = "manifests/output/output.manifest";
const fs::path kData = "annotation-tool/data.json";
const fs::path kMaskFolder = "annotations/consolidated-annotation/output";
const fs::path kMask0 = kMaskFolder / "0_2026-11-22T09:00:00.250000.png";
const fs::path kMask1 = kMaskFolder / "1_2026-11-22T09:00:00.251000.png";
const fs::path kConsolidated =
    "annotations/consolidated-annotation/consolidation-response/iteration-1/2026-11-22_09:00:00.json";
const fs::path kRequested =
    "annotations/consolidated-annotation/consolidation-request/iteration-1/2026-11-22_09:00:00.json";
const fs::path kResponse0 = "annotations/worker-response/iteration-1/0/2026-11-22_09:00:00.json";

void replaceAll(const fs::path& file, const std::string& from, const std::string& to)
{
    std::string text = textOf(file);
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    writeText(file, text);
}

void flatten(const fs::path& output)
{
    fs::rename(output / kManifest, output / "output.manifest");
    for (const fs::path& mask : {kMask0, kMask1}) {
        std::string name = mask.filename().string();
        std::ranges::replace(name, ':', '_');
        fs::rename(output / mask, output / name);
    }
    fs::rename(output / kConsolidated, output / "consolidated.json");
    replaceAll(output / "output.manifest", "\"road-scenes-ref", "\"attribute-name-ref");
}

void nameForUpload(const fs::path& output)
{
    replaceAll(output / kManifest, "\"road-scenes-ref", "\"semantic-segmentation-ref");
}

ChangeOutput edited(const fs::path& file, const std::string& from, const std::string& to)
{
    return [=](const fs::path& output) { edit(output / file, from, to); };
}

ChangeOutput withMask(const fs::path& file, const LabelMask& mask)
{
    return [=](const fs::path& output) {
        writeBytes(output / file,
                   *encodeConsolidatedMask(mask, *LabelSet::fromNames({"people", "traffic light", "bus", "foreign"})));
    };
}

std::vector<ClientFault> maskFaults()
{
    const LabelMask foreign = stripedMask({16, 8}, 4, 0);
    const LabelMask small = stripedMask({8, 8}, 3, 0);
    const LabelMask empty = *LabelMask::create({16, 8});
    const LabelMask onePerson = [] {
        std::vector<Label> pixels(16 * 8);
        pixels.front() = 1;
        return *LabelMask::create({16, 8}, pixels);
    }();
    return {
        {"coco-notebook", "capitals", "not in lower case", edited(kManifest, "#2ca02c", "#2CA02C")},
        {"coco-notebook", "background", "BACKGROUND", edited(kManifest, "BACKGROUND", "Background")},
        {"coco-notebook", "no color", "no class-name, or no hex-color", edited(kManifest, "\"#1f77b4\"", "\"\"")},
        {"coco-notebook", "two folders", "lies in", edited(kManifest, "output/0_2026", "output/more/0_2026")},
        {"coco-notebook", "another size", "one size", withMask(kMask1, small)},
        {"coco-notebook", "foreign color", "#d62728", withMask(kMask1, foreign)},
        {"coco-notebook", "another attribute", "no mask \"road-scenes-ref\"",
         edited(kManifest, "\"road-scenes-ref\"", "\"roads-ref\"")},
        {"conversion-kit", "no white", "#ffffff", edited(kManifest, "#ffffff", "#fffffe")},
        {"conversion-kit", "no color", "is no hex-color", edited(kManifest, "\"#1f77b4\"", "\"blue\"")},
        {"conversion-kit", "another attribute", "no mask \"road-scenes-ref\"",
         edited(kManifest, "\"road-scenes-ref\"", "\"roads-ref\"")},
        {"conversion-kit", "keywords", "\"image segmentation\"",
         edited("../road-scenes.create-labeling-job.json", "image segmentation", "segmentation")},
        {"index-correction", "job name", "labeling-job/", edited(kManifest, "labeling-job/", "")},
        {"index-correction", "folder", "consolidated-annotation/output",
         edited(kManifest, "consolidated-annotation/output", "masks")},
        {"index-correction", "keys", "0, 1, 2", edited(kManifest, "\"2\":{", "\"7\":{")},
        {"superannotate", "attribute", "attribute-name-ref",
         edited("output.manifest", "\"attribute-name-ref\"", "\"road-scenes-ref\"")},
        {"superannotate", "mask's name", "0_2026-11-22T09_00_00.250000.png",
         [](const fs::path& output) {
             fs::rename(output / "0_2026-11-22T09_00_00.250000.png", output / "0_2026-11-22T09:00:00.250000.png");
         }},
        {"superannotate", "foreign color", "#d62728", withMask("0_2026-11-22T09_00_00.250000.png", foreign)},
        {"superannotate", "another file", "consolidatedAnnotation",
         [](const fs::path& output) { writeText(output / "classes.json", "[{\"name\":\"people\"}]"); }},
        {"superannotate", "not flat", "one folder",
         [](const fs::path& output) { fs::rename(output / "output.manifest", output / kManifest); }},
        {"upload-pipeline", "empty mask", "background alone", withMask(kMask0, empty)},
        {"upload-pipeline", "photo", "source-ref", edited(kManifest, "images/0.png", "images/0.bmp")},
        {"upload-pipeline", "two backgrounds", "2 classes are called", edited(kManifest, "\"people\"", "\"bg\"")},
        {"upload-pipeline", "capitals", "but for capitals", edited(kManifest, "\"people\"", "\"Bus\"")},
        {"upload-pipeline", "hex", "#RRGGBB", edited(kManifest, "#2ca02c", "2ca02c")},
        {"upload-pipeline", "attribute", "no attribute called",
         edited(kManifest, "\"semantic-segmentation-ref\"", "\"road-scenes-ref\"")},
        {"upload-pipeline", "single label", "must not have",
         edited(kManifest, "{\"source-ref\"",
                "{\"single-label\":0,\"single-label-metadata\":{\"class-name\":"
                "\"Background\"},\"source-ref\"")},
        {"upload-pipeline", "multi-label", "class-map",
         edited(kManifest, "{\"source-ref\"",
                "{\"multi-label\":[0,1],\"multi-label-metadata\":{\"class-map\":{\"0\":\"a\"}},\"source-ref\"")},
        {"scene-crops", "class without pixels", "\"bus\"", withMask(kMask0, onePerson)},
        {"scene-crops", "no request", "no consolidation request",
         [](const fs::path& output) { fs::remove_all((output / kRequested).parent_path()); }},
        {"scene-crops", "other answer", "labelMappings",
         edited(kRequested, "crowd-semantic-segmentation", "crowd-polygon")},
        {"defect-detection", "no color map", "internal-color-map",
         edited(kManifest, "internal-color-map", "color-map")},
        {"defect-detection", "key", "-ref-metadata",
         edited(kManifest, "\"road-scenes-ref-metadata\"", "\"road-scenes-mask-metadata\"")},
        {"default-palette", "another color", "#123456",
         [](const fs::path& output) { replaceAll(output / kManifest, "#1f77b4", "#123456"); }},
        {"default-palette", "too many labels", "there are 11 labels",
         [](const fs::path& output) {
             std::string more = "\"#ff7f0e\",\"confidence\":0}";
             const std::string from = more;
             for (int label = 4; label <= 11; ++label)
                 more += ",\"" + std::to_string(label) + "\":{\"class-name\":\"label " + std::to_string(label) +
                         "\",\"hex-color\":\"" + hexColor(defaultLabelColor(std::size_t(label) - 1)) +
                         "\",\"confidence\":0}";
             replaceAll(output / kManifest, from, more);
         }},
        {"yolo-segmentation", "foreign color", "#d62728", withMask(kMask1, foreign)},
        {"yolo-segmentation", "no mask", "can't be read", [](const fs::path& output) { fs::remove(output / kMask1); }},
        {"single-key-tool", "another key", "2 keys", edited(kManifest, "\"source-ref\"", "\"site\":1,\"source-ref\"")},
        {"single-key-tool", "no key", "no key besides",
         [](const fs::path& output) { writeText(output / kManifest, "{\"source-ref\":\"s3://b/0.png\"}\n"); }},
        {"single-key-tool", "no JSON", "no JSON object",
         [](const fs::path& output) { writeText(output / kManifest, textOf(output / kManifest) + "[]\n"); }},
    };
}

std::vector<ClientFault> otherFaults()
{
    return {
        {"consolidation-notebooks", "name", "YYYY-MM-DD",
         [](const fs::path& output) {
             fs::rename(output / kConsolidated, (output / kConsolidated).parent_path() / "2026-11-22_09_00_00.json");
         }},
        {"consolidation-notebooks", "folder", "iteration",
         [](const fs::path& output) {
             const fs::path iteration = (output / kConsolidated).parent_path();
             fs::rename(iteration, iteration.parent_path() / "iteration-one");
         }},
        {"consolidation-notebooks", "time", "six decimals",
         edited(kConsolidated, "T09:00:00.340000\"", "T09:00:00.34\"")},
        {"consolidation-notebooks", "object", "datasetObjectId", edited(kConsolidated, "datasetObjectId", "object")},
        {"consolidation-notebooks", "attribute", "the job's attribute",
         edited(kConsolidated, "road-scenes-ref-metadata", "roads-ref-metadata")},
        {"consolidation-notebooks", "none", "no consolidation response",
         [](const fs::path& output) { fs::remove_all((output / kConsolidated).parent_path()); }},
        {"consolidation-notebooks", "no JSON", "as JSON",
         [](const fs::path& output) { writeText(output / kConsolidated, "["); }},
        {"classification-notebook", "first metadata", "no class-name",
         edited(kManifest, "{\"source-ref\"", "{\"a\":1,\"a-metadata\":{},\"source-ref\"")},
        {"classification-notebook", "no metadata", "contains -metadata",
         edited(kManifest, "\"road-scenes-metadata\"", "\"road-scenes-data\"")},
        {"yolo-labels", "attribute", "called as the job", edited(kManifest, "\"road-scenes\":", "\"roads\":")},
        {"yolo-labels", "place", "at this place",
         [](const fs::path& output) { fs::rename(output / "manifests", output / "manifest"); }},
        {"yolo-labels", "labels", "no labels", edited(kData, "\"labels\"", "\"classes\"")},
        {"yolo-class-list", "line break", "first line",
         [](const fs::path& output) { writeText(output / kData, "\n" + textOf(output / kData)); }},
        {"yolo-class-list", "no file", "first line", [](const fs::path& output) { fs::remove(output / kData); }},
        {"annotator-agreement", "two responses", "2 worker responses",
         [](const fs::path& output) {
             fs::copy_file(output / kResponse0, (output / kResponse0).parent_path() / "2026-11-22_10:00:00.json");
         }},
        {"annotator-agreement", "other answer", "crowd-image-classifier-multi-select",
         edited(kResponse0, "crowd-image-classifier-multi-select", "crowd-image-classifier")},
        {"annotator-agreement", "no answers", "no list of answers", edited(kResponse0, "\"answers\"", "\"answer\"")},
        {"multi-label-transform", "key behind", "\"site\"",
         [](const fs::path& output) {
             const std::string text = textOf(output / kManifest);
             const std::size_t end = text.find("}\n");
             writeText(output / kManifest, text.substr(0, end) + ",\"site\":1" + text.substr(end));
         }},
        {"multi-label-transform", "maps", "confidence-map",
         edited(kManifest, "\"confidence-map\":{\"0\"", "\"confidence-map\":{\"2\"")},
        {"multi-label-transform", "member", "human-annotated", edited(kManifest, "\"human-annotated\"", "\"human\"")},
        {"multi-label-transform", "none", "no attribute",
         [](const fs::path& output) { writeText(output / kManifest, "{\"source-ref\":\"s3://b/0.png\"}\n"); }},
    };
}

} // namespace

std::vector<ClientPreparation> clientPreparations()
{
    return {
        {"coco-notebook"},
        {"conversion-kit"},
        {"consolidation-notebooks"},
        {"classification-notebook", TaskType::ImageClassification},
        {"index-correction"},
        {"superannotate", TaskType::SemanticSegmentation, flatten},
        {"yolo-labels", TaskType::ImageClassificationMultiLabel},
        {"upload-pipeline", TaskType::SemanticSegmentation, nameForUpload},
        {"annotator-agreement", TaskType::ImageClassificationMultiLabel},
        {"yolo-class-list"},
        {"scene-crops"},
        {"multi-label-transform", TaskType::ImageClassificationMultiLabel},
        {"single-key-tool"},
        {"defect-detection"},
        {"default-palette"},
        {"yolo-segmentation"},
    };
}

std::vector<ClientFault> clientFaults()
{
    std::vector<ClientFault> all = maskFaults();
    std::ranges::move(otherFaults(), std::back_inserter(all));
    return all;
}

} // namespace labelwright::test
