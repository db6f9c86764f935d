// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/EventLog.h"

#include <filesystem>
#include <vector>

namespace labelwright {

/// What lies in the events folder of a job.
struct EventScan {
    std::vector<AnswerEvent> answers;    ///< Whole ones, their masks present; in no order.
    std::vector<TaskRelease> releases;   ///< In no order.
    std::vector<ObjectFlag> flags;       ///< In no order.
    std::vector<JobEvent> jobEvents;     ///< In no order.
    std::vector<Settlement> settlements; ///< In no order.
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
