// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"
#include "core/mask/LabelMask.h"

namespace labelwright {

/// The mask of an object as it stands: what its answers amount to, else what it begins with, else nothing labelled.
/// Errors: those of consolidateAnswers and Job::initialMask.
Result<LabelMask> objectMask(const Job& job, ObjectId object, Size imageSize);

} // namespace labelwright
