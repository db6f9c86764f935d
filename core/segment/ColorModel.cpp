// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/ColorModel.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace labelwright {
namespace {

constexpr std::size_t kLevels = 16;
constexpr std::size_t kBins = kLevels * kLevels * kLevels;

/// Share of pixels that may have any colour: what keeps a colour seen once from being proof.
constexpr double kAnyColorShare = 0.1;

/// Each bin becomes half itself, a quarter each neighbour, along the axis whose bins lie `stride` apart.
void smoothAxis(std::vector<float>& bins, std::size_t stride)
{
    const std::vector<float> before = bins;
    for (std::size_t i = 0; i < kBins; ++i) {
        const std::size_t level = i / stride % kLevels;
        const float below = before[level > 0 ? i - stride : i];
        const float above = before[level + 1 < kLevels ? i + stride : i];
        bins[i] = 0.5F * before[i] + 0.25F * (below + above);
    }
}

/// Probabilities that sum to 1, none of them 0.
void makeDensity(std::vector<float>& bins, double total)
{
    for (std::size_t stride : {std::size_t{1}, kLevels, kLevels * kLevels})
        smoothAxis(bins, stride);
    for (float& bin : bins)
        bin = static_cast<float>(bin * (1 - kAnyColorShare) / total + kAnyColorShare / kBins);
}

} // namespace

ColorModel::ColorModel() : m_object(kBins), m_background(kBins), m_logRatio(kBins)
{}

void ColorModel::finish()
{
    const double objectTotal = std::accumulate(m_object.begin(), m_object.end(), 0.0);
    const double backgroundTotal = std::accumulate(m_background.begin(), m_background.end(), 0.0);
    if (objectTotal <= 0 || backgroundTotal <= 0)
        return;
    makeDensity(m_object, objectTotal);
    makeDensity(m_background, backgroundTotal);
    std::ranges::transform(m_object, m_background, m_logRatio.begin(),
                           [](float object, float background) { return std::log(object / background); });
}

} // namespace labelwright
