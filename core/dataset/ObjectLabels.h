// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"
#include "core/job/ObjectId.h"
#include "core/mask/LabelMask.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace labelwright {

// Thread of all here: any, with a Job that nobody changes meanwhile.

/// What is labelled in an object now: a lead's adjustment, else what its counted answers amount to, also while fewer
/// are there than wanted; nullopt without an answer, and where labels are those of whole images. Errors: those of
/// Job::sourceMismatch and consolidateAnswers.
Result<std::optional<LabelMask>> labelsNow(const Job& job, ObjectId object);

/// SHA-256 of the names of the answers that labelsNow() is made of, and of what ids stand for: as long as it stays the
/// same, so does what it gives. Empty without an answer.
std::string labelsKey(const Job& job, ObjectId object);

struct LabelCount {
    Label label = kUnlabelled;
    std::int64_t pixels = 0;
    friend bool operator==(const LabelCount&, const LabelCount&) = default;
};

/// Those that occur in a mask, kUnlabelled among them, by label. Where labels are those of whole images: 1 for each
/// that was chosen, and for kUnlabelled where none was.
using LabelCounts = std::vector<LabelCount>;

/// Of labelsNow(), or of what the answers chose; empty without an answer. Errors: as labelsNow, and checkKind. Cost:
/// decodes the answers' masks.
Result<LabelCounts> countLabelsNow(const Job& job, ObjectId object);

/// cache/label-counts.json: counts found earlier, those alone that are still right. Empty where there is none, or it is
/// damaged. Cost: 100 bytes an answered object.
std::map<ObjectId, LabelCounts> readLabelCounts(const Job& job);

/// Without fsync, as they can be counted again; a failure is no error.
void writeLabelCounts(const Job& job, const std::map<ObjectId, LabelCounts>& counts);

} // namespace labelwright
