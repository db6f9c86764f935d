// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/PhotoContents.h"

#include "core/base/FileHash.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <system_error>

namespace labelwright {

namespace fs = std::filesystem;

void PhotoContents::add(std::int64_t line, const fs::path& photo)
{
    std::error_code failure;
    const std::uintmax_t bytes = fs::file_size(photo, failure);
    if (!failure)
        m_bySize[bytes].push_back({line, photo});
}

std::vector<PhotoContents::Duplicate> PhotoContents::duplicates() const
{
    std::vector<Duplicate> found;
    for (const auto& [bytes, places] : m_bySize) {
        if (places.size() == 1)
            continue;
        std::map<fs::path, std::string> hashes;
        std::map<std::string, std::int64_t> lines;
        for (const Place& place : places) {
            const auto [hash, isNew] = hashes.try_emplace(place.photo);
            if (isNew) {
                const Result<std::string> content = hashOfFile(place.photo);
                hash->second = content ? *content : std::string();
            }
            if (hash->second.empty()) // Other rules tell of what can't be read.
                continue;
            const auto [first, isFirst] = lines.try_emplace(hash->second, place.line);
            if (!isFirst)
                found.push_back({place.line, place.photo, first->second});
        }
    }
    std::ranges::sort(found, {}, &Duplicate::line);
    return found;
}

void PhotoContents::report(Findings& findings, const fs::path& manifest) const
{
    for (const Duplicate& each : duplicates())
        findings.add(Rule::ImageDuplicate,
                     {ErrorCode::Mismatch,
                      fmt::format("the photo is the same, byte for byte, as that of line {}", each.first), manifest,
                      each.line});
}

} // namespace labelwright
