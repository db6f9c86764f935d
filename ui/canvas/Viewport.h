// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"

namespace labelwright {

/// Where the picture lies in the widget. Three coordinate systems: image (pixels of the photo), view (the widget's
/// device-independent pixels) and device (view times the device pixel ratio, what the screen really has).
///
/// Policy for device pixels, at a ratio of 1 as well as at 1.5 or 2:
/// - Zoom is in device pixels per image pixel, so 100 % shows each image pixel on exactly one pixel of the screen, at
///   any scaling of the desktop.
/// - The picture's corner always lies on a whole device pixel, so that nothing is blurred at 100 %.
/// - Photo and mask are sampled at the same places, so that their pixels have the same edges on the screen.
/// - Photo, mask, outlines, grid and hatch are made in device pixels and reach the screen without being scaled; only
///   what a hand has to meet or to read (handles, cursors, words, distances of snapping) is measured in view pixels.
///
/// The middle of the view always lies over the picture, so that it can't be lost and its edge can be worked on in the
/// middle.
class Viewport {
public:
    static constexpr double kMinZoom = 1.0 / 32;
    static constexpr double kMaxZoom = 64;
    static constexpr double kMaxFitZoom =
        4; ///< Fit enlarges small pictures up to this; those that just fit, not at all.

    /// Free space around the picture at fit, in view pixels.
    struct Margins {
        double left = 24;
        double top = 24;
        double right = 24;
        double bottom = 24;
        friend bool operator==(const Margins&, const Margins&) = default;
    };

    /// Another size goes to fit; the same keeps zoom and place.
    void setImageSize(Size image);
    /// At fit it stays at fit, else the image point in the middle stays there.
    void setView(double width, double height, double devicePixelRatio);
    void setFitMargins(const Margins& margins);

    void fit();
    /// True from fit() until zoom or pan.
    bool isFitted() const { return m_fitted; }
    double fitZoom() const;

    double zoom() const { return m_zoom; }
    /// Clamped to [min(kMinZoom, fitZoom()), kMaxZoom]; the image point under `anchor` stays there, as far as the
    /// policy allows.
    void zoomAt(PointF anchorInView, double zoom);
    /// The next of the usual stops (… 33 %, 50 %, 67 %, 100 %, 150 % …) above or below zoom().
    double zoomStopAbove() const;
    double zoomStopBelow() const;
    /// zoom() after turning the wheel by so many eighths of a degree (a notch is 120): three notches double it. On its
    /// way it stops once at 100 %.
    double zoomAfterWheel(int eighthsOfDegree) const;
    /// Moves the picture with the hand; view pixels.
    void panBy(double dx, double dy);

    double devicePixelRatio() const { return m_ratio; }
    Size imageSize() const { return m_image; }
    /// Whole device pixels that cover the view.
    Size deviceSize() const;
    PointF viewCentre() const { return {m_width / 2, m_height / 2}; }

    /// Where the picture's top left corner lies, in device pixels.
    Point origin() const;

    PointF imageFromView(PointF view) const;
    PointF viewFromImage(PointF image) const;
    /// The pixel under a place in the view; may lie outside the image.
    Point pixelFromView(PointF view) const;
    /// Image pixels that `viewDistance` view pixels cover.
    double imageDistance(double viewDistance) const { return viewDistance * m_ratio / m_zoom; }

    /// Every device pixel that shows a pixel of `image`, at least in part.
    Rect deviceFromImage(const Rect& image) const;

private:
    PointF fitCentre() const;
    void clampOrigin();

    Size m_image;
    Margins m_margins;
    double m_width = 1;
    double m_height = 1;
    double m_ratio = 1;
    double m_zoom = 1;
    PointF m_origin; ///< Device pixels, not rounded, so that zooming in and out again comes back to the same place.
    bool m_fitted = true;
};

} // namespace labelwright
