// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/groundtruth/TaskType.h"
#include "core/job/Job.h"
#include "core/job/Worker.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace labelwright {

/// How much of what was labeled became another thing: pixels of masks, whole images of classifications.
struct Change {
    std::int64_t changed = 0;
    std::int64_t of = 0;

    /// 0 to 1; nullopt where nothing was compared.
    std::optional<double> share() const;
    Change& operator+=(const Change& other);
    friend bool operator==(const Change&, const Change&) = default;
};

/// What a worker did with one label. Changes count what has the label in one of the two and not in the other, of what
/// has it in either.
struct LabelWork {
    std::int64_t objects = 0; ///< Whose current answer has the label.
    Change corrected;
    Change differing;
    friend bool operator==(const LabelWork&, const LabelWork&) = default;
};

/// What a worker did on one day, which begins at midnight UTC.
struct DayWork {
    Time day{};
    std::int64_t objects = 0; ///< Answered on that day, each once.
    double activeSeconds = 0;

    /// nullopt where no time was spent.
    std::optional<double> objectsPerHour() const;
    friend bool operator==(const DayWork&, const DayWork&) = default;
};

struct WorkerWork {
    Worker worker;
    std::int64_t objects = 0;        ///< Answered, each once.
    std::int64_t answers = 0;        ///< Also those that were replaced.
    double activeSeconds = 0;        ///< Of all answers; what Ground Truth's files call timeSpent.
    Change corrected;                ///< From each of the worker's answers to the next one to the same object.
    Change adjusted;                 ///< From the counted answer to a lead's adjustment.
    Change differing;                ///< From the current answer to what the job makes of it and others' answers.
    Change goldDiffering;            ///< From answers to gold objects to what is known of these.
    std::int64_t reviewed = 0;       ///< Objects of which a lead has judged one of the worker's answers.
    std::int64_t acceptedAtOnce = 0; ///< Those of which the first verdict accepted.
    std::vector<LabelWork> labels;   ///< By number.
    std::vector<DayWork> days;       ///< Ascending, those with answers.

    /// nullopt where no time was spent.
    std::optional<double> objectsPerHour() const;
    /// Accepted on first look: 0 to 1; nullopt where nothing was reviewed.
    std::optional<double> acceptedShare() const;
};

struct WorkerReport {
    TaskType task = TaskType::SemanticSegmentation;
    std::vector<std::string> labels; ///< By number; the first is "unlabeled", which no classification has.
    std::vector<WorkerWork> workers; ///< Today's team in its order, then others who have answered, by name.
    std::vector<Error> leftOut;      ///< Answers whose labels could not be read or compared, each with its path.
};

/// Thread: any, with a job that no other thread changes meanwhile. Cost: decodes each answer once, and those that are
/// consolidated once more. Errors: Cancelled.
Result<WorkerReport> workerReport(const Job& job, const std::stop_token& stop = {}, const Progress& progress = {});

} // namespace labelwright
