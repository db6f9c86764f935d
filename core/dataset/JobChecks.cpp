// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/JobChecks.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "core/dataset/ManifestChecks.h"
#include "core/dataset/MaskChecks.h"
#include "core/dataset/PhotoContents.h"
#include "core/groundtruth/Names.h"
#include "core/image/ImageReader.h"
#include "core/job/JobLayout.h"

#include <fmt/format.h>

#include <system_error>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

void checkLabels(const FindingPlace& place, const JobSpec& spec)
{
    const LabelSet& labels = spec.labels;
    if (spec.taskType == TaskType::SemanticSegmentation && labels.size() > kMaxTrainableLabels)
        place.report(Rule::LabelCount,
                     fmt::format("the job has {} labels; SageMaker's trainer holds {} and the background",
                                 labels.size(), kMaxTrainableLabels),
                     ErrorCode::TooLarge);
    for (const std::string& clash : namesEqualButForCase(labels))
        place.report(Rule::LabelCase, clash);
}

Rule ruleFor(EventProblem::Kind kind)
{
    return kind == EventProblem::Kind::Damaged ? Rule::EventDamaged : Rule::EventUnusable;
}

/// nullopt when the photo is not there or can't be read, which checkInput() says.
std::optional<std::string> photoHash(const Job& job, ObjectId object)
{
    const Result<ObjectSource> source = job.source(object);
    if (!source)
        return std::nullopt;
    const Result<std::vector<std::uint8_t>> bytes = readFile(source->imagePath, kMaxImageFileBytes);
    return bytes ? std::optional(sha256Hex(*bytes)) : std::nullopt;
}

void checkAnswers(Findings& findings, const Job& job, ObjectId object)
{
    const fs::path folder = objectEventsFolder(job.folder(), object);
    if (const std::optional<Error> mismatch = job.sourceMismatch(object)) {
        findings.add(Rule::EventSource, *mismatch);
        return;
    }
    const Result<std::string> line = job.objectLine(object);
    if (line && hasMember(*line, job.spec().attribute))
        findings.add(Rule::EventUnusable,
                     {ErrorCode::Mismatch,
                      "the object's line has the job's attribute already, so its answers are not used",
                      job.manifest().path(), object + 1});
    const std::optional<std::string> photo = photoHash(job, object);
    for (const AnswerEvent* answer : job.events().currentAnswers(object)) {
        if (photo && *photo != answer->image.sha256)
            findings.add(Rule::EventImage, {ErrorCode::Mismatch,
                                            fmt::format("this answer was made on another photo than the one that {} "
                                                        "names now",
                                                        answer->sourceRef),
                                            folder / answer->name});
        const std::size_t count = job.events().unreplacedNames(object, answer->worker).size();
        if (count > 1)
            findings.add(Rule::EventSeveral, {ErrorCode::Mismatch,
                                              fmt::format("{} has {} current answers to object {}; the earliest counts",
                                                          answer->worker.name, count, object),
                                              folder / answer->name});
    }
}

} // namespace

void checkSpec(Findings& findings, const Job& job)
{
    const JobSpec& spec = job.spec();
    const FindingPlace place{findings, jobFile(job.folder())};
    if (const Status name = checkJobName(spec.name); !name)
        place.report(Rule::JobName, name.error().detail, name.error().code);
    if (const Status name = checkAttributeName(spec.attribute, spec.taskType); !name)
        place.report(Rule::AttributeName, name.error().detail, name.error().code);
    else if (spec.attribute != defaultAttributeName(spec.name, spec.taskType))
        place.report(Rule::AttributeDefault,
                     fmt::format("some readers look for \"{}\", the attribute is \"{}\"",
                                 defaultAttributeName(spec.name, spec.taskType), spec.attribute));
    if (!spec.outputPrefix.starts_with("s3://"))
        place.report(Rule::OutputPrefix, fmt::format("the output prefix \"{}\" is no s3:// name", spec.outputPrefix));
    checkLabels(place, spec);
}

void checkInput(Findings& findings, const Job& job)
{
    ManifestChecks checks(job.manifest().path(), findings);
    PhotoContents photos;
    for (ObjectId object = 0; object < job.objectCount(); ++object) {
        const FindingPlace place{findings, job.manifest().path(), object + 1};
        const Result<std::string> line = job.objectLine(object);
        if (!line) {
            findings.add(Rule::JobUnreadable, line.error());
            return;
        }
        if (!checks.checkLine(object, *line))
            continue;
        const Result<ObjectSource> source = job.source(object);
        if (!source) {
            findings.add(Rule::ImageMissing, source.error());
            continue;
        }
        const std::optional<ImageInfo> image = checkImage(place, source->imagePath);
        const bool hasMask = !isClassification(job.spec().taskType) && !job.events().currentAnswers(object).empty();
        if (image && hasMask)
            checkOrientation(place, *image);
        if (image)
            photos.add(object + 1, source->imagePath);
    }
    photos.report(findings, job.manifest().path());
    checks.checkCount(job.objectCount(), job.spec().taskType);
}

void checkEvents(Findings& findings, const Job& job)
{
    for (const EventProblem& problem : job.problems())
        findings.add(ruleFor(problem.kind), problem.error);
    for (const auto& [object, answers] : job.events().answers())
        if (object < job.objectCount())
            checkAnswers(findings, job, object);
}

} // namespace labelwright
