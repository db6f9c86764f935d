// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MendName.h"

#include <algorithm>

namespace labelwright {
namespace {

constexpr std::string_view kPrivateUseColon = "\uF03A";
constexpr std::string_view kTime = "0000-00-00x00:00:00"; ///< 0: a digit; x: 'T' or '_'; ':': that or '_'.

bool fits(char pattern, char c)
{
    switch (pattern) {
    case '0':
        return c >= '0' && c <= '9';
    case 'x':
        return c == 'T' || c == '_';
    case ':':
        return c == ':' || c == '_';
    default:
        return c == pattern;
    }
}

bool isTimeAt(std::string_view text, std::size_t at)
{
    return text.size() - at >= kTime.size() && std::equal(kTime.begin(), kTime.end(), text.begin() + at, fits);
}

} // namespace

std::string nameWithColons(std::string_view name)
{
    std::string text(name);
    for (std::size_t at = 0; (at = text.find(kPrivateUseColon, at)) != std::string::npos;)
        text.replace(at, kPrivateUseColon.size(), ":");
    for (std::size_t at = 0; at + kTime.size() <= text.size(); ++at) {
        if (!isTimeAt(text, at))
            continue;
        for (std::size_t i = 0; i < kTime.size(); ++i) {
            if (kTime[i] == ':')
                text[at + i] = ':';
        }
    }
    return text;
}

} // namespace labelwright
