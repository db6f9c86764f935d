// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RemoteOptions.h"

#include "app/cli/Report.h"
#include "core/job/JobSpec.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace labelwright {

void addRemoteOptions(CLI::App& command, RemoteOptions& options)
{
    command.add_flag("--photos", options.withPhotos, "Those with s3:// names too");
    command.add_option("--s3-remote", options.s3,
                       "What rclone calls the store that s3:// names mean, as in minio: or /mnt/buckets; Amazon's if "
                       "not given, then the one of the last time");
    command.add_flag("--dry-run", options.isDryRun, "Tell what would be done, and do nothing");
    command.add_flag("--json", options.json, "One JSON object on one line");
}

Result<RemotePlaces> placesFor(const std::filesystem::path& jobFolder, const std::string& place, const std::string& s3)
{
    const std::optional<RemotePlaces> remembered = readRemotePlaces(jobFolder);
    RemotePlaces places = remembered.value_or(RemotePlaces{});
    if (!s3.empty())
        places.s3 = s3;
    if (place.empty() && !remembered) {
        if (const Result<JobSpec> spec = readJobSpec(jobFolder); !spec)
            return spec.error();
        return Error{ErrorCode::InvalidArgument,
                     "it is not known yet where else this job lies: name the place, as in s3://bucket/jobs/, nas:jobs/ "
                     "or a folder",
                     jobFolder};
    }
    if (place.empty())
        return places;
    places.job = place;
    return resolvedPlaces(std::move(places), jobFolder);
}

void sayNewPlace(const std::optional<RemotePlaces>& before, const std::filesystem::path& jobFolder)
{
    const std::optional<RemotePlaces> now = readRemotePlaces(jobFolder);
    if (before && now && before->job != now->job)
        say(fmt::format("Remembered as the place from now on: {}; no longer {}", now->job, before->job));
}

} // namespace labelwright
