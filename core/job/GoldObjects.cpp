// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/GoldObjects.h"

#include "core/job/Job.h"
#include "core/job/JobState.h"
#include "core/job/Sample.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace labelwright {
namespace {

/// Another for each worker, the same on every machine.
std::uint64_t seedOf(const Worker& worker, std::uint64_t seed)
{
    const std::string digits = workerFileName(worker);
    std::uint64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    return seed ^ number;
}

bool counts(const EventLog& events, ObjectId object, const Worker& worker)
{
    const AnswerEvent* answer = events.currentAnswer(object, worker);
    return answer && !answer->isScoredOnly;
}

} // namespace

std::vector<ObjectId> goldObjectsOf(const JobSpec& spec, const EventLog& events, const Worker& worker)
{
    const GoldChange* gold = currentGold(events.jobEvents());
    std::vector<ObjectId> candidates;
    for (const ObjectRange& range : gold ? gold->objects : std::vector<ObjectRange>()) {
        for (ObjectId object = range.first; object <= range.last; ++object) {
            if (!counts(events, object, worker))
                candidates.push_back(object);
        }
    }
    if (candidates.empty())
        return candidates;
    const double wanted = gold->share * static_cast<double>(spec.manifest.lines);
    return sampleOf(candidates, std::min(1.0, wanted / static_cast<double>(candidates.size())),
                    seedOf(worker, gold->seed));
}

bool isGoldTask(const JobSpec& spec, const EventLog& events, ObjectId object, const Worker& worker)
{
    const GoldChange* gold = currentGold(events.jobEvents());
    if (!gold || !holdsObject(gold->objects, object))
        return false;
    const std::vector<ObjectId> given = goldObjectsOf(spec, events, worker);
    return std::ranges::binary_search(given, object);
}

bool isKeptFromGold(const Team& team, const Worker& worker)
{
    const TeamMember* member = memberOfTeam(team, worker);
    return member && member->role != TeamRole::Lead;
}

void hideGold(Job& job, const Worker& worker)
{
    for (const ObjectId object : goldObjectsOf(job.spec(), job.events(), worker))
        job.events().forgetOthers(object, worker);
}

} // namespace labelwright
