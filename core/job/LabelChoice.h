// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobSpec.h"

#include <span>
#include <string>
#include <vector>

namespace labelwright {

/// The ids of the labels with these names, in the names' order. Errors: InvalidArgument, naming the known labels.
Result<std::vector<int>> labelIdsOf(const LabelSet& labels, std::span<const std::string> names);

/// The names of the labels with these ids, in the ids' order; an id of no label has none.
std::vector<std::string> labelNamesOf(const LabelSet& labels, std::span<const int> ids);

/// `ids` in the order of `labels`; ids of no label come first, by number.
std::vector<int> inLabelOrder(const LabelSet& labels, std::vector<int> ids);

/// Whether a worker may hand in these labels for a whole image: each once and of the job; exactly one where the task is
/// single label; none at all only where the job has a none category.
/// Errors: InvalidArgument. Precondition: the job's task is a classification.
Status checkChoice(const JobSpec& spec, std::span<const int> ids);

} // namespace labelwright
