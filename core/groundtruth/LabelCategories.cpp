// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/LabelCategories.h"

#include "core/base/Json.h"

#include <fmt/format.h>

namespace labelwright {
namespace {

constexpr std::string_view kDocumentVersion = "2018-11-28";

Result<std::vector<std::string>> readNames(const Json& list, std::vector<std::string>& notes)
{
    std::vector<std::string> names;
    for (const Json& element : list) {
        const std::optional<std::string> name = stringOf(element, "label");
        if (!name)
            return Error{ErrorCode::Malformed,
                         fmt::format("label {} has no \"label\" with its name", names.size() + 1)};
        for (const auto& [key, value] : element.items()) {
            if (key != "label")
                notes.push_back(fmt::format("\"{}\" of the label \"{}\" is not used", key, *name));
        }
        names.push_back(*name);
    }
    return names;
}

void readInstructions(const Json& json, LabelCategories& categories)
{
    if (const Json* instructions = memberOf(json, "instructions")) {
        categories.shortInstruction = stringOf(*instructions, "shortInstruction").value_or(std::string());
        categories.fullInstruction = stringOf(*instructions, "fullInstruction").value_or(std::string());
    }
}

void noteUnusedMembers(const Json& json, std::vector<std::string>& notes)
{
    for (const auto& [key, value] : json.items()) {
        if (key != "document-version" && key != "documentVersion" && key != "labels" && key != "instructions")
            notes.push_back(fmt::format("\"{}\" is not used", key));
    }
}

} // namespace

std::string writeLabelCategories(const LabelSet& labels)
{
    Json list = Json::array();
    for (const LabelClass& label : labels.classes())
        list.push_back({{"label", label.name}});
    Json json = Json::object();
    json["document-version"] = kDocumentVersion;
    json["labels"] = std::move(list);
    return writeJson(json);
}

Result<LabelCategories> readLabelCategories(std::string_view text)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    const Json* list = memberOf(*json, "labels");
    if (!list || !list->is_array())
        return Error{ErrorCode::Malformed, "this is not a label category file: it has no list of labels"};
    LabelCategories categories;
    categories.documentVersion =
        stringOf(*json, "document-version").value_or(stringOf(*json, "documentVersion").value_or(std::string()));
    noteUnusedMembers(*json, categories.notes);
    const Result<std::vector<std::string>> names = readNames(*list, categories.notes);
    if (!names)
        return names.error();
    Result<LabelSet> labels = LabelSet::fromNames(*names);
    if (!labels)
        return labels.error();
    categories.labels = *std::move(labels);
    readInstructions(*json, categories);
    return categories;
}

} // namespace labelwright
