// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/GrabCut.h"

#include "core/segment/BoundaryRefinement.h"
#include "core/segment/ClickPaths.h"
#include "core/segment/CoarseCut.h"
#include "core/segment/MaskCleaning.h"
#include "core/segment/ShapePrior.h"
#include "core/segment/WorkingCrop.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <exception>
#include <string>

namespace labelwright {
namespace {

constexpr int kIterations = 3;
constexpr std::uint64_t kRandomSeed = 1;

/// cv::GrabCutClasses of each pixel.
Grid<std::uint8_t> trimapOf(const WorkingCrop& crop)
{
    const Grid<float> prior = shapePrior(crop.colors.size(), crop.points);
    Grid<float> probability = prior;
    std::ranges::transform(prior.values(), probability.values().begin(),
                           [](float odds) { return 1 / (1 + std::exp(-odds)); });
    Grid<std::uint8_t> trimap(crop.colors.size(), cv::GC_BGD);
    for (int y = crop.box.y; y < crop.box.bottom(); ++y) {
        for (int x = crop.box.x; x < crop.box.right(); ++x)
            trimap.at(x, y) = prior.at(x, y) > 0 ? cv::GC_PR_FGD : cv::GC_PR_BGD;
    }
    for (const Point seed : clickPaths(probability, crop.colors, crop.box, crop.points))
        trimap.at(seed) = cv::GC_FGD;
    for (std::size_t i = 0; i < crop.said.values().size(); ++i) {
        if (crop.said.values()[i] != Said::Nothing)
            trimap.values()[i] = crop.said.values()[i] == Said::Belongs ? cv::GC_FGD : cv::GC_BGD;
    }
    return trimap;
}

bool isForeground(std::uint8_t pixelClass)
{
    return pixelClass == cv::GC_FGD || pixelClass == cv::GC_PR_FGD;
}

/// cv::grabCut throws where one side has no pixel to learn its colours from.
bool hasBothSides(const Grid<std::uint8_t>& trimap)
{
    const auto foreground = std::ranges::count_if(trimap.values(), isForeground);
    return foreground > 0 && foreground < std::ssize(trimap.values());
}

ObjectMask cut(WorkingCrop crop)
{
    Grid<std::uint8_t> trimap = trimapOf(crop);
    if (hasBothSides(trimap)) {
        cv::theRNG().state = kRandomSeed; // its k-means draws from the thread's generator
        cv::Mat classes(trimap.height(), trimap.width(), CV_8UC1, trimap.values().data());
        const cv::Mat colors(trimap.height(), trimap.width(), CV_8UC3, crop.colors.values().data());
        cv::Mat background;
        cv::Mat foreground;
        cv::grabCut(colors, classes, {}, background, foreground, kIterations, cv::GC_INIT_WITH_MASK);
    }
    ObjectMask mask(trimap.size());
    std::ranges::transform(trimap.values(), mask.values().begin(),
                           [](std::uint8_t each) { return isForeground(each) ? kObject : std::uint8_t{0}; });
    cleanMask(mask, crop.points, crop.said);
    return mask;
}

} // namespace

Result<Segmentation> segmentGrabCut(const Image& image, const ObjectHints& given, const SegmentOptions&)
try {
    if (image.isNull())
        return Error{ErrorCode::InvalidArgument, "there is no image to segment"};
    const ObjectHints hints = movedInside(given, image.size());
    const WorkingCrop crop = makeCoarseCrop(image, hints);
    const ObjectMask coarse = cut(crop);
    const ObjectMask mask = refineBoundary(image, crop, coarse, hints);
    Region region = Region::fromRaster(crop.area, mask.values());
    if (region.isEmpty())
        return nothingLeft();
    return Segmentation{std::move(region), visibleShare(coarse, crop.colors)};
} catch (const std::exception& failure) { // OpenCV's, and lack of memory
    return Error{ErrorCode::TooLarge, std::string("the segmentation failed (") + failure.what() + ")"};
}

} // namespace labelwright
