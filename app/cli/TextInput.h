// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace labelwright {

/// The text that an option named: a file, or all of standard input for "-". Errors: those of readTextFile, for a file.
Result<std::string> readTextInput(const std::filesystem::path& path, std::uintmax_t maxBytes = 1U << 30U);

/// What sentences call it: "standard input" for "-".
std::filesystem::path nameOfInput(const std::filesystem::path& path);

} // namespace labelwright
