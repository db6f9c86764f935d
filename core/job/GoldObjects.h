// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/EventLog.h"
#include "core/job/JobSpec.h"
#include "core/job/ObjectId.h"
#include "core/job/Team.h"
#include "core/job/Worker.h"

#include <vector>

namespace labelwright {

class Job;

// Gold objects are labeled, and their labels are known to be right. Workers who have not answered one get it among
// their tasks, where nothing tells it from the others; their answers are compared with what is known and never count.

/// The gold objects that this worker is given, answered or not, ascending: of those that the worker's own answers don't
/// count for a random share of the job's objects (of those that it was made with), which is another for each worker and
/// follows from the job's seed. Cost: draws a lot for each gold object.
std::vector<ObjectId> goldObjectsOf(const JobSpec& spec, const EventLog& events, const Worker& worker);

/// Whether the object is among them: an answer of this worker to it is scored only. Cost: as above.
bool isGoldTask(const JobSpec& spec, const EventLog& events, ObjectId object, const Worker& worker);

/// Whether the worker must not learn which objects are gold: everybody of the team but its leads.
bool isKeptFromGold(const Team& team, const Worker& worker);

/// Forgets what others said of the gold objects that this worker is given: those look as any that only this worker
/// has answered, or not yet. For what shows a job to somebody isKeptFromGold(); nothing may be written by it.
void hideGold(Job& job, const Worker& worker);

} // namespace labelwright
