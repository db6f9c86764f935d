// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ManifestChecks.h"

#include "core/base/Json.h"
#include "core/base/Time.h"
#include "core/dataset/ClassificationChecks.h"
#include "core/groundtruth/Names.h"
#include "core/groundtruth/OutputLayout.h"
#include "core/groundtruth/SegmentationMetadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace labelwright {
namespace {

constexpr std::string_view kMetadataSuffix = "-metadata";
constexpr std::string_view kReferenceSuffix = "-ref";

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

bool isSegmentation(const std::string& attribute, const Json& metadata)
{
    const std::string type = lowered(stringOf(metadata, "type").value_or(""));
    if (type.empty())
        return memberOf(metadata, "internal-color-map") != nullptr ||
               (attribute.ends_with(kReferenceSuffix) && memberOf(metadata, "failure-reason") != nullptr);
    return type.ends_with("/semantic-segmentation") || memberOf(metadata, "internal-color-map") != nullptr;
}

std::optional<TaskType> classificationOf(const Json& metadata)
{
    const std::string type = lowered(stringOf(metadata, "type").value_or(""));
    const std::optional<TaskType> task = parseTaskType(type.substr(type.rfind('/') + 1));
    return task && isClassification(*task) ? task : std::nullopt;
}

/// Keys whose value or metadata show that a job of these kinds wrote them.
std::map<std::string, TaskType> checkedAttributes(const Json& line)
{
    std::map<std::string, TaskType> attributes;
    for (const auto& [key, value] : line.items()) {
        if (key.ends_with(kMetadataSuffix)) {
            const std::string attribute = key.substr(0, key.size() - kMetadataSuffix.size());
            if (isSegmentation(attribute, value))
                attributes.emplace(attribute, TaskType::SemanticSegmentation);
            else if (const std::optional<TaskType> task = classificationOf(value))
                attributes.emplace(attribute, *task);
        } else if (key.ends_with(kReferenceSuffix) && key != "source-ref" && value.is_string() &&
                   lowered(value.get<std::string>()).ends_with(".png") &&
                   memberOf(line, key + std::string(kMetadataSuffix)) == nullptr) {
            attributes.emplace(key, TaskType::SemanticSegmentation);
        }
    }
    return attributes;
}

void checkFailure(const FindingPlace& place, const std::string& attribute, const Json* value, const Json& reason)
{
    if (value != nullptr)
        place.report(Rule::FailureReason,
                     fmt::format("\"{}\" has a value although its metadata says that it failed", attribute));
    if (!reason.is_string() || reason.get<std::string>().empty())
        place.report(Rule::FailureReason, fmt::format("the failure-reason of \"{}\" is no text", attribute));
}

void checkOrder(const FindingPlace& place, const Json& line, const std::string& attribute)
{
    std::string before;
    for (const auto& [key, value] : line.items()) {
        if (key == attribute + std::string(kMetadataSuffix) && before != attribute)
            place.report(Rule::AttributeOrder, fmt::format("\"{}\" does not come right after \"{}\"", key, attribute));
        before = key;
    }
}

/// The mask's s3:// name; nullopt where the value can't be one.
std::optional<std::string> checkReference(const FindingPlace& place, const std::string& attribute, const Json& value)
{
    const std::string uri = value.is_string() ? value.get<std::string>() : std::string();
    if (!uri.starts_with("s3://") || !uri.ends_with(".png"))
        place.report(Rule::MaskReference,
                     fmt::format("\"{}\" is {}, not the s3:// name of a PNG", attribute, writeJson(value)));
    if (uri.empty())
        return std::nullopt;
    const std::optional<layout::MaskName> name = layout::parseMaskName(uri.substr(uri.rfind('/') + 1));
    if (!name || name->objectId != place.line - 1)
        place.report(Rule::MaskObject,
                     fmt::format("the mask of object {} is named {}", place.line - 1, uri.substr(uri.rfind('/') + 1)));
    return uri;
}

std::optional<LabelSet> labelsOf(const std::string& line, const std::string& attribute)
{
    const Result<std::optional<SegmentationReference>> reference = readSegmentation(line, attribute);
    if (!reference || !*reference)
        return std::nullopt;
    Result<LabelSet> labels = labelSetOf((*reference)->metadata);
    return labels ? std::optional(*std::move(labels)) : std::nullopt;
}

bool isSuspect(const Json& metadata)
{
    const std::optional<Time> time = parseTime(textAt(metadata, "creation-date"));
    return time && isInIndexDefectWindow(*time);
}

} // namespace

void checkManifestEnd(const FindingPlace& place, const Manifest& manifest)
{
    if (manifest.lineCount() == 0)
        return;
    const Result<std::string> last = manifest.line(manifest.lineCount() - 1);
    if (last && manifest.offsets().back() + last->size() == manifest.byteSize())
        place.report(Rule::ManifestEnd, "the last line has no line break", ErrorCode::Truncated);
}

bool isOutputManifest(const std::filesystem::path& manifest)
{
    const std::filesystem::path folder = manifest.parent_path();
    return folder.filename() == "output" && folder.parent_path().filename().string().starts_with("manifest");
}

