// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/groundtruth/SegmentationMetadata.h"
#include "core/groundtruth/TaskType.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// A label that an image was given.
struct ClassifiedLabel {
    int index = 0;         ///< From 0, in the job's label order: a mask's labels count from 1.
    std::string name;      ///< Empty when the line's class-map lacks the index.
    double confidence = 0; ///< From 0 to 1; 0 with one worker.
    friend bool operator==(const ClassifiedLabel&, const ClassifiedLabel&) = default;
};

/// A classification attribute of an object and its metadata. Source: GROUND-TRUTH.md sections 5.2, 5.3 and 5.6.
struct Classification {
    TaskType task = TaskType::ImageClassification;
    std::vector<ClassifiedLabel> labels; ///< In the list's order; exactly one where `task` is single label.
    bool humanAnnotated = true;
    std::optional<Time> creationDate;
    std::string jobName;                      ///< Without the prefix "labeling-job/".
    std::optional<std::string> failureReason; ///< Set for a failed object, which has no labels.
    friend bool operator==(const Classification&, const Classification&) = default;
};

/// The members `"<attribute>":…,"<attribute>-metadata":{…}` without braces, for appendMembers() or a consolidation
/// response. With a failure reason only the metadata is written, and holds nothing else.
/// Precondition: one label exactly where `task` is single label and nothing failed.
std::string classificationMembers(std::string_view attribute, const Classification& classification,
                                  ConfidenceStyle style);

/// The classification `attribute` of a manifest line, or of the content of a consolidation response; nullopt when the
/// line has neither the attribute nor its metadata.
///
/// Accepts numbers as text, metadata in any order or missing, `type` in any case, and a job name with or without
/// "labeling-job/". A value that is a list is multi-label.
/// Errors: Malformed, with the member that is wrong; Unsupported when `type` names another kind of job.
Result<std::optional<Classification>> readClassification(std::string_view line, std::string_view attribute);

} // namespace labelwright
