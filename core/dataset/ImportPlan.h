// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/dataset/NoteList.h"
#include "core/job/Job.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace labelwright {

// What an import would do, told before it is done. No mask is read.

/// Whose labels go where.
struct PlannedAnswer {
    std::int64_t item = 0; ///< Of the dataset.
    ObjectId object = 0;
    friend bool operator==(const PlannedAnswer&, const PlannedAnswer&) = default;
};

/// What importIntoJob() would do.
struct ImportPlan {
    std::vector<PlannedAnswer> answers;     ///< By item.
    std::vector<std::string> unknownLabels; ///< Of the dataset, which the job lacks.
    std::int64_t matching = 0;              ///< Images of the dataset whose photo is that of an object of the job.
    std::int64_t answered = 0;              ///< Of these, those that the worker has answered: they stay.
    std::int64_t refused = 0; ///< Of these, those kept for others, or with all the answers that they need.
    NoteList notes;           ///< What is not taken over, and why.
};

/// An image of the dataset belongs to the object whose photo has its file name, or that of the item where the format
/// adds to it. Thread: the job's. Cost: parses the job's manifest, looks at every image of the dataset.
/// Errors: Mismatch where the job asks for other labels than the dataset has, or has none of its labels; those of
/// checkMayAnswer() where the worker may not answer at all; Cancelled.
Result<ImportPlan> planImport(const DatasetReader& reader, const Job& job, const Worker& worker,
                              const std::stop_token& stop = {});

/// What importAsJob() would make of a dataset.
struct NewJobPlan {
    std::string manifest;            ///< A line for each photo that is here.
    std::vector<std::int64_t> items; ///< Of the dataset, by line.
    NoteList notes;                  ///< What is not taken over, and why.
};

/// Progress in images. Cost: looks for every photo on the disk. Thread: any.
/// Errors: NotFound where none of the photos is here; Cancelled.
Result<NewJobPlan> planNewJob(const DatasetReader& reader, const std::stop_token& stop = {},
                              const Progress& progress = {});

} // namespace labelwright
