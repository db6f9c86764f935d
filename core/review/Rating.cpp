// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/Rating.h"

#include "core/job/Consolidate.h"
#include "core/job/ConsolidateChoices.h"
#include "core/job/JobLayout.h"
#include "core/job/LabelChoice.h"

#include <algorithm>

namespace labelwright {
namespace {

constexpr std::size_t kMostNames = 255; ///< Numbers below 255 are labels.

/// From a mask's labels to numbers.
std::array<Label, 256> tableOf(const LabelSet& labels, const LabelNumbers& numbers)
{
    std::array<Label, 256> table{};
    for (std::size_t index = 0; index < labels.size(); ++index)
        table[index + 1] = numbers.numberOf(labels.classes()[index].name);
    return table;
}

Status checkAnswer(const Job& job, const AnswerEvent& answer)
{
    const Status fits = checkKind(job.spec(), answer);
    return fits ? fits : Status(fits.error().at(objectEventsFolder(job.folder(), answer.object) / answer.name));
}

} // namespace

LabelNumbers::LabelNumbers() : m_names{"unlabeled"}
{}

Status LabelNumbers::add(const LabelSet& labels)
{
    for (const LabelClass& label : labels.classes()) {
        if (std::find(m_names.begin() + 1, m_names.end(), label.name) == m_names.end())
            m_names.push_back(label.name);
    }
    if (m_names.size() > kMostNames)
        return Error{ErrorCode::TooLarge, "the two jobs have more than 254 different labels"};
    return ok();
}

Label LabelNumbers::numberOf(const std::string& name) const
{
    return static_cast<Label>(std::find(m_names.begin() + 1, m_names.end(), name) - m_names.begin());
}

Result<Rating> ratingOf(const Job& job, const AnswerEvent& answer, const LabelNumbers& numbers)
{
    const AnswerEvent* const one = &answer;
    return ratingOf(job, std::span(&one, 1), numbers);
}

Result<Rating> ratingOf(const Job& job, std::span<const AnswerEvent* const> counted, const LabelNumbers& numbers)
{
    for (const AnswerEvent* answer : counted) {
        if (Status fits = checkAnswer(job, *answer); !fits)
            return fits.error();
    }
    const JobSpec& spec = job.spec();
    if (!isClassification(spec.taskType)) {
        Result<ConsolidatedMask> consolidated = consolidateAnswers(job.events(), counted, spec);
        if (!consolidated)
            return consolidated.error();
        return Rating(relabelled(std::move(consolidated->mask), tableOf(spec.labels, numbers)));
    }
    return ratingOf(votedLabels(spec, counted), spec.taskType, counted.size(), numbers);
}

Rating ratingOf(std::span<const ClassifiedLabel> labels, TaskType task, std::size_t answers,
                const LabelNumbers& numbers)
{
    std::vector<Label> chosen;
    const bool takesAll = answers == 1 || task == TaskType::ImageClassification;
    for (const ClassifiedLabel& label : labels) {
        if (takesAll || label.confidence >= 0.5)
            chosen.push_back(numbers.numberOf(label.name));
    }
    std::ranges::sort(chosen);
    return chosen;
}

} // namespace labelwright
