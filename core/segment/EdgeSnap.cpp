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

/// The pieces of one side of a mask.
struct Pieces {
    cv::Mat ids; ///< Of each pixel, from 1; 0 on the other side.
    std::vector<int> areas;
    std::vector<bool> areHeld; ///< They reach beyond the band.

    std::size_t at(int x, int y) const { return static_cast<std::size_t>(ids.at<int>(y, x)); }
};

Pieces piecesOf(const Raster& mask, const Raster& band, std::uint8_t side)
{
    Pieces pieces;
    const auto count = static_cast<std::size_t>(cv::connectedComponents(viewOf(mask) == side, pieces.ids, 4));
    pieces.areas.resize(count);
    pieces.areHeld.resize(count);
    for (int y = 0; y < mask.height(); ++y) {
        for (int x = 0; x < mask.width(); ++x) {
            const std::size_t piece = pieces.at(x, y);
            ++pieces.areas[piece];
            pieces.areHeld[piece] = pieces.areHeld[piece] || !band.at(x, y);
        }
    }
    return pieces;
}

/// By piece of `now`: whether it is what has become of a piece of `before` that lay in the band alone, without what
/// broke off that.
std::vector<bool> areHeirs(const Pieces& now, const Pieces& before)
{
    constexpr int kLeastShare = 4; // of the largest heir, as a divisor
    std::vector<int> largest(before.areas.size());
    const auto forEachShared = [&](const auto& use) {
        for (int y = 0; y < now.ids.rows; ++y) {
            for (int x = 0; x < now.ids.cols; ++x) {
                const std::size_t old = before.at(x, y);
                if (now.at(x, y) != 0 && old != 0 && !before.areHeld[old])
                    use(now.at(x, y), old);
            }
        }
    };
    forEachShared([&](std::size_t piece, std::size_t old) { largest[old] = std::max(largest[old], now.areas[piece]); });
    std::vector<bool> result(now.areas.size());
    forEachShared([&](std::size_t piece, std::size_t old) {
        result[piece] = result[piece] || now.areas[piece] * kLeastShare >= largest[old];
    });
    return result;
}

/// Gives back to the other side the pieces of `side` (0 or kObject) that hang on nothing outside the band, and mostly
/// had another side before or are small remains of what the cut took away. What was a piece of its own before stays.
void dropSpecks(Raster& mask, const Raster& before, const Raster& band, std::uint8_t side, int mostRemains)
{
    const Pieces now = piecesOf(mask, band, side);
    const std::vector<bool> isHeir = areHeirs(now, piecesOf(before, band, side));
    std::vector<int> kept(now.areas.size()); // pixels that stayed, less those that changed
    for (int y = 0; y < mask.height(); ++y) {
        for (int x = 0; x < mask.width(); ++x)
            kept[now.at(x, y)] += before.at(x, y) == side ? 1 : -1;
    }
    for (int y = 0; y < mask.height(); ++y) {
        for (int x = 0; x < mask.width(); ++x) {
            const std::size_t piece = now.at(x, y);
            const bool isSpeck = kept[piece] < 0 || (now.areas[piece] <= mostRemains && !isHeir[piece]);
            if (piece != 0 && !now.areHeld[piece] && isSpeck)
                mask.at(x, y) = side ? 0 : kObject;
        }
    }
}

Raster cutAnew(const ColorGrid& colors, const Raster& mask, const Raster& band, int mostRemains)
{
    const ColorModel model = learnColors(colors, mask, band);
    Grid<float> odds(mask.size());
    for (std::size_t i = 0; i < mask.values().size(); ++i) {
        if (band.values()[i])
            odds.values()[i] = (mask.values()[i] ? kInertia : -kInertia) +
                               std::clamp(kColorShare * model.logRatio(colors.values()[i]), -kMostOdds, kMostOdds);
    }
    Raster cut = cutGraph({colors, odds, band, mask, kSmoothness, kBetaGain * contrastScale(colors)});
    dropSpecks(cut, mask, band, kObject, mostRemains);
    dropSpecks(cut, mask, band, 0, mostRemains);
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
    const int reach = reachOf(brushed);
    const Rect area = bounds.grown(reach).intersected(image.bounds());
    const Raster mask = rasterOf(region, area);
    const Raster band = rasterOf(brushed, area);
    const int mostRemains = reach * reach / 4; // a square of half the stroke's width
    const Raster cut = cutAnew(scaledColors(image, area, {area.width, area.height}), mask, band, mostRemains);
    const Region changed = intersected(Region::fromRaster(area, cut.values()), brushed);
    return changed.isEmpty() ? region : united(subtracted(region, brushed), changed);
} catch (const std::exception& failure) { // OpenCV's, and lack of memory
    return Error{ErrorCode::TooLarge, std::string("the edge can't be found (") + failure.what() + ")"};
}

} // namespace labelwright
