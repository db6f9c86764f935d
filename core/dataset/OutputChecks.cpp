// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/OutputChecks.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "core/dataset/MaskChecks.h"
#include "core/dataset/OutputContext.h"
#include "core/dataset/ResponseChecks.h"
#include "core/groundtruth/LabelCategories.h"
#include "core/groundtruth/OutputLayout.h"
#include "core/groundtruth/WorkerTemplate.h"
#include "core/job/Derive.h"
#include "core/job/FrozenOutput.h"
#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "core/job/OutputContent.h"

#include <fmt/format.h>

#include <deque>
#include <optional>
#include <system_error>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

std::string_view textOf(const std::vector<std::uint8_t>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// The file's content, compared with what it should be.
struct ComparedFile {
    std::optional<std::string> text; ///< nullopt when it can't be read, which is reported.
    bool isChanged = false;          ///< It is neither what it should be nor what derive left; reported too.
    bool isAsMade = false;           ///< It is what it should be.
};

ComparedFile compare(OutputContext& context, const std::string& path, std::string_view expected)
{
    context.expected.insert(path);
    Result<std::string> text = readTextFile(context.fileAt(path));
    if (!text) {
        const bool missing = text.error().code == ErrorCode::NotFound;
        if (missing && context.frozen && !context.frozen->sha256.contains(path) &&
            path.starts_with(context.job.spec().name + '/')) {
            context.placeOf(path).report(Rule::OutputFrozen, "the job was completed without this file",
                                         text.error().code);
            return {};
        }
        context.findings.add(missing ? Rule::OutputMissing : Rule::OutputContent, text.error());
        return {};
    }
    const bool isAsMade = *text == expected;
    const bool isChanged = !isAsMade && context.reportDifference(path, sha256Hex(*text));
    return {*std::move(text), isChanged, isAsMade};
}

void checkLabelCategories(OutputContext& context, StageContext& stage)
{
    const LabelSet& labels = stage.stage().spec.labels;
    const std::string path = stage.pathOf(layout::kLabelCategories);
    const ComparedFile file = compare(context, path, writeLabelCategories(labels));
    if (!file.isChanged)
        return;
    const Result<LabelCategories> read = readLabelCategories(*file.text);
    bool same = read && read->labels.size() == labels.size() && file.text->find('\n') == std::string::npos;
    for (std::size_t index = 0; same && index < labels.size(); ++index)
        same = read->labels.classes()[index].name == labels.classes()[index].name;
    if (!same)
        context.placeOf(path).report(Rule::LabelCategories, "these are not the job's labels in order on one line");
}

void checkTemplate(OutputContext& context, StageContext& stage)
{
    const std::string path = stage.pathOf(layout::kWorkerTemplate);
    const ComparedFile file = compare(context, path, workerTemplateOf(context.job));
    const auto lacks = [&file](std::string_view element) { return file.text->find(element) == std::string::npos; };
    const std::string_view element = infoOf(stage.stage().spec.taskType).element;
    if (file.isChanged &&
        (!readWorkerTemplate(*file.text) || lacks("<crowd-form>") || lacks(fmt::format("<{}\n", element))))
        context.placeOf(path).report(Rule::WorkerTemplate, fmt::format("this is no form with a <{}>", element));
}

ComparedFile checkResponse(OutputContext& context, StageContext& stage, const OutputObject& object,
                           const std::vector<WorkerAnswer>& answers)
{
    const std::string path = stage.pathOf(object.responsePath());
    ComparedFile response = compare(context, path, writeWorkerResponse(answers));
    if (response.text)
        checkWorkerResponse(context.placeOf(path), *response.text, stage.stage().spec);
    return response;
}

void checkClassifiedObject(OutputContext& context, StageContext& stage, const OutputObject& object)
{
    const Result<std::vector<WorkerAnswer>> answers = workerAnswers(context.job, object);
    if (!answers) {
        context.findings.add(Rule::EventDamaged, answers.error());
        return;
    }
    stage.confidences[object.object] = 0;
    checkResponse(context, stage, object, *answers);
}

void checkMaskObject(OutputContext& context, StageContext& stage, const OutputObject& object)
{
    const std::string maskPath = stage.pathOf(object.maskPath());
    context.expected.insert({stage.pathOf(object.responsePath()), maskPath});
    const Result<std::vector<WorkerAnswer>> answers = workerAnswers(context.job, object);
    const Result<MaskContent> content = maskContent(context.job, object);
    if (!answers || !content) {
        context.findings.add(Rule::EventDamaged, answers ? content.error() : answers.error());
        return;
    }
    stage.confidences[object.object] = content->confidence;
    const JobSpec& spec = stage.stage().spec;
    const ComparedFile response = checkResponse(context, stage, object, *answers);
    const ComparedFile mask = compare(context, maskPath, textOf(content->png));
    if (mask.text)
        checkMask(context.placeOf(maskPath), bytesOf(*mask.text), spec.labels, object.answers.front()->image.size);
    if (context.frozen && !stage.before && !(response.isAsMade && mask.isAsMade))
        stage.leftAlone.insert(object.object);
}

void checkSecond(OutputContext& context, StageContext& stage, Time second,
                 const std::vector<const OutputObject*>& objects)
{
    std::vector<RequestedObject> requested;
    std::vector<ConsolidatedObject> consolidated;
    for (const OutputObject* object : objects) {
        const Result<std::vector<WorkerAnswer>> answers = workerAnswers(context.job, *object);
        const auto confidence = stage.confidences.find(object->object);
        if (!answers || confidence == stage.confidences.end())
            continue;
        requested.push_back(requestedObject(*object, *answers));
        consolidated.push_back(consolidatedObject(stage.stage(), *object, confidence->second));
    }
    if (requested.empty())
        return;
    const std::string request = stage.pathOf(layout::consolidationRequestPath(second));
    const std::string response = stage.pathOf(layout::consolidationResponsePath(second));
    if (compare(context, request, writeConsolidationRequest(requested)).isChanged)
        context.placeOf(request).report(Rule::ConsolidationRequest,
                                        "this does not repeat the workers' answers of its second");
    if (compare(context, response, writeConsolidationResponse(consolidated)).isChanged)
        context.placeOf(response).report(Rule::ConsolidationResponse,
                                         "this does not repeat the manifest's attributes of its second");
}

void checkUnexpected(const OutputContext& context)
{
    const fs::path top = outputFolder(context.job.folder());
    std::error_code failure;
    for (fs::recursive_directory_iterator entry(top, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        const std::string path = entry->path().lexically_relative(top).generic_string();
        const bool isFrozen = context.frozen && context.frozen->sha256.contains(path);
        if (!entry->is_directory(failure) && !context.expected.contains(path) && !isFrozen)
            context.placeOf(path).report(Rule::OutputUnexpected, "no answer makes this file", ErrorCode::Mismatch);
    }
}

void checkStage(OutputContext& context, StageContext& stage)
{
    checkLabelCategories(context, stage);
    if (stage.stage().kind == Stage::Kind::Labeling) {
        checkTemplate(context, stage);
        if (const Result<std::string> request = labelingJobRequestOf(context.job))
            compare(context, labelingJobRequestFile(context.job).filename().string(), *request);
    }
    for (const OutputObject& object : stage.plan.objects) {
        if (stage.before && stage.first().leftAlone.contains(object.object))
            continue; // What was reviewed is not in the frozen output.
        if (stage.stage().hasMasks())
            checkMaskObject(context, stage, object);
        else
            checkClassifiedObject(context, stage, object);
    }
    for (const auto& [second, objects] : stage.plan.consolidations())
        checkSecond(context, stage, second, objects);
    checkOutputManifest(context, stage);
}

/// The list of the completion that the job has now, whose files belong to the output whatever came later.
std::optional<FrozenOutput> bindingFor(const Job& job, const Result<std::optional<FrozenOutput>>& list)
{
    const std::optional<Completion> completion = jobState(job).completion;
    const bool binds = list && *list && completion && isBinding(**list, job);
    return binds ? *list : std::nullopt;
}

} // namespace

std::string StageContext::pathOf(std::string_view path) const
{
    return fmt::format("{}/{}", stage().spec.name, path);
}

fs::path OutputContext::fileAt(const std::string& path) const
{
    return outputFolder(job.folder()) / path;
}

bool OutputContext::reportDifference(const std::string& path, std::string_view sha256) const
{
    const auto was = frozen ? frozen->sha256.find(path) : std::map<std::string, std::string>::const_iterator();
    if (frozen && was != frozen->sha256.end() && was->second == sha256) {
        placeOf(path).report(Rule::OutputFrozen,
                             "the answers of today make another file than when the job was completed",
                             ErrorCode::Mismatch);
        return false;
    }
    const auto entry = listed.find(path);
    const bool isStale = entry != listed.end() && entry->second.sha256 == sha256;
    if (isStale)
        placeOf(path).report(Rule::OutputStale, "this file is of earlier answers; derive again", ErrorCode::Mismatch);
    else
        placeOf(path).report(Rule::OutputContent,
                             "this file is not what the answers make: it was changed after it was derived, or not "
                             "derived here",
                             ErrorCode::Mismatch);
    return !isStale;
}

void checkOutput(Findings& findings, const Job& job)
{
    const Result<std::vector<OutputPlan>> plans = planStages(job);
    if (!plans) {
        findings.add(Rule::JobUnreadable, plans.error());
        return;
    }
    std::error_code failure;
    if (!fs::exists(stageFolder(job), failure)) {
        if (!plans->front().objects.empty())
            findings.add(Rule::OutputMissing, {ErrorCode::NotFound, "nothing has been derived yet", stageFolder(job)});
        return;
    }
    Result<std::optional<FrozenOutput>> frozen = readFrozenOutput(job);
    if (!frozen)
        findings.add(Rule::OutputContent, frozen.error());
    OutputContext context{findings, job, readDerivedList(job.folder()), bindingFor(job, frozen)};
    if (!frozen || *frozen)
        context.expected.insert(frozenFileName(job.spec()));
    std::deque<StageContext> stages; // Each borrows the one before.
    for (const OutputPlan& plan : *plans) {
        const StageContext* before = stages.empty() ? nullptr : &stages.back();
        checkStage(context, stages.emplace_back(StageContext{plan, before}));
    }
    checkUnexpected(context);
}

} // namespace labelwright
