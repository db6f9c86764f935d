// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"
#include "core/job/EventLog.h"
#include "core/job/JobSpec.h"
#include "core/job/ObjectRange.h"
#include "core/job/Worker.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// What was decided differently in copies of a job that did not know of each other. The job goes on with the first
/// choice until somebody settles it; see settleConflict().
struct Conflict {
    enum class Kind : std::uint8_t {
        Answers, ///< Of one worker to one object.
        Flag,    ///< Of one object.
        Team,
        StatusOfJob,
        Assignment,
        Description,
        Instructions,
        TimeLimit,
        VerdictList,
        Gold,
        Verdict,    ///< On one object.
        Adjustment, ///< Of one object.
        Labels,
    };

    struct Choice {
        std::string event; ///< Its name.
        Worker author;
        Time time{};
        std::string says; ///< "stopped", "ann, bob": what it decides, in one line.
        friend bool operator==(const Choice&, const Choice&) = default;
    };

    Kind kind{};
    std::vector<ObjectRange> objects; ///< What it is about, merged; empty where that is the job.
    std::vector<Choice> choices;      ///< Two at least; the first counts.
    friend bool operator==(const Conflict&, const Conflict&) = default;
};

/// "answers", "flag", "team", "status", "assignment", "description", "instructions", "time-limit",
/// "verdict-list", "gold", "verdict", "adjustment", "labels"
std::string_view conflictName(Conflict::Kind kind);

/// "Answers of ann to object 3", "Assignment of objects 0-9", "Team": what the choices are about.
std::string subjectOf(const Conflict& conflict);

/// The part of an event's name that tells it apart, its hash: short enough to be typed.
std::string_view shortEventName(std::string_view name);

/// All that is unsettled, the job's own first, then by object. What says the same is no conflict. Of answers each
/// worker's by themselves: that workers differ is what several are for. Cost: one pass over the events; no file is
/// read.
std::vector<Conflict> conflictsOf(const JobSpec& spec, const EventLog& events);

} // namespace labelwright
