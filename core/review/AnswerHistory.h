// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace labelwright {

/// Where an answer stands among all of its object (DESIGN rule 4).
enum class AnswerStanding : std::uint8_t {
    Replaced,   ///< By a later one of its worker.
    PassedOver, ///< Nobody replaced it, but of the worker's several another comes before it.
    Current,    ///< The worker's own now; as many answers as wanted come before it.
    Counted,    ///< The output is made of it.
    Scored,     ///< To a gold object: it never counts.
    Adjustment, ///< A lead's, in force.
    Stale,      ///< A lead's, of answers that do not count any more.
};

/// "replaced", "passed over", "current", "counted", "scored", "adjustment" or "stale adjustment".
std::string_view standingName(AnswerStanding standing);

struct PastAnswer {
    const AnswerEvent* answer = nullptr; ///< Of the job's events; valid until an answer of the object is added.
    AnswerStanding standing{};
};

/// All answers and adjustments that an object ever had, by comesBefore(): the first is the oldest.
std::vector<PastAnswer> answerHistory(const Job& job, ObjectId object);

/// The one that `text` means: its place in the list, from 1, or its event's name, with or without ".json".
/// Errors: InvalidArgument, saying how many there are.
Result<PastAnswer> findAnswer(const std::vector<PastAnswer>& history, std::string_view text);

} // namespace labelwright
