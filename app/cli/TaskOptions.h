// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/WorkerTemplate.h"

#include <chrono>
#include <filesystem>
#include <string>

namespace labelwright {

/// "90s", "60m", "2h", or seconds; from 30 seconds to 8 hours. Errors: InvalidArgument.
Result<std::chrono::seconds> parseTimeLimit(const std::string& text);

/// "60m", "90s", as parseTimeLimit() reads it.
std::string timeLimitText(std::chrono::seconds limit);

/// Errors: those of readTextFile and readWorkerTemplate, with the path.
Result<Instructions> readInstructionsFile(const std::filesystem::path& file);

} // namespace labelwright
