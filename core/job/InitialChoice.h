// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"

#include <optional>
#include <vector>

namespace labelwright {

/// The ids of the labels that an object begins with, in label order: what the earlier attribute of its line says,
/// matched by name. nullopt where it says nothing, or what the job can't take as an answer: several labels where one is
/// asked for, or none without a none category.
/// Precondition: the job is a classification. Thread: as the const functions of Job that read the manifest.
/// Errors: Mismatch for a label that the job lacks; those of readClassification, with the line.
Result<std::optional<std::vector<int>>> initialChoice(const Job& job, ObjectId object);

} // namespace labelwright
