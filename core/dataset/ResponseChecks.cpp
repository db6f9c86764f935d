// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ResponseChecks.h"

#include "core/groundtruth/WorkerPng.h"
#include "core/groundtruth/WorkerResponse.h"
#include "core/job/LabelChoice.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace labelwright {
namespace {

bool isPrivateWorkerId(std::string_view id)
{
    constexpr std::string_view kBegin = "private.";
    constexpr std::size_t kDigits = 16;
    const std::size_t dot = id.rfind('.');
    if (!id.starts_with(kBegin) || dot < kBegin.size() || id.size() - dot - 1 != kDigits)
        return false;
    return id.substr(dot + 1).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void checkTimes(const FindingPlace& place, const WorkerAnswer& answer, std::size_t number)
{
    // Written times are cut to milliseconds, so the time between may seem up to one too short.
    const double between = std::chrono::duration<double>(answer.submission - answer.acceptance).count() + 0.001;
    if (answer.submission < answer.acceptance)
        place.report(Rule::ResponseTimes, fmt::format("answer {} was submitted before it was accepted", number));
    else if (answer.timeSpentInSeconds < 0 || answer.timeSpentInSeconds > between)
        place.report(Rule::ResponseTimes, fmt::format("answer {} says {} seconds, but {:.3f} passed from acceptance to "
                                                      "submission",
                                                      number, answer.timeSpentInSeconds, between - 0.001));
}

void checkMappings(const FindingPlace& place, const std::vector<LabelMapping>& mappings, const LabelSet& labels,
                   std::size_t number)
{
    const bool known = std::all_of(mappings.begin(), mappings.end(), [&labels](const LabelMapping& mapping) {
        const std::optional<Label> label = labels.findName(mapping.name);
        return label && labels.at(*label).color == mapping.color;
    });
    if (!known || mappings.size() != labels.size())
        place.report(Rule::ResponseLabels,
                     fmt::format("the labelMappings of answer {} are not the job's labels", number),
                     ErrorCode::Mismatch);
}

void checkPng(const FindingPlace& place, const SegmentationAnswer& answer, const LabelSet& labels, std::size_t number)
{
    const Result<LabelMask> mask = decodeWorkerPng(answer.png, answer.mappings, labels);
    if (!mask) {
        place.report(Rule::ResponsePng,
                     fmt::format("the PNG of answer {} can't be read: {}", number, mask.error().detail),
                     mask.error().code);
        return;
    }
    if (mask->size() != answer.imageSize)
        place.report(Rule::ResponseSize,
                     fmt::format("the image of answer {} is {} x {}, its PNG {} x {}", number, answer.imageSize.width,
                                 answer.imageSize.height, mask->width(), mask->height()),
                     ErrorCode::Mismatch);
    const Result<WorkerPng> expected = encodeWorkerPng(*mask, labels);
    if (expected && expected->bytes != answer.png)
        place.report(
            Rule::ResponsePng,
            fmt::format("the PNG of answer {} is not the one that the worker's page makes of its pixels", number));
}

void checkChosen(const FindingPlace& place, const TaskAnswer& answer, const JobSpec& spec, std::size_t number)
{
    const auto* single = std::get_if<ClassifierAnswer>(&answer);
    const std::vector<std::string> names =
        single != nullptr ? std::vector{single->label} : std::get<MultiSelectAnswer>(answer).labels;
    const Result<std::vector<int>> ids = labelIdsOf(spec.labels, names);
    const Status chosen = ids ? checkChoice(spec, *ids) : Status(ids.error());
    if (!chosen)
        place.report(Rule::ResponseLabels, fmt::format("in answer {}, {}", number, chosen.error().detail),
                     ErrorCode::Mismatch);
}

TaskType taskOf(const TaskAnswer& answer)
{
    if (std::holds_alternative<SegmentationAnswer>(answer))
        return TaskType::SemanticSegmentation;
    return std::holds_alternative<ClassifierAnswer>(answer) ? TaskType::ImageClassification
                                                            : TaskType::ImageClassificationMultiLabel;
}

void checkContent(const FindingPlace& place, const TaskAnswer& answer, const JobSpec& spec, std::size_t number)
{
    if (taskOf(answer) != spec.taskType) {
        place.report(Rule::ResponseUnreadable, fmt::format("answer {} is one of {}, not of {}", number,
                                                           infoOf(taskOf(answer)).id, infoOf(spec.taskType).id));
        return;
    }
    if (const auto* segmentation = std::get_if<SegmentationAnswer>(&answer)) {
        checkMappings(place, segmentation->mappings, spec.labels, number);
        checkPng(place, *segmentation, spec.labels, number);
    } else {
        checkChosen(place, answer, spec, number);
    }
}

} // namespace

void checkWorkerResponse(const FindingPlace& place, std::string_view text, const JobSpec& spec)
{
    const Result<std::vector<WorkerAnswer>> answers = readWorkerResponse(text);
    if (!answers) {
        place.report(Rule::ResponseUnreadable, answers.error().detail, answers.error().code);
        return;
    }
    if (text.find('\n') != std::string_view::npos)
        place.report(Rule::ResponseUnreadable, "the worker response is not on one line");
    if (answers->size() != static_cast<std::size_t>(spec.workersPerObject))
        place.report(Rule::ResponseCount, fmt::format("the worker response holds {} answers, not {}", answers->size(),
                                                      spec.workersPerObject));
    for (std::size_t index = 0; index < answers->size(); ++index) {
        const WorkerAnswer& answer = (*answers)[index];
        checkTimes(place, answer, index + 1);
        if (!isPrivateWorkerId(answer.worker.workerId))
            place.report(Rule::ResponseWorker,
                         fmt::format("answer {} is of the worker \"{}\"", index + 1, answer.worker.workerId));
        checkContent(place, answer.answer, spec, index + 1);
    }
}

} // namespace labelwright
