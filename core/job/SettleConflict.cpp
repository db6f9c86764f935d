// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/SettleConflict.h"

#include "core/job/EventOrder.h"
#include "core/job/JobChanges.h"
#include "core/job/LabelChange.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

Error notThere(std::string_view event)
{
    return {ErrorCode::InvalidArgument, fmt::format("no conflict has a choice {}", event)};
}

Result<std::string> settleJobChange(Job& job, const Conflict& conflict, std::string_view keep, const Worker& author)
{
    const auto& events = job.events().jobEvents();
    const auto kept = std::ranges::find(events, keep, &JobEvent::name);
    if (kept == events.end())
        return notThere(keep);
    JobChange change = kept->change;
    if (auto* assignment = std::get_if<Assignment>(&change))
        assignment->objects = conflict.objects;
    if (auto* labels = std::get_if<LabelsChange>(&change)) {
        for (const Conflict::Choice& choice : conflict.choices) {
            const auto other = std::ranges::find(events, choice.event, &JobEvent::name);
            if (other != events.end())
                labels->labels = withIdsOf(labels->labels, std::get<LabelsChange>(other->change).labels);
        }
    }
    Result<JobEvent> written = writeJobChange(job, std::move(change), author);
    return written ? Result(std::move(written->name)) : written.error();
}

Result<std::string> settleFlag(Job& job, const Conflict& conflict, std::string_view keep, const Worker& author)
{
    const std::span<const ObjectFlag> flags = job.events().flagsOf(conflict.objects.front().first);
    const auto kept = std::ranges::find(flags, keep, &ObjectFlag::name);
    if (kept == flags.end())
        return notThere(keep);
    ObjectFlag flag = *kept;
    flag.worker = author;
    flag.time = now();
    Result<ObjectFlag> written = writeFlag(job, std::move(flag));
    if (!written)
        return written.error();
    job.events().add(*written);
    return std::move(written->name);
}

Result<std::string> settleVerdict(Job& job, const Conflict& conflict, std::string_view keep, const Worker& author)
{
    const std::span<const Verdict> verdicts = job.events().verdictsOf(conflict.objects.front().first);
    const auto kept = std::ranges::find(verdicts, keep, &Verdict::name);
    if (kept == verdicts.end())
        return notThere(keep);
    Verdict verdict = *kept;
    verdict.worker = author;
    verdict.time = std::max(now(), verdict.accepted);
    verdict.replaces = unreplacedNames(verdicts);
    Result<Verdict> written = writeVerdictFile(job.folder(), std::move(verdict));
    if (!written)
        return written.error();
    job.events().add(*written);
    return std::move(written->name);
}

Result<std::string> settleAdjustment(Job& job, const Conflict& conflict, std::string_view keep, const Worker& author)
{
    const std::span<const AnswerEvent> adjustments = job.events().adjustmentsOf(conflict.objects.front().first);
    const auto kept = std::ranges::find(adjustments, keep, &AnswerEvent::name);
    if (kept == adjustments.end())
        return notThere(keep);
    const Result<std::vector<std::uint8_t>> png = job.events().maskBytes(*kept);
    if (!png)
        return png.error();
    AnswerEvent adjustment = *kept;
    adjustment.worker = author;
    adjustment.submitted = std::max(now(), adjustment.accepted);
    adjustment.draftId.clear();
    adjustment.replaces = unreplacedNames(adjustments);
    Result<AnswerEvent> written = job.events().appendAnswer(std::move(adjustment), *png);
    return written ? Result(std::move(written->name)) : written.error();
}

/// Those about any of the conflict's answers.
std::vector<std::string> earlierSettlements(std::span<const Settlement> settlements, const Conflict& conflict)
{
    std::vector<std::string> names;
    for (const Settlement& settlement : settlements) {
        const bool isAbout = std::ranges::any_of(conflict.choices, [&](const Conflict::Choice& choice) {
            return choice.event == settlement.keeps ||
                   std::ranges::find(settlement.over, choice.event) != settlement.over.end();
        });
        if (isAbout)
            names.push_back(settlement.name);
    }
    return names;
}

Result<std::string> settleAnswers(Job& job, const Conflict& conflict, std::string_view keep, const Worker& author)
{
    const ObjectId object = conflict.objects.front().first;
    const std::span<const AnswerEvent> answers = job.events().answersOf(object);
    const auto kept = std::ranges::find(answers, keep, &AnswerEvent::name);
    if (kept == answers.end())
        return notThere(keep);
    Settlement settlement{.object = object,
                          .sourceRef = kept->sourceRef,
                          .stage = kept->stage,
                          .worker = author,
                          .time = now(),
                          .keeps = kept->name,
                          .over = {},
                          .replaces = earlierSettlements(job.events().settlementsOf(object), conflict),
                          .name = {}};
    for (const Conflict::Choice& choice : conflict.choices) {
        if (choice.event != keep)
            settlement.over.push_back(choice.event);
    }
    // What an earlier settlement put aside stays so.
    for (const Settlement& earlier : job.events().settlementsOf(object)) {
        if (std::ranges::find(settlement.replaces, earlier.name) == settlement.replaces.end())
            continue;
        for (const std::string& name : earlier.over) {
            if (name != keep && std::ranges::find(settlement.over, name) == settlement.over.end())
                settlement.over.push_back(name);
        }
    }
    Result<Settlement> written = writeSettlementFile(job.folder(), std::move(settlement));
    if (!written)
        return written.error();
    job.events().add(*written);
    return std::move(written->name);
}

} // namespace

Result<const Conflict*> conflictWith(const std::vector<Conflict>& conflicts, std::string_view event)
{
    const Conflict* found = nullptr;
    for (const Conflict& conflict : conflicts) {
        for (const Conflict::Choice& choice : conflict.choices) {
            if (choice.event == event)
                return &conflict;
            if (shortEventName(choice.event) != event)
                continue;
            if (found)
                return Error{ErrorCode::InvalidArgument, fmt::format("{} names several events", event)};
            found = &conflict;
        }
    }
    return found ? Result(found) : notThere(event);
}

Result<std::string> settleConflict(Job& job, const Conflict& conflict, std::string_view keep, const Worker& author)
{
    const auto chosen = std::ranges::find_if(conflict.choices, [keep](const Conflict::Choice& choice) {
        return choice.event == keep || shortEventName(choice.event) == keep;
    });
    if (chosen == conflict.choices.end())
        return notThere(keep);
    switch (conflict.kind) {
    case Conflict::Kind::Answers:
        return settleAnswers(job, conflict, chosen->event, author);
    case Conflict::Kind::Flag:
        return settleFlag(job, conflict, chosen->event, author);
    case Conflict::Kind::Verdict:
        return settleVerdict(job, conflict, chosen->event, author);
    case Conflict::Kind::Adjustment:
        return settleAdjustment(job, conflict, chosen->event, author);
    default:
        return settleJobChange(job, conflict, chosen->event, author);
    }
}

} // namespace labelwright
