// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Job.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace labelwright {

/// The photos of a job that one of its s3:// prefixes stands for.
struct RemotePhotos {
    std::filesystem::path folder;     ///< Where the prefix lies on this machine; absolute.
    std::string prefix;               ///< "s3://bucket/images/"
    std::vector<std::string> here;    ///< Below both.
    std::vector<std::string> missing; ///< On this machine.
};

/// One a prefix that has photos. Objects without a photo, and photos that the manifest names otherwise, are left out.
/// Cost: reads the whole manifest and asks for every photo.
std::vector<RemotePhotos> remotePhotosOf(const Job& job, const std::stop_token& stop = {});

} // namespace labelwright
