// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/MetadataChecks.h"

#include "core/base/Json.h"
#include "core/base/Time.h"
#include "core/groundtruth/Names.h"
#include "core/groundtruth/SegmentationMetadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace labelwright {
namespace {

constexpr std::string_view kColorMap = "internal-color-map";
constexpr std::array<std::string_view, 5> kSegmentation{kColorMap, "type", "human-annotated", "creation-date",
                                                        "job-name"};
constexpr std::array<std::string_view, 6> kSingleLabel{"confidence",      "job-name",      "class-name",
                                                       "human-annotated", "creation-date", "type"};
constexpr std::array<std::string_view, 6> kMultiLabel{"job-name", "confidence-map",  "class-map",
                                                      "type",     "human-annotated", "creation-date"};
constexpr std::string_view kAdjustmentStatus = "adjustment-status";
constexpr std::string_view kJobPrefix = "labeling-job/";
constexpr std::size_t kMaxEntries = kMaxLabels + 1;

std::vector<std::string> keysOf(const Json& object)
{
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items())
        keys.push_back(key);
    return keys;
}

std::span<const std::string_view> membersOf(TaskType task)
{
    switch (task) {
    case TaskType::ImageClassification:
        return kSingleLabel;
    case TaskType::ImageClassificationMultiLabel:
        return kMultiLabel;
    case TaskType::SemanticSegmentation:
        break;
    }
    return kSegmentation;
}

/// Takes adjustment-status, which adjustment jobs add, out of `keys`.
void checkAdjustment(const FindingPlace& place, const Json& metadata, std::vector<std::string>& keys)
{
    const auto status = std::find(keys.begin(), keys.end(), kAdjustmentStatus);
    if (status == keys.end())
        return;
    const std::optional<std::string> value = stringOf(metadata, kAdjustmentStatus);
    if (std::next(status) != keys.end() || (value != "adjusted" && value != "unadjusted"))
        place.report(Rule::AdjustmentStatus, "adjustment-status must be adjusted or unadjusted and come last");
    keys.erase(status);
}

void checkMembers(const FindingPlace& place, const Json& metadata, TaskType task)
{
    const std::span<const std::string_view> members = membersOf(task);
    for (const std::string_view member : members)
        if (memberOf(metadata, member) == nullptr)
            place.report(Rule::MetadataKeys, fmt::format("the metadata lacks \"{}\"", member));
    std::vector<std::string> keys = keysOf(metadata);
    if (task == TaskType::SemanticSegmentation)
        checkAdjustment(place, metadata, keys);
    for (const std::string& key : keys)
        if (std::find(members.begin(), members.end(), key) == members.end())
            place.report(Rule::MetadataKeys,
                         fmt::format("the metadata holds \"{}\", which no job of {} writes", key, infoOf(task).id));
    const bool isFixed = task != TaskType::ImageClassification; // There Ground Truth's order varies over the years.
    const bool ordered = std::equal(keys.begin(), keys.end(), members.begin(), members.end());
    if (isFixed && !ordered && std::is_permutation(keys.begin(), keys.end(), members.begin(), members.end()))
        place.report(Rule::MetadataOrder,
                     fmt::format("the metadata's members stand in the order {}", fmt::join(keys, ", ")));
}

void checkJobName(const FindingPlace& place, const std::string& text, const ExpectedPair* expected)
{
    const bool prefixed = text.starts_with(kJobPrefix);
    const std::string name = prefixed ? text.substr(kJobPrefix.size()) : text;
    if (!prefixed || !labelwright::checkJobName(name) || (expected != nullptr && name != expected->jobName))
        place.report(
            Rule::MetadataJobName,
            expected != nullptr
                ? fmt::format("the job-name is \"{}\" instead of \"{}{}\"", text, kJobPrefix, expected->jobName)
                : fmt::format("the job-name is \"{}\" instead of \"{}\" and a job's name", text, kJobPrefix));
}

void checkTexts(const FindingPlace& place, const Json& metadata, TaskType task, const ExpectedPair* expected)
{
    if (const auto type = stringOf(metadata, "type"); type && *type != fmt::format("groundtruth/{}", infoOf(task).id))
        place.report(Rule::MetadataType, fmt::format("the type is \"{}\"", *type));
    if (const Json* by = memberOf(metadata, "human-annotated"); by != nullptr && *by != "yes" && *by != "no")
        place.report(Rule::HumanAnnotated, fmt::format("human-annotated is {}", writeJson(*by)));
    if (const Json* date = memberOf(metadata, "creation-date")) {
        const std::string text = date->is_string() ? date->get<std::string>() : std::string();
        const std::optional<Time> time = parseTime(text);
        if (!time || formatMicros(*time) != text)
            place.report(Rule::CreationDate, fmt::format("the creation-date is {}", writeJson(*date)));
    }
    if (const Json* name = memberOf(metadata, "job-name"))
        checkJobName(place, name->is_string() ? name->get<std::string>() : writeJson(*name), expected);
}

void checkIndices(const FindingPlace& place, const std::vector<std::string>& keys)
{
    if (keys.empty() || keys.size() > kMaxEntries)
        place.report(Rule::ColorMapIndices, fmt::format("the color map has {} entries", keys.size()));
    for (std::size_t index = 0; index < keys.size(); ++index)
        if (keys[index] != std::to_string(index)) {
            place.report(Rule::ColorMapIndices,
                         fmt::format("the color map has the key \"{}\" where \"{}\" must be", keys[index], index));
            return;
        }
}

