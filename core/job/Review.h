// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/EventLog.h"
#include "core/job/ObjectId.h"
#include "core/job/Worker.h"

#include <span>
#include <string>
#include <vector>

namespace labelwright {

/// What the lead's review of an object amounts to. Pointers into the log: valid until an event of the object is added.
struct ObjectReview {
    const Verdict* verdict = nullptr;        ///< On the answers that count now; nullptr without one.
    bool hasLapsed = false;                  ///< There is a verdict, but on other answers.
    const AnswerEvent* adjustment = nullptr; ///< Of the answers that count now; nullptr without one.
    bool isStale = false;                    ///< There is an adjustment, but of other answers.

    bool isAccepted() const { return verdict && verdict->kind == Verdict::Kind::Accepted; }
    bool isRejected() const { return verdict && verdict->kind == Verdict::Kind::Rejected; }
};

ObjectReview reviewOf(const EventLog& events, ObjectId object, int workersPerObject);

/// The verdict with which the object has come back to this worker, who is to answer it once more; nullptr where it has
/// not. It holds for each worker until this worker's own answer is another, whatever others do meanwhile.
const Verdict* returnedBy(const EventLog& events, ObjectId object, const Worker& worker);

/// The answers' names, in their order.
std::vector<std::string> namesOf(std::span<const AnswerEvent* const> answers);

} // namespace labelwright
