// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/FileStamp.h"
#include "core/job/JobSpec.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace labelwright {

/// The content of cache/manifest.index.
struct ManifestCache {
    std::optional<FileStamp> file;        ///< The manifest when it was read; nullopt to have it read again.
    std::vector<std::uint64_t> offsets;   ///< Of every line.
    std::vector<std::uint32_t> checksums; ///< Of every line that may not change any more, from the first on.
};

/// Empty when there is no cache for this job, or it is not sound. Cost: reads 12 bytes a line.
ManifestCache readManifestCache(const std::filesystem::path& path, const ManifestStamp& stamp);

/// Without fsync, as it can be made again; a failure is no error, the next open takes longer.
void writeManifestCache(const std::filesystem::path& path, const ManifestStamp& stamp, const ManifestCache& cache);

} // namespace labelwright
