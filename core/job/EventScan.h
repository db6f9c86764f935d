// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/EventLog.h"

#include <filesystem>
#include <vector>

namespace labelwright {

/// What lies in the events folder of a job.
struct EventScan {
    // All in no order.
    std::vector<AnswerEvent> answers; ///< And adjustments. Whole ones, their masks present.
    std::vector<TaskRelease> releases;
    std::vector<ObjectFlag> flags;
    std::vector<Verdict> verdicts;
    std::vector<Comment> comments;
    std::vector<JobEvent> jobEvents;
    std::vector<Settlement> settlements;
    std::vector<EventProblem> problems;
};

/// Lists every object's folder, and that of the job's own events, and reads the events. A missing folder holds nothing.
/// Errors: Unreadable, ReadOnly for the folder itself; what is wrong below it is among the problems.
Result<EventScan> scanEvents(const std::filesystem::path& eventsFolder);

/// The same of one object, and of events/job alone.
EventScan scanObjectEvents(const std::filesystem::path& eventsFolder, ObjectId object);
EventScan scanJobEvents(const std::filesystem::path& eventsFolder);

/// The n of the folders "00n" in events/ that hold objects n * 1000 and on, ascending; other names are left out.
/// Errors: as scanEvents().
Result<std::vector<std::int64_t>> thousandsIn(const std::filesystem::path& eventsFolder);

/// The objects that have a folder in that of their thousand, ascending. Errors: as scanEvents().
Result<std::vector<ObjectId>> objectsIn(const std::filesystem::path& thousandFolder, std::int64_t thousand);

} // namespace labelwright
