// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/BringBack.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "core/image/ImageReader.h"
#include "core/job/DraftedObjects.h"
#include "core/job/GoldObjects.h"
#include "core/job/JobState.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

bool isLead(const Job& job, const Worker& worker)
{
    const Team team = currentTeam(job);
    const TeamMember* member = memberOfTeam(team, worker);
    return member && member->role == TeamRole::Lead;
}

Status checkOwner(const Job& job, const AnswerEvent& past, const Worker& by)
{
    if (past.isAdjustment())
        return Error{ErrorCode::InvalidArgument,
                     "this is a lead's adjustment and no answer: adjust the object once more"};
    const AnswerEvent* current = job.events().currentAnswer(past.object, by);
    if (current && current->name == past.name)
        return Error{ErrorCode::InvalidArgument, fmt::format("this is {}'s current answer already", by.name)};
    if (past.worker.id == by.id || (current && isLead(job, by)))
        return ok();
    return Error{ErrorCode::InvalidArgument, fmt::format("the answer is {0}'s, and only {0} can bring it back; for {1} "
                                                         "to change what counts, an adjustment is needed",
                                                         past.worker.name, by.name)};
}

Status checkPhoto(const Job& job, const AnswerEvent& past)
{
    if (std::optional<Error> mismatch = job.sourceMismatch(past.object))
        return *std::move(mismatch);
    const Result<ObjectSource> source = job.source(past.object);
    if (!source)
        return source.error();
    const Result<std::vector<std::uint8_t>> file = readFile(source->imagePath, kMaxImageFileBytes);
    if (!file)
        return file.error();
    if (sha256Hex(*file) != past.image.sha256)
        return Error{ErrorCode::Mismatch, "this is not the photo that was labeled: its content has changed since",
                     source->imagePath};
    return ok();
}

Status checkDraft(const Job& job, ObjectId object, const Worker& by)
{
    const Result<std::vector<ObjectId>> drafted = draftedObjects(job, by);
    if (!drafted)
        return drafted.error();
    if (!std::ranges::binary_search(*drafted, object))
        return ok();
    return Error{ErrorCode::InvalidArgument,
                 fmt::format("{} has unsubmitted work on this object; submit or discard it first", by.name)};
}

} // namespace

Status checkMayBringBack(const Job& job, const AnswerEvent& past, const Worker& by)
{
    if (Status owner = checkOwner(job, past, by); !owner)
        return owner;
    if (Status mayAnswer = checkMayAnswer(job, past.object, by); !mayAnswer)
        return mayAnswer;
    if (Status draft = checkDraft(job, past.object, by); !draft)
        return draft;
    return checkPhoto(job, past);
}

Result<AnswerEvent> bringBack(const Job& job, const AnswerEvent& past, const Worker& by)
{
    if (Status allowed = checkMayBringBack(job, past, by); !allowed)
        return allowed.error();
    AnswerEvent event = past;
    event.worker = by;
    event.accepted = event.submitted = now();
    event.activeSeconds = 0;
    event.replaces = job.events().unreplacedNames(past.object, by);
    event.draftId.clear();
    event.isScoredOnly = past.isScoredOnly || isGoldTask(job.spec(), job.events(), past.object, by);
    event.name.clear();
    if (past.chosenLabelIds)
        return writeAnswerFiles(job.folder(), std::move(event));
    const Result<std::vector<std::uint8_t>> mask = job.events().maskBytes(past);
    if (!mask)
        return mask.error();
    return writeAnswerFiles(job.folder(), std::move(event), *mask);
}

} // namespace labelwright
