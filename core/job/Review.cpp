// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Review.h"

#include <algorithm>

namespace labelwright {

ObjectReview reviewOf(const EventLog& events, ObjectId object, int workersPerObject)
{
    const Verdict* verdict = events.currentVerdict(object);
    const AnswerEvent* adjustment = events.currentAdjustment(object);
    if (!verdict && !adjustment)
        return {};
    const std::vector<std::string> counted = namesOf(events.countedAnswers(object, workersPerObject));
    ObjectReview review;
    if (verdict && verdict->answers == counted)
        review.verdict = verdict;
    review.hasLapsed = verdict && !review.verdict;
    if (adjustment && adjustment->adjusts == counted)
        review.adjustment = adjustment;
    review.isStale = adjustment && !review.adjustment;
    return review;
}

const Verdict* returnedBy(const EventLog& events, ObjectId object, const Worker& worker, int workersPerObject)
{
    const Verdict* verdict = reviewOf(events, object, workersPerObject).verdict;
    if (!verdict || verdict->kind != Verdict::Kind::Rejected)
        return nullptr;
    const std::vector<std::string>& workers = verdict->returnedTo;
    return std::find(workers.begin(), workers.end(), worker.id) == workers.end() ? nullptr : verdict;
}

std::vector<std::string> namesOf(std::span<const AnswerEvent* const> answers)
{
    std::vector<std::string> names;
    for (const AnswerEvent* answer : answers)
        names.push_back(answer->name);
    return names;
}

} // namespace labelwright
