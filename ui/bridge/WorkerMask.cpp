// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/WorkerMask.h"

#include "core/image/ImageReader.h"
#include "core/job/Consolidate.h"
#include "core/job/Draft.h"
#include "core/job/DraftLabels.h"
#include "core/job/InitialMask.h"

#include <system_error>
#include <utility>

namespace labelwright {
namespace {

Result<LabelMask> maskWithoutDraft(const Job& job, const WorkerMaskSource& source, const LabelSet& labels)
{
    if (source.answer) {
        const Result<std::vector<std::uint8_t>> png = job.events().maskBytes(*source.answer);
        if (!png)
            return png.error();
        return answerMask(*source.answer, *png, labels);
    }
    const Result<ObjectSource> object = job.source(source.object);
    if (!object)
        return object.error();
    const Result<ImageInfo> info = readImageInfo(object->imagePath);
    if (!info)
        return info.error();
    Result<std::optional<LabelMask>> initial = initialMaskIn(labels, job, source.object, info->size);
    if (!initial)
        return initial.error();
    return *initial ? Result<LabelMask>(**std::move(initial)) : LabelMask::create(info->size);
}

} // namespace

Result<LabelMask> readWorkerMask(const Job& job, const WorkerMaskSource& source)
{
    Result<LabelMask> base = maskWithoutDraft(job, source, job.spec().labels);
    std::error_code failure;
    if (!base || !std::filesystem::exists(source.draft, failure))
        return base;
    Result<Draft> draft = readDraft(source.draft);
    if (!draft)
        return draft.error();
    const auto baseIn = [&](const LabelSet& labels) { return maskWithoutDraft(job, source, labels); };
    draft = draftInLabelsOfToday(*std::move(draft), *base, {job.spec().labels, source.labelsEver, baseIn});
    if (!draft)
        return draft.error().at(source.draft);
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
