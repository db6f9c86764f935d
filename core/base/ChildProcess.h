// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// A program to be run as a child, without a shell.
struct ChildCommand {
    std::vector<std::string> words;                                  ///< The program, found in PATH, and its arguments.
    std::string input{};                                             ///< What it reads from its standard input.
    std::map<std::string, std::optional<std::string>> environment{}; ///< Differs from ours in these; nullopt: not set.
};

struct ChildOutcome {
    int exitCode = 0;     ///< 128 and the signal's number where one ended it.
    std::string output{}; ///< All that it wrote to its standard output.
};

/// Runs the program to its end. `onErrorLine` gets each line of its standard error as it comes, on this thread.
/// A stop asks it to end, and ends it where it has not a few seconds later.
/// Errors: Cancelled; NotFound where there is no such program; those of errorFromErrno.
Result<ChildOutcome> runChild(const ChildCommand& command,
                              const std::function<void(std::string_view)>& onErrorLine = {},
                              const std::stop_token& stop = {});

} // namespace labelwright
