// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace labelwright::test {

/// The length of the first proper beginning of `text` that `isRefused` lets pass; npos when it refuses all of them.
inline std::size_t firstAcceptedBeginning(std::string_view text, const std::function<bool(std::string_view)>& isRefused)
{
    for (std::size_t length = 0; length < text.size(); ++length) {
        if (!isRefused(text.substr(0, length)))
            return length;
    }
    return std::string_view::npos;
}

/// Calls `read` with every text that has one byte of `text` replaced by each of a few that matter to JSON and HTML.
inline void replaceEachByte(std::string_view text, const std::function<void(std::string_view)>& read)
{
    std::string changed(text);
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (const char c : std::string_view("\0\"{}[],:-9e<>\xff", 15)) {
            changed[i] = c;
            read(changed);
        }
        changed[i] = text[i];
    }
}

/// `text` with the first `from` replaced by `to`; empty when it has none, so that a test of it fails.
inline std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    const std::size_t at = text.find(from);
    return at == std::string::npos ? std::string() : text.replace(at, from.size(), to);
}

} // namespace labelwright::test
