// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/OutputContent.h"

#include "core/groundtruth/LabelingJobRequest.h"
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/SourceRef.h"
#include "core/groundtruth/VerificationMetadata.h"
#include "core/groundtruth/WorkerPng.h"
#include "core/groundtruth/WorkerTemplate.h"
#include "core/job/Consolidate.h"
#include "core/job/JobState.h"
#include "core/job/LabelChange.h"
#include "core/job/LabelChoice.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

std::vector<LabelMapping> mappingsOf(const LabelSet& labels)
{
    std::vector<LabelMapping> mappings;
    for (const LabelClass& label : labels.classes())
        mappings.push_back({label.name, label.color});
    return mappings;
}

/// Whether an answer's PNG has the colors that its labels have today.
bool hasColorsOfToday(const IndexedPng& png, const AnswerEvent& event, const LabelSet& labels)
{
    for (std::size_t index = 0; index < event.pixelLabelIds.size() && index < png.palette.size(); ++index) {
        const int id = event.pixelLabelIds[index];
        const std::optional<Label> label = labels.findId(id);
        if (label ? labels.at(*label).color != png.palette[index] : id != 0)
            return false;
    }
    return true;
}

/// The worker's own bytes; where labels were merged, deleted or recolored since, the same pixels as a worker's browser
/// would write them today.
Result<std::vector<std::uint8_t>> pngOfToday(const Job& job, const AnswerEvent& event)
{
    Result<std::vector<std::uint8_t>> png = job.events().maskBytes(event);
    const LabelSet& labels = job.spec().labels;
    if (!png || labelsEver(job.firstLabels(), job.events().jobEvents()).size() == 1)
        return png;
    const Result<IndexedPng> indexed = decodeIndexedPng(*png);
    if (!indexed)
        return indexed.error();
    if (hasColorsOfToday(*indexed, event, labels))
        return png;
    const Result<LabelMask> mask = answerMask(event, *png, labels);
    if (!mask)
        return mask.error();
    Result<WorkerPng> written = encodeWorkerPng(*mask, labels);
    return written ? Result(std::move(written->bytes)) : written.error();
}

Result<TaskAnswer> segmentationAnswer(const Job& job, const AnswerEvent& event)
{
    Result<std::vector<std::uint8_t>> png = pngOfToday(job, event);
    if (!png)
        return png.error();
    return TaskAnswer(SegmentationAnswer{event.image.size, mappingsOf(job.spec().labels), *std::move(png),
                                         event.initialValueModified});
}

TaskAnswer classificationAnswer(const JobSpec& spec, const std::vector<int>& chosenIds)
{
    std::vector<std::string> names = labelNamesOf(spec.labels, chosenIds);
    if (spec.taskType == TaskType::ImageClassification)
        return ClassifierAnswer{std::move(names.front())};
    return MultiSelectAnswer{std::move(names)};
}

WorkerAnswer verdictAnswer(const OutputObject& object)
{
    const Verdict& verdict = *object.verdict;
    std::string comment;
    for (const std::string& said : object.feedback)
        comment += (comment.empty() ? "" : "\n") + said;
    return {verdict.accepted, verdict.time, verdict.activeSeconds, identityOf(verdict.worker),
            ClassifierAnswer{verdict.category, std::move(comment)}};
}

std::string verdictMembers(const JobSpec& spec, const OutputObject& object, ConfidenceStyle style)
{
    const std::string& category = object.verdict->category;
    const int index = spec.labels.findName(category).value_or(1) - 1; // The stage's labels hold it.
    return verificationMembers(spec.attribute,
                               {index, category, 0, true, object.creationDate(), spec.name, object.feedback}, style);
}

/// Of a stage that began with an earlier attribute's masks: adjusted where one worker at least changed it. Unset where
/// an answer does not say.
std::optional<std::string> adjustmentStatus(const Stage& stage, const OutputObject& object)
{
    const bool isAdjustment =
        stage.kind == Stage::Kind::Adjustment || stage.spec.prelabel.kind == Prelabel::Kind::Attribute;
    const auto& answers = object.answers;
    const auto isSaid = [](const AnswerEvent* answer) { return answer->initialValueModified.has_value(); };
    if (!isAdjustment || !std::ranges::all_of(answers, isSaid))
        return std::nullopt;
    return std::ranges::any_of(answers, [](const AnswerEvent* answer) { return *answer->initialValueModified; })
               ? "adjusted"
               : "unadjusted";
}

