// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ProgressLine.h"

#include <fmt/format.h>

#include <cstdio>
#include <unistd.h>
#include <utility>

namespace labelwright {
namespace {

/// To the line's begin, and away with what stands there.
constexpr std::string_view kClear = "\r\x1b[K";

} // namespace

ProgressLine::ProgressLine() : m_isTerminal(::isatty(STDERR_FILENO) == 1)
{}

ProgressLine::~ProgressLine()
{
    show({});
}

void ProgressLine::show(const std::string& text)
{
    if (!m_isTerminal)
        return;
    fmt::print(stderr, "{}{}", kClear, text);
    std::fflush(stderr);
}

Progress ProgressLine::files(const std::string& doing)
{
    return [this, doing](std::int64_t done, std::int64_t all) {
        show(fmt::format("{}: {} of {} file{}", doing, done, all, all == 1 ? "" : "s"));
    };
}

Progress ProgressLine::percent(const std::string& doing)
{
    return [this, doing, last = std::int64_t{-1}](std::int64_t done, std::int64_t all) mutable {
        const std::int64_t now = all > 0 ? 100 * done / all : 0;
        if (std::exchange(last, now) != now)
            show(fmt::format("{}: {} %", doing, now));
    };
}

} // namespace labelwright
