// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/TaskType.h"

#include <chrono>
#include <string>

namespace labelwright {

/// What a CreateLabelingJob request is made of, for a job that shall run again on AWS.
struct LabelingJobRequest {
    TaskType task = TaskType::SemanticSegmentation;
    std::string jobName;
    std::string attribute;                       ///< See checkAttributeName().
    std::string manifestUri;                     ///< The input manifest's s3:// name.
    std::string outputUri;                       ///< S3OutputPath: the s3:// name above the job's folder.
    std::string title;                           ///< 1 to 128 characters.
    std::string description;                     ///< 1 to 255 characters.
    int workersPerObject = 1;                    ///< 1 to 9.
    std::chrono::seconds taskTimeLimit{60 * 60}; ///< 30 s to 8 h.
};

/// The request as indented JSON with a final line break. RoleArn and WorkteamArn name account 111122223333 and are to
/// be replaced by the user. Source: GROUND-TRUTH.md sections 1.3 and 8.
/// Errors: InvalidArgument, with the value that CreateLabelingJob would refuse.
Result<std::string> writeLabelingJobRequest(const LabelingJobRequest& request);

} // namespace labelwright