std::filesystem::path outputRootOf(const std::filesystem::path& manifest)
{
    const std::filesystem::path folder = manifest.parent_path();
    return isOutputManifest(manifest) ? folder.parent_path().parent_path() : folder;
}

bool hasPhotoEnding(std::string_view name)
{
    constexpr std::array<std::string_view, 3> kEndings{".jpg", ".jpeg", ".png"};
    const std::string text = lowered(std::string(name));
    return std::any_of(kEndings.begin(), kEndings.end(),
                       [&text](std::string_view ending) { return text.ends_with(ending); });
}

ManifestChecks::ManifestChecks(std::filesystem::path path, Findings& findings, std::optional<ExpectedPair> expected)
    : m_path(std::move(path)), m_findings(findings), m_expected(std::move(expected))
{}

std::optional<std::string> ManifestChecks::checkLine(std::int64_t index, const std::string& line)
{
    const FindingPlace place = placeOf(index);
    Result<ManifestLine> parsed = parseManifestLine(line);
    if (!parsed) {
        const bool tooLong = parsed.error().code == ErrorCode::TooLarge;
        place.report(tooLong ? Rule::ManifestLimit : Rule::ManifestLine, parsed.error().detail, parsed.error().code);
        return std::nullopt;
    }
    if (!parsed->sourceRef.starts_with("s3://"))
        place.report(Rule::SourceRefScheme,
                     fmt::format("the source-ref {} is no s3:// name, so AWS can't read it", parsed->sourceRef));
    if (!hasPhotoEnding(parsed->sourceRef))
        place.report(Rule::ImageFormat,
                     fmt::format("Ground Truth reads .jpg, .jpeg and .png, not {}", parsed->sourceRef));
    return std::move(parsed->sourceRef);
}

std::optional<MaskMention> ManifestChecks::checkAttribute(const FindingPlace& place, const std::string& line,
                                                          const std::string& attribute, TaskType task)
{
    const Result<Json> json = parseJson(line);
    const Json* value = memberOf(*json, attribute);
    const Json* metadata = memberOf(*json, attribute + std::string(kMetadataSuffix));
    if (!checkAttributeName(attribute, task))
        place.report(Rule::AttributeName,
                     fmt::format("\"{}\" is no name for an attribute of {}", attribute, infoOf(task).id));
    if (metadata != nullptr)
        if (const Json* reason = memberOf(*metadata, "failure-reason")) {
            checkFailure(place, attribute, value, *reason);
            return std::nullopt;
        }
    if (value == nullptr || metadata == nullptr) {
        place.report(Rule::AttributePair, fmt::format("\"{}\" has no {}", attribute,
                                                      value == nullptr ? "value, only metadata" : "metadata"));
        return std::nullopt;
    }
    checkOrder(place, *json, attribute);
    const bool isExpected = m_expected && m_expected->attribute == attribute && m_expected->task == task;
    const ExpectedPair* expected = isExpected ? &*m_expected : nullptr;
    if (!isClassification(task))
        return checkSegmentation(place, line, attribute, expected);
    checkClassification(place, line, attribute, task, expected);
    return std::nullopt;
}

std::optional<MaskMention> ManifestChecks::checkSegmentation(const FindingPlace& place, const std::string& line,
                                                             const std::string& attribute, const ExpectedPair* expected)
{
    const Result<Json> json = parseJson(line);
    const Json& metadata = json->at(attribute + std::string(kMetadataSuffix));
    const std::string text = writeJson(metadata);
    checkSegmentationMetadata(place, text, expected);
    const std::string signature = colorMapSignature(text);
    if (m_colorMaps.emplace(attribute, signature).first->second != signature)
        place.report(Rule::ColorMapConstant,
                     fmt::format("the color map of \"{}\" is another than on the first line that has one", attribute),
                     ErrorCode::Mismatch);
    std::optional<std::string> uri = checkReference(place, attribute, json->at(attribute));
    if (!uri)
        return std::nullopt;
    return MaskMention{attribute, *std::move(uri), labelsOf(line, attribute), isSuspect(metadata)};
}

std::vector<MaskMention> ManifestChecks::checkAttributes(std::int64_t index, const std::string& line)
{
    std::vector<MaskMention> masks;
    const Result<Json> json = parseJson(line);
    if (!json || !json->is_object())
        return masks;
    for (const auto& [attribute, task] : checkedAttributes(*json)) {
        m_tasks.insert(task);
        if (std::optional<MaskMention> mask = checkAttribute(placeOf(index), line, attribute, task))
            masks.push_back(*std::move(mask));
    }
    return masks;
}

void ManifestChecks::checkCount(std::int64_t lines, std::optional<TaskType> known)
{
    const bool isOne = !known && m_tasks.size() == 1;
    const TaskType task = isOne ? *m_tasks.begin() : known.value_or(TaskType::SemanticSegmentation);
    if (lines > infoOf(task).maxObjects)
        m_findings.add(Rule::ObjectCount,
                       {ErrorCode::TooLarge,
                        fmt::format("the manifest has {} objects; a job of {} takes {} in Ground Truth", lines,
                                    infoOf(task).id, infoOf(task).maxObjects),
                        m_path});
}

} // namespace labelwright
