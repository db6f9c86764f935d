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
#include <utility>

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

/// The members of a label attribute, value and metadata, as they stand in a manifest line: without the braces.
std::string attributeMembers(std::string_view attribute, std::optional<Json> value, Json metadata);

/// What a manifest line says under a label attribute; either may be missing.
struct AttributeJson {
    std::optional<Json> value;
    std::optional<Json> metadata;
};

/// Errors also: those of parseJson.
Result<AttributeJson> attributeOf(std::string_view line, std::string_view attribute);

/// nullopt where the line has nothing under the attribute. `read` makes a Result<T> of the AttributeJson that it has;
/// errors also: its.
template <typename T, typename Read>
Result<std::optional<T>> readAttribute(std::string_view line, std::string_view attribute, Read read)
{
    const Result<AttributeJson> json = attributeOf(line, attribute);
    if (!json)
        return json.error();
    if (!json->value && !json->metadata)
        return std::optional<T>();
    Result<T> parts = read(*json);
    if (!parts)
        return parts.error();
    return std::optional<T>(*std::move(parts));
}

} // namespace labelwright
