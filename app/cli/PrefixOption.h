// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/SourceRef.h"

#include <string>
#include <vector>

namespace labelwright {

/// Values of --s3-input, "s3://bucket/prefix=FOLDER" each. Errors: InvalidArgument, naming the value.
Result<std::vector<PrefixMapping>> parsePrefixOptions(const std::vector<std::string>& values);

} // namespace labelwright
