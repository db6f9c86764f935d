// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/JobSpec.h"
#include "core/job/LockFile.h"
#include "core/remote/Rclone.h"

#include <filesystem>
#include <optional>
#include <string>

namespace labelwright {

// What pushing and pulling have in common.

/// cache/remote, where what is under way lies; of one push or pull at a time.
std::filesystem::path remoteScratch(const std::filesystem::path& jobFolder);
/// Errors: Busy.
Result<LockFile> lockRemoteWork(const std::filesystem::path& jobFolder);

/// An absolute path, which rclone takes for nothing else.
std::filesystem::path absoluteFolder(const std::filesystem::path& folder);

/// That a job can lie in `jobFolder` and, as rclone calls it, in `place`.
/// Errors: InvalidArgument where one is a file, or the place is the job's folder or lies in it.
Status checkFolders(const std::filesystem::path& jobFolder, const std::string& place);

Result<Rclone::Evidence> evidenceFor(const Rclone& rclone, const std::string& place);

/// What of a manifest is there that is not here, and the other way round.
struct RemoteManifest {
    bool isToSend = false;       ///< It is missing there, shorter, or cut off as an interrupted upload leaves it.
    std::int64_t linesThere = 0; ///< More than here.
};

/// Fetches the place's into `scratch` where the checksums don't tell that it is the same.
/// Errors: those of Rclone; Mismatch where neither goes on behind the other.
Result<RemoteManifest> compareManifests(const Rclone& rclone, const std::filesystem::path& jobFolder,
                                        const std::string& place, const std::vector<ComparedFile>& files,
                                        Rclone::Evidence evidence, const std::filesystem::path& scratch);

} // namespace labelwright
