// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/EventLog.h"

#include <filesystem>
#include <vector>

namespace labelwright {

/// What lies in the events folder of a job.
struct EventScan {
    std::vector<AnswerEvent> answers;  ///< Whole ones, their masks present; in no order.
    std::vector<TaskRelease> releases; ///< In no order.
    std::vector<JobEvent> jobEvents;   ///< In no order.
    std::vector<EventProblem> problems;
};

/// Lists every object's folder, and that of the job's own events, and reads the events. A missing folder holds nothing.
/// Errors: Unreadable, ReadOnly for the folder itself; what is wrong below it is among the problems.
Result<EventScan> scanEvents(const std::filesystem::path& eventsFolder);

} // namespace labelwright
