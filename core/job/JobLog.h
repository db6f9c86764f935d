// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"
#include "core/groundtruth/LogLines.h"
#include "core/job/Job.h"
#include "core/job/ObjectId.h"
#include "core/job/Worker.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// A line of a job's log. All follows from the events: nothing is logged by itself.
struct LogEntry {
    enum class Kind : std::uint8_t {
        Accepted,
        Submitted,
        Returned,
        Declined,
        ProgressLine,
        StatusChanged,
        Flagged,
        Unflagged,
        Edited,
        Reviewed,
        Commented,
        Adjusted,
        Settled,
    };
    Kind kind{};
    Time time{};
    std::string event{};  ///< The name of the event it follows from; with `kind` it tells entries apart.
    Worker worker{};      ///< Who did it.
    ObjectId object = -1; ///< -1 for StatusChanged and Edited.
    Time accepted{};      ///< For what a worker did with a task.
    /// The reason of Declined or Returned, the note of Flagged; for StatusChanged, the job's as statusName() has it;
    /// for Edited, what is another now; for Reviewed, the verdict and its comment; for Commented, what was said, or
    /// "resolved", "reopened"; for Settled, what counts.
    std::string text{};
    LabelingProgress progress{}; ///< For Progress: after the event.
};

/// "accepted", "submitted", "returned", "declined", "progress", "status", "flagged", "unflagged", "edited",
/// "reviewed", "commented", "adjusted", "settled"
std::string_view logKindName(LogEntry::Kind kind);
/// Of all kinds, in their order.
std::span<const std::string_view> logKindNames();
std::optional<LogEntry::Kind> parseLogKind(std::string_view text);

/// Everything that has happened to objects and job, by time. Progress follows on each event with which an object became
/// labelled or was given up. Cost: sorts the events; no file is read.
std::vector<LogEntry> jobLog(const Job& job);

/// Which entries to show.
struct LogFilter {
    std::vector<LogEntry::Kind> kinds; ///< Empty for all.
    std::string worker;                ///< A name, e-mail or id; empty for all.

    bool passes(const LogEntry& entry) const;
};

/// The entry to be read: "2026-11-22T09:07:42.870Z  TasksSubmitted  object 3  ann", or Ground Truth's progress line.
std::string logText(const LogEntry& entry);

/// The entry as JSON on one line: Ground Truth's worker activity with "object" behind it; for the others the time and
/// their figures.
std::string logJson(const LogEntry& entry, const Job& job);

} // namespace labelwright
