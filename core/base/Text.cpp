// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Text.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {

std::size_t characterCount(std::string_view utf8)
{
    const auto isFirstByte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::ranges::count_if(utf8, isFirstByte));
}

bool isOneLine(std::string_view utf8)
{
    return std::ranges::none_of(utf8, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

std::string countText(std::int64_t count, std::string_view thing)
{
    return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

} // namespace labelwright
