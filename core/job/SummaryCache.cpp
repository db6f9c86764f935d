// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/SummaryCache.h"

#include "core/base/AtomicFile.h"
#include "core/base/Json.h"
#include "core/job/JobLayout.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <span>
#include <string_view>
#include <type_traits>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

using Folder = EventDigest::Folder;

// A line of JSON; then job.json, manifest, events/, events/job, the thousands and the objects, each a Folder in this
// machine's byte order, as the cache never leaves it; last the Adler-32 of all before.
constexpr std::int64_t kVersion = 2;
constexpr std::size_t kFixedFolders = 4;
static_assert(std::is_trivially_copyable_v<Folder> && std::has_unique_object_representations_v<Folder>);

fs::path cacheFile(const fs::path& jobFolder)
{
    return cacheFolder(jobFolder) / "job.summary";
}

std::uint32_t checksumOf(std::string_view bytes)
{
    return static_cast<std::uint32_t>(
        adler32_z(adler32_z(0, nullptr, 0), reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

void append(std::string& bytes, std::span<const Folder> folders)
{
    bytes.append(reinterpret_cast<const char*>(folders.data()), folders.size_bytes());
}

std::string bytesOf(const SummaryCache& cache)
{
    std::string bytes = writeJson({{"version", kVersion},
                                   {"name", cache.name},
                                   {"copy-for", cache.copyFor},
                                   {"task-type", infoOf(cache.taskType).id},
                                   {"created", formatMicros(cache.created)},
                                   {"workers-per-object", cache.workersPerObject},
                                   {"objects", cache.objects},
                                   {"thousands", cache.events.thousands.size()}});
    bytes += '\n';
    append(bytes, std::vector<Folder>{
                      {0, 0, cache.jobFile}, {0, 0, cache.manifest}, {0, 0, cache.events.events}, cache.events.job});
    append(bytes, cache.events.thousands);
    append(bytes, cache.events.objects);
    const std::uint32_t checksum = checksumOf(bytes);
    return bytes.append(reinterpret_cast<const char*>(&checksum), sizeof checksum);
}

/// The file without its checksum; empty where that is wrong, or there is no file.
std::string readChecked(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    std::uint32_t checksum = 0;
    if (!in || in.tellg() < static_cast<std::streamoff>(sizeof checksum))
        return {};
    std::string bytes(static_cast<std::size_t>(in.tellg()), '\0');
    in.seekg(0);
    if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        return {};
    std::memcpy(&checksum, bytes.data() + bytes.size() - sizeof checksum, sizeof checksum);
    bytes.resize(bytes.size() - sizeof checksum);
    return checksumOf(bytes) == checksum ? bytes : std::string();
}

/// Without the stamps; nullopt for one of another version.
std::optional<SummaryCache> parseHead(const Json& head)
{
    const std::optional<Time> created = parseTime(stringOf(head, "created").value_or(""));
    const std::optional<TaskType> taskType = parseTaskType(stringOf(head, "task-type").value_or(""));
    if (integerOf(head, "version") != kVersion || !created || !taskType)
        return std::nullopt;
    SummaryCache cache;
    cache.name = stringOf(head, "name").value_or("");
    cache.copyFor = stringOf(head, "copy-for").value_or("");
    cache.taskType = *taskType;
    cache.created = *created;
    cache.workersPerObject = static_cast<int>(integerOf(head, "workers-per-object").value_or(0));
    cache.objects = integerOf(head, "objects").value_or(0);
    return cache;
}

std::vector<Folder> foldersIn(std::string_view bytes)
{
    std::vector<Folder> folders(bytes.size() / sizeof(Folder));
    std::memcpy(folders.data(), bytes.data(), folders.size() * sizeof(Folder));
    return folders;
}

} // namespace

std::optional<SummaryCache> readSummaryCache(const fs::path& jobFolder)
{
    const std::string bytes = readChecked(cacheFile(jobFolder));
    const std::size_t headEnd = bytes.find('\n');
    if (headEnd == std::string::npos)
        return std::nullopt;
    const Result<Json> head = parseJson(std::string_view(bytes).substr(0, headEnd));
    if (!head)
        return std::nullopt;
    std::optional<SummaryCache> cache = parseHead(*head);
    const std::vector<Folder> folders = foldersIn(std::string_view(bytes).substr(headEnd + 1));
    const auto thousands = static_cast<std::size_t>(integerOf(*head, "thousands").value_or(0));
    if (!cache || folders.size() < kFixedFolders || thousands > folders.size() - kFixedFolders)
        return std::nullopt;
    cache->jobFile = folders[0].stamp;
    cache->manifest = folders[1].stamp;
    cache->events.events = folders[2].stamp;
    cache->events.job = folders[3];
    const auto objects = folders.begin() + static_cast<std::ptrdiff_t>(kFixedFolders + thousands);
    cache->events.thousands.assign(folders.begin() + kFixedFolders, objects);
    cache->events.objects.assign(objects, folders.end());
    return cache;
}

void writeSummaryCache(const fs::path& jobFolder, const SummaryCache& cache)
{
    const fs::path path = cacheFile(jobFolder);
    if (!makeFolders(path.parent_path()))
        return;
    const std::string bytes = bytesOf(cache);
    const fs::path temporary = temporaryNameFor(path);
    std::ofstream out(temporary, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    std::error_code failure;
    if (out)
        fs::rename(temporary, path, failure);
    if (!out || failure)
        fs::remove(temporary, failure);
}

} // namespace labelwright
