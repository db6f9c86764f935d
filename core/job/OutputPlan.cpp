// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/OutputPlan.h"

#include "core/base/Hash.h"
#include "core/groundtruth/OutputLayout.h"
#include "core/job/ConsolidateChoices.h"
#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "core/job/LabelChange.h"
#include "core/job/LabelChoice.h"
#include "core/job/Review.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

std::string keyOf(const Stage& stage)
{
    const JobSpec& spec = stage.spec;
    std::string parts = fmt::format("{}\n{}\n{}\n{}\n{}\n", kDeriveVersion, infoOf(spec.taskType).id, spec.name,
                                    spec.attribute, spec.outputPrefix);
    if (spec.maskConsolidation != MaskConsolidation::Plurality)
        parts += fmt::format("{}\n", maskConsolidationName(spec.maskConsolidation));
    for (const LabelClass& label : spec.labels.classes())
        parts += fmt::format("{} {} {}\n", label.id, hexColor(label.color), label.name);
    parts += goneText(spec.labels);
    if (stage.kind != Stage::Kind::Labeling)
        parts += fmt::format("stage {}\n", static_cast<int>(stage.kind));
    return sha256Hex(parts);
}

OutputObject outputObject(ObjectId object, std::vector<const AnswerEvent*> answers)
{
    OutputObject planned;
    planned.object = object;
    planned.sourceRef = answers.front()->sourceRef;
    planned.answers = std::move(answers);
    for (const AnswerEvent* answer : planned.answers)
        planned.answered = std::max(planned.answered, answer->submitted);
    return planned;
}

/// Without what a line of text can't hold, and without a final stop.
std::string oneClause(std::string text)
{
    for (char& c : text)
        c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    const std::size_t first = text.find_first_not_of(' ');
    const std::size_t last = text.find_last_not_of(" .");
    return first == text.npos || last == text.npos ? std::string() : text.substr(first, last - first + 1);
}

/// One sentence, as GROUND-TRUTH.md section 5.6 wants it.
std::string failureReason(const std::vector<const TaskRelease*>& declines)
{
    std::string reasons;
    for (const TaskRelease* decline : declines) {
        const std::string reason = oneClause(decline->reason);
        if (!reason.empty())
            reasons += (reasons.empty() ? ": " : "; ") + reason;
    }
    if (declines.size() == 1)
        return fmt::format("The object was declined{}.", reasons);
    return fmt::format("The object was declined by {} workers{}.", declines.size(), reasons);
}

/// Why the declines were not about what the manifest says there now (DESIGN rule 1).
std::optional<Error> otherPhoto(const Job& job, ObjectId object, const std::vector<const TaskRelease*>& declines)
{
    const Result<ManifestLine> line = job.manifest().parsedLine(object);
    if (!line)
        return line.error();
    for (const TaskRelease* decline : declines) {
        if (decline->sourceRef != line->sourceRef)
            return Error{ErrorCode::Mismatch,
                         fmt::format("the photo that was declined is {}, but the manifest's line {} is now {}",
                                     decline->sourceRef, object + 1, line->sourceRef),
                         objectEventsFolder(job.folder(), object) / decline->name};
    }
    return std::nullopt;
}

std::string keyOfObject(const OutputObject& planned, const std::string& jobKey)
{
    std::string parts = fmt::format("{}\n{}\n", jobKey, planned.object);
    for (const AnswerEvent* answer : planned.answers)
        parts += answer->name + '\n';
    if (planned.verdict)
        parts += planned.verdict->name + '\n';
    for (const std::string& comment : planned.feedback)
        parts += comment + '\n';
    for (const ClassifiedLabel& label : planned.labels)
        parts += fmt::format("{} {}\n", label.index, label.confidence);
    return sha256Hex(parts);
}

/// Why the object must not be in the output although it has its answers.
Result<std::optional<Error>> obstacle(const Job& job, ObjectId object, std::span<const AnswerEvent* const> counted)
{
    if (std::optional<Error> mismatch = job.sourceMismatch(object))
        return mismatch;
    for (const AnswerEvent* answer : counted) {
        if (const Status fits = checkKind(job.spec(), *answer); !fits)
            return std::optional(fits.error().at(objectEventsFolder(job.folder(), object) / answer->name));
    }
    const Result<std::string> line = job.objectLine(object);
    if (!line)
        return line.error();
    const std::string& attribute = job.spec().attribute;
    // A name may be written with escapes; without any, a plain search spares parsing most lines.
    if (line->find(attribute) == std::string::npos && line->find('\\') == std::string::npos)
        return std::optional<Error>();
    if (hasMember(*line, attribute) || hasMember(*line, attribute + "-metadata"))
        return std::optional(Error{ErrorCode::Mismatch,
                                   fmt::format("object {} has \"{}\" in the input manifest already, so its answers are "
                                               "not used",
                                               object, attribute),
                                   job.manifest().path()}
                                 .atLine(object + 1));
    return std::optional<Error>();
}

Status planFailedObjects(const Job& job, OutputPlan& plan)
{
    for (const auto& [object, releases] : job.events().releases()) {
        if (object >= job.objectCount())
            break;
        if (objectFate(job.events(), object, job.spec().workersPerObject) != ObjectFate::Failed)
            continue;
        const std::vector<const TaskRelease*> declines = declinesOf(job.events(), object);
        Result<std::optional<Error>> inTheWay = obstacle(job, object, {});
        if (inTheWay && !*inTheWay)
            inTheWay = otherPhoto(job, object, declines);
        if (!inTheWay)
            return inTheWay.error();
        if (*inTheWay)
            plan.leftOut.push_back(**inTheWay);
        else
            plan.failed.emplace(object, failureReason(declines));
    }
    return ok();
}

