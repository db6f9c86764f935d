// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Submit.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/WorkerPng.h"
#include "core/job/Consolidate.h"
#include "core/job/EventOrder.h"
#include "core/job/GoldObjects.h"
#include "core/job/LabelChoice.h"
#include "core/job/Review.h"
#include "core/job/Stage.h"
#include "core/job/Verdict.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

Error differentSizes(Size mask, Size image)
{
    return {ErrorCode::Mismatch, fmt::format("the image is {} x {} pixels, its mask {} x {}", image.width, image.height,
                                             mask.width, mask.height)};
}

Status checkContent(const Job& job, const SubmitRequest& request, const fs::path& imagePath)
{
    const bool wantsChoice = isClassification(job.spec().taskType);
    if (request.mask.has_value() == wantsChoice || request.chosenLabelIds.has_value() != wantsChoice)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("the job \"{}\" asks for {}", job.spec().name,
                                 wantsChoice ? "labels of the whole image, not for a mask" : "a mask, not for labels")};
    if (wantsChoice)
        return checkChoice(job.spec(), *request.chosenLabelIds);
    return request.mask->size() == request.image.size
               ? ok()
               : Status(differentSizes(request.mask->size(), request.image.size).at(imagePath));
}

Status checkRequest(const Job& job, const SubmitRequest& request, const fs::path& imagePath)
{
    if (Status content = checkContent(job, request, imagePath); !content)
        return content;
    if (request.submitted < request.accepted)
        return Error{ErrorCode::InvalidArgument, "the answer was submitted before it was accepted: check the clock"};
    if (const std::optional<Error> mismatch = job.sourceMismatch(request.object))
        return *mismatch;
    return ok();
}

std::vector<int> paletteIds(const std::vector<Label>& paletteLabels, const LabelSet& labels)
{
    std::vector<int> ids;
    for (const Label label : paletteLabels)
        ids.push_back(label == kUnlabelled ? 0 : labels.at(label).id);
    return ids;
}

/// The photo of an object that nobody has seen: one that is cut short must not become labelled.
Result<ImageIdentity> identifyUnseen(const fs::path& path)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, kMaxImageFileBytes);
    if (!bytes)
        return bytes.error();
    const Result<ImageInfo> info = readImageInfo(*bytes);
    if (!info)
        return info.error().at(path);
    if (const Result<Image> decoded = decodeImage(*bytes); !decoded)
        return decoded.error().at(path);
    return identify(*bytes, *info);
}

} // namespace

ImageIdentity identify(std::span<const std::uint8_t> file, const ImageInfo& info)
{
    return {sha256Hex(file), info.size, info.orientation};
}

Result<PreparedAnswer> prepareAnswer(const Job& job, SubmitRequest request)
{
    Result<ObjectSource> source = job.source(request.object);
    if (!source)
        return source.error();
    if (Status checked = checkRequest(job, request, source->imagePath); !checked)
        return checked.error();
    std::vector<std::string> replaces = job.events().unreplacedNames(request.object, request.worker);
    const AnswerEvent* current = job.events().currentAnswer(request.object, request.worker);
    const bool isScoredOnly = isGoldTask(job.spec(), job.events(), request.object, request.worker) ||
                              (current && current->isScoredOnly); // Also when it is no gold object any more.
    AnswerEvent event{.object = request.object,
                      .sourceRef = std::move(source->sourceRef),
                      .stage = job.spec().name,
                      .worker = std::move(request.worker),
                      .accepted = request.accepted,
                      .submitted = request.submitted,
                      .activeSeconds = std::max(0.0, request.activeSeconds),
                      .image = std::move(request.image),
                      .pixelLabelIds = {},
                      .maskFile = {},
                      .maskSha256 = {},
                      .chosenLabelIds = {},
                      .adjusts = {},
                      .isScoredOnly = isScoredOnly,
                      .replaces = std::move(replaces),
                      .draftId = std::move(request.draftId),
                      .initialValueModified = request.initialValueModified,
                      .name = {}};
    if (request.chosenLabelIds)
        event.chosenLabelIds = inLabelOrder(job.spec().labels, *std::move(request.chosenLabelIds));
    return PreparedAnswer{job.folder(), job.spec().labels, std::move(event), std::move(request.mask)};
}

Result<AnswerEvent> writeAnswer(const PreparedAnswer& answer)
{
    if (!answer.mask)
        return writeAnswerFiles(answer.jobFolder, answer.event);
    const Result<WorkerPng> png = encodeWorkerPng(*answer.mask, answer.labels);
    if (!png)
        return png.error();
    AnswerEvent event = answer.event;
    event.pixelLabelIds = paletteIds(png->paletteLabels, answer.labels);
    return writeAnswerFiles(answer.jobFolder, std::move(event), png->bytes);
}

namespace {

Error nothingToAdjust(const Job& job)
{
    return {ErrorCode::InvalidArgument, "labels of whole images can't be adjusted, only accepted or rejected",
            job.folder()};
}

Result<AnswerEvent> writeAndAdd(Job& job, const Result<PreparedAnswer>& prepared)
{
    if (!prepared)
        return prepared.error();
    Result<AnswerEvent> written = writeAnswer(*prepared);
    if (written)
        job.events().add(*written);
    return written;
}

} // namespace

