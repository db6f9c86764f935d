// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ObjectMask.h"

#include "core/job/Consolidate.h"

namespace labelwright {

Result<LabelMask> objectMask(const Job& job, ObjectId object, Size imageSize)
{
    if (isClassification(job.spec().taskType))
        return Error{ErrorCode::Unsupported, "the job is an image classification, which has no masks", job.folder()};
    const std::vector<const AnswerEvent*> counted = job.events().countedAnswers(object, job.spec().workersPerObject);
    if (!counted.empty()) {
        Result<ConsolidatedMask> consolidated = consolidateAnswers(job.events(), counted, job.spec());
        if (!consolidated)
            return consolidated.error();
        return std::move(consolidated->mask);
    }
    Result<std::optional<LabelMask>> initial = job.initialMask(object, imageSize);
    if (!initial)
        return initial.error();
    return *initial ? **std::move(initial) : LabelMask::create(imageSize);
}

} // namespace labelwright
