// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/Viewport.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace labelwright {
namespace {

constexpr std::array kZoomStops{1.0 / 32, 1.0 / 24, 1.0 / 16, 1.0 / 12, 1.0 / 8, 1.0 / 6, 1.0 / 4, 1.0 / 3,
                                1.0 / 2,  2.0 / 3,  1.0,      1.5,      2.0,     3.0,     4.0,     6.0,
                                8.0,      12.0,     16.0,     24.0,     32.0,    48.0,    64.0};
/// Fit enlarges from here on.
constexpr double kWorthEnlarging = 1.1;
/// So that a zoom which is a stop but for rounding is not offered again.
constexpr double kStopTolerance = 1.001;

int roundedDown(double value)
{
    return static_cast<int>(std::floor(value));
}

int roundedUp(double value)
{
    return static_cast<int>(std::ceil(value));
}

} // namespace

void Viewport::setImageSize(Size image)
{
    if (image == m_image)
        return;
    m_image = image;
    fit();
}

void Viewport::setView(double width, double height, double devicePixelRatio)
{
    const PointF middle{(viewCentre().x * m_ratio - m_origin.x) / m_zoom,
                        (viewCentre().y * m_ratio - m_origin.y) / m_zoom};
    m_width = std::max(1.0, width);
    m_height = std::max(1.0, height);
    m_ratio = devicePixelRatio;
    if (m_fitted) {
        fit();
        return;
    }
    m_origin = {viewCentre().x * m_ratio - middle.x * m_zoom, viewCentre().y * m_ratio - middle.y * m_zoom};
    clampOrigin();
}

void Viewport::setFitMargins(const Margins& margins)
{
    m_margins = margins;
    if (m_fitted)
        fit();
}

double Viewport::fitZoom() const
{
    if (m_image.width <= 0 || m_image.height <= 0)
        return 1;
    const double width = std::max(1.0, m_width - m_margins.left - m_margins.right) * m_ratio;
    const double height = std::max(1.0, m_height - m_margins.top - m_margins.bottom) * m_ratio;
    const double zoom = std::min({width / m_image.width, height / m_image.height, kMaxFitZoom});
    // A little more than 100 % would make some pixels larger than others and show nothing more.
    return zoom > 1 && zoom < kWorthEnlarging ? 1 : zoom;
}

PointF Viewport::fitCentre() const
{
    return {(m_width + m_margins.left - m_margins.right) / 2 * m_ratio,
            (m_height + m_margins.top - m_margins.bottom) / 2 * m_ratio};
}

void Viewport::fit()
{
    m_fitted = true;
    m_zoom = fitZoom();
    m_origin = {fitCentre().x - m_image.width * m_zoom / 2, fitCentre().y - m_image.height * m_zoom / 2};
}

void Viewport::zoomAt(PointF anchorInView, double zoom)
{
    const double wanted = std::clamp(zoom, std::min(kMinZoom, fitZoom()), kMaxZoom);
    const PointF anchor{anchorInView.x * m_ratio, anchorInView.y * m_ratio};
    const PointF image{(anchor.x - m_origin.x) / m_zoom, (anchor.y - m_origin.y) / m_zoom};
    m_zoom = wanted;
    m_origin = {anchor.x - image.x * wanted, anchor.y - image.y * wanted};
    m_fitted = false;
    clampOrigin();
}

double Viewport::zoomStopAbove() const
{
    const auto* stop = std::ranges::upper_bound(kZoomStops, m_zoom * kStopTolerance);
    return stop == kZoomStops.end() ? kMaxZoom : *stop;
}

double Viewport::zoomStopBelow() const
{
    const auto* stop = std::ranges::lower_bound(kZoomStops, m_zoom / kStopTolerance);
    return stop == kZoomStops.begin() ? kMinZoom : *std::prev(stop);
}

double Viewport::zoomAfterWheel(int eighthsOfDegree) const
{
    const double zoom = m_zoom * std::exp2(eighthsOfDegree / 360.0);
    const bool passesOne = (m_zoom < 1 / kStopTolerance && zoom > 1) || (m_zoom > kStopTolerance && zoom < 1);
    return passesOne ? 1 : zoom;
}

void Viewport::panBy(double dx, double dy)
{
    m_origin = {m_origin.x + dx * m_ratio, m_origin.y + dy * m_ratio};
    m_fitted = false;
    clampOrigin();
}

void Viewport::clampOrigin()
{
    const PointF middle{viewCentre().x * m_ratio, viewCentre().y * m_ratio};
    m_origin.x = std::clamp(m_origin.x, middle.x - m_image.width * m_zoom, middle.x);
    m_origin.y = std::clamp(m_origin.y, middle.y - m_image.height * m_zoom, middle.y);
}

Size Viewport::deviceSize() const
{
    return {roundedUp(m_width * m_ratio), roundedUp(m_height * m_ratio)};
}

Point Viewport::origin() const
{
    return {roundedDown(m_origin.x + 0.5), roundedDown(m_origin.y + 0.5)};
}

PointF Viewport::imageFromView(PointF view) const
{
    return {(view.x * m_ratio - origin().x) / m_zoom, (view.y * m_ratio - origin().y) / m_zoom};
}

PointF Viewport::viewFromImage(PointF image) const
{
    return {(image.x * m_zoom + origin().x) / m_ratio, (image.y * m_zoom + origin().y) / m_ratio};
}

Point Viewport::pixelFromView(PointF view) const
{
    const PointF image = imageFromView(view);
    return {roundedDown(image.x), roundedDown(image.y)};
}

Rect Viewport::deviceFromImage(const Rect& image) const
{
    const int left = roundedDown(origin().x + image.x * m_zoom);
    const int top = roundedDown(origin().y + image.y * m_zoom);
    const int right = roundedUp(origin().x + image.right() * m_zoom);
    const int bottom = roundedUp(origin().y + image.bottom() * m_zoom);
    return {left, top, right - left, bottom - top};
}

} // namespace labelwright
