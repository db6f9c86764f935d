// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobState.h"

#include <string>

namespace labelwright {

/// The members that DescribeLabelingJob has of a job's state, LabelingJobStatus and LabelCounters, as JSON on one line;
/// with "unlabeled-when-completed" while the job is completed.
std::string stateJson(const Job& job, const JobState& state);

} // namespace labelwright
