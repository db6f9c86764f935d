// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Assignments.h"

#include <algorithm>

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

/// The assignment in force for the object; nullptr without one.
const Assignment* inForce(const std::vector<Candidate>& candidates, ObjectId object)
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
    const auto found = std::find_if_not(about.begin(), about.end(), isReplaced);
    return found == about.end() ? nullptr : found->assignment;
}

} // namespace

Assignments Assignments::fromEvents(std::span<const JobEvent> events)
{
    const std::vector<Candidate> candidates = assignmentsAmong(events);
    const std::vector<ObjectId> bounds = boundaries(candidates);
    Assignments assignments;
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
        const Assignment* assignment = inForce(candidates, bounds[i]);
        if (assignment && !assignment->workerIds.empty())
            assignments.m_parts.push_back({{bounds[i], bounds[i + 1] - 1}, assignment->workerIds});
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

} // namespace labelwright
