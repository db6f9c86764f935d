// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Event.h"
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

/// What the answer chose, as it is called today: the ids of labels that are there, in their order, each once. What was
/// deleted since is not among them. Precondition: the answer is of a classification.
std::vector<int> chosenLabels(const LabelSet& labels, const AnswerEvent& answer);
/// The same of any ids.
std::vector<int> idsOfToday(const LabelSet& labels, std::span<const int> ids);

/// Whether a worker may hand in these labels for a whole image: each once and of the job; exactly one where the task is
/// single label; none at all only where the job has a none category.
/// Errors: InvalidArgument. Precondition: the job's task is a classification.
Status checkChoice(const JobSpec& spec, std::span<const int> ids);

/// Whether the answer is of the kind that the job asks for, a mask or a choice that checkChoice() accepts: copies of
/// two jobs may have been mixed. What it chose may have been deleted: then something of it must be left, or be allowed
/// to be nothing. Errors: Mismatch; InvalidArgument. Without a path.
Status checkKind(const JobSpec& spec, const AnswerEvent& answer);

} // namespace labelwright
