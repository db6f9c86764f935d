// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Findings.h"
#include "core/labels/LabelSet.h"

#include <string_view>

namespace labelwright {

/// Checks the text of a worker response in itself: form, times, ids, and each answer's PNG against its own sizes and
/// mappings and the job's labels. `wanted` answers must be in it.
void checkWorkerResponse(const FindingPlace& place, std::string_view text, const LabelSet& labels, int wanted);

} // namespace labelwright
