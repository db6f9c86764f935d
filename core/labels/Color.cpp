// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/labels/Color.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <vector>

namespace labelwright {
namespace {

constexpr std::size_t kColorCount = 254;

// Source: GROUND-TRUTH.md section 4.4.
constexpr std::array<std::uint32_t, 60> kGroundTruthColors{
    0x2ca02c, 0x1f77b4, 0xff7f0e, 0xd62728, 0x9467bd, 0x8c564b, 0xe377c2, 0x7f7f7f, 0xbcbd22, 0xff9896,
    0x17becf, 0xaec7e8, 0xffbb78, 0x98df8a, 0xc5b0d5, 0xc49c94, 0xf7b6d2, 0xc7c7c7, 0xdbdb8d, 0x9edae5,
    0x393b79, 0x5254a3, 0x6b6ecf, 0x9c9ede, 0x637939, 0x8ca252, 0xb5cf6b, 0xcedb9c, 0x8c6d31, 0xbd9e39,
    0xe7ba52, 0xe7cb94, 0x843c39, 0xad494a, 0xd6616b, 0xe7969c, 0x7b4173, 0xa55194, 0xce6dbd, 0xde9ed6,
    0x3182bd, 0x6baed6, 0x9ecae1, 0xc6dbef, 0xe6550d, 0xfd8d3c, 0xfdae6b, 0xfdd0a2, 0x31a354, 0x74c476,
    0xa1d99b, 0xc7e9c0, 0x756bb1, 0x9e9ac8, 0xbcbddc, 0xdadaeb, 0x636363, 0x969696, 0xbdbdbd, 0xd9d9d9};

Color colorOf(std::uint32_t rgb)
{
    return {static_cast<std::uint8_t>(rgb >> 16U), static_cast<std::uint8_t>(rgb >> 8U),
            static_cast<std::uint8_t>(rgb)};
}

/// hue in turns, saturation and value 0 to 1.
Color colorOfHue(double hue, double saturation, double value)
{
    const auto channel = [&](double shift) {
        const double sector = std::fmod(shift + hue * 6, 6.0);
        const double share = std::clamp(std::min(sector, 4 - sector), 0.0, 1.0);
        return static_cast<std::uint8_t>(std::lround(255 * value * (1 - saturation * share)));
    };
    return {channel(5), channel(3), channel(1)};
}

std::vector<Color> makeColors()
{
    std::vector<Color> colors;
    for (const std::uint32_t rgb : kGroundTruthColors)
        colors.push_back(colorOf(rgb));
    // Steps of the golden ratio never come near an earlier hue; three kinds of tone tell those apart that come closest.
    constexpr double kGoldenRatio = 0.618033988749895;
    constexpr std::array<std::array<double, 2>, 3> kTones{{{0.85, 0.9}, {0.55, 0.75}, {0.9, 0.55}}};
    for (std::size_t step = 0; colors.size() < kColorCount; ++step) {
        const auto [saturation, value] = kTones[step % kTones.size()];
        const Color color = colorOfHue(std::fmod(static_cast<double>(step) * kGoldenRatio, 1.0), saturation, value);
        if (std::find(colors.begin(), colors.end(), color) == colors.end())
            colors.push_back(color);
    }
    return colors;
}

std::optional<unsigned> digitValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return std::nullopt;
}

} // namespace

std::string hexColor(Color color)
{
    return fmt::format("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue);
}

std::optional<Color> parseHexColor(std::string_view text)
{
    if (text.starts_with('#'))
        text.remove_prefix(1);
    if (text.size() != 6)
        return std::nullopt;
    std::uint32_t rgb = 0;
    for (const char c : text) {
        const std::optional<unsigned> digit = digitValue(c);
        if (!digit)
            return std::nullopt;
        rgb = rgb << 4U | *digit;
    }
    return colorOf(rgb);
}

Color defaultLabelColor(std::size_t index)
{
    static const std::vector<Color> colors = makeColors();
    assert(index < colors.size());
    return colors[index];
}

} // namespace labelwright
