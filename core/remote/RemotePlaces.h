// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace labelwright {

/// Where a job lies besides this machine. Each machine has its own: they are remembered in the job's cache/.
struct RemotePlaces {
    std::string job{};       ///< Of job.json, manifest and events: "s3://…", rclone's "name:path", or a folder.
    std::string s3 = ":s3:"; ///< What rclone calls the store that all s3:// names mean; Amazon's if nothing is said.
    friend bool operator==(const RemotePlaces&, const RemotePlaces&) = default;
};

/// What was remembered; nullopt where nothing was, or what can't be read.
std::optional<RemotePlaces> readRemotePlaces(const std::filesystem::path& jobFolder);
/// Errors: those of writeFileVerified.
Status writeRemotePlaces(const std::filesystem::path& jobFolder, const RemotePlaces& places);

/// `text` as a user types it: one that ends in '/' or ':' holds jobs by the names of their folders, any other is the
/// job's own, and so is a folder of this machine that has a job.json, for which the disk is asked. A folder becomes
/// absolute.
/// Errors: InvalidArgument.
Result<std::string> jobPlace(std::string_view text, const std::filesystem::path& jobFolder);

/// `typed` with the job's place as jobPlace() tells it. Asks the disk, as that does.
Result<RemotePlaces> resolvedPlaces(RemotePlaces typed, const std::filesystem::path& jobFolder);

/// The last part of a place's name; empty where it ends in '/' or ':', unless it is a folder that has a job.json. The
/// disk is asked of a place that ends in '/', and of no other.
std::string placeName(std::string_view place);

/// Whether a place is a folder of this machine.
bool isFolderHere(std::string_view place);

/// What rclone calls a place: "s3://bucket/key" lies in `s3`.
std::string rclonePlace(std::string_view place, std::string_view s3);

} // namespace labelwright
