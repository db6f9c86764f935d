// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/Grid.h"

#include <vector>

namespace labelwright {

/// Two smoothed colour histograms, the object's and the background's.
class ColorModel {
public:
    ColorModel();

    void addObject(const PixelColor& color, float weight) { m_object[binOf(color)] += weight; }
    void addBackground(const PixelColor& color, float weight) { m_background[binOf(color)] += weight; }
    /// Makes logRatio() known; to be called once, after everything has been added.
    void finish();

    /// log(P(colour | object) / P(colour | background)); 0 for every colour while one side has
    /// none, and before finish().
    float logRatio(const PixelColor& color) const { return m_logRatio[binOf(color)]; }

private:
    static constexpr unsigned kBits = 4; // for each channel
    static std::size_t binOf(const PixelColor& color)
    {
        constexpr unsigned kDropped = 8 - kBits;
        return (static_cast<std::size_t>(color[0] >> kDropped) << (2 * kBits)) |
               (static_cast<std::size_t>(color[1] >> kDropped) << kBits) |
               static_cast<std::size_t>(color[2] >> kDropped);
    }

    std::vector<float> m_object;
    std::vector<float> m_background;
    std::vector<float> m_logRatio;
};

} // namespace labelwright
