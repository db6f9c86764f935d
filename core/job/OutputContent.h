// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/ClassificationMetadata.h"
#include "core/groundtruth/Consolidation.h"
#include "core/groundtruth/SegmentationMetadata.h"
#include "core/groundtruth/WorkerResponse.h"
#include "core/job/Job.h"
#include "core/job/OutputPlan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace labelwright {

// What the files of a stage say, from the plan and the events; nothing here is written to disk.

struct MaskContent {
    std::vector<std::uint8_t> png; ///< Consolidated mask.
    double confidence = 0;
};

/// One answer an element, in the order in which they count; in a verification the lead's alone. Errors: those of
/// EventLog::maskBytes.
Result<std::vector<WorkerAnswer>> workerAnswers(const Job& job, const OutputObject& object);

/// A segmentation's only. Errors: those of consolidateAnswers and encodeConsolidatedMask.
Result<MaskContent> maskContent(const Job& job, const OutputObject& object);

/// The object's entry of a consolidation request.
RequestedObject requestedObject(const OutputObject& object, const std::vector<WorkerAnswer>& answers);

// The attribute and its metadata, in the object's entry of a consolidation response and as members of its line in the
// output manifest. `confidence` is the mask's; labels have theirs in the plan.

ConsolidatedObject consolidatedObject(const Stage& stage, const OutputObject& object, double confidence);
std::string manifestMembers(const Stage& stage, const OutputObject& object, double confidence);

/// The members of an object that is given up.
std::string failureMembers(const JobSpec& spec, const std::string& reason);

/// annotation-tool/template.liquid, with today's instructions.
std::string workerTemplateOf(const Job& job);

/// The CreateLabelingJob request for the job as it is today. It names the input manifest
/// <output prefix>/<job-name>/input.manifest.
Result<std::string> labelingJobRequestOf(const Job& job);

} // namespace labelwright
