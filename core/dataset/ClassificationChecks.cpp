// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ClassificationChecks.h"

#include "core/base/Json.h"
#include "core/groundtruth/ClassificationMetadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace labelwright {
namespace {

/// Multi-label: class-map and confidence-map hold exactly the listed labels.
void checkMaps(const FindingPlace& place, const Json& metadata, const Classification& classification)
{
    std::set<std::string> listed;
    for (const ClassifiedLabel& label : classification.labels)
        listed.insert(std::to_string(label.index));
    if (listed.size() != classification.labels.size())
        place.report(Rule::ClassificationValue, "a label is listed twice");
    for (const std::string_view key : {"class-map", "confidence-map"}) {
        const Json* map = memberOf(metadata, key);
        if (map == nullptr)
            continue; // checkOrigin() says so.
        std::set<std::string> mapped;
        for (const auto& [index, value] : map->items())
            mapped.insert(index);
        if (!map->is_object() || mapped != listed)
            place.report(Rule::ClassificationMaps, fmt::format("the {} does not hold the listed labels alone", key));
    }
}

void checkConfidences(const FindingPlace& place, const Classification& classification, const ExpectedPair& expected)
{
    for (const ClassifiedLabel& label : classification.labels) {
        if (expected.workersPerObject == 1 && label.confidence != 0)
            place.report(Rule::Confidence, fmt::format("the confidence of \"{}\" is {}, with one worker it is 0",
                                                       label.name, label.confidence));
    }
}

void checkJobLabels(const FindingPlace& place, const Classification& classification, const LabelSet& labels)
{
    const bool known = std::ranges::all_of(classification.labels, [&labels](const ClassifiedLabel& label) {
        const auto index = static_cast<std::size_t>(label.index);
        return index < labels.size() && labels.classes()[index].name == label.name;
    });
    if (!known)
        place.report(Rule::ClassificationLabels, "a label's number or name is not one of the job's",
                     ErrorCode::Mismatch);
}

} // namespace

void checkClassification(const FindingPlace& place, const std::string& line, const std::string& attribute,
                         TaskType task, const ExpectedPair* expected)
{
    const Result<Json> json = parseJson(line);
    const Json* metadata = json ? memberOf(*json, attribute + "-metadata") : nullptr;
    if (metadata == nullptr)
        return;
    checkOrigin(place, writeJson(*metadata), task, expected);
    const Result<std::optional<Classification>> read = readClassification(line, attribute);
    if (!read || !*read || (*read)->task != task) {
        place.report(Rule::ClassificationValue,
                     read ? fmt::format("\"{}\" is no value of {}", attribute, infoOf(task).id) : read.error().detail);
        return;
    }
    if (task == TaskType::ImageClassificationMultiLabel)
        checkMaps(place, *metadata, **read);
    if (expected == nullptr)
        return;
    checkConfidences(place, **read, *expected);
    checkJobLabels(place, **read, expected->labels);
}

} // namespace labelwright
