// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ClassChoice.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

namespace labelwright {
namespace {

Error unknownLabel(const LabelSet& labels, const std::string& name)
{
    std::vector<std::string_view> names;
    for (const LabelClass& label : labels.classes())
        names.push_back(label.name);
    return {ErrorCode::InvalidArgument,
            fmt::format("the job has no label \"{}\"; it has {}", name, fmt::join(names, ", "))};
}

/// The new name of each label that is kept, by label.
Result<std::map<Label, std::string>> newNames(const LabelSet& labels, std::span<const std::string> kept,
                                              std::span<const ClassMerge> merges)
{
    std::map<Label, std::string> names;
    for (std::size_t index = 0; index < labels.size() && kept.empty(); ++index)
        names[static_cast<Label>(index + 1)] = labels.classes()[index].name;
    for (const std::string& name : kept) {
        const std::optional<Label> label = labels.findName(name);
        if (!label)
            return unknownLabel(labels, name);
        names[*label] = name;
    }
    std::map<Label, std::string> merged;
    for (const ClassMerge& merge : merges) {
        for (const std::string& name : merge.labels) {
            const std::optional<Label> label = labels.findName(name);
            if (!label)
                return unknownLabel(labels, name);
            if (!merged.emplace(*label, merge.name).second)
                return Error{ErrorCode::InvalidArgument, fmt::format("the label \"{}\" is merged twice", name)};
            names[*label] = merge.name;
        }
    }
    return names;
}

} // namespace

Result<ClassMerge> parseClassMerge(std::string_view text)
{
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string_view::npos || equals + 1 == text.size())
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("\"{}\" is no merge of labels: NEW=ONE+OTHER is expected", text)};
    ClassMerge merge{std::string(text.substr(0, equals)), {}};
    for (std::size_t from = equals + 1; from <= text.size();) {
        const std::size_t end = std::min(text.find('+', from), text.size());
        merge.labels.emplace_back(text.substr(from, end - from));
        from = end + 1;
    }
    return merge;
}

Result<ClassChoice> chooseClasses(const LabelSet& labels, std::span<const std::string> kept,
                                  std::span<const ClassMerge> merges)
{
    const Result<std::map<Label, std::string>> names = newNames(labels, kept, merges);
    if (!names)
        return names.error();
    ClassChoice choice;
    for (std::size_t label = labels.size() + 1; label < choice.to.size(); ++label)
        choice.to[label] = static_cast<Label>(label);
    std::vector<LabelClass> classes;
    for (const auto& [label, name] : *names) {
        const auto known = std::ranges::find(classes, name, &LabelClass::name);
        choice.to[label] = static_cast<Label>(known - classes.begin() + 1);
        if (known == classes.end())
            classes.push_back({static_cast<int>(classes.size() + 1), name, labels.at(label).color});
    }
    Result<LabelSet> made = LabelSet::create(std::move(classes));
    if (!made)
        return made.error();
    choice.labels = *std::move(made);
    return choice;
}

} // namespace labelwright
