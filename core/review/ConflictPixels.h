// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/MergeJob.h"

#include <cstdint>
#include <map>
#include <stop_token>
#include <string>

namespace labelwright {

/// How far the masks of each conflict of answers or of adjustments are apart: by the event of each choice but the
/// first, in how many pixels it differs from the first. Looked up in the job's folder and the copies; without what is
/// not whole in one of these, or can't be read. Cost: reads and decodes these masks, and lists a folder a choice and
/// copy.
std::map<std::string, std::int64_t> conflictPixels(const MergePlan& plan, const LabelSet& labels,
                                                   const std::stop_token& stop = {});

} // namespace labelwright
