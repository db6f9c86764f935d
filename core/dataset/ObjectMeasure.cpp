// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ObjectMeasure.h"

#include "core/base/Json.h"
#include "core/dataset/ObjectLabels.h"
#include "core/mask/Components.h"

#include <algorithm>
#include <bit>

namespace labelwright {
namespace {

constexpr std::size_t kPlainFigures = 5; ///< Before the sizes.

void addComponent(LabelMeasure& measure, std::int64_t area)
{
    measure.smallest = measure.components == 0 ? area : std::min(measure.smallest, area);
    measure.largest = std::max(measure.largest, area);
    ++measure.components;
    ++measure.sizes[static_cast<std::size_t>(std::bit_width(static_cast<std::uint64_t>(area)) - 1)];
}

ObjectMeasure measureMask(const LabelMask& mask)
{
    std::array<LabelMeasure, 256> measures;
    for (const Component& component : components(mask, Connectivity::Eight)) {
        LabelMeasure& measure = measures[component.label];
        measure.pixels += component.area;
        if (component.label != kUnlabelled)
            addComponent(measure, component.area);
    }
    ObjectMeasure found;
    for (std::size_t label = 0; label < measures.size(); ++label) {
        measures[label].label = static_cast<Label>(label);
        if (measures[label].pixels > 0)
            found.push_back(measures[label]);
    }
    return found;
}

/// The label's figures, and of the sizes those up to the largest.
Json measureJson(const LabelMeasure& measure)
{
    Json json{measure.label, measure.pixels, measure.components, measure.smallest, measure.largest};
    const auto isNone = [](std::int64_t count) { return count == 0; };
    const auto end = std::find_if_not(measure.sizes.rbegin(), measure.sizes.rend(), isNone).base();
    for (auto count = measure.sizes.begin(); count != end; ++count)
        json.push_back(*count);
    return json;
}

std::optional<LabelMeasure> measureOf(const Json& json)
{
    LabelMeasure measure;
    if (!json.is_array() || json.size() < kPlainFigures || json.size() > kPlainFigures + measure.sizes.size())
        return std::nullopt;
    std::vector<std::int64_t> figures;
    for (const Json& value : json) {
        const std::optional<std::int64_t> figure = looseInteger(value);
        if (!figure || *figure < 0)
            return std::nullopt;
        figures.push_back(*figure);
    }
    if (figures[0] > static_cast<std::int64_t>(kMaxLabels))
        return std::nullopt;
    measure.label = static_cast<Label>(figures[0]);
    measure.pixels = figures[1];
    measure.components = figures[2];
    measure.smallest = figures[3];
    measure.largest = figures[4];
    std::copy(figures.begin() + kPlainFigures, figures.end(), measure.sizes.begin());
    return measure;
}

} // namespace

Result<ObjectMeasure> measureObject(const Job& job, ObjectId object)
{
    if (isClassification(job.spec().taskType)) {
        const Result<LabelCounts> chosen = countLabelsNow(job, object);
        if (!chosen)
            return chosen.error();
        ObjectMeasure measure;
        for (const LabelCount& count : *chosen)
            measure.push_back({.label = count.label});
        return measure;
    }
    const Result<std::optional<LabelMask>> mask = labelsNow(job, object);
    if (!mask)
        return mask.error();
    return *mask ? measureMask(**mask) : ObjectMeasure();
}

std::string measureLine(const Job& job, ObjectId object, const ObjectMeasure& measure)
{
    Json json{{"object", object}, {"key", labelsKey(job, object)}, {"labels", Json::array()}};
    for (const LabelMeasure& label : measure)
        json["labels"].push_back(measureJson(label));
    return writeJson(json);
}

std::optional<ReadMeasure> readMeasureLine(const Job& job, std::string_view line)
{
    const Result<Json> json = parseJson(line);
    const std::optional<ObjectId> object = json ? integerOf(*json, "object") : std::nullopt;
    const Json* labels = object ? memberOf(*json, "labels") : nullptr;
    if (!labels || !labels->is_array() || stringOf(*json, "key") != labelsKey(job, *object))
        return std::nullopt;
    ReadMeasure read{*object, {}};
    for (const Json& label : *labels) {
        const std::optional<LabelMeasure> measure = measureOf(label);
        if (!measure || measure->label > job.spec().labels.size())
            return std::nullopt;
        read.measure.push_back(*measure);
    }
    return read;
}

} // namespace labelwright
