// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"
#include "core/job/JobSpec.h"

#include <filesystem>

namespace labelwright {

/// The job.json of a copy, nobody's: the same but for places inside the job's folder, which are told from there, so
/// that they are the copy's own wherever it is taken.
JobSpec specOfCopy(const Job& job);

/// Whether two job.json are of one job: they agree in all but where things lie on a machine, and whose copy it is.
/// Errors: Mismatch, with `where` the other one lies.
Status checkSameJob(const JobSpec& job, const JobSpec& other, const std::filesystem::path& where);

} // namespace labelwright