Result<PreparedAnswer> prepareAdjustment(const Job& job, SubmitRequest request)
{
    const int wanted = job.spec().workersPerObject;
    const std::vector<const AnswerEvent*> counted = job.events().countedAnswers(request.object, wanted);
    if (isClassification(job.spec().taskType))
        return nothingToAdjust(job);
    if (counted.size() < static_cast<std::size_t>(wanted))
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("object {} has {} of {} answers: it is adjusted when it has them all", request.object,
                                 counted.size(), wanted),
                     job.folder()};
    if (counted.front()->image.sha256 != request.image.sha256)
        return Error{ErrorCode::Mismatch, "the photo is not the one that was labeled", job.folder()};
    if (Status checked = checkSeen(request.seen, namesOf(counted)); !checked)
        return checked.error().at(job.folder());
    const ObjectId object = request.object;
    Result<PreparedAnswer> prepared = prepareAnswer(job, std::move(request));
    if (!prepared)
        return prepared;
    prepared->event.stage = adjustmentName(job.spec());
    prepared->event.isScoredOnly = false;
    prepared->event.adjusts = namesOf(counted);
    prepared->event.replaces = unreplacedNames(job.events().adjustmentsOf(object));
    return prepared;
}

Result<AnswerEvent> submitAnswer(Job& job, SubmitRequest request)
{
    return writeAndAdd(job, prepareAnswer(job, std::move(request)));
}

namespace {

/// What a mask made elsewhere is handed in as, now.
Result<SubmitRequest> requestOf(const Job& job, ObjectId object, const Worker& worker, LabelMask mask)
{
    const Result<ObjectSource> source = job.source(object);
    if (!source)
        return source.error();
    Result<ImageIdentity> image = identifyUnseen(source->imagePath);
    if (!image)
        return image.error();
    if (mask.size() != image->size)
        return differentSizes(mask.size(), image->size);
    const Time present = now();
    return SubmitRequest{.object = object,
                         .worker = worker,
                         .mask = std::move(mask),
                         .image = *std::move(image),
                         .accepted = present,
                         .submitted = present};
}

Result<LabelMask> readMaskFile(const Job& job, const fs::path& maskFile)
{
    const Result<std::vector<std::uint8_t>> png = readFile(maskFile, kMaxImageFileBytes);
    if (!png)
        return png.error();
    Result<LabelMask> mask = decodeForeignMask(*png, job.spec().labels);
    return mask ? std::move(mask) : Result<LabelMask>(mask.error().at(maskFile));
}

} // namespace

Result<AnswerEvent> submitMask(Job& job, ObjectId object, const Worker& worker, LabelMask mask)
{
    Result<SubmitRequest> request = requestOf(job, object, worker, std::move(mask));
    if (!request)
        return request.error();
    const Result<std::optional<LabelMask>> initial = job.initialMask(object, request->image.size);
    if (!initial)
        return initial.error();
    if (*initial)
        request->initialValueModified = **initial != *request->mask;
    return submitAnswer(job, *std::move(request));
}

Result<AnswerEvent> submitMaskFile(Job& job, ObjectId object, const Worker& worker, const fs::path& maskFile)
{
    Result<LabelMask> mask = readMaskFile(job, maskFile);
    Result<AnswerEvent> answer =
        mask ? submitMask(job, object, worker, *std::move(mask)) : Result<AnswerEvent>(mask.error());
    return answer ? std::move(answer) : Result<AnswerEvent>(answer.error().at(maskFile));
}

Result<AnswerEvent> adjustToMaskFile(Job& job, ObjectId object, const Worker& worker, const fs::path& maskFile)
{
    if (isClassification(job.spec().taskType))
        return nothingToAdjust(job);
    Result<LabelMask> mask = readMaskFile(job, maskFile);
    Result<SubmitRequest> request =
        mask ? requestOf(job, object, worker, *std::move(mask)) : Result<SubmitRequest>(mask.error());
    if (!request)
        return request.error().at(maskFile);
    const int wanted = job.spec().workersPerObject;
    const Result<ConsolidatedMask> before =
        consolidateAnswers(job.events(), job.events().countedAnswers(object, wanted), job.spec());
    if (!before)
        return before.error();
    request->initialValueModified = before->mask != *request->mask;
    return writeAndAdd(job, prepareAdjustment(job, *std::move(request)));
}

Result<AnswerEvent> submitLabels(Job& job, ObjectId object, const Worker& worker, std::span<const std::string> names)
{
    const Result<ObjectSource> source = job.source(object);
    if (!source)
        return source.error();
    Result<std::vector<int>> ids = labelIdsOf(job.spec().labels, names);
    if (!ids)
        return ids.error();
    Result<ImageIdentity> image = identifyUnseen(source->imagePath);
    if (!image)
        return image.error();
    const Time present = now();
    return submitAnswer(job, {.object = object,
                              .worker = worker,
                              .chosenLabelIds = *std::move(ids),
                              .image = *std::move(image),
                              .accepted = present,
                              .submitted = present});
}

} // namespace labelwright
