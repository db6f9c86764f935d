// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobSpec.h"

#include <string>

namespace labelwright {

/// The job's name as AWS would write it: "arn:aws:sagemaker:us-east-1:111122223333:labeling-job/street". The region is
/// that of the team's worker ids, the account that of AWS's own examples: nothing on AWS has this name.
std::string labelingJobArn(const JobSpec& spec);

} // namespace labelwright
