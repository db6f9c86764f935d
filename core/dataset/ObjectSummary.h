// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"
#include "core/job/Review.h"
#include "core/job/TaskQueue.h"

#include <span>
#include <string>
#include <vector>

namespace labelwright {

/// What a list of all objects says of one.
struct ObjectSummary {
    std::string sourceRef; ///< Empty when the manifest's line can't be read.
    /// For the job, whoever works on it: never Declined nor Withheld. Draft: nobody has answered, and one of the team
    /// has unsubmitted work on it.
    TaskStatus status = TaskStatus::Unlabelled;
    /// The counted ones, by comesBefore(); valid as long as the job's events are not changed.
    std::vector<const AnswerEvent*> answers;
    std::string problem;              ///< A full sentence on why the line can't be read.
    const ObjectFlag* flag = nullptr; ///< EventLog::currentFlag(); valid as `answers` are.
    ObjectReview review;              ///< Valid as `answers` are.
    bool hasOpenThreads = false;      ///< Something was said that is not resolved.
};

struct ObjectSummaries {
    std::vector<ObjectSummary> objects; ///< By id.
    std::vector<Error> problems;        ///< Why a worker's drafts can't be read; they count as none.
};

/// Photos are not looked at. Thread: any, with a Job that nobody changes meanwhile. Cost: parses the whole manifest;
/// see JobSnapshot.
ObjectSummaries summarizeObjects(const Job& job, std::span<const Worker> team);

} // namespace labelwright
