// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/MergeJob.h"

#include <string>
#include <vector>

namespace labelwright {

/// On stdout: what came from whom, a line a worker; one line where that is nothing.
void sayArrivals(const CopyArrivals& copy);

/// On stdout: the conflicts, and how they are settled; nothing without any.
void sayConflicts(const std::vector<Conflict>& conflicts);

/// A JSON array with an object for each worker: its name, and how many answers, decisions and others came in.
std::string workersJson(const CopyArrivals& copy);

/// Their sentences, as a JSON array.
std::string sentencesJson(const std::vector<Error>& errors);

/// A JSON object with "events", "manifest-lines", "conflicts", "not-yet-synced", "damaged" and "foreign".
std::string mergeJson(const MergePlan& plan);

/// Warns of all that stays out. The exit code: kLeftOut where something is damaged, else 0, as what has not arrived yet
/// comes in the next time and what is another job's is nobody's loss.
int warnOfLeftOut(const MergePlan& plan);

} // namespace labelwright
