// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

// A file below cache/: it begins with `head`, which names the format and what the content belongs to, and a hash of the
// content. So a file that is damaged, or was made for something else, is as good as none.

/// The content; nullopt where there is no sound file with this head.
std::optional<std::vector<std::uint8_t>> readCacheFile(const std::filesystem::path& path, std::string_view head);
std::optional<std::string> readCacheText(const std::filesystem::path& path, std::string_view head);

/// Whole or not at all, but without fsync, as it can be made again. Makes missing folders. The file's size; 0 when it
/// could not be written, which is no error.
std::uintmax_t writeCacheFile(const std::filesystem::path& path, std::string_view head,
                              std::span<const std::uint8_t> content);
void writeCacheText(const std::filesystem::path& path, std::string_view head, std::string_view text);

} // namespace labelwright
