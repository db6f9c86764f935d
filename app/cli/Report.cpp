// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Report.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {

int fail(const Error& error)
{
    fmt::print(stderr, "labelwright: {}\n", sentence(error));
    return kFailed;
}

int wrongUsage(const Error& error)
{
    fail(error);
    fmt::print(stderr, "Run with --help for more information.\n");
    return kWrongUsage;
}

void warn(const Error& error)
{
    fmt::print(stderr, "labelwright: warning: {}\n", sentence(error));
}

int warnOfLeftOut(std::span<const Error> leftOut)
{
    for (const Error& error : leftOut)
        warn(error);
    return leftOut.empty() ? 0 : kLeftOut;
}

int warnOfLeftOut(const Job& job, const std::vector<Error>& leftOut)
{
    const int ofEvents = warnOfLeftOut(unusableEvents(job));
    return std::max(ofEvents, warnOfLeftOut(leftOut));
}

void say(std::string_view line)
{
    fmt::print("{}\n", line);
}

} // namespace labelwright
