// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ManifestCache.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <span>
#include <type_traits>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// The file begins with this, in this machine's byte order, as the cache never leaves it. Then come offsets, checksums.
struct CacheHead {
    std::array<char, 8> magic{'L', 'W', 'M', 'I', 'D', 'X', '0', '1'};
    std::array<char, 64> manifestSha256{}; ///< Of the stamp: which job the cache is for.
    FileStamp file{};
    std::uint64_t offsetCount = 0;
    std::uint64_t checksumCount = 0;
    std::uint64_t bodyChecksum = 0; ///< Adler-32 of what follows the head: a good deal faster than CRC-32.
};
static_assert(std::is_trivially_copyable_v<CacheHead>);

template <typename T>
std::size_t byteCount(const std::vector<T>& values)
{
    return values.size() * sizeof(T);
}

template <typename T>
uLong addToChecksum(uLong checksum, const std::vector<T>& values)
{
    return adler32_z(checksum, reinterpret_cast<const Bytef*>(values.data()), byteCount(values));
}

std::uint64_t bodyChecksum(const ManifestCache& cache)
{
    return addToChecksum(addToChecksum(adler32_z(0, nullptr, 0), cache.offsets), cache.checksums);
}

std::array<char, 64> headHash(const ManifestStamp& stamp)
{
    std::array<char, 64> hash{};
    std::copy_n(stamp.sha256.begin(), std::min(stamp.sha256.size(), hash.size()), hash.begin());
    return hash;
}

template <typename T>
bool readValues(std::ifstream& in, std::vector<T>& values, std::uint64_t count)
{
    values.resize(count);
    return bool(in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(byteCount(values))));
}

} // namespace

ManifestCache readManifestCache(const fs::path& path, const ManifestStamp& stamp)
{
    std::ifstream in(path, std::ios::binary);
    CacheHead head;
    if (!in.read(reinterpret_cast<char*>(&head), sizeof head) || head.magic != CacheHead{}.magic ||
        head.manifestSha256 != headHash(stamp))
        return {};
    std::error_code failure;
    const std::uintmax_t size = fs::file_size(path, failure);
    if (failure || head.offsetCount > size || head.checksumCount > size ||
        sizeof head + head.offsetCount * sizeof(std::uint64_t) + head.checksumCount * sizeof(std::uint32_t) != size)
        return {};
    ManifestCache cache;
    if (!readValues(in, cache.offsets, head.offsetCount) || !readValues(in, cache.checksums, head.checksumCount) ||
        bodyChecksum(cache) != head.bodyChecksum)
        return {};
    if (head.file != FileStamp{})
        cache.file = head.file;
    return cache;
}

void writeManifestCache(const fs::path& path, const ManifestStamp& stamp, const ManifestCache& cache)
{
    if (!makeFolders(path.parent_path()))
        return;
    CacheHead head;
    head.manifestSha256 = headHash(stamp);
    head.file = cache.file.value_or(FileStamp{});
    head.offsetCount = cache.offsets.size();
    head.checksumCount = cache.checksums.size();
    head.bodyChecksum = bodyChecksum(cache);
    const fs::path temporary = temporaryNameFor(path);
    std::ofstream out(temporary, std::ios::binary);
    out.write(reinterpret_cast<const char*>(&head), sizeof head);
    out.write(reinterpret_cast<const char*>(cache.offsets.data()),
              static_cast<std::streamsize>(byteCount(cache.offsets)));
    out.write(reinterpret_cast<const char*>(cache.checksums.data()),
              static_cast<std::streamsize>(byteCount(cache.checksums)));
    out.close();
    std::error_code failure;
    if (out)
        fs::rename(temporary, path, failure);
    if (!out || failure)
        fs::remove(temporary, failure);
}

} // namespace labelwright
