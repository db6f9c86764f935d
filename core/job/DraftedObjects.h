// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"
#include "core/job/ObjectId.h"
#include "core/job/Worker.h"

#include <vector>

namespace labelwright {

/// The objects that the worker has a draft of, of a mask or of a choice, whichever the job's task asks for; ascending.
/// Cost: a folder listing, or one small file. Errors: those of listDrafts and readChoiceDrafts.
Result<std::vector<ObjectId>> draftedObjects(const Job& job, const Worker& worker);

} // namespace labelwright
