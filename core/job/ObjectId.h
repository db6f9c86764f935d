// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace labelwright {

/// A line of the job's input manifest, from 0: Ground Truth's datasetObjectId.
using ObjectId = std::int64_t;

} // namespace labelwright
