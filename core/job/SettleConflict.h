// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Conflicts.h"
#include "core/job/Job.h"

#include <string>
#include <string_view>

namespace labelwright {

/// The conflict that has a choice of this name, or shortEventName(). Errors: InvalidArgument for none, and a short name
/// of several.
Result<const Conflict*> conflictWith(const std::vector<Conflict>& conflicts, std::string_view event);

/// Writes one event with which the choice `keep` counts from now on and the others count no more; all of them stay
/// where they are. Returns the event's name. Of a decision about the job or of a flag it is another of the same kind;
/// of answers a Settlement. Thread: the job's. Errors: InvalidArgument for a choice that the conflict has not; those of
/// writeFileVerified.
Result<std::string> settleConflict(Job& job, const Conflict& conflict, std::string_view keep, const Worker& author);

} // namespace labelwright
