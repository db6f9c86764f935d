// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace labelwright {

/// Code points of UTF-8; bytes that are none count as they come.
std::size_t characterCount(std::string_view utf8);

/// Whether there is no control character, a line break for one.
bool isOneLine(std::string_view utf8);

/// With the letters A to Z small; all else stays.
std::string lowerCase(std::string_view text);

/// "1 event", "2 events". `thing` is English, and its plural ends in one more s.
std::string countText(std::int64_t count, std::string_view thing);

} // namespace labelwright
