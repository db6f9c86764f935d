// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace labelwright {

/// What a pixel's samples are, in a file that has no palette and stores light, not ink.
struct SampleMeaning {
    enum class Color : std::uint8_t { Gray, InvertedGray, Rgb };
    enum class Alpha : std::uint8_t { None, Straight, Premultiplied };

    Color color = Color::Rgb;
    Alpha alpha = Alpha::None; ///< The sample behind the colours.

    int colors() const { return color == Color::Rgb ? 3 : 1; }
    int used() const { return colors() + (alpha == Alpha::None ? 0 : 1); }
};

/// Puts samples where they belong in an Image or a DeepImage, alpha on white. A pixel's colours come before its alpha.
template <typename Picture>
class SampleRows {
public:
    using Sample = std::remove_reference_t<decltype(std::declval<Picture&>().writableRow(0)[0])>;

    /// `picture` is borrowed.
    SampleRows(Picture& picture, SampleMeaning meaning)
        : m_picture(picture), m_meaning(meaning),
          m_channels(static_cast<std::size_t>(picture.row(0).size()) / static_cast<std::size_t>(picture.width()))
    {}

    /// Sample number `which` of `count` pixels from `start` on, each `stride` samples behind the other.
    void put(Point start, int count, int which, const Sample* from, std::size_t stride)
    {
        Sample* pixels = m_picture.writableRow(start.y).data() + static_cast<std::size_t>(start.x) * m_channels;
        if (which == m_meaning.colors())
            putAlpha(pixels, count, from, stride);
        else if (m_meaning.color == SampleMeaning::Color::Rgb)
            putChannel(pixels + 2 - which, count, from, stride);
        else
            putGray(pixels, count, from, stride);
    }

private:
    static constexpr std::uint32_t kWhite = std::numeric_limits<Sample>::max();

    void putChannel(Sample* channel, int count, const Sample* from, std::size_t stride) const
    {
        for (int i = 0; i < count; ++i, from += stride, channel += m_channels)
            *channel = *from;
    }

    void putGray(Sample* pixel, int count, const Sample* from, std::size_t stride) const
    {
        const bool isInverted = m_meaning.color == SampleMeaning::Color::InvertedGray;
        for (int i = 0; i < count; ++i, from += stride)
            pixel = std::fill_n(pixel, m_channels, isInverted ? static_cast<Sample>(kWhite - *from) : *from);
    }

    void putAlpha(Sample* pixel, int count, const Sample* from, std::size_t stride) const
    {
        for (int i = 0; i < count; ++i, from += stride) {
            for (std::size_t channel = 0; channel < m_channels; ++channel, ++pixel)
                *pixel = onWhite(*pixel, *from);
        }
    }

    Sample onWhite(std::uint32_t value, std::uint32_t alpha) const
    {
        const std::uint32_t ground = kWhite - alpha;
        if (m_meaning.alpha == SampleMeaning::Alpha::Premultiplied)
            return static_cast<Sample>(std::min(value + ground, kWhite));
        return static_cast<Sample>((value * alpha + kWhite * ground + kWhite / 2) / kWhite);
    }

    Picture& m_picture;
    SampleMeaning m_meaning;
    std::size_t m_channels; ///< Of the picture: 1 or 3.
};

} // namespace labelwright
