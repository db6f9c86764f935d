// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MetadataJson.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace labelwright {

Error malformed(std::string detail)
{
    return Error{ErrorCode::Malformed, std::move(detail)};
}

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

Json confidenceJson(double confidence, ConfidenceStyle style)
{
    const double value = std::isfinite(confidence) ? std::clamp(confidence, 0.0, 1.0) : 0.0;
    if (style == ConfidenceStyle::Manifest && value == std::trunc(value))
        return static_cast<int>(value);
    return value;
}

Result<double> readConfidence(const Json* value)
{
    if (!value)
        return 0.0;
    const std::optional<double> confidence = looseNumber(*value);
    if (!confidence || *confidence < 0 || *confidence > 1)
        return malformed(fmt::format("the confidence {} is not a number from 0 to 1", writeJson(*value)));
    return *confidence;
}

std::string readJobName(const Json& metadata)
{
    const std::string name = stringOf(metadata, "job-name").value_or(std::string());
    return name.starts_with(kJobPrefix) ? name.substr(kJobPrefix.size()) : name;
}

Status readOrigin(const Json& metadata, bool& humanAnnotated, std::optional<Time>& creationDate)
{
    if (const Json* by = memberOf(metadata, "human-annotated")) {
        const std::string text = lowered(by->is_string() ? by->get<std::string>() : writeJson(*by));
        humanAnnotated = text == "yes" || text == "true";
        if (!humanAnnotated && text != "no" && text != "false")
            return malformed("human-annotated in the metadata is neither \"yes\" nor \"no\"");
    }
    if (const Json* date = memberOf(metadata, "creation-date")) {
        creationDate = parseTime(date->is_string() ? date->get<std::string>() : std::string());
        if (!creationDate)
            return malformed(fmt::format("the creation-date {} is not a time", writeJson(*date)));
    }
    return ok();
}

std::string attributeMembers(std::string_view attribute, std::optional<Json> value, Json metadata)
{
    Json members = Json::object();
    const std::string name(attribute);
    if (value)
        members[name] = *std::move(value);
    members[name + std::string(kMetadataSuffix)] = std::move(metadata);
    const std::string text = writeJson(members);
    return text.substr(1, text.size() - 2);
}

Result<AttributeJson> attributeOf(std::string_view line, std::string_view attribute)
{
    Result<Json> json = parseJson(line);
    if (!json)
        return json.error();
    if (!json->is_object())
        return malformed("this is not a JSON object");
    const auto taken = [&json](const std::string& key) -> std::optional<Json> {
        const auto member = json->find(key);
        return member != json->end() ? std::optional(std::move(*member)) : std::nullopt;
    };
    const std::string name(attribute);
    return AttributeJson{taken(name), taken(name + std::string(kMetadataSuffix))};
}

} // namespace labelwright
