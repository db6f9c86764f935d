// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/OverlayColors.h"

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

constexpr double kEdgeDarkness = 0.55;
constexpr double kCasingOpacity = 0.75;
constexpr double kPreviewOpacity = 0.6;
constexpr double kStripeOpacity = 0.8;

std::uint32_t premultiplied(Color color, double opacity)
{
    const auto channel = [opacity](double value) { return static_cast<std::uint32_t>(std::lround(value * opacity)); };
    return channel(255) << 24U | channel(color.red) << 16U | channel(color.green) << 8U | channel(color.blue);
}

Color mixed(Color color, Color with, double share)
{
    const auto channel = [share](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround(a + (b - a) * share));
    };
    return {channel(color.red, with.red), channel(color.green, with.green), channel(color.blue, with.blue)};
}

/// Black or white, whichever stands out from the colour: of the two together one is seen on any photo.
Color contrasting(Color color)
{
    constexpr double kMiddle = 128;
    const double luma = 0.299 * color.red + 0.587 * color.green + 0.114 * color.blue;
    return luma < kMiddle ? kWhite : Color{};
}

bool isShown(Label label, const OverlayStyle& style)
{
    return style.solo ? *style.solo == label : !style.hiddenLabels[label];
}

} // namespace

OverlayColors overlayColors(const LabelSet& labels, const OverlayStyle& style)
{
    OverlayColors colors;
    const double fillOpacity = std::clamp(style.opacityPercent, 0, 100) / 100.0;
    if (style.hidden || fillOpacity == 0)
        return colors;
    for (std::size_t number = 1; number <= labels.size(); ++number) {
        const auto label = static_cast<Label>(number);
        if (!isShown(label, style))
            continue;
        const Color color = labels.at(label).color;
        if (style.mode == OverlayMode::Filled) {
            colors.of(Part::Inside)[label] = premultiplied(color, fillOpacity);
            colors.of(Part::Edge)[label] =
                premultiplied(mixed(color, {}, 1 - kEdgeDarkness), std::min(1.0, 2 * fillOpacity));
        } else {
            colors.of(Part::Edge)[label] = premultiplied(color, 1);
            colors.of(Part::Casing)[label] = premultiplied(contrasting(color), kCasingOpacity);
        }
    }
    return colors;
}

OverlayColors stripeColors(const std::vector<Color>& colors, const OverlayStyle& style)
{
    OverlayColors stripes;
    if (style.hidden)
        return stripes;
    for (std::size_t place = 0; place < colors.size(); ++place) {
        const auto label = static_cast<Label>(place + 1);
        if (!isShown(label, style))
            continue;
        stripes.of(Part::Inside)[label] = premultiplied(colors[place], kStripeOpacity);
        stripes.of(Part::Edge)[label] = premultiplied(colors[place], 1);
    }
    return stripes;
}

OverlayColors previewColors(Color color)
{
    OverlayColors colors;
    colors.of(Part::Inside)[1] = premultiplied(color, kPreviewOpacity);
    colors.of(Part::Edge)[1] = premultiplied(mixed(color, kWhite, 0.7), 1);
    return colors;
}

} // namespace labelwright
