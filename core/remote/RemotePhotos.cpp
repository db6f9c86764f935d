// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/RemotePhotos.h"

#include "core/base/Text.h"
#include "core/image/ImageReader.h"

#include <algorithm>
#include <set>
#include <span>
#include <string_view>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// With exactly one '/' at its end.
std::string closed(std::string_view prefix)
{
    return joinS3(prefix, "");
}

std::vector<RemotePhotos> prefixesOf(const Job& job)
{
    std::vector<RemotePhotos> prefixes;
    for (const PrefixMapping& mapping : job.spec().inputPrefixes) {
        std::error_code failure;
        const fs::path folder = fs::absolute(job.folder() / mapping.folder, failure).lexically_normal();
        prefixes.push_back({folder, closed(mapping.prefix), {}, {}});
    }
    // The longest that fits is meant.
    std::ranges::stable_sort(prefixes, [](const RemotePhotos& left, const RemotePhotos& right) {
        return left.prefix.size() > right.prefix.size();
    });
    return prefixes;
}

/// Of a photo below the prefix, and of nothing else: a manifest comes from whoever shares the job.
bool isPhotoName(const std::string& name)
{
    const fs::path path = fs::path(name).lexically_normal();
    const std::span<const std::string_view> extensions = imageExtensions();
    return !path.empty() && !path.is_absolute() && *path.begin() != ".." &&
           std::ranges::find(extensions, lowerCase(path.extension().string())) != extensions.end();
}

} // namespace

std::vector<RemotePhotos> remotePhotosOf(const Job& job, const std::stop_token& stop)
{
    std::vector<RemotePhotos> prefixes = prefixesOf(job);
    std::set<std::string> known; // A photo may be several objects.
    for (ObjectId object = 0; object < job.objectCount() && !stop.stop_requested(); ++object) {
        const Result<ObjectSource> source = job.source(object);
        if (!source || !known.insert(source->sourceRef).second)
            continue;
        const auto prefix = std::ranges::find_if(
            prefixes, [&](const RemotePhotos& photos) { return source->sourceRef.starts_with(photos.prefix); });
        if (prefix == prefixes.end())
            continue;
        const std::string name = source->sourceRef.substr(prefix->prefix.size());
        if (!isPhotoName(name))
            continue;
        std::error_code failure;
        if (fs::exists(prefix->folder / name, failure))
            prefix->here.push_back(name);
        else if (!fs::exists(source->imagePath, failure))
            prefix->missing.push_back(name);
    }
    std::erase_if(prefixes, [](const RemotePhotos& photos) { return photos.here.empty() && photos.missing.empty(); });
    return prefixes;
}

} // namespace labelwright
