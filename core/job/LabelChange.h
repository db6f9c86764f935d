// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/JobEvent.h"
#include "core/labels/LabelSet.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

class Job;

// The labels of a job can be others while it runs: renamed, recoloured, reordered, merged, deleted, added. Answers stay
// as they are, with the ids that they were given with; what an id stands for today is said by LabelSet::findId().

/// Those of the current change, else `first`, which are job.json's.
LabelSet labelsOfToday(const LabelSet& first, const std::vector<JobEvent>& events);

/// What the labels become when the last change is taken back that is not taken back already; nullopt without one.
/// Labels that came with it are deleted then.
std::optional<LabelSet> labelsBeforeChange(const LabelSet& first, const std::vector<JobEvent>& events);

/// What the labels were when this change, one of `events`, was decided.
LabelSet labelsBefore(const JobEvent& change, const LabelSet& first, const std::vector<JobEvent>& events);

/// Every list of labels that the job ever had, job.json's first; none twice.
std::vector<LabelSet> labelsEver(const LabelSet& first, const std::vector<JobEvent>& events);

/// What the labels are to be.
struct LabelsEdit {
    std::vector<LabelClass> classes; ///< In order. With an id of today's, or newLabelId().
    /// Of those of today that are left out: the id among `classes` that each is merged into. Others are deleted.
    std::map<int, int> merged;
};

/// Nothing is changed yet.
LabelsEdit editOf(const LabelSet& labels);

/// Drawn at random, so that people who add labels in copies of a job don't give one id to two labels.
int newLabelId();

/// `now` with the edit. What was merged into a label that now goes elsewhere goes there too, and what went into one
/// that is deleted is deleted. Errors: those of LabelSet::create.
Result<LabelSet> editedLabels(const LabelSet& now, const LabelsEdit& edit);

/// One line that says what `after` changes of `before`: "car is now vehicle; van merged into vehicle; tree deleted".
/// Empty where nothing differs.
std::string labelChangeText(const LabelSet& before, const LabelSet& after);

/// Label by label of `from`, what its id stands for in `to`; kUnlabelled where that is nothing. For relabelled().
std::array<Label, 256> labelTable(const LabelSet& from, const LabelSet& to);

/// `labels`, which also say of every id that `now` knows what became of it: where they don't know it, it is deleted.
LabelSet withIdsOf(const LabelSet& labels, const LabelSet& now);

/// What a name in a job's pre-labels stands for in `labels`: by job.json's labels `first`, else by `labels` themselves.
/// kUnlabelled for a label that was deleted; nullopt where there was never such a label.
std::optional<Label> prelabelNamed(std::string_view name, const LabelSet& first, const LabelSet& labels);

/// What of a label set decides what an answer's ids stand for beside the classes: "3>1" for each that is gone, a line
/// each; empty where none is.
std::string goneText(const LabelSet& labels);

/// Whether `author` may change the labels, and the job may have these. Errors: InvalidArgument: they are so already;
/// the job is completed; the author is no lead of a team that has one; those of checkTaskLabels().
Status checkLabelChange(const Job& job, const LabelSet& labels, const Worker& author);

/// Writes one event, proven before it returns, and takes it up in the job. Thread: the job's; waits for the disk.
/// Errors: as above and those of writeFileVerified.
Result<JobEvent> changeLabels(Job& job, const LabelSet& labels, const Worker& author);

} // namespace labelwright
