// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/Region.h"
#include "ui/canvas/MaskPyramid.h"
#include "ui/canvas/OverlayStyle.h"

#include <QImage>

#include <array>
#include <cstdint>
#include <vector>

namespace labelwright {

class Viewport;

/// What each label looks like over the photo: premultiplied ARGB by label, 0 for nothing.
struct OverlayColors {
    std::array<std::uint32_t, 256> fill{};
    std::array<std::uint32_t, 256> edge{}; ///< Where a pixel of the screen borders on another label.
};

OverlayColors overlayColors(const LabelSet& labels, const OverlayStyle& style);

/// What a tool is about to paint: label 1 in these colours, stronger than the overlay, with a brighter edge.
OverlayColors previewColors(Color color);

/// The label that each device pixel of `rect` shows, and of one pixel around it; kUnlabelled outside the image.
struct LabelPlane {
    Rect rect; ///< Without the border.
    std::vector<Label> labels;

    explicit LabelPlane(const Rect& deviceRect);
    int stride() const { return rect.width + 2; }
    /// Row y of rect from its first column on; [-1] and [rect.width] are there too. -1 <= y <= rect.height.
    Label* row(int y)
    {
        return labels.data() + static_cast<std::size_t>(y + 1) * static_cast<std::size_t>(stride()) + 1;
    }
    const Label* row(int y) const { return const_cast<LabelPlane*>(this)->row(y); }
};

/// Enlarged: the label under the middle of the device pixel. Shrunk: the rarest label under it, so that nothing is too
/// thin to be seen.
LabelPlane sampleMask(MaskPyramid& mask, const Viewport& viewport, const Rect& deviceRect);

/// Label 1 inside the region; each part of it shows, however thin.
LabelPlane sampleRegion(const Region& region, const Viewport& viewport, const Rect& deviceRect);

/// Draws the plane over `scene`, a Format_RGB32 in device pixels that holds plane.rect.
void blendOverlay(QImage& scene, const LabelPlane& plane, const OverlayColors& colors);

} // namespace labelwright
