// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Findings.h"
#include "core/job/JobSpec.h"

#include <string_view>

namespace labelwright {

/// Checks the text of a worker response in itself: form, times, ids, that there are as many answers as the job wants,
/// and each answer's labels against the job's, or its PNG against its own sizes and mappings and the job's labels.
void checkWorkerResponse(const FindingPlace& place, std::string_view text, const JobSpec& spec);

} // namespace labelwright
