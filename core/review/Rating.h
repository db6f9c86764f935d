// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/ClassificationMetadata.h"
#include "core/job/Job.h"

#include <span>
#include <string>
#include <variant>
#include <vector>

namespace labelwright {

/// What somebody says about an image: a mask, or the numbers of the labels chosen for all of it, in order. Labels count
/// in a table of names that may be of several jobs; see LabelNumbers.
using Rating = std::variant<LabelMask, std::vector<Label>>;

/// Numbers of the labels of several jobs, the same for the same name.
class LabelNumbers {
public:
    /// `names` begin with "unlabeled".
    LabelNumbers();
    /// Takes up the labels that are not known yet. Errors: TooLarge for more than 254 in all.
    Status add(const LabelSet& labels);
    const std::vector<std::string>& names() const { return m_names; }
    /// Precondition: its set was added.
    Label numberOf(const std::string& name) const;

private:
    std::vector<std::string> m_names;
};

/// One worker's answer. Errors: those of checkKind, EventLog::maskBytes and answerMask, with the path.
Result<Rating> ratingOf(const Job& job, const AnswerEvent& answer, const LabelNumbers& numbers);

/// Of labels that so many answers amount to: of several the ones with a confidence of one half at least.
/// Precondition: the job's labels were added.
Rating ratingOf(std::span<const ClassifiedLabel> labels, TaskType task, std::size_t answers,
                const LabelNumbers& numbers);

/// What the job makes of these answers; of several labels of an image the ones that at least half chose.
/// Errors: the same. Precondition: one answer at least.
Result<Rating> ratingOf(const Job& job, std::span<const AnswerEvent* const> counted, const LabelNumbers& numbers);

} // namespace labelwright
