// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/TaskType.h"
#include "core/labels/LabelSet.h"

#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// A labeling job's name: 1 to 63 letters, digits and inner hyphens, a letter or digit at both ends.
/// Errors: InvalidArgument. Source: GROUND-TRUTH.md section 1.3.
Status checkJobName(std::string_view name);

/// The label attribute of a job: as a job name but up to 127 characters, not "source", "source-ref" or ending in
/// "-metadata"; ending in "-ref" for a segmentation and in nothing of the kind for a classification.
/// Errors: InvalidArgument. Source: GROUND-TRUTH.md section 5.5.
Status checkAttributeName(std::string_view name, TaskType task);

/// The attribute that Ground Truth's own tools assume: "<job name>-ref" for a segmentation, else the job's name,
/// with "-label" where checkAttributeName() refuses it for its ending.
std::string defaultAttributeName(std::string_view jobName, TaskType task);

/// A clause for each label whose name is an earlier one's but for the case of ASCII letters: pipelines that write class
/// names in lower case take the two for one. Source: GROUND-TRUTH.md section 12, C7.
std::vector<std::string> namesEqualButForCase(const LabelSet& labels);

} // namespace labelwright
