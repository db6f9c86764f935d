// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/DraftedObjects.h"

#include "core/job/ChoiceDraft.h"
#include "core/job/Draft.h"

namespace labelwright {

Result<std::vector<ObjectId>> draftedObjects(const Job& job, const Worker& worker)
{
    std::vector<ObjectId> objects;
    if (isClassification(job.spec().taskType)) {
        const Result<ChoiceDrafts> choices = readChoiceDrafts(job.folder(), worker, job.events());
        if (!choices)
            return choices.error();
        for (const auto& [object, draft] : *choices)
            objects.push_back(object);
        return objects;
    }
    const Result<std::vector<DraftEntry>> drafts = listDrafts(job.folder(), worker);
    if (!drafts)
        return drafts.error();
    for (const DraftEntry& draft : *drafts)
        objects.push_back(draft.object);
    return objects;
}

} // namespace labelwright
