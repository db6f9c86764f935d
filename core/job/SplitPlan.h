// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"
#include "core/job/JobEvent.h"
#include "core/job/Worker.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace labelwright {

/// How a job's objects are to be handed out in copies of it, one a worker.
struct SplitRequest {
    std::vector<Worker> workers; ///< Members of today's team who get tasks.
    /// Share of the objects, 0 to 1, that go to one worker more than they need. The output is made of as many answers
    /// as the job wants, the first by time; the others are there to measure agreement.
    double overlap = 0;
    std::uint64_t seed = 0;    ///< Of the choice of these objects.
    std::filesystem::path out; ///< Where the copies go, one folder each; empty: defaultCopiesFolder().
};

/// What one worker gets.
struct SplitShare {
    Worker worker;
    std::filesystem::path folder;     ///< Of the copy; absolute.
    std::vector<ObjectRange> objects; ///< Merged.
};

struct SplitPlan {
    std::vector<SplitShare> shares;
    std::vector<Assignment> assignments; ///< The decisions: each object that waits is in one of them.
    std::int64_t waiting = 0;            ///< How many objects wait for answers.
    std::int64_t overlapping = 0;        ///< How many of them go to one worker more than they need.
};

/// Where the copies go unless it is said: "<job>-copies" beside the job.
std::filesystem::path defaultCopiesFolder(const std::filesystem::path& jobFolder);

/// The first `count` members of today's team who get tasks. Errors: InvalidArgument where there are fewer.
Result<std::vector<Worker>> firstWorkers(const Job& job, int count);

/// Spreads the objects that wait for answers evenly, each worker's in few runs of neighbours. An object goes to as many
/// workers as it still needs: to those who have a draft of it first, to one who has declined it last, and besides to
/// those who have answered it. What was assigned before is not asked for. The same job and request make the same plan.
/// Cost: one pass over the objects; lists the workers' drafts.
/// Errors: InvalidArgument for a job that is stopped or finished, or where no object waits; for a worker who gets no
/// tasks or is named twice, for fewer workers than an object needs, for an overlap that is no share; AlreadyExists for
/// a copy's folder; those of draftedObjects().
Result<SplitPlan> planSplit(const Job& job, const SplitRequest& request);

} // namespace labelwright
