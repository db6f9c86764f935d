// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobSpec.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace labelwright {

/// What stat() says about a file: as long as it stays the same, so does the content.
struct FileStamp {
    std::uint64_t bytes = 0;
    std::uint64_t inode = 0;
    std::int64_t modifiedNs = 0; ///< Since the epoch, of the content.
    std::int64_t changedNs = 0;  ///< Of the file itself: not set back by a copy that keeps times.

    /// The file was last changed so long ago that a later change can't bear the same time.
    bool isSettled() const;

    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

std::optional<FileStamp> fileStamp(const std::filesystem::path& path);

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
