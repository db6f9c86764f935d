// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/canvas/Pictures.h"
#include "ui/canvas/Compositor.h"

#include <cmath>
#include <optional>

namespace labelwright::test {

inline constexpr Color kPhoto{100, 150, 200};

/// The picture's corner in the view's corner.
inline Viewport cornerViewport(Size image, double zoom)
{
    Viewport viewport;
    viewport.setFitMargins({0, 0, 0, 0});
    viewport.setView(image.width * zoom, image.height * zoom, 1);
    viewport.setImageSize(image);
    viewport.zoomAt(viewport.viewCentre(), zoom);
    return viewport;
}

inline QImage photoScene(int width, int height)
{
    QImage scene(width, height, QImage::Format_RGB32);
    scene.fill(qRgb(kPhoto.red, kPhoto.green, kPhoto.blue));
    return scene;
}

inline PictureStyle pictureStyle(const OverlayStyle& style)
{
    return {.colors = overlayColors(threeLabels(), style),
            .mode = style.mode,
            .hatchesUnlabelled = style.unlabelledHighlighted,
            .surround = qRgb(1, 2, 3)};
}

inline QImage composed(const LabelMask* mask, const Viewport& viewport, const PictureStyle& style)
{
    MaskPyramid pyramid;
    pyramid.setMask(mask);
    const Picture picture{{plainImage(viewport.imageSize(), kPhoto), 1},
                          mask ? std::optional(pyramid.levelFor(viewport.zoom())) : std::nullopt};
    QImage scene(viewport.deviceSize().width, viewport.deviceSize().height, QImage::Format_RGB32);
    compose(scene, {0, 0, scene.width(), scene.height()}, picture, viewport, style);
    return scene;
}

inline QImage overlaid(const LabelMask& mask, double zoom, const OverlayStyle& style)
{
    return composed(&mask, cornerViewport(mask.size(), zoom), pictureStyle(style));
}

inline bool isNear(QRgb pixel, double red, double green, double blue)
{
    return std::abs(qRed(pixel) - red) <= 1 && std::abs(qGreen(pixel) - green) <= 1 &&
           std::abs(qBlue(pixel) - blue) <= 1;
}

inline bool isNearMix(QRgb pixel, Color over, double opacity)
{
    const auto mix = [opacity](double under, double top) { return under + (top - under) * opacity; };
    return isNear(pixel, mix(kPhoto.red, over.red), mix(kPhoto.green, over.green), mix(kPhoto.blue, over.blue));
}

inline LabelMask maskWithSquare(Label label)
{
    Document document(blankMask({12, 12}));
    paint(document, Region::fromRect({3, 3, 6, 6}), label);
    return document.mask();
}

} // namespace labelwright::test
