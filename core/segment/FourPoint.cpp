// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/FourPoint.h"

#include "core/segment/BoundaryRefinement.h"
#include "core/segment/CoarseCut.h"
#include "core/segment/WorkingCrop.h"

#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace labelwright {
namespace {

/// What a model says, the user's if there is one, else our own; nullopt where neither can answer.
struct Asked {
    std::optional<Evidence> evidence;
    std::optional<Error> failure; ///< Of the user's model.
};

Asked askModels(const Image& image, const ObjectHints& hints, const EvidenceModel* users)
{
    Asked asked;
    if (users) {
        Result<Evidence> answer = users->evidence(image, hints);
        if (answer)
            return {*std::move(answer), std::nullopt};
        asked.failure = answer.error();
    }
    if (const Result<const EvidenceModel*> own = ownModel()) {
        if (Result<Evidence> answer = (*own)->evidence(image, hints))
            asked.evidence = *std::move(answer);
    }
    return asked;
}

} // namespace

Result<Segmentation> segmentFourPoint(const Image& image, const ObjectHints& given, const SegmentOptions& options)
try {
    if (image.isNull())
        return Error{ErrorCode::InvalidArgument, "there is no image to segment"};
    const ObjectHints hints = movedInside(given, image.size());
    const Asked asked = askModels(image, hints, options.model.get());
    const WorkingCrop crop = makeCoarseCrop(image, hints);
    const Evidence* const evidence = asked.evidence ? &*asked.evidence : nullptr;
    const CoarseCut coarse = cutCoarsely(crop, evidence);
    const ObjectMask mask = refineBoundary(image, crop, coarse.mask, hints, evidence);
    Region region = Region::fromRaster(crop.area, mask.values());
    if (region.isEmpty())
        return nothingLeft();
    return Segmentation{std::move(region), coarse.confidence, asked.failure};
} catch (const std::exception& failure) { // OpenCV's, and lack of memory
    return Error{ErrorCode::TooLarge, std::string("the segmentation failed (") + failure.what() + ")"};
}

} // namespace labelwright
