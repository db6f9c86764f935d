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

/// What the answers of all objects amount to, taking into account how often each worker is right: see
/// estimateClasses(). Single label: the likeliest class, of several the first in label order. Multi-label: every label
/// that somebody chose, each with the probability that it applies. One element an object, in their order; everything
/// else as votedLabels(). To be used once, when no answer will follow: an answer to one object changes all of them.
/// Precondition: as votedLabels().
std::vector<std::vector<ClassifiedLabel>> estimatedLabels(const JobSpec& spec, std::span<const CountedAnswers> objects);

} // namespace labelwright
