// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/Region.h"
#include "ui/canvas/MaskPyramid.h"
#include "ui/canvas/PhotoPyramid.h"
#include "ui/canvas/RowKernels.h"
#include "ui/canvas/Viewport.h"

#include <QImage>

#include <functional>
#include <optional>

namespace labelwright {

/// How photo and labels are drawn, whatever they are.
struct PictureStyle {
    OverlayColors colors;
    std::optional<OverlayColors> stripes{}; ///< Colours of every second slanting stripe.
    OverlayMode mode = OverlayMode::Filled;
    bool hatchesUnlabelled = false;
    bool showsPixelGrid = false;              ///< From kGridZoom up.
    std::optional<PhotoColors> photoColors{}; ///< nullopt: as they are.
    QRgb surround = 0xff000000U;

    static constexpr double kGridZoom = 8;

    /// Device pixels around a changed label that may look different too.
    int reach() const { return mode == OverlayMode::Outline ? kOutlineReach : 1; }
    bool showsLabels() const { return hatchesUnlabelled || !colors.isNothing(); }
};

/// What is drawn.
struct Picture {
    PhotoPyramid::Level photo;
    std::optional<MaskPyramid::Level> mask;
};

/// Told, on the thread of the caller, of each part of a rect that is drawn, from top to bottom.
using PartDrawn = std::function<void(const Rect& part)>;

/// Draws the part of the picture, and of the surround, that lies in `rect` onto `scene`, a Format_RGB32 in device
/// pixels that holds the rect. One pass over the rows, a large rect on two threads; what `drawn` does with a part goes
/// on beside the drawing of the next ones. Each device pixel depends on nothing but itself, so a part drawn alone is
/// the same as in the whole.
void compose(QImage& scene, const Rect& rect, const Picture& picture, const Viewport& viewport,
             const PictureStyle& style, const PartDrawn& drawn = {});

/// Draws a region over `scene` as if its pixels had label 1 of `colors`; each part of it shows, however thin.
void composeRegion(QImage& scene, const Rect& rect, const Region& region, const Viewport& viewport,
                   const OverlayColors& colors);

} // namespace labelwright
