// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/job/Job.h"
#include "core/mask/LabelMask.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace labelwright {

/// Where a worker's labels of one object come from.
struct WorkerMaskSource {
    ObjectId object = 0;
    std::optional<AnswerEvent> answer; ///< The worker's current one.
    std::filesystem::path draft;       ///< Need not exist.
    std::vector<LabelSet> labelsEver{};
};

/// The labels as this worker left them: the draft over the answer, or over what the object began with.
/// Thread: any; `job` is only read. Cost: reads, inflates and replays. Errors: those of Job::source, readImageInfo,
/// answerMask, readDraft and draftInLabelsOfToday.
Result<LabelMask> readWorkerMask(const Job& job, const WorkerMaskSource& source);

/// The photo of an object, decoded. Thread: any. Errors: those of Job::source and readImage.
Result<Image> readPhotoOf(const Job& job, ObjectId object);

} // namespace labelwright
