// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/LabelChoice.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace labelwright {
namespace {

Error invalid(std::string detail)
{
    return {ErrorCode::InvalidArgument, std::move(detail)};
}

} // namespace

Result<std::vector<int>> labelIdsOf(const LabelSet& labels, std::span<const std::string> names)
{
    std::vector<int> ids;
    for (const std::string& name : names) {
        const std::optional<Label> label = labels.findName(name);
        if (label) {
            ids.push_back(labels.at(*label).id);
            continue;
        }
        std::string known;
        for (const LabelClass& each : labels.classes())
            known += (known.empty() ? "" : ", ") + each.name;
        return invalid(fmt::format("there is no label \"{}\"; the job has {}", name, known));
    }
    return ids;
}

std::vector<std::string> labelNamesOf(const LabelSet& labels, std::span<const int> ids)
{
    std::vector<std::string> names;
    for (const int id : ids) {
        if (const std::optional<Label> label = labels.findId(id))
            names.push_back(labels.at(*label).name);
    }
    return names;
}

std::vector<int> inLabelOrder(const LabelSet& labels, std::vector<int> ids)
{
    const auto place = [&labels](int id) { return std::pair(labels.findId(id).value_or(kUnlabelled), id); };
    std::ranges::sort(ids, {}, place);
    return ids;
}

std::vector<int> idsOfToday(const LabelSet& labels, std::span<const int> ids)
{
    std::set<Label> places;
    for (const int id : ids) {
        if (const std::optional<Label> label = labels.findId(id))
            places.insert(*label);
    }
    std::vector<int> today;
    for (const Label label : places)
        today.push_back(labels.at(label).id);
    return today;
}

std::vector<int> chosenLabels(const LabelSet& labels, const AnswerEvent& answer)
{
    return idsOfToday(labels, *answer.chosenLabelIds);
}

Status checkChoice(const JobSpec& spec, std::span<const int> ids)
{
    std::set<int> seen;
    for (const int id : ids) {
        const std::optional<Label> label = spec.labels.findId(id);
        if (!label)
            return invalid(fmt::format("the job has no label of the id {}", id));
        if (!seen.insert(id).second)
            return invalid(fmt::format("the label \"{}\" is chosen twice", spec.labels.at(*label).name));
    }
    if (spec.taskType == TaskType::ImageClassification && ids.size() != 1)
        return invalid(fmt::format("exactly one label must be chosen, not {}", ids.size()));
    if (ids.empty() && spec.noneCategory.empty())
        return invalid("at least one label must be chosen: the job has no category for images without any");
    return ok();
}

Status checkKind(const JobSpec& spec, const AnswerEvent& answer)
{
    if (isClassification(spec.taskType) != answer.chosenLabelIds.has_value())
        return Error{ErrorCode::Mismatch, "this answer is not of the kind that the job asks for"};
    if (!answer.chosenLabelIds)
        return ok();
    const auto isKnown = [&spec](int id) { return spec.labels.findId(id) || spec.labels.gone().contains(id); };
    if (!std::ranges::all_of(*answer.chosenLabelIds, isKnown))
        return checkChoice(spec, *answer.chosenLabelIds);
    const std::vector<int> ids = chosenLabels(spec.labels, answer);
    if (ids.empty() && !answer.chosenLabelIds->empty() && !checkChoice(spec, ids))
        return invalid("every label that was chosen has been deleted since; the object needs another answer");
    return checkChoice(spec, ids);
}

} // namespace labelwright
