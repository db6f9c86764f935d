// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/groundtruth/ClassificationMetadata.h"
#include "core/job/Job.h"
#include "core/job/Stage.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// Grows when the same events make other bytes: everything is then derived again.
inline constexpr int kDeriveVersion = 4;

/// An object that has as many answers as wanted; in a review stage, one with a verdict or an adjustment.
struct OutputObject {
    ObjectId object = 0;
    std::string sourceRef;
    std::vector<const AnswerEvent*> answers; ///< The counted ones; valid as long as the job's events are not changed.
    const Verdict* verdict = nullptr;        ///< A verification's only; valid as the answers are.
    std::vector<std::string> feedback;       ///< A verification's: what was said, for worker-feedback.
    Time answered{};                     ///< Submission of the last answer, or of the verdict: the t of DESIGN rule 7.
    std::string key;                     ///< SHA-256 of all that the object's files are made of.
    std::vector<ClassifiedLabel> labels; ///< What the answers amount to; a classification's only.

    Time fileSecond() const { return roundedUpToSecond(answered); }
    Time maskTime() const { return answered + std::chrono::milliseconds(250); }
    Time creationDate() const { return answered + std::chrono::milliseconds(340); }

    // Below the stage's folder, with '/' between the parts.
    std::string responsePath() const;
    std::string maskPath() const; ///< A segmentation's only.
};

/// What a stage's output is made of.
struct OutputPlan {
    Stage stage;
    std::vector<OutputObject> objects;      ///< By id.
    std::map<ObjectId, std::string> failed; ///< Objects that are given up, each with its failure-reason.
    std::vector<Error> leftOut;             ///< As DeriveReport::leftOut.
    std::string jobKey;                     ///< SHA-256 of what the stage gives to every file.

    /// The objects of each consolidation, by id; the key is fileSecond(). Valid as long as the plan is.
    std::map<Time, std::vector<const OutputObject*>> consolidations() const;
};

/// Of the labeling stage. Classifications are consolidated here, since their outcome is part of what an object's files
/// are made of. Cost: reads the manifest lines of answered objects. Errors: those of Manifest::line.
Result<OutputPlan> planOutput(const Job& job);

/// Of the stages with anything in them, in the order in which each reads the manifest of the one before: labeling,
/// which is always there, verification, adjustment. Errors: as planOutput().
Result<std::vector<OutputPlan>> planStages(const Job& job);

/// The s3:// name of the stage's folder.
std::string stageUri(const JobSpec& spec);

} // namespace labelwright
