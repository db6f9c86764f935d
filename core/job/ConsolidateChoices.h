// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/ClassificationMetadata.h"
#include "core/job/Event.h"
#include "core/job/JobSpec.h"

#include <span>
#include <vector>

namespace labelwright {

/// The answers that count for one object; their labels are chosen ones.
using CountedAnswers = std::vector<const AnswerEvent*>;

/// What the answers of one object amount to, from them alone. Single label: the label with the most votes, of several
/// the first in label order. Multi-label: every label that somebody chose. A label's confidence is the share of answers
/// that chose it, rounded to six decimals, and 0 with one answer. Labels are in label order.
/// Precondition: checkChoice() accepts every answer; there is one at least.
std::vector<ClassifiedLabel> votedLabels(const JobSpec& spec, std::span<const AnswerEvent* const> answers);

} // namespace labelwright
