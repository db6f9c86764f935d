// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/StateJson.h"

#include "core/base/Json.h"

namespace labelwright {

std::string stateJson(const Job& job, const JobState& state)
{
    const LabelCounters& counters = state.counters;
    Json json;
    json["LabelingJobName"] = job.spec().name;
    json["LabelingJobStatus"] = statusName(state.status);
    json["LabelCounters"] = {{"TotalLabeled", counters.totalLabeled},
                             {"HumanLabeled", counters.humanLabeled},
                             {"MachineLabeled", counters.machineLabeled},
                             {"FailedNonRetryableError", counters.failedNonRetryableError},
                             {"Unlabeled", counters.unlabeled}};
    if (state.completion)
        json["unlabeled-when-completed"] = state.completion->unlabelled;
    return writeJson(json);
}

} // namespace labelwright
