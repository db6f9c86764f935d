// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Review.h"

#include "core/job/EventOrder.h"

#include <algorithm>

namespace labelwright {

namespace {

/// Of those that no other replaced, of which copies of a job may hold several, the first that `fits`, else nullptr.
template <typename Event, typename Fits>
const Event* firstOf(std::span<const Event> events, Fits fits)
{
    const auto found =
        std::ranges::find_if(events, [&](const Event& event) { return !isReplaced(event, events) && fits(event); });
    return found == events.end() ? nullptr : &*found;
}

} // namespace

ObjectReview reviewOf(const EventLog& events, ObjectId object, int workersPerObject)
{
    const std::span<const Verdict> verdicts = events.verdictsOf(object);
    const std::span<const AnswerEvent> adjustments = events.adjustmentsOf(object);
    ObjectReview review;
    if (verdicts.empty() && adjustments.empty())
        return review;
    const std::vector<std::string> counted = namesOf(events.countedAnswers(object, workersPerObject));
    review.verdict = firstOf(verdicts, [&](const Verdict& verdict) { return verdict.answers == counted; });
    review.hasLapsed = !review.verdict && !verdicts.empty();
    review.adjustment =
        firstOf(adjustments, [&](const AnswerEvent& adjustment) { return adjustment.adjusts == counted; });
    review.isStale = !review.adjustment && !adjustments.empty();
    return review;
}

const Verdict* returnedBy(const EventLog& events, ObjectId object, const Worker& worker)
{
    const AnswerEvent* answer = events.currentAnswer(object, worker);
    if (!answer)
        return nullptr;
    const auto holds = [](const std::vector<std::string>& names, const std::string& name) {
        return std::ranges::find(names, name) != names.end();
    };
    const Verdict* verdict =
        firstOf(events.verdictsOf(object), [&](const Verdict& each) { return holds(each.answers, answer->name); });
    return verdict && verdict->kind == Verdict::Kind::Rejected && holds(verdict->returnedTo, worker.id) ? verdict
                                                                                                        : nullptr;
}

std::vector<std::string> namesOf(std::span<const AnswerEvent* const> answers)
{
    std::vector<std::string> names;
    for (const AnswerEvent* answer : answers)
        names.push_back(answer->name);
    return names;
}

} // namespace labelwright
