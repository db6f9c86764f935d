// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/dataset/DatasetFormat.h"
#include "core/job/CreateJob.h"
#include "core/job/Job.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace labelwright {

struct ImportReport {
    std::int64_t items = 0; ///< Whose labels were taken over.
    /// What was not taken over, or was changed. At most kMaxWarnings, the last one counting the rest.
    std::vector<ReaderNote> notes;
    std::vector<Error> warnings; ///< CreatedJob::warnings, of a new job.
};

/// Makes a job of a dataset: an object for each image, whose labels become the first worker's answer. `request` has
/// neither images nor manifest nor labels: these are the dataset's. Photos stay where they are. Fails or is stopped:
/// there is no job.
/// Thread: any. Errors: those of planNewJob() and createJob(); where nothing can be taken over, why not the first
/// image's; DiskFull and its like.
Result<ImportReport> importAsJob(const DatasetReader& reader, NewJob request, const std::stop_token& stop = {},
                                 const Progress& progress = {});

/// Gives the labels of a dataset as answers of `worker`, to the objects that planImport() finds. Labels go by name:
/// pixels of one that the job lacks stay unlabelled, and the report says so. An object that the worker has answered, or
/// that may not be answered by this worker, is left as it is. What is taken over before a failure stays. Thread: the
/// job's. Errors: those of planImport(); where nothing of what was planned can be taken over, why not the first
/// image's; DiskFull and its like.
Result<ImportReport> importIntoJob(const DatasetReader& reader, Job& job, const Worker& worker,
                                   const std::stop_token& stop = {}, const Progress& progress = {});

} // namespace labelwright
