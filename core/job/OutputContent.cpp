// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/OutputContent.h"

#include "core/groundtruth/LabelingJobRequest.h"
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/SourceRef.h"
#include "core/groundtruth/WorkerTemplate.h"
#include "core/job/Consolidate.h"

#include <fmt/format.h>

namespace labelwright {
namespace {

std::vector<LabelMapping> mappingsOf(const LabelSet& labels)
{
    std::vector<LabelMapping> mappings;
    for (const LabelClass& label : labels.classes())
        mappings.push_back({label.name, label.color});
    return mappings;
}

} // namespace

Result<std::vector<WorkerAnswer>> workerAnswers(const Job& job, const OutputObject& object)
{
    std::vector<WorkerAnswer> answers;
    for (const AnswerEvent* event : object.answers) {
        Result<std::vector<std::uint8_t>> png = job.events().maskBytes(*event);
        if (!png)
            return png.error();
        answers.push_back({event->accepted, event->submitted, event->activeSeconds, identityOf(event->worker),
                           SegmentationAnswer{event->image.size, mappingsOf(job.spec().labels), *std::move(png),
                                              event->initialValueModified}});
    }
    return answers;
}

Result<MaskContent> maskContent(const Job& job, const OutputObject& object)
{
    const Result<ConsolidatedMask> consolidated = consolidateAnswers(job.events(), object.answers, job.spec().labels);
    if (!consolidated)
        return consolidated.error();
    Result<std::vector<std::uint8_t>> png = encodeConsolidatedMask(consolidated->mask, job.spec().labels);
    if (!png)
        return png.error();
    return MaskContent{*std::move(png), consolidated->confidence};
}

RequestedObject requestedObject(const OutputObject& object, const std::vector<WorkerAnswer>& answers)
{
    RequestedObject requested{object.object, object.sourceRef, {}};
    for (const WorkerAnswer& answer : answers)
        requested.annotations.push_back({answer.worker.workerId, answerContent(answer.answer), {}});
    return requested;
}

SegmentationReference segmentationOf(const JobSpec& spec, const OutputObject& object, double confidence)
{
    return {joinS3(stageUri(spec), object.maskPath()),
            segmentationMetadata(spec.labels, object.creationDate(), spec.name, confidence)};
}

ConsolidatedObject consolidatedObject(const JobSpec& spec, const OutputObject& object, double confidence)
{
    return {object.object, '{' +
                               segmentationMembers(spec.attribute, segmentationOf(spec, object, confidence),
                                                   ConfidenceStyle::Consolidation) +
                               '}'};
}

std::string manifestMembers(const JobSpec& spec, const OutputObject& object, double confidence)
{
    return segmentationMembers(spec.attribute, segmentationOf(spec, object, confidence), ConfidenceStyle::Manifest);
}

std::string workerTemplateOf(const JobSpec& spec)
{
    return writeWorkerTemplate(
        spec.instructions,
        {.task = TaskType::SemanticSegmentation, .header = "Choose a label and paint every region that belongs to it"});
}

Result<std::string> labelingJobRequestOf(const JobSpec& spec)
{
    return writeLabelingJobRequest({TaskType::SemanticSegmentation, spec.name, spec.attribute,
                                    joinS3(stageUri(spec), "input.manifest"), spec.outputPrefix,
                                    fmt::format("Semantic segmentation: {}", spec.name),
                                    "Paint every region of the image that belongs to one of the labels",
                                    spec.workersPerObject, spec.taskTimeLimit});
}

} // namespace labelwright
