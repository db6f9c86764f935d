// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/labels/LabelSet.h"
#include "core/mask/LabelMask.h"

#include <cstdint>
#include <string_view>

namespace labelwright {

enum class OverlayOutline : std::uint8_t { None, Drawn };

struct RenderStyle {
    int opacityPercent = 45;                        ///< Of the labels' colours over the photo, 0 to 100.
    OverlayOutline outline = OverlayOutline::Drawn; ///< One pixel of a darker shade inside each region's border.
};

/// `photo` with each labelled pixel tinted in its label's colour. A pixel whose label is beyond the set (a damaged
/// mask) is shown in black.
///
/// Cost: one pass, about 10 ms for each megapixel. Errors: Mismatch when photo and mask differ in size.
Result<Image> renderOverlay(const Image& photo, const LabelMask& mask, const LabelSet& labels,
                            const RenderStyle& style = {});

/// `picture` on top of a panel with the title and, for each label that occurs in `mask`, largest first, a colour chip,
/// the name and its share of all pixels ("bus 12.4 %"). The panel is as wide as the picture and as high as it must be.
/// `scale` enlarges text and chips by a whole number from 1.
Image addLegend(const Image& picture, const LabelMask& mask, const LabelSet& labels, std::string_view title,
                int scale = 1);

/// The scale at which the legend of a picture of this width is easy to read: 1 up to 639 pixels, 2 up to 1279, and so
/// on.
int legendScale(int pictureWidth);

} // namespace labelwright
