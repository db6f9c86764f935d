// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/GrabCut.h"

#include "core/segment/BoundaryRefinement.h"
#include "core/segment/CoarseCut.h"
#include "core/segment/WorkingCrop.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <string>

namespace labelwright {
namespace {

/// Of the box's longer side, in working pixels. Larger ones cost time and give no better masks.
constexpr double kWorkingExtent = 120;

ExtremePoints movedInside(const ExtremePoints& points, Size size)
{
    const auto inside = [size](Point p) {
        return Point{std::clamp(p.x, 0, size.width - 1), std::clamp(p.y, 0, size.height - 1)};
    };
    return {inside(points.top), inside(points.bottom), inside(points.left), inside(points.right)};
}

WorkingCrop coarseCrop(const Image& image, const ExtremePoints& points)
{
    const Rect area = contextArea(points, image.size());
    const Rect box = points.box();
    const double scale = std::min(1.0, kWorkingExtent / std::max(box.width, box.height));
    const auto extent = [scale](int full) { return std::clamp(static_cast<int>(std::lround(full * scale)), 1, full); };
    return makeWorkingCrop(image, area, {extent(area.width), extent(area.height)}, points);
}

} // namespace

Result<Segmentation> segmentGrabCut(const Image& image, const ExtremePoints& points)
try {
    if (image.isNull())
        return Error{ErrorCode::InvalidArgument, "there is no image to segment"};
    const ExtremePoints inside = movedInside(points, image.size());
    const WorkingCrop crop = coarseCrop(image, inside);
    const CoarseCut coarse = cutCoarsely(crop);
    const ObjectMask mask = refineBoundary(image, crop, coarse.mask);
    return Segmentation{Region::fromRaster(crop.area, mask.values()), coarse.confidence};
} catch (const std::exception& failure) { // OpenCV's, and lack of memory
    return Error{ErrorCode::TooLarge, std::string("the segmentation failed (") + failure.what() + ")"};
}

} // namespace labelwright
