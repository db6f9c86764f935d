// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ConsolidateChoices.h"

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

double roundedConfidence(double share)
{
    return std::round(share * 1e6) / 1e6;
}

/// How many answers chose each label, by index from 0.
std::vector<int> votesOf(const LabelSet& labels, std::span<const AnswerEvent* const> answers)
{
    std::vector<int> votes(labels.size());
    for (const AnswerEvent* answer : answers) {
        for (const int id : *answer->chosenLabelIds)
            ++votes[labels.findId(id).value() - 1U];
    }
    return votes;
}

ClassifiedLabel labelAt(const LabelSet& labels, std::size_t index, double confidence)
{
    return {static_cast<int>(index), labels.classes()[index].name, roundedConfidence(confidence)};
}

} // namespace

std::vector<ClassifiedLabel> votedLabels(const JobSpec& spec, std::span<const AnswerEvent* const> answers)
{
    const std::vector<int> votes = votesOf(spec.labels, answers);
    const auto shareOf = [&](int count) {
        return answers.size() == 1 ? 0.0 : static_cast<double>(count) / static_cast<double>(answers.size());
    };
    if (spec.taskType == TaskType::ImageClassification) {
        const auto most = std::ranges::max_element(votes);
        return {labelAt(spec.labels, static_cast<std::size_t>(most - votes.begin()), shareOf(*most))};
    }
    std::vector<ClassifiedLabel> labels;
    for (std::size_t index = 0; index < votes.size(); ++index) {
        if (votes[index] > 0)
            labels.push_back(labelAt(spec.labels, index, shareOf(votes[index])));
    }
    return labels;
}

} // namespace labelwright
