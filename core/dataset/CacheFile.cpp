// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/CacheFile.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"

#include <algorithm>
#include <fstream>
#include <system_error>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// Head and hash, each with a line break.
std::string prefixOf(std::string_view head, std::span<const std::uint8_t> content)
{
    return std::string(head) + '\n' + sha256Hex(content) + '\n';
}

constexpr std::size_t kHashLine = 65;

} // namespace

std::optional<std::vector<std::uint8_t>> readCacheFile(const fs::path& path, std::string_view head)
{
    Result<std::vector<std::uint8_t>> bytes = readFile(path);
    const std::size_t prefixSize = head.size() + 1 + kHashLine;
    if (!bytes || bytes->size() < prefixSize)
        return std::nullopt;
    const std::string prefix = prefixOf(head, std::span(*bytes).subspan(prefixSize));
    if (!std::equal(prefix.begin(), prefix.end(), bytes->begin(),
                    [](char wanted, std::uint8_t there) { return static_cast<std::uint8_t>(wanted) == there; }))
        return std::nullopt;
    bytes->erase(bytes->begin(), bytes->begin() + static_cast<std::ptrdiff_t>(prefixSize));
    return *std::move(bytes);
}

std::optional<std::string> readCacheText(const fs::path& path, std::string_view head)
{
    const std::optional<std::vector<std::uint8_t>> bytes = readCacheFile(path, head);
    if (!bytes)
        return std::nullopt;
    return std::string(bytes->begin(), bytes->end());
}

std::uintmax_t writeCacheFile(const fs::path& path, std::string_view head, std::span<const std::uint8_t> content)
{
    if (!makeFolders(path.parent_path()))
        return 0;
    const std::string prefix = prefixOf(head, content);
    const fs::path temporary = temporaryNameFor(path);
    std::ofstream out(temporary, std::ios::binary);
    out.write(prefix.data(), static_cast<std::streamsize>(prefix.size()));
    out.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    out.close();
    std::error_code failure;
    if (out)
        fs::rename(temporary, path, failure);
    if (out && !failure)
        return prefix.size() + content.size();
    fs::remove(temporary, failure);
    return 0;
}

void writeCacheText(const fs::path& path, std::string_view head, std::string_view text)
{
    writeCacheFile(path, head, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

} // namespace labelwright
