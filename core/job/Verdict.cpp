// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Verdict.h"

#include "core/base/Text.h"
#include "core/groundtruth/SegmentationMetadata.h"
#include "core/job/EventJson.h"
#include "core/job/EventOrder.h"
#include "core/job/Job.h"
#include "core/job/JobState.h"
#include "core/job/Review.h"
#include "core/job/Stage.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace labelwright {
namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::array<std::string_view, 2> kKinds{"accepted", "rejected"};
constexpr std::size_t kMaxCategoryCharacters = 256;

Status readNames(const Json& json, std::string_view key, std::vector<std::string>& names)
{
    Result<std::vector<std::string>> read = readArray(json, key, readText);
    if (!read)
        return read.error();
    names = *std::move(read);
    return ok();
}

Status readTimes(const Json& json, Verdict& verdict)
{
    if (Status accepted = readTime(json, "accepted", verdict.accepted); !accepted)
        return accepted;
    if (Status time = readTime(json, "time", verdict.time); !time)
        return time;
    return readActiveSeconds(json, verdict.activeSeconds);
}

Status readDecision(const Json& json, Verdict& verdict)
{
    verdict.category = textAt(json, "category");
    verdict.comment = textAt(json, "comment");
    if (verdict.category.empty())
        return wrongKey("category");
    if (Status answers = readNames(json, "answers", verdict.answers); !answers)
        return answers;
    if (verdict.answers.empty())
        return wrongKey("answers");
    if (Status threads = readNames(json, "threads", verdict.threads); !threads)
        return threads;
    if (Status returned = readNames(json, "returned-to", verdict.returnedTo); !returned)
        return returned;
    if (verdict.returnedTo.empty() != (verdict.kind == Verdict::Kind::Accepted))
        return wrongKey("returned-to");
    return readReplaces(json, verdict.replaces);
}

Result<Verdict> readVerdict(const Json& json, std::size_t kind)
{
    Verdict verdict;
    verdict.kind = static_cast<Verdict::Kind>(kind);
    for (const auto read : {readSubject<Verdict>, readTimes, readDecision}) {
        if (Status done = read(json, verdict); !done)
            return done.error();
    }
    return verdict;
}

/// Ids of those whose answers count, or of `wanted` among them.
Result<std::vector<std::string>> returnedTo(std::span<const AnswerEvent* const> counted,
                                            const std::vector<std::string>& wanted)
{
    std::vector<std::string> ids;
    for (const AnswerEvent* answer : counted)
        ids.push_back(answer->worker.id);
    for (const std::string& id : wanted) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end())
            return Error{ErrorCode::InvalidArgument,
                         fmt::format("{} has no answer here that counts, so the object can't go back to them", id)};
    }
    return wanted.empty() ? ids : wanted;
}

} // namespace

std::string_view verdictName(Verdict::Kind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

bool comesBefore(const Verdict& left, const Verdict& right)
{
    return comesBefore(EventPlace{left.time, left.name}, EventPlace{right.time, right.name});
}

std::string writeVerdict(const Verdict& verdict)
{
    Json json = eventJson(verdictName(verdict.kind), kVersion);
    writeSubject(json, verdict);
    json["accepted"] = zonedTime(verdict.accepted);
    json["time"] = zonedTime(verdict.time);
    json["active-seconds"] = verdict.activeSeconds;
    json["answers"] = verdict.answers;
    json["category"] = verdict.category;
    if (!verdict.comment.empty())
        json["comment"] = verdict.comment;
    json["threads"] = verdict.threads;
    json["returned-to"] = verdict.returnedTo;
    json["replaces"] = verdict.replaces;
    return writeJson(json) + "\n";
}

Result<std::optional<Verdict>> parseVerdict(std::string_view text)
{
    return parseEventOf(kKinds, kVersion, readVerdict, text);
}

std::vector<std::string> verdictCategories(const EventLog& events)
{
    if (const VerdictListChange* change = currentVerdictList(events.jobEvents()))
        return change->categories;
    return {"good", "boundary off", "wrong label", "something missing", "other"};
}

Status checkVerdictCategories(const std::vector<std::string>& categories)
{
    const auto refused = [](std::string detail) { return Error{ErrorCode::InvalidArgument, std::move(detail)}; };
    if (categories.size() < 2 || categories.size() > kMaxVerdictCategories)
        return refused(fmt::format("a list of verdicts has 2 to {} names, the first of which accepts; this one has {}",
                                   kMaxVerdictCategories, categories.size()));
    std::set<std::string> seen;
    for (const std::string& name : categories) {
        if (name.empty() || !isOneLine(name) || characterCount(name) > kMaxCategoryCharacters)
            return refused(
                fmt::format("the name of a verdict is one line of 1 to {} characters", kMaxCategoryCharacters));
        if (name == kBackgroundName)
            return refused("a verdict can't be named BACKGROUND");
        if (!seen.insert(name).second)
            return refused(fmt::format("the verdict \"{}\" is in the list twice", name));
    }
    return ok();
}

Status checkSeen(const std::optional<std::vector<std::string>>& seen, const std::vector<std::string>& counted)
{
    if (!seen || *seen == counted)
        return ok();
    return Error{ErrorCode::Mismatch, "the object was answered anew since it was shown; look at it again"};
}

Result<Verdict> prepareVerdict(const Job& job, VerdictRequest request)
{
    const std::vector<std::string> categories = verdictCategories(job.events());
    const auto category = std::find(categories.begin(), categories.end(), request.category);
    if (category == categories.end())
        return Error{ErrorCode::InvalidArgument, fmt::format("\"{}\" is no verdict of this job; it has: {}",
                                                             request.category, fmt::join(categories, ", "))};
    Result<ObjectSource> source = job.source(request.object);
    if (!source)
        return source.error();
    if (const std::optional<Error> mismatch = job.sourceMismatch(request.object))
        return *mismatch;
    const int wanted = job.spec().workersPerObject;
    const std::vector<const AnswerEvent*> counted = job.events().countedAnswers(request.object, wanted);
    if (counted.size() < static_cast<std::size_t>(wanted))
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("object {} has {} of {} answers: it is reviewed when it has them all", request.object,
                                 counted.size(), wanted),
                     job.folder()};
    if (Status checked = checkSeen(request.seen, namesOf(counted)); !checked)
        return checked.error();
    const Verdict::Kind kind = category == categories.begin() ? Verdict::Kind::Accepted : Verdict::Kind::Rejected;
    Result<std::vector<std::string>> workers = returnedTo(counted, request.returnedTo);
    if (!workers)
        return workers.error();
    if (kind == Verdict::Kind::Accepted)
        workers->clear();
    return Verdict{kind,
                   request.object,
                   std::move(source->sourceRef),
                   verificationName(job.spec()),
                   std::move(request.worker),
                   request.accepted,
                   std::max(request.time, request.accepted),
                   std::max(0.0, request.activeSeconds),
                   namesOf(counted),
                   std::move(request.category),
                   std::move(request.comment),
                   openThreads(job.events(), request.object),
                   *std::move(workers),
                   unreplacedNames<Verdict>(job.events().verdictsOf(request.object)),
                   {}};
}

Result<Verdict> decide(Job& job, VerdictRequest request)
{
    const Result<Verdict> prepared = prepareVerdict(job, std::move(request));
    if (!prepared)
        return prepared.error();
    Result<Verdict> written = writeVerdictFile(job.folder(), *prepared);
    if (written)
        job.events().add(*written);
    return written;
}

} // namespace labelwright
