// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/base/Result.h"
#include "core/job/Job.h"
#include "core/job/SplitPlan.h"
#include "core/job/Worker.h"

#include <stop_token>

namespace labelwright {

/// Makes a copy of the job's folder for each worker and decides who gets what, as planned. A copy has everything but
/// what is derived and others' drafts; of photos those that lie in the job's folder. The assignments are events of the
/// job first and then of each copy, so that the copies are joined by the union of their events; see MergeJob.h.
///
/// The copies appear when all of them are whole: after a failure, or stopped, none is left, and nothing is decided
/// unless it came to pass after that.
/// Thread: the job's; takes as long as copying. Errors: Cancelled; AlreadyExists for a copy's folder; those of
/// copyFilesVerified and writeFileVerified.
Status splitJob(Job& job, const SplitPlan& plan, const Worker& author, const std::stop_token& stop = {},
                const Progress& progress = {});

} // namespace labelwright
