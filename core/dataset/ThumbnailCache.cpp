// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ThumbnailCache.h"

#include "core/base/AtomicFile.h"
#include "core/dataset/CacheFile.h"
#include "core/image/ImageReader.h"
#include "core/image/ImageWriter.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr int kJpegQuality = 88;
constexpr auto kAbandoned = std::chrono::hours(1);

std::string headOf(std::string_view key)
{
    return fmt::format("labelwright-thumbnail-1 {}", key);
}

std::optional<ObjectId> objectOf(const std::string& name)
{
    ObjectId object = 0;
    const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), object);
    return failure == std::errc() && end == name.data() + name.size() ? std::optional(object) : std::nullopt;
}

} // namespace

ThumbnailCache::ThumbnailCache(fs::path folder, std::uint64_t mostBytes)
    : m_folder(std::move(folder)), m_mostBytes(mostBytes)
{}

fs::path ThumbnailCache::fileOf(ObjectId object) const
{
    return m_folder / fmt::format("{:03}", object / 1000) / fmt::to_string(object);
}

std::optional<Image> ThumbnailCache::find(ObjectId object, std::string_view key) const
{
    const fs::path file = fileOf(object);
    const std::optional<std::vector<std::uint8_t>> jpeg = readCacheFile(file, headOf(key));
    Result<Image> picture = jpeg ? decodeImage(*jpeg) : Result<Image>(Error{});
    if (!picture)
        return std::nullopt;
    std::error_code failure; // Then it looks older than it is.
    fs::last_write_time(file, fs::file_time_type::clock::now(), failure);
    return *std::move(picture);
}

void ThumbnailCache::put(ObjectId object, std::string_view key, const Image& picture)
{
    const Result<std::vector<std::uint8_t>> jpeg = encodeJpeg(picture, kJpegQuality);
    const std::uint64_t bytes = jpeg ? writeCacheFile(fileOf(object), headOf(key), *jpeg) : 0;
    if (bytes == 0)
        return;
    const std::scoped_lock lock(m_mutex);
    list();
    Entry& entry = m_entries[object];
    m_bytes += bytes - entry.bytes;
    entry = {bytes, fs::file_time_type::clock::now()};
    if (m_bytes > m_mostBytes)
        makeRoom();
}

/// What is there from before, once; and removes what a program that was killed had begun to write.
void ThumbnailCache::list()
{
    if (std::exchange(m_isListed, true))
        return;
    std::error_code failure;
    fs::recursive_directory_iterator entry(m_folder, failure);
    for (const fs::recursive_directory_iterator end; !failure && entry != end; entry.increment(failure)) {
        std::error_code gone; // Another program may be clearing up too.
        if (!entry->is_regular_file(gone))
            continue;
        const Entry found{entry->file_size(gone), entry->last_write_time(gone)};
        const std::string name = entry->path().filename().string();
        if (const std::optional<ObjectId> object = objectOf(name); object && !gone) {
            m_entries[*object] = found;
            m_bytes += found.bytes;
        } else if (isTemporaryName(name) && found.used + kAbandoned < fs::file_time_type::clock::now()) {
            fs::remove(entry->path(), gone);
        }
    }
}

void ThumbnailCache::makeRoom()
{
    std::vector<std::pair<fs::file_time_type, ObjectId>> byAge;
    for (auto& [object, entry] : m_entries) {
        std::error_code failure;
        const fs::file_time_type used = fs::last_write_time(fileOf(object), failure); // find() sets it
        if (!failure)
            entry.used = used;
        byAge.emplace_back(entry.used, object);
    }
    std::sort(byAge.begin(), byAge.end());
    for (const auto& [used, object] : byAge) {
        if (m_bytes <= m_mostBytes / 10 * 9)
            break;
        std::error_code failure;
        fs::remove(fileOf(object), failure);
        m_bytes -= m_entries[object].bytes;
        m_entries.erase(object);
    }
}

} // namespace labelwright
