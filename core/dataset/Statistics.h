// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/dataset/ObjectMeasure.h"
#include "core/groundtruth/TaskType.h"
#include "core/job/Job.h"

#include <array>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace labelwright {

/// A label in all objects of a job.
struct LabelStatistics {
    std::int64_t objects = 0; ///< That have it.
    LabelMeasure sum;         ///< Over these.
    /// The time that went into each object, shared over its labels by their pixels; over those of whole images, evenly.
    /// Of objects without any label: kUnlabelled's.
    double activeSeconds = 0;

    /// Area of a component; nullopt without one.
    std::optional<double> meanArea() const;
    /// nullopt where no time was spent.
    std::optional<double> secondsPerObject() const;
};

/// What happened on one day, which begins at midnight UTC.
struct DayProgress {
    Time day{};
    std::int64_t answers = 0;
    std::int64_t completed = 0; ///< Objects that got the last of the answers that are wanted of each.
    double activeSeconds = 0;
    friend bool operator==(const DayProgress&, const DayProgress&) = default;
};

/// How far the labeled shares of the objects' pixels go: a tenth each, all of them in the last.
using CoverageTenths = std::array<std::int64_t, 10>;

/// The labels of a job as its counted answers have them now, in figures.
struct Statistics {
    TaskType task = TaskType::SemanticSegmentation;
    std::vector<std::string> labels;        ///< Names by number; the first is "unlabeled".
    std::vector<LabelStatistics> byLabel;   ///< The same numbers.
    std::vector<std::int64_t> coOccurrence; ///< Objects that have both; rows and columns by number. See together().
    std::int64_t objects = 0;               ///< Of the job.
    std::int64_t answered = 0;              ///< Of these; all that follows is of them.
    std::int64_t pixels = 0;
    CoverageTenths coverage{};
    double activeSeconds = 0;              ///< Of all their answers, also those that were replaced.
    std::optional<double> medianSeconds{}; ///< Of an object; nullopt where no time was spent.
    std::vector<DayProgress> days{};       ///< Ascending, those with answers.
    std::vector<Error> leftOut{};          ///< Objects whose labels can't be read; they count in times and days alone.

    std::int64_t labeledPixels() const { return pixels - byLabel.front().sum.pixels; }
    /// Labeled share of the pixels, 0 to 1; nullopt without any.
    std::optional<double> covered() const;
    /// nullopt where no time was spent.
    std::optional<double> secondsPerObject() const;
    /// Objects that have both labels; with itself, that have it.
    std::int64_t together(std::size_t first, std::size_t second) const
    {
        return coOccurrence[first * labels.size() + second];
    }
};

/// Measures what is not in cache/measures.jsonl yet, on every core, and writes it there. Thread: any, with a job that
/// no other thread changes meanwhile. Memory: one mask a core, and about 200 bytes an answered object. Cost: see
/// measureObject(). Errors: Cancelled; what was measured so far is kept.
Result<Statistics> statisticsOf(const Job& job, const std::stop_token& stop = {}, const Progress& progress = {});

} // namespace labelwright
