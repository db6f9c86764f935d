// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For .cpp files only, as core/base/Json.h is.

#include "core/base/Json.h"
#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/groundtruth/SegmentationMetadata.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace labelwright {

// What the metadata of all label attributes have in common. Errors of all that reads: Malformed.

inline constexpr std::string_view kJobPrefix = "labeling-job/";
inline constexpr std::string_view kMetadataSuffix = "-metadata";
inline constexpr std::int64_t kMaxCategoryIndex = 1'000'000;

Error malformed(std::string detail);

/// ASCII letters in lower case.
std::string lowered(std::string text);

/// From 0 to 1, in the style's spelling of whole numbers.
Json confidenceJson(double confidence, ConfidenceStyle style);

/// 0 without a value.
Result<double> readConfidence(const Json* value);

/// Without the prefix; empty where there is none.
std::string readJobName(const Json& metadata);

/// human-annotated and creation-date; what is missing stays as it is.
Status readOrigin(const Json& metadata, bool& humanAnnotated, std::optional<Time>& creationDate);

} // namespace labelwright
