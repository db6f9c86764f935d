// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string_view>

namespace labelwright {

/// Says on stderr, in one line, what is wrong and what to do; the exit code 1.
int fail(const Error& error);

/// A line on stderr that stops nothing.
void warn(const Error& error);

/// A line on stdout.
void say(std::string_view line);

} // namespace labelwright
