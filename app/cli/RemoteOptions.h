// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/remote/RemotePlaces.h"

#include <filesystem>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace labelwright {

/// What push and pull both ask for.
struct RemoteOptions {
    std::string s3; ///< Empty where it is not given.
    bool withPhotos = false;
    bool isDryRun = false;
    bool json = false;
};

void addRemoteOptions(CLI::App& command, RemoteOptions& options);

/// The places of a job's folder: `place` as it was typed, or where that is empty what was remembered; with `s3` in the
/// same way. Errors: InvalidArgument, also where nothing is remembered; those of readJobSpec where there is no job to
/// remember anything.
Result<RemotePlaces> placesFor(const std::filesystem::path& jobFolder, const std::string& place, const std::string& s3);

/// Says on stdout where the job's place is remembered that was not the one `before`.
void sayNewPlace(const std::optional<RemotePlaces>& before, const std::filesystem::path& jobFolder);

} // namespace labelwright
