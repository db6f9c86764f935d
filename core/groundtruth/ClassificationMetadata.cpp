// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/ClassificationMetadata.h"

#include "core/groundtruth/MetadataJson.h"

#include <fmt/format.h>

#include <cassert>

namespace labelwright {
namespace {

constexpr std::string_view kTypePrefix = "groundtruth/";

std::string typeText(TaskType task)
{
    return fmt::format("{}{}", kTypePrefix, infoOf(task).id);
}

Json creationDateJson(const Classification& classification)
{
    return formatMicros(classification.creationDate.value_or(Time{}));
}

Json singleMetadata(const Classification& classification, ConfidenceStyle style)
{
    const ClassifiedLabel& label = classification.labels.front();
    return {{"confidence", confidenceJson(label.confidence, style)},
            {"job-name", std::string(kJobPrefix) + classification.jobName},
            {"class-name", label.name},
            {"human-annotated", classification.humanAnnotated ? "yes" : "no"},
            {"creation-date", creationDateJson(classification)},
            {"type", typeText(classification.task)}};
}

Json multiMetadata(const Classification& classification, ConfidenceStyle style)
{
    Json confidences = Json::object();
    Json names = Json::object();
    for (const ClassifiedLabel& label : classification.labels) {
        confidences[std::to_string(label.index)] = confidenceJson(label.confidence, style);
        names[std::to_string(label.index)] = label.name;
    }
    return {{"job-name", std::string(kJobPrefix) + classification.jobName},
            {"confidence-map", std::move(confidences)},
            {"class-map", std::move(names)},
            {"type", typeText(classification.task)},
            {"human-annotated", classification.humanAnnotated ? "yes" : "no"},
            {"creation-date", creationDateJson(classification)}};
}

Json valueJson(const Classification& classification)
{
    if (classification.task == TaskType::ImageClassification)
        return classification.labels.front().index;
    Json indices = Json::array();
    for (const ClassifiedLabel& label : classification.labels)
        indices.push_back(label.index);
    return indices;
}

Json metadataJson(const Classification& classification, ConfidenceStyle style)
{
    if (classification.failureReason)
        return {{"failure-reason", *classification.failureReason}};
    return classification.task == TaskType::ImageClassification ? singleMetadata(classification, style)
                                                                : multiMetadata(classification, style);
}

Result<int> readIndex(const Json& value, std::string_view attribute)
{
    const std::optional<std::int64_t> index = looseInteger(value);
    if (!index || *index < 0 || *index > kMaxCategoryIndex)
        return malformed(fmt::format("the attribute \"{}\" holds {}, which is no label's number from 0", attribute,
                                     writeJson(value)));
    return static_cast<int>(*index);
}

/// The member `index` of the metadata's map `key`; nullptr where there is none.
const Json* mappedMember(const Json& metadata, std::string_view key, int index)
{
    const Json* map = memberOf(metadata, key);
    return map ? memberOf(*map, std::to_string(index)) : nullptr;
}

Result<ClassifiedLabel> readSingle(const Json& value, const Json& metadata, std::string_view attribute)
{
    const Result<int> index = readIndex(value, attribute);
    if (!index)
        return index.error();
    const Result<double> confidence = readConfidence(memberOf(metadata, "confidence"));
    if (!confidence)
        return confidence.error();
    return ClassifiedLabel{*index, stringOf(metadata, "class-name").value_or(std::string()), *confidence};
}

Result<ClassifiedLabel> readListed(const Json& value, const Json& metadata, std::string_view attribute)
{
    const Result<int> index = readIndex(value, attribute);
    if (!index)
        return index.error();
    const Result<double> confidence = readConfidence(mappedMember(metadata, "confidence-map", *index));
    if (!confidence)
        return confidence.error();
    const Json* name = mappedMember(metadata, "class-map", *index);
    return ClassifiedLabel{*index, name && name->is_string() ? name->get<std::string>() : std::string(), *confidence};
}

Result<std::vector<ClassifiedLabel>> readLabels(const Json& value, const Json& metadata, std::string_view attribute)
{
    std::vector<ClassifiedLabel> labels;
    if (!value.is_array()) {
        Result<ClassifiedLabel> label = readSingle(value, metadata, attribute);
        if (!label)
            return label.error();
        labels.push_back(*std::move(label));
        return labels;
    }
    for (const Json& element : value) {
        Result<ClassifiedLabel> label = readListed(element, metadata, attribute);
        if (!label)
            return label.error();
        labels.push_back(*std::move(label));
    }
    return labels;
}

Status checkType(const Json& metadata, TaskType task, std::string_view attribute)
{
    const std::optional<std::string> type = stringOf(metadata, "type");
    if (!type || lowered(*type) == typeText(task))
        return ok();
    for (const TaskTypeInfo& info : taskTypes()) {
        if (isClassification(info.type) && lowered(*type) == typeText(info.type))
            return malformed(fmt::format("the value of \"{}\" is not one of type \"{}\"", attribute, *type));
    }
    return Error{ErrorCode::Unsupported,
                 fmt::format("the attribute \"{}\" is of type \"{}\", not a classification", attribute, *type)};
}

Result<Classification> readParts(const std::optional<Json>& value, const Json& metadata, std::string_view attribute)
{
    Classification classification;
    classification.jobName = readJobName(metadata);
    if (const Json* reason = memberOf(metadata, "failure-reason")) {
        classification.failureReason = reason->is_string() ? reason->get<std::string>() : writeJson(*reason);
        return classification;
    }
    if (!value)
        return malformed(fmt::format("the attribute \"{}\" is missing beside its metadata", attribute));
    classification.task = value->is_array() ? TaskType::ImageClassificationMultiLabel : TaskType::ImageClassification;
    if (Status type = checkType(metadata, classification.task, attribute); !type)
        return type.error();
    Result<std::vector<ClassifiedLabel>> labels = readLabels(*value, metadata, attribute);
    if (!labels)
        return labels.error();
    classification.labels = *std::move(labels);
    if (Status origin = readOrigin(metadata, classification.humanAnnotated, classification.creationDate); !origin)
        return origin.error();
    return classification;
}

} // namespace

std::string classificationMembers(std::string_view attribute, const Classification& classification,
                                  ConfidenceStyle style)
{
    assert(classification.failureReason || classification.task != TaskType::ImageClassification ||
           classification.labels.size() == 1);
    const std::optional<Json> value =
        classification.failureReason ? std::nullopt : std::optional(valueJson(classification));
    return attributeMembers(attribute, value, metadataJson(classification, style));
}

Result<std::optional<Classification>> readClassification(std::string_view line, std::string_view attribute)
{
    return readAttribute<Classification>(line, attribute, [attribute](const AttributeJson& json) {
        return readParts(json.value, json.metadata.value_or(Json::object()), attribute);
    });
}

} // namespace labelwright
