// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/PhotoContents.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "core/image/ImageReader.h"

#include <fmt/format.h>

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

void PhotoContents::report(Findings& findings, const fs::path& manifest) const
{
    std::map<std::int64_t, std::int64_t> firstOf; // By line.
    for (const auto& [bytes, places] : m_bySize) {
        if (places.size() == 1)
            continue;
        std::map<fs::path, std::string> hashes;
        std::map<std::string, std::int64_t> lines;
        for (const Place& place : places) {
            const auto [hash, isNew] = hashes.try_emplace(place.photo);
            if (isNew) {
                const Result<std::vector<std::uint8_t>> content = readFile(place.photo, kMaxImageFileBytes);
                hash->second = content ? sha256Hex(*content) : std::string();
            }
            if (hash->second.empty()) // Other rules tell of what can't be read.
                continue;
            const auto [first, isFirst] = lines.try_emplace(hash->second, place.line);
            if (!isFirst)
                firstOf[place.line] = first->second;
        }
    }
    for (const auto& [line, first] : firstOf)
        findings.add(Rule::ImageDuplicate,
                     {ErrorCode::Mismatch,
                      fmt::format("the photo is the same, byte for byte, as that of line {}", first), manifest, line});
}

} // namespace labelwright
