// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/RemoteWork.h"

#include "core/job/JobLayout.h"
#include "core/job/ManifestGrowth.h"
#include "core/remote/RemotePlaces.h"

#include <algorithm>
#include <cerrno>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifest = "input.manifest";

Result<std::int64_t> linesBehind(const fs::path& manifest, const fs::path& other)
{
    const Result<std::optional<ManifestGrowth>> growth = growthOf(manifest, {&other, 1});
    if (!growth)
        return growth.error();
    return *growth ? (*growth)->lines : 0;
}

/// Whether it ends within a line of the other: then it is no manifest that anybody has.
bool isCutOff(const fs::path& manifest, const fs::path& other)
{
    const Result<std::string> part = readTextFile(manifest);
    const Result<std::string> whole = readTextFile(other);
    return part && whole && part->size() < whole->size() && whole->starts_with(*part) && !part->ends_with('\n');
}

/// That the folder is there or can be made.
Status checkFolder(const fs::path& folder)
{
    std::error_code failure;
    fs::path there = folder;
    while (!fs::exists(there, failure) && there.has_relative_path())
        there = there.parent_path();
    if (fs::exists(there, failure) && !fs::is_directory(there, failure))
        return errorFromErrno(ENOTDIR, "making the folder", folder);
    return ok();
}

/// Wherever links lead.
bool isInside(const fs::path& place, const fs::path& folder)
{
    std::error_code failure;
    fs::path above = fs::weakly_canonical(place, failure);
    while (!fs::equivalent(above, folder, failure)) {
        if (!above.has_relative_path())
            return false;
        above = above.parent_path();
    }
    return true;
}

} // namespace

fs::path remoteScratch(const fs::path& jobFolder)
{
    return cacheFolder(jobFolder) / "remote";
}

Result<LockFile> lockRemoteWork(const fs::path& jobFolder)
{
    return LockFile::acquire(cacheFolder(jobFolder) / "remote.lock", "pushing or pulling the job");
}

fs::path absoluteFolder(const fs::path& folder)
{
    std::error_code failure;
    const fs::path absolute = fs::absolute(folder, failure).lexically_normal();
    return absolute.has_filename() ? absolute : absolute.parent_path();
}

Status checkFolders(const fs::path& jobFolder, const std::string& place)
{
    if (Status checked = checkFolder(jobFolder); !checked || !isFolderHere(place))
        return checked;
    if (Status checked = checkFolder(place); !checked)
        return checked;
    std::error_code failure;
    if (!fs::exists(jobFile(jobFolder), failure) || !isInside(place, jobFolder))
        return ok();
    const char* const wrong = fs::equivalent(jobFolder, place, failure)
                                  ? "this is the job's own folder; name where else it lies, or is to lie"
                                  : "this lies in the job's own folder; name a place outside of it";
    return Error{ErrorCode::InvalidArgument, wrong, place};
}

Result<Rclone::Evidence> evidenceFor(const Rclone& rclone, const std::string& place)
{
    const Result<bool> knows = rclone.knowsChecksums(place);
    if (!knows)
        return knows.error();
    return *knows ? Rclone::Evidence::Checksum : Rclone::Evidence::Content;
}

Result<RemoteManifest> compareManifests(const Rclone& rclone, const fs::path& jobFolder, const std::string& place,
                                        const std::vector<ComparedFile>& files, Rclone::Evidence evidence,
                                        const fs::path& scratch)
{
    const auto found = std::ranges::find(files, kManifest, &ComparedFile::path);
    if (found == files.end())
        return RemoteManifest{};
    const bool isProven = evidence == Rclone::Evidence::Checksum;
    if (found->state == ComparedFile::State::Same && isProven)
        return RemoteManifest{};
    if (found->state == ComparedFile::State::OnlyHere)
        return RemoteManifest{true, 0};
    const fs::path here = manifestFile(jobFolder);
    const fs::path there = scratch / kManifest;
    if (Status fetched = rclone.copy(place, scratch.string(), {std::string(kManifest)}, Rclone::IfThere::Replace);
        !fetched)
        return fetched.error();
    if (isCutOff(there, here))
        return RemoteManifest{true, 0};
    const Result<std::int64_t> more = linesBehind(here, there);
    const Result<std::int64_t> less = linesBehind(there, here);
    if (!more || !less)
        return more ? less.error() : more.error();
    return RemoteManifest{*less > 0, *more};
}

} // namespace labelwright
