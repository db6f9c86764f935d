// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"

#include <span>
#include <string_view>

namespace labelwright {

/// Exit codes of the command line; 0 when all is done.
inline constexpr int kFailed = 1;     ///< Something is wrong with the data or the disk.
inline constexpr int kWrongUsage = 2; ///< The words of the command line can't be meant.
inline constexpr int kLeftOut = 3;    ///< All is done but for what could not be used; stderr names it.

/// Says on stderr, in one line, what is wrong and what to do; the exit code 1.
int fail(const Error& error);

/// The same for an option's value that can't be meant, and where the options are described; the exit code 2.
int wrongUsage(const Error& error);

/// A line on stderr that stops nothing.
void warn(const Error& error);

/// Warns of each; the exit code kLeftOut, or 0 where there are none.
int warnOfLeftOut(std::span<const Error> leftOut);
/// The same, after what can't be used of the job's events.
int warnOfLeftOut(const Job& job, const std::vector<Error>& leftOut);

/// A line on stdout.
void say(std::string_view line);

} // namespace labelwright
