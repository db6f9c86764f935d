// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/DatasetFolder.h"

#include "core/base/Hash.h"
#include "core/dataset/DatasetChecks.h"

#include <fmt/format.h>

#include <vector>

namespace labelwright {

namespace fs = std::filesystem;

Status DatasetFolder::write(const std::string& path, std::span<const std::uint8_t> bytes)
{
    if (Status written = writeFileUnsynced(m_root / path, bytes); !written)
        return written;
    remember(path, sha256Hex(bytes), false);
    return ok();
}

Status DatasetFolder::write(const std::string& path, std::string_view text)
{
    return write(path, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

Status DatasetFolder::addPhoto(const std::string& path, const fs::path& photo, std::span<const std::uint8_t> bytes,
                               PhotoUse use)
{
    std::error_code failure;
    if (use == PhotoUse::HardLink) {
        if (Status made = makeFolders((m_root / path).parent_path()); !made)
            return made;
        fs::create_hard_link(fs::canonical(photo, failure), m_root / path, failure);
    }
    if (use != PhotoUse::HardLink || failure)
        return write(path, bytes);
    remember(path, sha256Hex(bytes), false);
    return ok();
}

Result<VerifiedStream> DatasetFolder::createText(const std::string& path) const
{
    return VerifiedStream::create(m_root / path);
}

Status DatasetFolder::add(const std::string& path, VerifiedStream text)
{
    Result<std::string> hash = text.finish();
    if (!hash)
        return hash.error();
    if (Status published = text.publish(); !published)
        return published;
    remember(path, *std::move(hash), true);
    return ok();
}

void DatasetFolder::remember(const std::string& path, std::string hash, bool isProven)
{
    const std::lock_guard lock(m_mutex);
    m_files[path] = {std::move(hash), isProven};
}

Status DatasetFolder::seal(const std::stop_token& stop, const Progress& progress)
{
    std::vector<WrittenFile> files;
    std::string sums;
    for (const auto& [path, file] : m_files) {
        if (!file.isProven)
            files.push_back({m_root / path, file.sha256});
        sums += fmt::format("{}  {}\n", file.sha256, path);
    }
    if (Status same = syncAndVerify(files, stop, progress); !same)
        return same;
    return writeFileVerified(m_root / kDatasetSums, sums, IfExists::Refuse);
}

std::vector<std::string> DatasetFolder::paths() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> paths;
    for (const auto& [path, file] : m_files)
        paths.push_back(path);
    return paths;
}

} // namespace labelwright
