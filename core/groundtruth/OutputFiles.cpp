// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/OutputFiles.h"

#include "core/base/AtomicFile.h"
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/OutputLayout.h"
#include "core/groundtruth/SourceRef.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// The file at `relative`, also under the substitutes of ':'; nullopt when there is none or it lies elsewhere.
std::optional<fs::path> fileBelow(const fs::path& root, std::string_view relative)
{
    const Result<fs::path> path = resolveReference(relative, {}, root);
    std::error_code failure;
    return path && fs::is_regular_file(*path, failure) ? std::optional(*path) : std::nullopt;
}

std::vector<fs::path> sortedEntries(const fs::path& folder)
{
    std::vector<fs::path> entries;
    std::error_code failure;
    for (fs::directory_iterator it(folder, failure); !failure && it != fs::directory_iterator(); it.increment(failure))
        entries.push_back(it->path());
    std::sort(entries.begin(), entries.end());
    return entries;
}

/// N of a folder "iteration-N"; nullopt for other names.
std::optional<int> iterationOf(const fs::path& folder)
{
    constexpr std::string_view kPrefix = "iteration-";
    const std::string name = folder.filename().string();
    int iteration = 0;
    if (!name.starts_with(kPrefix))
        return std::nullopt;
    const auto [end, failure] = std::from_chars(name.data() + kPrefix.size(), name.data() + name.size(), iteration);
    const bool whole = failure == std::errc() && end == name.data() + name.size();
    return whole ? std::optional(iteration) : std::nullopt;
}

} // namespace

Result<fs::path> findMask(const fs::path& root, std::string_view maskUri)
{
    constexpr std::string_view kSchemeEnd = "://";
    const std::size_t scheme = maskUri.find(kSchemeEnd);
    std::string_view suffix = scheme == std::string_view::npos ? maskUri : maskUri.substr(scheme + kSchemeEnd.size());
    while (true) {
        suffix.remove_prefix(std::min(suffix.find_first_not_of('/'), suffix.size()));
        if (const std::optional<fs::path> path = fileBelow(root, suffix))
            return *path;
        const std::size_t slash = suffix.find('/');
        if (slash == std::string_view::npos)
            break;
        suffix.remove_prefix(slash);
    }
    if (const std::optional<fs::path> path = fileBelow(root, joinS3(layout::kMasks, suffix)))
        return *path;
    return Error{ErrorCode::NotFound, fmt::format("the mask {} is not in this folder", maskUri), root};
}

std::vector<Color> firstPalette(const fs::path& root, std::span<const std::string> maskUris)
{
    for (const std::string& uri : maskUris) {
        const Result<fs::path> path = findMask(root, uri);
        const Result<std::vector<std::uint8_t>> bytes = path ? readFile(*path) : path.error();
        const Result<IndexedPng> png = bytes ? decodeIndexedPng(*bytes) : bytes.error();
        if (png)
            return png->palette;
    }
    return {};
}

std::vector<fs::path> workerResponsesOf(const fs::path& root, std::int64_t objectId)
{
    std::vector<std::pair<int, fs::path>> iterations;
    for (const fs::path& folder : sortedEntries(root / layout::kWorkerResponses)) {
        if (const std::optional<int> iteration = iterationOf(folder))
            iterations.emplace_back(*iteration, folder);
    }
    std::sort(iterations.begin(), iterations.end());
    std::vector<fs::path> files;
    for (const auto& [iteration, folder] : iterations) {
        for (const fs::path& file : sortedEntries(folder / std::to_string(objectId))) {
            if (file.extension() == ".json")
                files.push_back(file);
        }
    }
    return files;
}

} // namespace labelwright
