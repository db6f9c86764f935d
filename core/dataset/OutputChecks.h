// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Findings.h"
#include "core/job/Job.h"

namespace labelwright {

/// Whether output/ is byte for byte what derive makes of the events, and sound in itself.
void checkOutput(Findings& findings, const Job& job);

} // namespace labelwright
