// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/SegmentationMetadata.h"

#include "core/groundtruth/MetadataJson.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

constexpr std::string_view kType = "groundtruth/semantic-segmentation";

Json colorMapJson(const std::vector<ColorMapEntry>& colorMap, ConfidenceStyle style)
{
    Json json = Json::object();
    for (const ColorMapEntry& entry : colorMap) {
        Json value = {{"class-name", entry.className}};
        if (entry.color)
            value["hex-color"] = hexColor(*entry.color);
        value["confidence"] = confidenceJson(entry.confidence, style);
        json[std::to_string(entry.index)] = std::move(value);
    }
    return json;
}

Json metadataJson(const SegmentationMetadata& metadata, ConfidenceStyle style)
{
    if (metadata.failureReason)
        return {{"failure-reason", *metadata.failureReason}};
    Json json = {{"internal-color-map", colorMapJson(metadata.colorMap, style)},
                 {"type", kType},
                 {"human-annotated", metadata.humanAnnotated ? "yes" : "no"}};
    if (metadata.creationDate)
        json["creation-date"] = formatMicros(*metadata.creationDate);
    json["job-name"] = std::string(kJobPrefix) + metadata.jobName;
    if (metadata.adjustmentStatus)
        json["adjustment-status"] = *metadata.adjustmentStatus;
    return json;
}

std::string inQuotes(std::string_view key)
{
    return fmt::format("\"{}\"", key);
}

Result<Label> readIndex(const std::string& key)
{
    const std::optional<std::int64_t> index = looseInteger(Json(key));
    if (!index || *index < 0 || *index > static_cast<std::int64_t>(kMaxLabels) || std::to_string(*index) != key)
        return malformed(
            fmt::format("the internal-color-map has the key {}, which is not a number from 0 to 254", inQuotes(key)));
    return static_cast<Label>(*index);
}

Result<ColorMapEntry> readEntry(const std::string& key, const Json& value)
{
    const Result<Label> index = readIndex(key);
    if (!index)
        return index.error();
    const std::optional<std::string> name = stringOf(value, "class-name");
    if (!name)
        return malformed(fmt::format("entry {} of the internal-color-map has no class-name", inQuotes(key)));
    ColorMapEntry entry{*index, *name, std::nullopt, 0};
    if (const Json* color = memberOf(value, "hex-color")) {
        entry.color = parseHexColor(color->is_string() ? color->get_ref<const std::string&>() : std::string());
        if (!entry.color)
            return malformed(fmt::format("the hex-color of {} is not a color", inQuotes(*name)));
    }
    if (const Json* confidence = memberOf(value, "confidence")) {
        const std::optional<double> number = looseNumber(*confidence);
        if (!number || *number < 0 || *number > 1)
            return malformed(fmt::format("the confidence of {} is not a number from 0 to 1", inQuotes(*name)));
        entry.confidence = *number;
    }
    return entry;
}

Result<std::vector<ColorMapEntry>> readColorMap(const Json& metadata)
{
    const Json* map = memberOf(metadata, "internal-color-map");
    if (!map || !map->is_object())
        return malformed("the metadata has no internal-color-map");
    std::vector<ColorMapEntry> entries;
    for (const auto& [key, value] : map->items()) {
        Result<ColorMapEntry> entry = readEntry(key, value);
        if (!entry)
            return entry.error();
        entries.push_back(*std::move(entry));
    }
    return entries;
}

/// The member `key`, or its spelling with underscores, which custom jobs have.
const Json* memberInEitherSpelling(const Json& metadata, std::string key)
{
    if (const Json* member = memberOf(metadata, key))
        return member;
    std::replace(key.begin(), key.end(), '-', '_');
    return memberOf(metadata, key);
}

Result<std::optional<std::string>> readText(const Json& metadata, const std::string& key)
{
    const Json* member = memberInEitherSpelling(metadata, key);
    if (!member)
        return std::optional<std::string>();
    if (!member->is_string())
        return malformed(fmt::format("the {} in the metadata is not a text", key));
    return std::optional(member->get<std::string>());
}

std::string withoutJobPrefix(std::string name)
{
    return name.starts_with(kJobPrefix) ? name.substr(kJobPrefix.size()) : name;
}

Status readJobName(const Json& json, SegmentationMetadata& metadata)
{
    Result<std::optional<std::string>> text = readText(json, "job-name");
    if (!text)
        return text.error();
    metadata.jobName = withoutJobPrefix(text->value_or(std::string()));
    return ok();
}

Status readCreationDate(const Json& json, SegmentationMetadata& metadata)
{
    Result<std::optional<std::string>> text = readText(json, "creation-date");
    if (!text)
        return text.error();
    if (!*text)
        return ok();
    metadata.creationDate = parseTime(**text);
    if (!metadata.creationDate)
        return malformed(fmt::format("the creation-date {} is not a time", inQuotes(**text)));
    return ok();
}

