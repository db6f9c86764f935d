// SPDX-License-Identifier: GPL-3.0-or-later
// Where Canvas looks and how near; Canvas.cpp has the rest of the class.
#include "ui/canvas/Canvas.h"

#include <algorithm>

namespace labelwright {
namespace {

constexpr int kNotch = 120;        ///< Of a wheel, in eighths of a degree.
constexpr double kAreaZoom = 32;   ///< At most, for an area of a few pixels.
constexpr double kAreaShare = 0.1; ///< Of the view that an area fills.

} // namespace

void Canvas::setFitMargins(const Viewport::Margins& margins)
{
    const double zoomBefore = zoom();
    m_viewport.setFitMargins(margins);
    viewChanged(zoomBefore);
}

void Canvas::fit()
{
    const double zoomBefore = zoom();
    m_viewport.fit();
    viewChanged(zoomBefore);
}

void Canvas::zoomTo(double zoom)
{
    zoomAt(m_viewport.viewCentre(), zoom);
}

void Canvas::zoomIn()
{
    zoomAt(m_viewport.viewCentre(), m_viewport.zoomStopAbove());
}

void Canvas::zoomOut()
{
    zoomAt(m_viewport.viewCentre(), m_viewport.zoomStopBelow());
}

void Canvas::zoomAt(PointF anchor, double zoomWanted)
{
    const double zoomBefore = zoom();
    m_viewport.zoomAt(anchor, zoomWanted);
    viewChanged(zoomBefore);
}

void Canvas::turnWheel(int eighthsOfDegree)
{
    zoomAt(m_viewport.viewCentre(), m_viewport.zoomAfterWheel(eighthsOfDegree));
}

void Canvas::centreOn(PointF place)
{
    const PointF at = m_viewport.viewFromImage(place);
    const PointF centre = m_viewport.viewCentre();
    panBy({centre.x - at.x, centre.y - at.y});
}

void Canvas::showSamePlace(const Viewport& other)
{
    if (other.imageSize() != m_viewport.imageSize())
        return;
    if (other.isFitted())
        return fit();
    zoomTo(other.zoom());
    centreOn(other.imageFromView(other.viewCentre()));
}

void Canvas::showArea(const Rect& area)
{
    const double wanted =
        std::min(kAreaZoom, kAreaShare * std::min(width(), height()) / std::max(area.width, area.height));
    const bool isTooSmall = zoom() < wanted;
    const PointF middle{area.x + area.width / 2.0, area.y + area.height / 2.0};
    centreOn(middle);
    for (double before = 0; isTooSmall && zoom() < wanted && zoom() != before;) {
        before = zoom();
        turnWheel(kNotch);
    }
    centreOn(middle);
}

void Canvas::viewChanged(double zoomBefore)
{
    m_scene.setViewport(m_viewport);
    update();
    hoverAgain();
    updateOutline();
    if (zoom() != zoomBefore)
        emit zoomChanged(zoom());
    emit viewMoved();
}

void Canvas::updateView()
{
    const double zoomBefore = zoom();
    m_viewport.setView(width(), height(), devicePixelRatioF());
    viewChanged(zoomBefore);
}

} // namespace labelwright
