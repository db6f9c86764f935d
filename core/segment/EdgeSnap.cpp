// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/EdgeSnap.h"

#include "core/segment/ColorModel.h"
#include "core/segment/GraphCut.h"
#include "core/segment/WorkingCrop.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

constexpr std::int64_t kMostPixels = 64'000'000;
constexpr int kLeastReach = 8; // from how far around the stroke colours are learned
constexpr int kMostReach = 64;
constexpr int kLeastSamples = 40;   // of a side around the stroke; else what is under it counts too
constexpr float kInertia = 0.4F;    // log odds for staying on the present side
constexpr float kColorShare = 0.5F; // of the colour's log ratio
constexpr float kMostOdds = 2.5F;   // of the colour: no proof
constexpr float kSmoothness = 4;
constexpr float kBetaGain = 2;

using Raster = Grid<std::uint8_t>;

Raster rasterOf(const Region& region, const Rect& area)
{
    Raster raster({area.width, area.height});
    raster.values() = region.raster(area);
    return raster;
}

cv::Mat viewOf(const Raster& raster)
{
    return {raster.height(), raster.width(), CV_8UC1, const_cast<std::uint8_t*>(raster.values().data())};
}

/// About twice the half width of the stroke.
int reachOf(const Region& brushed)
{
    const Raster raster = rasterOf(brushed, brushed.bounds().grown(1));
    cv::Mat depth;
    cv::distanceTransform(viewOf(raster), depth, cv::DIST_L2, 3);
    double deepest = 0;
    cv::minMaxLoc(depth, nullptr, &deepest);
    return std::clamp(static_cast<int>(2 * deepest), kLeastReach, kMostReach);
}

/// Of both sides around the band; under it one can't tell yet which is which, unless a side is nowhere else.
ColorModel learnColors(const ColorGrid& colors, const Raster& mask, const Raster& band)
{
    int inside = 0;
    int outside = 0;
    for (std::size_t i = 0; i < mask.values().size(); ++i) {
        if (!band.values()[i])
            ++(mask.values()[i] ? inside : outside);
    }
    ColorModel model;
    for (std::size_t i = 0; i < mask.values().size(); ++i) {
        const bool isObject = mask.values()[i] != 0;
        if (band.values()[i] && (isObject ? inside : outside) >= kLeastSamples)
            continue;
        if (isObject)
            model.addObject(colors.values()[i], 1);
        else
            model.addBackground(colors.values()[i], 1);
    }
    model.finish();
    return model;
}

/// Gives back to the other side pieces of `side` (0 or kObject) that hang on nothing outside the band and had mostly
/// another side before.
void dropSpecks(Raster& mask, const Raster& before, const Raster& band, std::uint8_t side)
{
    cv::Mat pieces;
    const int count = cv::connectedComponents(viewOf(mask) == side, pieces, 4);
    std::vector<bool> isHeld(static_cast<std::size_t>(count), false);
    std::vector<int> kept(static_cast<std::size_t>(count), 0); // pixels that stayed, less those that changed
    for (int y = 0; y < mask.height(); ++y) {
        for (int x = 0; x < mask.width(); ++x) {
            const auto piece = static_cast<std::size_t>(pieces.at<int>(y, x));
            isHeld[piece] = isHeld[piece] || !band.at(x, y);
            kept[piece] += before.at(x, y) == side ? 1 : -1;
        }
    }
    for (int y = 0; y < mask.height(); ++y) {
        for (int x = 0; x < mask.width(); ++x) {
            const auto piece = static_cast<std::size_t>(pieces.at<int>(y, x));
            if (piece != 0 && !isHeld[piece] && kept[piece] < 0)
                mask.at(x, y) = side ? 0 : kObject;
        }
    }
}

Raster cutAnew(const ColorGrid& colors, const Raster& mask, const Raster& band)
{
    const ColorModel model = learnColors(colors, mask, band);
    Grid<float> odds(mask.size());
    for (std::size_t i = 0; i < mask.values().size(); ++i) {
        if (band.values()[i])
            odds.values()[i] = (mask.values()[i] ? kInertia : -kInertia) +
                               std::clamp(kColorShare * model.logRatio(colors.values()[i]), -kMostOdds, kMostOdds);
    }
    Raster cut = cutGraph({colors, odds, band, mask, kSmoothness, kBetaGain * contrastScale(colors)});
    dropSpecks(cut, mask, band, kObject);
    dropSpecks(cut, mask, band, 0);
    return cut;
}

} // namespace

Result<Region> snapEdge(const Image& image, const Region& region, const Region& stroke)
try {
    if (image.isNull())
        return Error{ErrorCode::InvalidArgument, "there is no image whose edges the boundary could follow"};
    const Region brushed = stroke.clipped(image.bounds());
    const Region under = intersected(region, brushed);
    if (under.isEmpty() || under == brushed)
        return region;
    const Rect& bounds = brushed.bounds();
    if (std::int64_t{bounds.width} * bounds.height > kMostPixels)
        return Error{ErrorCode::TooLarge,
                     "the stroke goes over too much of the picture; brush the edge piece by piece"};
    const Rect area = bounds.grown(reachOf(brushed)).intersected(image.bounds());
    const Raster mask = rasterOf(region, area);
    const Raster band = rasterOf(brushed, area);
    const Raster cut = cutAnew(scaledColors(image, area, {area.width, area.height}), mask, band);
    const Region changed = intersected(Region::fromRaster(area, cut.values()), brushed);
    return changed.isEmpty() ? region : united(subtracted(region, brushed), changed);
} catch (const std::exception& failure) { // OpenCV's, and lack of memory
    return Error{ErrorCode::TooLarge, std::string("the edge can't be found (") + failure.what() + ")"};
}

} // namespace labelwright
