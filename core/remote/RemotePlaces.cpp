// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/RemotePlaces.h"

#include "core/base/AtomicFile.h"
#include "core/base/Json.h"
#include "core/base/Text.h"
#include "core/job/JobLayout.h"
#include "core/remote/Rclone.h"

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kS3 = "s3://";

fs::path placesFile(const fs::path& jobFolder)
{
    return cacheFolder(jobFolder) / "remote.json";
}

/// As Tab completes the name of a job's own folder.
bool isJobWithSlash(std::string_view place)
{
    std::error_code failure;
    return place.ends_with('/') && isFolderHere(place) && fs::exists(jobFile(place), failure);
}

} // namespace

std::optional<RemotePlaces> readRemotePlaces(const fs::path& jobFolder)
{
    const Result<std::string> text = readTextFile(placesFile(jobFolder));
    const Result<Json> json = text ? parseJson(*text) : Result<Json>(text.error());
    if (!json)
        return std::nullopt;
    RemotePlaces places{textAt(*json, "job"), textAt(*json, "s3")};
    return places.job.empty() || places.s3.empty() ? std::nullopt : std::optional(places);
}

Status writeRemotePlaces(const fs::path& jobFolder, const RemotePlaces& places)
{
    if (readRemotePlaces(jobFolder) == places)
        return ok();
    return writeFileVerified(placesFile(jobFolder), writeIndentedJson({{"job", places.job}, {"s3", places.s3}}),
                             IfExists::Replace);
}

Result<std::string> jobPlace(std::string_view text, const fs::path& jobFolder)
{
    if (text.empty() || text == kS3 || !isOneLine(text))
        return Error{ErrorCode::InvalidArgument,
                     "say where the job lies: s3://bucket/path, a remote of rclone's as in nas:jobs/street, or a "
                     "folder"};
    std::string place(text);
    if (isFolderHere(place)) {
        std::error_code failure;
        place = fs::absolute(place, failure).lexically_normal().string();
        if (text.ends_with('/') && !place.ends_with('/'))
            place += '/';
    }
    if (isJobWithSlash(place))
        place = fs::path(place).parent_path().string();
    if (!place.ends_with('/') && !place.ends_with(':'))
        return place;
    std::error_code failure;
    const fs::path folder = fs::absolute(jobFolder, failure).lexically_normal();
    return place + (folder.has_filename() ? folder : folder.parent_path()).filename().string();
}

Result<RemotePlaces> resolvedPlaces(RemotePlaces typed, const fs::path& jobFolder)
{
    Result<std::string> job = jobPlace(typed.job, jobFolder);
    if (!job)
        return job.error();
    typed.job = *std::move(job);
    return typed;
}

std::string placeName(std::string_view place)
{
    if (isJobWithSlash(place))
        place = place.substr(0, place.find_last_not_of('/') + 1);
    const std::size_t end = place.find_last_of("/:");
    return std::string(end == std::string_view::npos ? place : place.substr(end + 1));
}

bool isFolderHere(std::string_view place)
{
    // rclone takes what stands before the first colon for a remote's name, where no '/' stands before that.
    const std::size_t colon = place.find(':');
    return colon == std::string_view::npos || place.find('/') < colon;
}

std::string rclonePlace(std::string_view place, std::string_view s3)
{
    return place.starts_with(kS3) ? joinPlace(s3, place.substr(kS3.size())) : std::string(place);
}

} // namespace labelwright
