// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/WorkerTemplate.h"

#include <string>
#include <string_view>

namespace labelwright {

/// How job.json and events hold instructions: one JSON object.
std::string writeInstructions(const Instructions& instructions);

/// A part that is not there is empty. Errors: Malformed for what is no object.
Result<Instructions> parseInstructions(std::string_view text);

} // namespace labelwright