/// By votes while answers may still come, and once, in the light of all answers, when the job is completed.
void consolidateLabels(const Job& job, std::vector<OutputObject>& objects)
{
    const JobSpec& spec = job.spec();
    if (spec.workersPerObject == 1 || !jobState(job).completion) {
        for (OutputObject& object : objects)
            object.labels = votedLabels(spec, object.answers);
        return;
    }
    std::vector<CountedAnswers> answers;
    for (const OutputObject& object : objects)
        answers.push_back(object.answers);
    std::vector<std::vector<ClassifiedLabel>> labels = estimatedLabels(spec, answers);
    for (std::size_t index = 0; index < objects.size(); ++index)
        objects[index].labels = std::move(labels[index]);
}

/// What was said with the verdict and in the threads that were open then.
std::vector<std::string> feedbackOf(const EventLog& events, const Verdict& verdict)
{
    std::vector<std::string> feedback;
    if (!verdict.comment.empty())
        feedback.push_back(verdict.comment);
    for (const Comment& comment : events.commentsOf(verdict.object)) {
        if (std::find(verdict.threads.begin(), verdict.threads.end(), comment.name) == verdict.threads.end())
            continue;
        const std::optional<Rect>& place = comment.place;
        if (!place)
            feedback.push_back(comment.text);
        else if (place->width == 1 && place->height == 1)
            feedback.push_back(fmt::format("{} (at {}, {})", comment.text, place->x, place->y));
        else
            feedback.push_back(
                fmt::format("{} (at {}, {}, {} x {})", comment.text, place->x, place->y, place->width, place->height));
    }
    return feedback;
}

OutputPlan planOf(Stage stage)
{
    std::string key = keyOf(stage);
    return {std::move(stage), {}, {}, {}, std::move(key)};
}

OutputPlan planVerification(const Job& job, const OutputPlan& labeling)
{
    OutputPlan plan = planOf(verificationStage(job));
    for (const OutputObject& labeled : labeling.objects) {
        const ObjectReview review = reviewOf(job.events(), labeled.object, job.spec().workersPerObject);
        if (!review.verdict)
            continue;
        OutputObject planned = labeled;
        planned.verdict = review.verdict;
        planned.feedback = feedbackOf(job.events(), *review.verdict);
        planned.answered = review.verdict->time;
        planned.key = keyOfObject(planned, plan.jobKey);
        plan.objects.push_back(std::move(planned));
    }
    return plan;
}

OutputPlan planAdjustment(const Job& job, const OutputPlan& labeling)
{
    OutputPlan plan = planOf(adjustmentStage(job));
    for (const OutputObject& labeled : labeling.objects) {
        const ObjectReview review = reviewOf(job.events(), labeled.object, job.spec().workersPerObject);
        if (!review.adjustment)
            continue;
        plan.objects.push_back(outputObject(labeled.object, {review.adjustment}));
        plan.objects.back().key = keyOfObject(plan.objects.back(), plan.jobKey);
    }
    return plan;
}

} // namespace

std::string OutputObject::responsePath() const
{
    return layout::workerResponsePath(object, fileSecond());
}

std::string OutputObject::maskPath() const
{
    return layout::maskPath(object, maskTime());
}

std::map<Time, std::vector<const OutputObject*>> OutputPlan::consolidations() const
{
    std::map<Time, std::vector<const OutputObject*>> bySecond;
    for (const OutputObject& object : objects)
        bySecond[object.fileSecond()].push_back(&object);
    return bySecond;
}

Result<OutputPlan> planOutput(const Job& job)
{
    OutputPlan plan = planOf(labelingStage(job));
    const int wanted = job.spec().workersPerObject;
    for (const auto& [object, answers] : job.events().answers()) {
        if (object >= job.objectCount())
            break;
        std::vector<const AnswerEvent*> counted = job.events().countedAnswers(object, wanted);
        if (counted.size() < static_cast<std::size_t>(wanted))
            continue;
        Result<std::optional<Error>> inTheWay = obstacle(job, object, counted);
        if (!inTheWay)
            return inTheWay.error();
        if (*inTheWay)
            plan.leftOut.push_back(**inTheWay);
        else
            plan.objects.push_back(outputObject(object, std::move(counted)));
    }
    if (Status planned = planFailedObjects(job, plan); !planned)
        return planned.error();
    if (isClassification(job.spec().taskType))
        consolidateLabels(job, plan.objects);
    for (OutputObject& planned : plan.objects)
        planned.key = keyOfObject(planned, plan.jobKey);
    return plan;
}

Result<std::vector<OutputPlan>> planStages(const Job& job)
{
    Result<OutputPlan> labeling = planOutput(job);
    if (!labeling)
        return labeling.error();
    std::vector<OutputPlan> plans;
    plans.push_back(*std::move(labeling));
    if (isClassification(job.spec().taskType))
        return plans;
    for (const auto plan : {planVerification, planAdjustment}) {
        OutputPlan review = plan(job, plans.front());
        if (!review.objects.empty())
            plans.push_back(std::move(review));
    }
    return plans;
}

std::string stageUri(const JobSpec& spec)
{
    return joinS3(spec.outputPrefix, spec.name);
}

} // namespace labelwright