void checkName(const FindingPlace& place, const std::string& key, const Json& entry, std::set<std::string>& names)
{
    const std::string name = stringOf(entry, "class-name").value_or("");
    if (name.empty())
        place.report(Rule::ColorMapNames, fmt::format("entry \"{}\" of the color map has no class-name", key));
    else if (!names.insert(name).second)
        place.report(Rule::ColorMapNames, fmt::format("the color map has \"{}\" twice", name));
}

void checkColor(const FindingPlace& place, const std::string& key, const Json& entry, std::set<std::string>& colors)
{
    const std::string text = stringOf(entry, "hex-color").value_or("");
    const std::optional<Color> color = parseHexColor(text);
    if (!color || hexColor(*color) != text)
        place.report(Rule::ColorMapHex,
                     fmt::format("entry \"{}\" of the color map has the hex-color \"{}\"", key, text));
    else if (!colors.insert(text).second)
        place.report(Rule::ColorMapColors, fmt::format("the color map has {} twice", text));
    else if (*color == kWhite && key != "0")
        place.report(Rule::ColorMapColors,
                     fmt::format("the label of entry \"{}\" is white, as the background is", key));
}

void checkBackground(const FindingPlace& place, const Json& map)
{
    const Json* background = memberOf(map, "0");
    const Json none;
    const Json& entry = background != nullptr ? *background : none;
    if (stringOf(entry, "class-name") != kBackgroundName ||
        parseHexColor(stringOf(entry, "hex-color").value_or("")) != kWhite)
        place.report(Rule::ColorMapBackground, "entry \"0\" of the color map must be BACKGROUND with #ffffff");
}

void checkConfidences(const FindingPlace& place, const Json& map, const ExpectedPair* expected)
{
    std::optional<double> common;
    for (const auto& [key, entry] : map.items()) {
        const std::optional<double> confidence = numberOf(entry, "confidence");
        if (!confidence || *confidence < 0 || *confidence > 1 || common.value_or(*confidence) != *confidence) {
            place.report(Rule::Confidence,
                         fmt::format("entry \"{}\" of the color map has a missing, impossible or other "
                                     "confidence",
                                     key));
            return;
        }
        common = confidence;
    }
    if (expected != nullptr && expected->workersPerObject == 1 && common.value_or(0) != 0)
        place.report(Rule::Confidence, fmt::format("the confidence is {}, with one worker it is 0", *common));
}

void checkJobLabels(const FindingPlace& place, const Json& map, const LabelSet& labels)
{
    const std::vector<std::string> keys = keysOf(map);
    bool same = keys.size() == labels.size() + 1;
    for (std::size_t index = 1; same && index < keys.size(); ++index) {
        const LabelClass& label = labels.at(static_cast<Label>(index));
        const Json& entry = map.at(keys[index]);
        same = stringOf(entry, "class-name") == label.name &&
               parseHexColor(stringOf(entry, "hex-color").value_or("")) == label.color;
    }
    if (!same)
        place.report(Rule::ColorMapLabels, "the color map is not the job's labels in their order", ErrorCode::Mismatch);
}

void checkColorMap(const FindingPlace& place, const Json& map, const ExpectedPair* expected)
{
    if (!map.is_object()) {
        place.report(Rule::MetadataKeys, "the internal-color-map is no JSON object");
        return;
    }
    checkIndices(place, keysOf(map));
    checkBackground(place, map);
    std::set<std::string> names;
    std::set<std::string> colors;
    for (const auto& [key, entry] : map.items()) {
        checkName(place, key, entry, names);
        checkColor(place, key, entry, colors);
        if (!entry.is_object() || keysOf(entry) != std::vector<std::string>{"class-name", "hex-color", "confidence"})
            place.report(Rule::ColorMapEntry, fmt::format("entry \"{}\" of the color map has other members", key));
    }
    checkConfidences(place, map, expected);
    if (expected != nullptr)
        checkJobLabels(place, map, expected->labels);
}

} // namespace

void checkOrigin(const FindingPlace& place, std::string_view metadata, TaskType task, const ExpectedPair* expected)
{
    const Result<Json> json = parseJson(metadata);
    if (!json || !json->is_object()) {
        place.report(Rule::MetadataKeys, "the metadata is no JSON object");
        return;
    }
    checkMembers(place, *json, task);
    checkTexts(place, *json, task, expected);
}

void checkSegmentationMetadata(const FindingPlace& place, std::string_view metadata, const ExpectedPair* expected)
{
    checkOrigin(place, metadata, TaskType::SemanticSegmentation, expected);
    const Result<Json> json = parseJson(metadata);
    if (const Json* map = json ? memberOf(*json, kColorMap) : nullptr)
        checkColorMap(place, *map, expected);
}

std::string colorMapSignature(std::string_view metadata)
{
    const Result<Json> json = parseJson(metadata);
    const Json* map = json ? memberOf(*json, kColorMap) : nullptr;
    if (map == nullptr || !map->is_object())
        return {};
    std::string signature;
    for (const auto& [key, entry] : map->items())
        signature += fmt::format("{} {} {}\n", key, stringOf(entry, "hex-color").value_or(""),
                                 stringOf(entry, "class-name").value_or(""));
    return signature;
}

} // namespace labelwright
