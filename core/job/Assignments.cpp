// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Assignments.h"

#include <algorithm>
#include <iterator>

namespace labelwright {
namespace {

struct Candidate {
    const JobEvent* event = nullptr;
    const Assignment* assignment = nullptr;
};

std::vector<Candidate> assignmentsAmong(std::span<const JobEvent> events)
{
    std::vector<Candidate> found;
    for (const JobEvent& event : events) {
        if (const auto* assignment = std::get_if<Assignment>(&event.change))
            found.push_back({&event, assignment});
    }
    return found;
}

/// Every object at which some range begins, or has just ended; between two of them all objects fare alike.
std::vector<ObjectId> boundaries(const std::vector<Candidate>& candidates)
{
    std::vector<ObjectId> bounds;
    for (const Candidate& candidate : candidates) {
        for (const ObjectRange& range : candidate.assignment->objects) {
            bounds.push_back(range.first);
            bounds.push_back(range.last + 1);
        }
    }
    std::sort(bounds.begin(), bounds.end());
    bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
    return bounds;
}

/// The assignments of the object that no other about it replaces; the first is in force.
std::vector<Candidate> unreplaced(const std::vector<Candidate>& candidates, ObjectId object)
{
    std::vector<Candidate> about;
    for (const Candidate& candidate : candidates) {
        if (holdsObject(candidate.assignment->objects, object))
            about.push_back(candidate);
    }
    const auto isReplaced = [&about](const Candidate& asked) {
        return std::any_of(about.begin(), about.end(), [&asked](const Candidate& other) {
            const std::vector<std::string>& replaced = other.event->replaces;
            return std::find(replaced.begin(), replaced.end(), asked.event->name) != replaced.end();
        });
    };
    std::vector<Candidate> left;
    std::remove_copy_if(about.begin(), about.end(), std::back_inserter(left), isReplaced);
    return left;
}

bool areAtOdds(const std::vector<Candidate>& candidates)
{
    return std::any_of(candidates.begin(), candidates.end(), [&candidates](const Candidate& candidate) {
        return candidate.assignment->workerIds != candidates.front().assignment->workerIds;
    });
}

} // namespace

Assignments Assignments::fromEvents(std::span<const JobEvent> events)
{
    const std::vector<Candidate> candidates = assignmentsAmong(events);
    const std::vector<ObjectId> bounds = boundaries(candidates);
    Assignments assignments;
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
        const std::vector<Candidate> left = unreplaced(candidates, bounds[i]);
        if (!left.empty() && !left.front().assignment->workerIds.empty())
            assignments.m_parts.push_back({{bounds[i], bounds[i + 1] - 1}, left.front().assignment->workerIds});
    }
    return assignments;
}

std::span<const std::string> Assignments::workersOf(ObjectId object) const
{
    const auto after = std::upper_bound(m_parts.begin(), m_parts.end(), object,
                                        [](ObjectId asked, const Part& part) { return asked < part.objects.first; });
    if (after == m_parts.begin() || std::prev(after)->objects.last < object)
        return {};
    return std::prev(after)->workerIds;
}

bool Assignments::isFor(ObjectId object, const Worker& worker) const
{
    const std::span<const std::string> ids = workersOf(object);
    return ids.empty() || std::find(ids.begin(), ids.end(), worker.id) != ids.end();
}

std::vector<AssignmentDispute> disputedAssignments(std::span<const JobEvent> events)
{
    const std::vector<Candidate> candidates = assignmentsAmong(events);
    const std::vector<ObjectId> bounds = boundaries(candidates);
    std::vector<AssignmentDispute> disputes;
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
        const std::vector<Candidate> left = unreplaced(candidates, bounds[i]);
        if (!areAtOdds(left))
            continue;
        std::vector<const JobEvent*> choices;
        std::transform(left.begin(), left.end(), std::back_inserter(choices),
                       [](const Candidate& candidate) { return candidate.event; });
        auto same = std::ranges::find(disputes, choices, &AssignmentDispute::choices);
        if (same == disputes.end())
            same = disputes.insert(disputes.end(), {{}, std::move(choices)});
        same->objects.push_back({bounds[i], bounds[i + 1] - 1});
    }
    for (AssignmentDispute& dispute : disputes)
        dispute.objects = mergedRanges(std::move(dispute.objects));
    return disputes;
}

} // namespace labelwright
