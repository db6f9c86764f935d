// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/FourPoint.h"

#include "core/segment/BoundaryRefinement.h"
#include "core/segment/CoarseCut.h"
#include "core/segment/WorkingCrop.h"

#include <exception>
#include <string>

namespace labelwright {
Result<Segmentation> segmentFourPoint(const Image& image, const ExtremePoints& points)
try {
    if (image.isNull())
        return Error{ErrorCode::InvalidArgument, "there is no image to segment"};
    const WorkingCrop crop = makeCoarseCrop(image, points);
    const CoarseCut coarse = cutCoarsely(crop);
    const ObjectMask mask = refineBoundary(image, crop, coarse.mask);
    return Segmentation{Region::fromRaster(crop.area, mask.values()), coarse.confidence};
} catch (const std::exception& failure) { // OpenCV's, and lack of memory
    return Error{ErrorCode::TooLarge, std::string("the segmentation failed (") + failure.what() + ")"};
}

} // namespace labelwright
