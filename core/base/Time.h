// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace labelwright {

/// UTC, in whole microseconds: the finest time that any Ground Truth file holds.
using Time = std::chrono::sys_time<std::chrono::microseconds>;

Time now();

/// The next whole second, or `time` itself when it is one (DESIGN rule 7).
Time roundedUpToSecond(Time time);

std::string formatEventTime(Time time);  ///< "20261122T090742870123Z", in the names of events
std::string formatMillisUtc(Time time);  ///< "2026-11-22T09:07:42.870Z", cut off; worker responses
std::string formatMicros(Time time);     ///< "2026-11-22T09:07:42.870123", masks and creation-date
std::string formatFileSecond(Time time); ///< "2026-11-22_09:07:42", cut off; names of JSON files

/// Reads each of the four forms above, with 0 to 6 fractional digits and with or without Z; nullopt for anything else.
std::optional<Time> parseTime(std::string_view text);

} // namespace labelwright
