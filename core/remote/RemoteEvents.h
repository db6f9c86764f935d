// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/remote/Rclone.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace labelwright {

/// What of the events of a job and of another place differs.
struct RemoteEvents {
    std::vector<std::string> masksToSend; ///< That the place lacks, below the job's folder; of whole events alone.
    std::vector<std::string> eventsToSend;
    std::vector<std::string> masksToMend; ///< Cut off there, as an interrupted upload leaves them.
    std::vector<std::string> eventsToMend;
    std::vector<std::string> masksThere; ///< That the job lacks.
    std::vector<std::string> eventsThere;
    std::vector<Error> notYetSynced; ///< Of the job: not whole here, so it is not sent.
    std::vector<Error> damaged;      ///< On either side; stays as it is.
};

/// What rclone compares of a job: events and manifest, nothing that is derived, drafted or locked.
std::vector<std::string> eventFilters();

/// Sorts what rclone found. Cost: reads the job's files that differ; those of the place that the job has too, and with
/// other bytes, are fetched into `scratch`. Errors: those of Rclone.
Result<RemoteEvents> sortEvents(const Rclone& rclone, const std::filesystem::path& jobFolder, const std::string& place,
                                const std::vector<ComparedFile>& files, const std::filesystem::path& scratch);

/// Whether `path` is that of an event or a mask in a job's folder.
bool isEventPath(const std::filesystem::path& path);

} // namespace labelwright
