// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobArn.h"

#include <fmt/format.h>

namespace labelwright {
namespace {

constexpr std::string_view kAccount = "111122223333"; ///< As in the CreateLabelingJob request.

/// The second part of "private.us-east-1.0123456789abcdef".
std::string regionOf(const std::string& workerId)
{
    const std::size_t first = workerId.find('.');
    const std::size_t last = workerId.rfind('.');
    return first == last ? "us-east-1" : workerId.substr(first + 1, last - first - 1);
}

} // namespace

std::string labelingJobArn(const JobSpec& spec)
{
    return fmt::format("arn:aws:sagemaker:{}:{}:labeling-job/{}", regionOf(spec.team.front().id), kAccount, spec.name);
}

} // namespace labelwright
