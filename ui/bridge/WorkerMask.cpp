// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/WorkerMask.h"

#include "core/image/ImageReader.h"
#include "core/job/Consolidate.h"
#include "core/job/Draft.h"

#include <system_error>
#include <utility>

namespace labelwright {
namespace {

Result<LabelMask> maskWithoutDraft(const Job& job, const WorkerMaskSource& source)
{
    if (source.answer) {
        const Result<std::vector<std::uint8_t>> png = job.events().maskBytes(*source.answer);
        if (!png)
            return png.error();
        return answerMask(*source.answer, *png, job.spec().labels);
    }
    const Result<ObjectSource> object = job.source(source.object);
    if (!object)
        return object.error();
    const Result<ImageInfo> info = readImageInfo(object->imagePath);
    if (!info)
        return info.error();
    Result<std::optional<LabelMask>> initial = job.initialMask(source.object, info->size);
    if (!initial)
        return initial.error();
    return *initial ? Result<LabelMask>(**std::move(initial)) : LabelMask::create(info->size);
}

std::vector<int> labelIdsOf(const LabelSet& labels)
{
    std::vector<int> ids{0};
    for (const LabelClass& label : labels.classes())
        ids.push_back(label.id);
    return ids;
}

} // namespace

Result<LabelMask> readWorkerMask(const Job& job, const WorkerMaskSource& source)
{
    Result<LabelMask> base = maskWithoutDraft(job, source);
    std::error_code failure;
    if (!base || !std::filesystem::exists(source.draft, failure))
        return base;
    const Result<Draft> draft = readDraft(source.draft);
    if (!draft)
        return draft.error();
    if (draft->header.labelIds != labelIdsOf(job.spec().labels))
        return Error{ErrorCode::Mismatch, "this draft was made with other labels", source.draft};
    Document document(*std::move(base));
    if (const Status replayed = replayDraft(*draft, document); !replayed)
        return replayed.error().at(source.draft);
    return std::move(document).takeMask();
}

Result<Image> readPhotoOf(const Job& job, ObjectId object)
{
    const Result<ObjectSource> source = job.source(object);
    return source ? readImage(source->imagePath) : source.error();
}

} // namespace labelwright
