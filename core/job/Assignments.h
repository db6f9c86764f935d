// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobEvent.h"
#include "core/job/ObjectId.h"
#include "core/job/Worker.h"

#include <span>
#include <string>
#include <vector>

namespace labelwright {

/// Which objects are kept for certain workers. All others are for the whole team.
class Assignments {
public:
    Assignments() = default;

    /// What the assignments among `events` amount to: for each object the one that no other about it replaces, of
    /// several the first by comesBefore(). Cost: the number of ranges times the number of assignments.
    static Assignments fromEvents(std::span<const JobEvent> events);

    bool isEmpty() const { return m_parts.empty(); }
    /// Ids; empty where the object is for the whole team.
    std::span<const std::string> workersOf(ObjectId object) const;
    bool isFor(ObjectId object, const Worker& worker) const;

private:
    struct Part {
        ObjectRange objects;
        std::vector<std::string> workerIds; ///< Never empty.
    };

    std::vector<Part> m_parts; ///< By object.
};

/// Objects that assignments keep for different workers, none of which replaces another there.
struct AssignmentDispute {
    std::vector<ObjectRange> objects;     ///< Merged.
    std::vector<const JobEvent*> choices; ///< In the order of comesBefore(): the first is in force.
};

/// By their first object. Borrows from `events`. Cost: as Assignments::fromEvents().
std::vector<AssignmentDispute> disputedAssignments(std::span<const JobEvent> events);

} // namespace labelwright