/// What the answers to `object` amount to.
std::string membersOf(const Stage& stage, const OutputObject& object, double confidence, ConfidenceStyle style)
{
    const JobSpec& spec = stage.spec;
    if (object.verdict)
        return verdictMembers(spec, object, style);
    if (isClassification(spec.taskType))
        return classificationMembers(
            spec.attribute, {spec.taskType, object.labels, true, object.creationDate(), spec.name, std::nullopt},
            style);
    SegmentationMetadata metadata = segmentationMetadata(spec.labels, object.creationDate(), spec.name, confidence);
    metadata.adjustmentStatus = adjustmentStatus(stage, object);
    return segmentationMembers(spec.attribute, {joinS3(stageUri(spec), object.maskPath()), std::move(metadata)}, style);
}

/// What the worker reads above the image, and on AWS before a task is taken.
struct TaskWords {
    std::string header;
    std::string description;
};

TaskWords wordsOf(TaskType task)
{
    switch (task) {
    case TaskType::ImageClassification:
        return {"Select an option", "Choose the label that describes the image best"};
    case TaskType::ImageClassificationMultiLabel:
        return {"Select appropriate categories", "Choose every label that applies to the image"};
    case TaskType::SemanticSegmentation:
        break;
    }
    return {"Choose a label and paint every region that belongs to it",
            "Paint every region of the image that belongs to one of the labels"};
}

} // namespace

Result<std::vector<WorkerAnswer>> workerAnswers(const Job& job, const OutputObject& object)
{
    if (object.verdict)
        return std::vector{verdictAnswer(object)};
    std::vector<WorkerAnswer> answers;
    for (const AnswerEvent* event : object.answers) {
        Result<TaskAnswer> answer =
            event->chosenLabelIds
                ? Result<TaskAnswer>(classificationAnswer(job.spec(), chosenLabels(job.spec().labels, *event)))
                : segmentationAnswer(job, *event);
        if (!answer)
            return answer.error();
        answers.push_back(
            {event->accepted, event->submitted, event->activeSeconds, identityOf(event->worker), *std::move(answer)});
    }
    return answers;
}

Result<MaskContent> maskContent(const Job& job, const OutputObject& object)
{
    const Result<ConsolidatedMask> consolidated = consolidateAnswers(job.events(), object.answers, job.spec());
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

ConsolidatedObject consolidatedObject(const Stage& stage, const OutputObject& object, double confidence)
{
    return {object.object, '{' + membersOf(stage, object, confidence, ConfidenceStyle::Consolidation) + '}'};
}

std::string manifestMembers(const Stage& stage, const OutputObject& object, double confidence)
{
    return membersOf(stage, object, confidence, ConfidenceStyle::Manifest);
}

std::string failureMembers(const JobSpec& spec, const std::string& reason)
{
    SegmentationReference failed;
    failed.metadata.failureReason = reason;
    return segmentationMembers(spec.attribute, failed, ConfidenceStyle::Manifest);
}

std::string workerTemplateOf(const Job& job)
{
    const JobSpec& spec = job.spec();
    return writeWorkerTemplate(currentTask(job).instructions,
                               {spec.taskType, wordsOf(spec.taskType).header, spec.noneCategory});
}

Result<std::string> labelingJobRequestOf(const Job& job)
{
    const JobSpec& spec = job.spec();
    const TaskSettings task = currentTask(job);
    return writeLabelingJobRequest({spec.taskType, spec.name, spec.attribute, joinS3(stageUri(spec), "input.manifest"),
                                    spec.outputPrefix, fmt::format("{}: {}", infoOf(spec.taskType).title, spec.name),
                                    task.description.empty() ? wordsOf(spec.taskType).description : task.description,
                                    spec.workersPerObject, task.timeLimit});
}

} // namespace labelwright
