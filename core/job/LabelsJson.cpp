// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/LabelsJson.h"

#include <utility>
#include <vector>

namespace labelwright {
namespace {

constexpr std::int64_t kMaxId = 1'000'000'000;

std::optional<int> idAt(const Json& json, std::string_view key)
{
    const std::int64_t id = integerOf(json, key).value_or(0);
    return id >= 1 && id <= kMaxId ? std::optional(static_cast<int>(id)) : std::nullopt;
}

std::optional<LabelClass> readLabel(const Json& json)
{
    const std::optional<Color> color = parseHexColor(stringOf(json, "color").value_or(""));
    const std::optional<int> id = idAt(json, "id");
    if (!color || !id)
        return std::nullopt;
    return LabelClass{*id, stringOf(json, "name").value_or(""), *color};
}

/// The id, and that of the label it was merged into, or 0.
std::optional<std::pair<int, int>> readGone(const Json& json)
{
    const std::optional<int> id = idAt(json, "id");
    const bool isMerged = memberOf(json, "merged-into") != nullptr;
    const std::optional<int> into = isMerged ? idAt(json, "merged-into") : 0;
    return id && into ? std::optional(std::pair(*id, *into)) : std::nullopt;
}

} // namespace

void writeLabels(Json& json, const LabelSet& labels)
{
    Json classes = Json::array();
    for (const LabelClass& label : labels.classes())
        classes.push_back({{"id", label.id}, {"name", label.name}, {"color", hexColor(label.color)}});
    json["labels"] = std::move(classes);
    if (labels.gone().empty())
        return;
    Json gone = Json::array();
    for (const auto& [id, into] : labels.gone()) {
        gone.push_back({{"id", id}});
        if (into != 0)
            gone.back()["merged-into"] = into;
    }
    json["gone-labels"] = std::move(gone);
}

Result<LabelSet> readLabels(const FileHead& head, const Json& json)
{
    Result<std::vector<LabelClass>> classes = readArray(head, json, "labels", readLabel);
    if (!classes)
        return classes.error();
    if (!memberOf(json, "gone-labels"))
        return LabelSet::create(*std::move(classes));
    const Result<std::vector<std::pair<int, int>>> gone = readArray(head, json, "gone-labels", readGone);
    if (!gone)
        return gone.error();
    GoneLabels table(gone->begin(), gone->end());
    if (table.size() != gone->size())
        return wrongKey(head, "gone-labels");
    return LabelSet::create(*std::move(classes), std::move(table));
}

} // namespace labelwright
