// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"
#include "core/groundtruth/TaskType.h"
#include "core/job/EventDigest.h"
#include "core/job/FileStamp.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace labelwright {

/// The content of cache/job.summary: a job and the state of its files when it was read.
struct SummaryCache {
    FileStamp jobFile; ///< All zero: to be read again; also manifest's.
    FileStamp manifest;
    std::string name;
    std::string copyFor; ///< JobSpec::copyFor
    TaskType taskType = TaskType::SemanticSegmentation;
    Time created{};
    int workersPerObject = 0;
    std::int64_t objects = 0;
    EventDigest events;
    friend bool operator==(const SummaryCache&, const SummaryCache&) = default;
};

/// nullopt where there is none, or it is not sound.
std::optional<SummaryCache> readSummaryCache(const std::filesystem::path& jobFolder);

/// Without fsync, as it can be made again; a failure is no error, the next look takes longer.
void writeSummaryCache(const std::filesystem::path& jobFolder, const SummaryCache& cache);

} // namespace labelwright
