// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/ManifestLine.h"

#include "core/base/Json.h"
#include "core/base/Text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace labelwright {
namespace {

constexpr std::string_view kMetadataSuffix = "-metadata";
constexpr std::string_view kJsonSpace = " \t\r\n";

bool isLongerThan(std::string_view utf8, std::size_t maxCharacters)
{
    return utf8.size() > maxCharacters && characterCount(utf8) > maxCharacters;
}

/// Compares ASCII letters ignoring case. Precondition: `lowerCase` is in lower case.
bool equalsIgnoringCase(std::string_view text, std::string_view lowerCase)
{
    return std::equal(text.begin(), text.end(), lowerCase.begin(), lowerCase.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

Result<Json> parseObject(std::string_view line)
{
    if (line.find_first_not_of(kJsonSpace) == std::string_view::npos)
        return Error{ErrorCode::Malformed, "this line is empty, it must hold one JSON object"};
    Result<Json> json = parseJson(line);
    if (!json) {
        const Error& error = json.error();
        if (error.position == Error::kNoPosition)
            return error;
        return Error{error.code, fmt::format("{} (at byte {} of the line)", error.detail, error.position)};
    }
    if (!json->is_object())
        return Error{ErrorCode::Malformed, "this line is not a JSON object"};
    return json;
}

Status checkAttribute(const std::string& key, const Json& value)
{
    if (key.starts_with('$'))
        return Error{ErrorCode::Malformed, fmt::format("the attribute \"{}\" begins with '$'", key)};
    if (key.ends_with(kMetadataSuffix))
        return ok();
    const std::string text = value.is_string() ? value.get<std::string>() : writeJson(value);
    if (isLongerThan(text, kMaxAttributeCharacters))
        return Error{ErrorCode::TooLarge,
                     fmt::format("the attribute \"{}\" holds {} characters, at most {} are allowed", key,
                                 characterCount(text), kMaxAttributeCharacters)};
    return ok();
}

AttributeKind kindOfType(std::string_view type, const Json& value)
{
    if (equalsIgnoringCase(type, "groundtruth/semantic-segmentation") && value.is_string())
        return AttributeKind::SemanticSegmentation;
    if (equalsIgnoringCase(type, "groundtruth/object-detection"))
        return AttributeKind::ObjectDetection;
    if (equalsIgnoringCase(type, "groundtruth/image-classification") ||
        equalsIgnoringCase(type, "groundtruth/image-classification-multilabel"))
        return AttributeKind::Classification;
    return AttributeKind::Other;
}

/// Nothing when `value` is missing, unless the metadata says that the object failed.
std::optional<LineAttribute> attributeFrom(std::string name, const Json* value, const Json& metadata)
{
    LineAttribute attribute{.name = std::move(name), .type = stringOf(metadata, "type").value_or("")};
    if (std::optional<std::string> reason = stringOf(metadata, "failure-reason")) {
        attribute.kind = AttributeKind::Failed;
        attribute.failureReason = *std::move(reason);
        return attribute;
    }
    if (!value)
        return std::nullopt;
    attribute.kind = kindOfType(attribute.type, *value);
    if (attribute.kind == AttributeKind::SemanticSegmentation)
        attribute.maskReference = value->get<std::string>();
    return attribute;
}

} // namespace

Result<ManifestLine> parseManifestLine(std::string_view line)
{
    if (isLongerThan(line, kMaxLineCharacters))
        return Error{ErrorCode::TooLarge, fmt::format("this line holds {} characters, at most {} are allowed",
                                                      characterCount(line), kMaxLineCharacters)};
    const Result<Json> json = parseObject(line);
    if (!json)
        return json.error();
    for (const auto& [key, value] : json->items()) {
        if (Status allowed = checkAttribute(key, value); !allowed)
            return allowed.error();
    }
    const std::optional<std::string> sourceRef = stringOf(*json, "source-ref");
    if (!sourceRef || sourceRef->empty())
        return Error{ErrorCode::Malformed, "this line lacks \"source-ref\", which names the image"};
    if (memberOf(*json, "source"))
        return Error{ErrorCode::Malformed, "this line has both \"source-ref\" and \"source\", only one is allowed"};
    return ManifestLine{*sourceRef};
}

Result<std::vector<LineAttribute>> labelAttributesOf(std::string_view line)
{
    const Result<Json> json = parseObject(line);
    if (!json)
        return json.error();
    std::vector<LineAttribute> attributes;
    for (const auto& [key, metadata] : json->items()) {
        if (!key.ends_with(kMetadataSuffix) || !metadata.is_object())
            continue;
        std::string name = key.substr(0, key.size() - kMetadataSuffix.size());
        const Json* value = memberOf(*json, name);
        if (std::optional<LineAttribute> attribute = attributeFrom(std::move(name), value, metadata))
            attributes.push_back(*std::move(attribute));
    }
    return attributes;
}

bool hasMember(std::string_view line, std::string_view key)
{
    const Result<Json> json = parseObject(line);
    return json && memberOf(*json, key);
}

std::string appendMembers(std::string_view line, std::string_view members)
{
    const std::size_t end = line.find_last_not_of(kJsonSpace);
    assert(end != std::string_view::npos && line[end] == '}');
    if (members.empty() || end == std::string_view::npos || end == 0)
        return std::string(line);
    const std::size_t last = line.find_last_not_of(kJsonSpace, end - 1);
    const std::string_view separator = line[last] == '{' ? "" : ",";
    return fmt::format("{}{}{}{}", line.substr(0, last + 1), separator, members, line.substr(last + 1));
}

} // namespace labelwright
