// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Findings.h"

#include <fmt/format.h>

#include <utility>

namespace labelwright {
namespace {

using enum Severity;

constexpr std::array<ValidationRule, static_cast<std::size_t>(Rule::Count)> kRules{{
    {"job-unreadable", Error, "job.json, input.manifest and events can be read", "DESIGN 1"},
    {"job-name", Error, "the job's name follows CreateLabelingJob", "1.3"},
    {"attribute-name", Error, "an attribute follows CreateLabelingJob and ends in -ref for a segmentation only", "5.5"},
    {"attribute-default", Note,
     "the attribute is the job's name, with -ref for a segmentation, which some readers take for granted", "0"},
    {"output-prefix", Error, "the output prefix is an s3:// name", "2"},
    {"label-count", Warning, "SageMaker's trainer holds 253 labels and the background", "4.5"},
    {"label-case", Warning, "no two labels are equal but for upper and lower case", "12, C7"},
    {"manifest-line", Error, "every line is one JSON object with a source-ref", "1.1"},
    {"manifest-limit", Error, "a line holds at most 100,000 characters, an attribute 20,000", "1.1"},
    {"manifest-end", Note, "the last line of an output manifest ends in a line break", "1.1"},
    {"source-ref-scheme", Warning, "a source-ref is an s3:// name", "1.1"},
    {"object-count", Warning, "a segmentation job holds at most 20,000 objects, a classification job 100,000", "1.1"},
    {"image-format", Warning, "a photo's name ends in .jpg, .jpeg or .png", "1.1"},
    {"image-missing", Warning, "the photo is there", "1.1"},
    {"image-unreadable", Error, "the photo can be read", "1.1"},
    {"image-limit", Warning, "a photo has at most 40 MB and 100 million pixels", "1.1"},
    {"image-orientation", Warning, "a labeled photo is stored upright, so that software without EXIF sees it alike",
     "DESIGN 1"},
    {"image-duplicate", Warning, "no two objects have the same photo, byte for byte", "1.1"},
    {"attribute-pair", Error, "an attribute has its metadata and the metadata its attribute", "5"},
    {"attribute-order", Warning, "an attribute's metadata comes right after it", "5"},
    {"failure-reason", Error, "a failed object has a reason in its metadata and no attribute", "5.6"},
    {"mask-reference", Error, "the attribute names a PNG by an s3:// name", "5.1"},
    {"mask-object", Warning, "a mask's name begins with its object's number and holds its time", "2"},
    {"metadata-keys", Error, "the metadata holds the members that a job of its type writes", "5"},
    {"metadata-order", Warning, "the metadata's members stand in Ground Truth's order", "5.1"},
    {"metadata-type", Error, "the type is groundtruth/ and the task's", "5"},
    {"human-annotated", Error, "human-annotated is yes or no", "5"},
    {"creation-date", Error, "creation-date reads YYYY-MM-DDTHH:MM:SS with six decimals", "5"},
    {"metadata-job-name", Error, "job-name is labeling-job/ and the job's name", "0"},
    {"adjustment-status", Error, "adjustment-status is adjusted or unadjusted and comes last", "6.2"},
    {"color-map-indices", Error, "the color map's keys are 0, 1, 2 and so on, in order", "12, C4"},
    {"color-map-background", Error, "entry 0 is BACKGROUND with #ffffff", "0"},
    {"color-map-names", Error, "every entry has a class-name of its own", "5.1"},
    {"color-map-hex", Error, "every hex-color reads #rrggbb in lower case", "12, C1"},
    {"color-map-colors", Error, "every label has a color of its own, and none is white", "4.4"},
    {"color-map-entry", Warning, "an entry holds class-name, hex-color and confidence, in this order", "5.1"},
    {"color-map-constant", Warning, "the color map is the same on every line", "12, C1"},
    {"color-map-labels", Error, "the color map is the job's labels in their order", "0"},
    {"classification-value", Error, "a classification's value is its label's number from 0, or a list of such numbers",
     "5.2, 5.3"},
    {"classification-maps", Error, "class-map and confidence-map hold the listed labels and no others", "5.3"},
    {"classification-labels", Error, "a classification's numbers and names are the job's labels", "5.2"},
    {"confidence", Error, "an object's confidences are one number from 0 to 1, and 0 with one worker", "5.1"},
    {"index-defect", Warning,
     "a mask of the time in which Ground Truth wrote wrong indices has the color map as its palette", "4.3"},
    {"file-name", Warning, "a mask's file has the name that the manifest gives it, with ':' in its time", "0"},
    {"mask-missing", Error, "the mask is there", "5.1"},
    {"mask-unreadable", Error, "the mask is a palette PNG that can be read", "4.3"},
    {"mask-size", Error, "the mask is as large as its photo", "4.3"},
    {"mask-indices", Error, "every pixel's value is in the color map", "0"},
    {"mask-palette", Error, "the mask's palette is the color map", "0"},
    {"mask-form", Error, "the mask has Ground Truth's form: 8 bits, 256 entries, no other chunks, filter 0", "4.3"},
    {"mask-empty", Note, "the mask labels something", "12, C7"},
    {"response-unreadable", Error, "a worker response is one line of JSON in Ground Truth's form", "3"},
    {"response-count", Error, "a worker response holds one answer of each counted worker", "3"},
    {"response-times", Error, "an answer was accepted before it was submitted, and took no longer", "3"},
    {"response-worker", Error, "a workerId reads private.<region>.<16 hexadecimal digits>", "3"},
    {"response-labels", Error, "labelMappings are the job's labels and colors, and chosen labels the job's", "3"},
    {"response-size", Error, "the worker's PNG is as large as inputImageProperties say", "3"},
    {"response-png", Warning, "the worker's PNG has the form that the worker's page gives it", "4.2"},
    {"consolidation-request", Error, "a consolidation request repeats the workers' answers of one second", "7"},
    {"consolidation-response", Error, "a consolidation response repeats the manifest's attributes of one second", "7"},
    {"label-categories", Error, "annotation-tool/data.json lists the labels in their order, on one line", "1.2"},
    {"worker-template", Error, "annotation-tool/template.liquid is a form for the job's task", "1.4"},
    {"event-damaged", Error, "an event's file is sound", "DESIGN 2"},
    {"event-unusable", Warning, "every file in events/ is an event that this version can use", "DESIGN 2"},
    {"event-source", Error, "an answer was made for the source-ref that its line has now", "DESIGN 1"},
    {"event-image", Error, "an answer was made on the photo that is there now", "DESIGN 1"},
    {"event-several", Warning, "a worker has one current answer to an object", "DESIGN 4"},
    {"output-missing", Warning, "output/ has every file that the answers make", "DESIGN 9"},
    {"output-stale", Warning, "output/ is of the newest answers", "DESIGN 9"},
    {"output-frozen", Note, "a completed job's output is of the newest answers", "DESIGN 9"},
    {"output-content", Error, "a file in output/ is what the answers make", "DESIGN 9"},
    {"output-unexpected", Warning, "output/ has no file that the answers do not make", "DESIGN 9"},
    {"orphan-file", Warning, "an output folder has no mask or response of an object that its manifest lacks", "2"},
    {"dataset-list", Error, "a dataset's SHA256SUMS can be read", "DESIGN 9"},
    {"dataset-missing", Error, "every file of a dataset is there", "DESIGN 9"},
    {"dataset-content", Error, "every file of a dataset is as it was written", "DESIGN 9"},
    {"dataset-unexpected", Warning, "a dataset's folder has no file that was not written with it", "DESIGN 9"},
    {"dataset-unreadable", Error, "a dataset can be opened in its format", "DESIGN 9"},
    {"dataset-item", Error, "the labels of every image of a dataset can be read", "DESIGN 9"},
    {"dataset-note", Warning, "an import could take all of a dataset over as it is", "DESIGN 9"},
    {"coco-notebook", Error,
     "one white BACKGROUND, lower-case colors, all of line 1, one folder of masks, photos of one size", "12, C1"},
    {"conversion-kit", Error, "<job>-ref on every line, a hex-color for every class, #ffffff among them, two keywords",
     "12, C2"},
    {"consolidation-notebooks", Error,
     "consolidation responses named by their second, with objects' numbers and times of six decimals", "12, C3"},
    {"classification-notebook", Error, "the first -metadata of a line has class-name, confidence and human-annotated",
     "12, C3"},
    {"index-correction", Error,
     "labeling-job/ in job-name, consolidated-annotation/output in a mask's name, keys from 0 in order", "12, C4"},
    {"superannotate", Error,
     "a flat folder, attribute-name-ref, masks with _ for : in their names and in the color map's colors alone",
     "12, C5"},
    {"yolo-labels", Error, "the labels on the first line of data.json, and an attribute named as the job", "12, C6"},
    {"upload-pipeline", Error,
     "attributes of fixed names, one class called background, unique class names, masks with labels in them", "12, C7"},
    {"annotator-agreement", Error, "one worker response for each object, of labels of whole images", "12, C8"},
    {"yolo-class-list", Error, "data.json on one line, whose order is that of the classes", "12, C9 and C10"},
    {"scene-crops", Error, "the first consolidation request's classes all occur in the first mask", "12, C11"},
    {"multi-label-transform", Error, "the attribute is a line's last key, with maps of its labels", "12, C12"},
    {"single-key-tool", Error, "a line has one key besides source-ref and metadata", "12, C13"},
    {"defect-detection", Error, "a key that ends in -ref-metadata, with a color map", "12, C14"},
    {"default-palette", Error, "at most ten labels, in Ground Truth's default colors", "12, C15"},
    {"yolo-segmentation", Error, "a mask's colors are white and those of its color map", "12, C16"},
}};

} // namespace

std::string_view severityName(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Note:
        break;
    }
    return "note";
}

std::span<const ValidationRule> validationRules()
{
    return kRules;
}

const ValidationRule& ruleOf(Rule rule)
{
    return kRules[static_cast<std::size_t>(rule)];
}

void Findings::add(Rule rule, labelwright::Error error)
{
    if (++m_counts[static_cast<std::size_t>(rule)] <= kMaxOfEachRule)
        m_findings.push_back({ruleOf(rule).severity, std::string(ruleOf(rule).id), std::move(error)});
}

std::vector<Finding> Findings::finish()
{
    for (std::size_t index = 0; index < m_counts.size(); ++index) {
        if (m_counts[index] <= kMaxOfEachRule)
            continue;
        const ValidationRule& rule = kRules[index];
        m_findings.push_back({rule.severity, std::string(rule.id),
                              labelwright::Error{ErrorCode::Malformed,
                                                 fmt::format("{} more places break this rule: {}",
                                                             m_counts[index] - kMaxOfEachRule, rule.description)}});
    }
    return std::move(m_findings);
}

} // namespace labelwright