Status readHumanAnnotated(const Json& json, SegmentationMetadata& metadata)
{
    const Json* member = memberInEitherSpelling(json, "human-annotated");
    if (!member)
        return ok();
    const std::string text = lowered(member->is_string() ? member->get<std::string>() : writeJson(*member));
    const bool yes = text == "yes" || text == "true";
    if (!yes && text != "no" && text != "false")
        return malformed("human-annotated in the metadata is neither \"yes\" nor \"no\"");
    metadata.humanAnnotated = yes;
    return ok();
}

Status checkType(const Json& json, std::string_view attribute)
{
    Result<std::optional<std::string>> type = readText(json, "type");
    if (!type)
        return type.error();
    if (*type && lowered(**type) != kType)
        return Error{ErrorCode::Unsupported, fmt::format("the attribute {} is of type {}, not {}", inQuotes(attribute),
                                                         inQuotes(**type), kType)};
    return ok();
}

/// Of a failed object only the reason counts: what else it holds is unknown and must not stand in the way.
SegmentationMetadata readFailed(const Json& json, const Json& reason)
{
    SegmentationMetadata metadata;
    metadata.failureReason = reason.is_string() ? reason.get<std::string>() : writeJson(reason);
    metadata.jobName = withoutJobPrefix(stringOf(json, "job-name").value_or(std::string()));
    metadata.creationDate = parseTime(stringOf(json, "creation-date").value_or(std::string()));
    return metadata;
}

Result<SegmentationMetadata> readMetadata(const Json& json, std::string_view attribute)
{
    if (!json.is_object())
        return malformed(fmt::format("the metadata of {} is not an object", inQuotes(attribute)));
    if (const Json* reason = memberInEitherSpelling(json, "failure-reason"))
        return readFailed(json, *reason);
    if (Status status = checkType(json, attribute); !status)
        return status.error();
    SegmentationMetadata metadata;
    Result<std::vector<ColorMapEntry>> colorMap = readColorMap(json);
    if (!colorMap)
        return colorMap.error();
    metadata.colorMap = *std::move(colorMap);
    for (const auto read : {readHumanAnnotated, readCreationDate, readJobName}) {
        if (Status status = read(json, metadata); !status)
            return status.error();
    }
    Result<std::optional<std::string>> adjustment = readText(json, "adjustment-status");
    if (!adjustment)
        return adjustment.error();
    metadata.adjustmentStatus = *std::move(adjustment);
    return metadata;
}

Result<SegmentationReference> readParts(const AttributeJson& json, std::string_view attribute)
{
    SegmentationReference reference;
    if (json.metadata) {
        Result<SegmentationMetadata> read = readMetadata(*json.metadata, attribute);
        if (!read)
            return read.error();
        reference.metadata = *std::move(read);
    }
    if (reference.metadata.failureReason)
        return reference;
    if (!json.value || !json.value->is_string() || json.value->get_ref<const std::string&>().empty())
        return malformed(fmt::format("the attribute {} does not name a mask", inQuotes(attribute)));
    reference.maskUri = json.value->get<std::string>();
    return reference;
}

} // namespace

SegmentationMetadata segmentationMetadata(const LabelSet& labels, Time creationDate, std::string_view jobName,
                                          double confidence)
{
    SegmentationMetadata metadata;
    metadata.colorMap.push_back({kUnlabelled, std::string(kBackgroundName), kWhite, confidence});
    for (const LabelClass& label : labels.classes())
        metadata.colorMap.push_back(
            {static_cast<Label>(metadata.colorMap.size()), label.name, label.color, confidence});
    metadata.creationDate = creationDate;
    metadata.jobName = jobName;
    return metadata;
}

std::string segmentationMembers(std::string_view attribute, const SegmentationReference& reference,
                                ConfidenceStyle style)
{
    const std::optional<Json> value =
        reference.metadata.failureReason ? std::nullopt : std::optional<Json>(reference.maskUri);
    return attributeMembers(attribute, value, metadataJson(reference.metadata, style));
}

Result<std::optional<SegmentationReference>> readSegmentation(std::string_view line, std::string_view attribute)
{
    return readAttribute<SegmentationReference>(
        line, attribute, [attribute](const AttributeJson& json) { return readParts(json, attribute); });
}

Result<LabelSet> labelSetOf(const SegmentationMetadata& metadata)
{
    std::vector<ColorMapEntry> entries = metadata.colorMap;
    std::erase_if(entries, [](const ColorMapEntry& entry) { return entry.index == kUnlabelled; });
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
    std::vector<std::string> names;
    std::vector<Color> colors;
    for (const ColorMapEntry& entry : entries) {
        if (entry.index != names.size() + 1)
            return malformed(fmt::format("the internal-color-map has no entry {}", names.size() + 1));
        if (!entry.color)
            return malformed(fmt::format("the internal-color-map has no hex-color for {}", inQuotes(entry.className)));
        names.push_back(entry.className);
        colors.push_back(*entry.color);
    }
    return LabelSet::fromNames(names, colors);
}

bool isInIndexDefectWindow(Time creationDate)
{
    using namespace std::chrono;
    const sys_days day = floor<days>(creationDate);
    return day >= sys_days(2020y / June / 4) && day <= sys_days(2020y / September / 4);
}

} // namespace labelwright
