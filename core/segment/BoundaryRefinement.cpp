// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/BoundaryRefinement.h"

#include "core/segment/ColorModel.h"
#include "core/segment/GraphCut.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

constexpr double kFinestExtent = 1600;
constexpr double kLargestStep = 3;

constexpr int kLearningReach = 8; // in bands: from how far colours are learned

// Log odds for staying on the coarser mask's side, beside what colour or a model says.
constexpr float kInertiaBesideColor = 0.8F;
constexpr float kInertiaBesideModel = 0.3F;
constexpr float kShareOfColor = 0.5F; // of its log ratio
constexpr float kShareOfModel = 1.2F; // of its log odds
constexpr float kSmoothness = 4;
constexpr float kSmoothnessOfModel = 1;

cv::Mat viewOf(const Grid<std::uint8_t>& mask)
{
    return {mask.height(), mask.width(), CV_8UC1, const_cast<std::uint8_t*>(mask.values().data())};
}

ObjectMask enlarged(const ObjectMask& mask, Size size)
{
    ObjectMask larger(size);
    cv::Mat view = viewOf(larger);
    cv::resize(viewOf(mask), view, view.size(), 0, 0, cv::INTER_LINEAR);
    cv::threshold(view, view, 127, kObject, cv::THRESH_BINARY);
    return larger;
}

/// Pixels at most `radius` from the other side of the boundary.
Grid<std::uint8_t> bandOf(const ObjectMask& mask, int radius)
{
    const cv::Mat square = cv::getStructuringElement(cv::MORPH_RECT, {2 * radius + 1, 2 * radius + 1});
    cv::Mat outer;
    cv::Mat inner;
    cv::dilate(viewOf(mask), outer, square);
    cv::erode(viewOf(mask), inner, square); // what lies beyond the edge doesn't erode
    Grid<std::uint8_t> band(mask.size());
    cv::Mat view = viewOf(band);
    cv::subtract(outer, inner, view);
    return band;
}

/// Colours on both sides, learned near the boundary.
ColorModel learnColors(const ColorGrid& colors, const ObjectMask& mask, const Grid<std::uint8_t>& where)
{
    ColorModel model;
    for (std::size_t i = 0; i < mask.values().size(); ++i) {
        if (where.values()[i] && mask.values()[i])
            model.addObject(colors.values()[i], 1);
        else if (where.values()[i])
            model.addBackground(colors.values()[i], 1);
    }
    model.finish();
    return model;
}

void obey(ObjectMask& mask, const Grid<Said>& said)
{
    for (std::size_t i = 0; i < mask.values().size(); ++i) {
        if (said.values()[i] != Said::Nothing)
            mask.values()[i] = said.values()[i] == Said::Belongs ? kObject : 0;
    }
}

/// A coarse pixel is more than a hand misses the object's ends by. The hints' box holds the strokes that belong.
ObjectMask within(const Rect& reach, const ObjectMask& mask)
{
    ObjectMask inside(mask.size());
    const Rect kept = reach.intersected(mask.bounds());
    const cv::Rect part(kept.x, kept.y, kept.width, kept.height);
    cv::Mat view = viewOf(inside);
    viewOf(mask)(part).copyTo(view(part));
    return inside;
}

Grid<float> colorOdds(const ColorGrid& colors, const ObjectMask& mask, const Grid<std::uint8_t>& band, int radius)
{
    const ColorModel model = learnColors(colors, mask, bandOf(mask, kLearningReach * radius));
    Grid<float> odds(mask.size());
    for (std::size_t i = 0; i < mask.values().size(); ++i) {
        if (band.values()[i])
            odds.values()[i] = kShareOfColor * model.logRatio(colors.values()[i]) +
                               (mask.values()[i] ? kInertiaBesideColor : -kInertiaBesideColor);
    }
    return odds;
}

Grid<float> modelOdds(const Evidence& evidence, const Rect& area, const ObjectMask& mask,
                      const Grid<std::uint8_t>& band)
{
    Grid<float> odds = evidence.over(area, band);
    for (std::size_t i = 0; i < mask.values().size(); ++i)
        odds.values()[i] =
            kShareOfModel * odds.values()[i] + (mask.values()[i] ? kInertiaBesideModel : -kInertiaBesideModel);
    return odds;
}

ObjectMask cutBand(const ColorGrid& colors, ObjectMask mask, int radius, const Grid<Said>& said, const Rect& area,
                   const Evidence* evidence)
{
    Grid<std::uint8_t> band = bandOf(mask, radius);
    obey(mask, said);
    std::ranges::transform(band.values(), said.values(), band.values().begin(),
                           [](std::uint8_t isIn, Said what) { return what == Said::Nothing ? isIn : std::uint8_t{0}; });
    const Grid<float> odds = evidence ? modelOdds(*evidence, area, mask, band) : colorOdds(colors, mask, band, radius);
    const float smoothness = evidence ? kSmoothnessOfModel : kSmoothness;
    return cutGraph({colors, odds, band, mask, smoothness, contrastScale(colors)});
}

} // namespace

ObjectMask refineBoundary(const Image& image, const WorkingCrop& coarse, const ObjectMask& mask,
                          const ObjectHints& hints, const Evidence* evidence)
{
    const Rect& area = coarse.area;
    const double finest = std::min(1.0, kFinestExtent / std::max(area.width, area.height));
    const double gain = finest * std::max(area.width, area.height) / std::max(mask.width(), mask.height());
    const int steps = static_cast<int>(std::ceil(std::log(gain) / std::log(kLargestStep) - 1e-9));
    ObjectMask refined = mask;
    for (int step = 1; step <= steps; ++step) {
        const double growth = std::pow(gain, static_cast<double>(step) / steps);
        const auto extent = [growth](int from, int most) {
            return std::clamp(static_cast<int>(std::lround(from * growth)), 1, most);
        };
        const Size size{extent(mask.width(), area.width), extent(mask.height(), area.height)};
        const double factor = static_cast<double>(size.width) / refined.width();
        const int radius = static_cast<int>(std::lround(factor)) + 1;
        refined = cutBand(scaledColors(image, area, size), enlarged(refined, size), radius,
                          scaledHints(hints, area, size), area, evidence);
    }
    const Size whole{area.width, area.height};
    if (refined.size() != whole)
        refined = enlarged(refined, whole);
    obey(refined, scaledHints(hints, area, whole));
    const Rect reach = reachOf(hints.box());
    return within({reach.x - area.x, reach.y - area.y, reach.width, reach.height}, refined);
}

} // namespace labelwright
