// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Stage.h"

#include "core/job/Review.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

namespace labelwright {
namespace {

constexpr std::size_t kMaxJobName = 63;
constexpr std::size_t kMaxAttribute = 127;
constexpr std::string_view kRef = "-ref";

/// `name` and `suffix`, within `longest`, and without a hyphen before that of the suffix.
std::string joined(std::string_view name, std::string_view suffix, std::size_t longest)
{
    name = name.substr(0, longest - suffix.size());
    while (name.ends_with('-'))
        name.remove_suffix(1);
    return std::string(name) + std::string(suffix);
}

std::string attributeWith(std::string_view attribute, std::string_view suffix)
{
    if (attribute.ends_with(kRef))
        attribute.remove_suffix(kRef.size());
    return joined(attribute, suffix, kMaxAttribute);
}

/// Verdicts as labels, whose colors are seen nowhere: those of today, then those that an edit took off the list and
/// that are still in force.
LabelSet categoriesOf(const Job& job)
{
    std::vector<std::string> names = verdictCategories(job.events());
    std::set<std::string> others;
    for (const auto& [object, verdicts] : job.events().verdicts()) {
        const Verdict* verdict = reviewOf(job.events(), object, job.spec().workersPerObject).verdict;
        if (verdict && std::find(names.begin(), names.end(), verdict->category) == names.end())
            others.insert(verdict->category);
    }
    names.insert(names.end(), others.begin(), others.end());
    names.resize(std::min(names.size(), kMaxLabels));
    Result<LabelSet> labels = LabelSet::fromNames(names);
    return labels ? *std::move(labels) : LabelSet();
}

} // namespace

std::string verificationName(const JobSpec& spec)
{
    return joined(spec.name, "-verification", kMaxJobName);
}

std::string adjustmentName(const JobSpec& spec)
{
    return joined(spec.name, "-adjustment", kMaxJobName);
}

Stage labelingStage(const Job& job)
{
    return {Stage::Kind::Labeling, job.spec()};
}

Stage verificationStage(const Job& job)
{
    Stage stage{Stage::Kind::Verification, job.spec()};
    stage.spec.name = verificationName(job.spec());
    stage.spec.attribute = attributeWith(job.spec().attribute, "-verification");
    stage.spec.taskType = TaskType::ImageClassification;
    stage.spec.labels = categoriesOf(job);
    stage.spec.workersPerObject = 1;
    return stage;
}

Stage adjustmentStage(const Job& job)
{
    Stage stage{Stage::Kind::Adjustment, job.spec()};
    stage.spec.name = adjustmentName(job.spec());
    stage.spec.attribute = attributeWith(job.spec().attribute, "-adjusted-ref");
    stage.spec.workersPerObject = 1;
    return stage;
}

} // namespace labelwright
