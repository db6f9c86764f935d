// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ConsolidateChoices.h"

#include "core/job/DawidSkene.h"
#include "core/job/LabelChoice.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

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
        for (const int id : chosenLabels(labels, *answer))
            ++votes[labels.findId(id).value() - 1U];
    }
    return votes;
}

ClassifiedLabel labelAt(const LabelSet& labels, std::size_t index, double confidence)
{
    return {static_cast<int>(index), labels.classes()[index].name, roundedConfidence(confidence)};
}

/// Numbers workers as they come.
class WorkerNumbers {
public:
    std::size_t numberOf(const Worker& worker) { return m_numbers.emplace(worker.id, m_numbers.size()).first->second; }
    std::size_t count() const { return m_numbers.size(); }

private:
    std::map<std::string, std::size_t> m_numbers;
};

/// What each answer says, by `valueOf`.
template <typename ValueOf>
std::vector<ObjectVotes> votesOn(std::span<const CountedAnswers> objects, WorkerNumbers& workers, ValueOf valueOf)
{
    std::vector<ObjectVotes> votes;
    for (const CountedAnswers& answers : objects) {
        ObjectVotes& ofObject = votes.emplace_back();
        for (const AnswerEvent* answer : answers)
            ofObject.votes.push_back({workers.numberOf(answer->worker), valueOf(*answer)});
    }
    return votes;
}

std::vector<std::vector<ClassifiedLabel>> likeliestLabels(const JobSpec& spec, std::span<const CountedAnswers> objects)
{
    WorkerNumbers workers;
    const std::vector<ObjectVotes> votes = votesOn(objects, workers, [&spec](const AnswerEvent& answer) {
        return spec.labels.findId(chosenLabels(spec.labels, answer).front()).value() - std::size_t{1};
    });
    std::vector<std::vector<ClassifiedLabel>> labels;
    for (std::vector<double>& truth : estimateClasses(votes, workers.count(), spec.labels.size())) {
        std::ranges::transform(truth, truth.begin(), roundedConfidence); // What is equal to all digits is a tie.
        const auto likeliest = std::ranges::max_element(truth);
        labels.push_back({labelAt(spec.labels, static_cast<std::size_t>(likeliest - truth.begin()), *likeliest)});
    }
    return labels;
}

/// Each label by itself: it applies or not.
std::vector<std::vector<ClassifiedLabel>> applyingLabels(const JobSpec& spec, std::span<const CountedAnswers> objects)
{
    std::vector<std::vector<ClassifiedLabel>> labels(objects.size());
    for (std::size_t index = 0; index < spec.labels.size(); ++index) {
        const int id = spec.labels.classes()[index].id;
        const auto isChosen = [&spec, id](const AnswerEvent& answer) {
            const std::vector<int> chosen = chosenLabels(spec.labels, answer);
            return std::ranges::find(chosen, id) != chosen.end() ? std::size_t{1} : 0;
        };
        WorkerNumbers workers;
        const std::vector<ObjectVotes> votes = votesOn(objects, workers, isChosen);
        const std::vector<std::vector<double>> truths = estimateClasses(votes, workers.count(), 2);
        for (std::size_t object = 0; object < objects.size(); ++object) {
            if (std::ranges::any_of(votes[object].votes, [](const ClassVote& vote) { return vote.label == 1; }))
                labels[object].push_back(labelAt(spec.labels, index, truths[object][1]));
        }
    }
    return labels;
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

std::vector<std::vector<ClassifiedLabel>> estimatedLabels(const JobSpec& spec, std::span<const CountedAnswers> objects)
{
    return spec.taskType == TaskType::ImageClassification ? likeliestLabels(spec, objects)
                                                          : applyingLabels(spec, objects);
}

} // namespace labelwright
