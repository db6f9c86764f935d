// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/AnswerHistory.h"

#include "core/job/Review.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace labelwright {

std::string_view standingName(AnswerStanding standing)
{
    constexpr std::array<std::string_view, 7> kNames{"replaced", "passed over", "current",         "counted",
                                                     "scored",   "adjustment",  "stale adjustment"};
    return kNames[static_cast<std::size_t>(standing)];
}

std::vector<PastAnswer> answerHistory(const Job& job, ObjectId object)
{
    const EventLog& events = job.events();
    const std::vector<const AnswerEvent*> counted = events.countedAnswers(object, job.spec().workersPerObject);
    const std::vector<const AnswerEvent*> current = events.currentAnswers(object);
    std::vector<PastAnswer> history;
    for (const AnswerEvent& answer : events.answersOf(object)) {
        const auto isReplaced = [&](const AnswerEvent& other) {
            return std::ranges::find(other.replaces, answer.name) != other.replaces.end();
        };
        AnswerStanding standing = AnswerStanding::PassedOver;
        if (std::ranges::find(counted, &answer) != counted.end())
            standing = AnswerStanding::Counted;
        else if (std::ranges::find(current, &answer) != current.end())
            standing = AnswerStanding::Current;
        else if (std::ranges::any_of(events.answersOf(object), isReplaced))
            standing = AnswerStanding::Replaced;
        else if (answer.isScoredOnly)
            standing = AnswerStanding::Scored;
        history.push_back({&answer, standing});
    }
    const AnswerEvent* inForce = reviewOf(events, object, job.spec().workersPerObject).adjustment;
    const AnswerEvent* last = events.currentAdjustment(object);
    for (const AnswerEvent& adjustment : events.adjustmentsOf(object))
        history.push_back({&adjustment, &adjustment == inForce ? AnswerStanding::Adjustment
                                        : &adjustment == last  ? AnswerStanding::Stale
                                                               : AnswerStanding::Replaced});
    std::ranges::stable_sort(history, [](const PastAnswer& left, const PastAnswer& right) {
        return comesBefore(*left.answer, *right.answer);
    });
    return history;
}

Result<PastAnswer> findAnswer(const std::vector<PastAnswer>& history, std::string_view text)
{
    for (std::size_t place = 0; place < history.size(); ++place) {
        const std::string& name = history[place].answer->name;
        const bool isNamed = name == text || (!text.empty() && name == fmt::format("{}.json", text));
        if (isNamed || text == std::to_string(place + 1))
            return history[place];
    }
    return Error{ErrorCode::InvalidArgument,
                 history.empty() ? fmt::format("there is no answer \"{}\": the object has none", text)
                                 : fmt::format("there is no answer \"{}\": the object has 1 to {}, from the oldest on",
                                               text, history.size())};
}

} // namespace labelwright
